// A scene: the stand-in for GitHub and a runner on it, and jobs that use the action of this checkout.
//
// For every test, demo and measurement that runs the shipped bundle as separate processes. A job is known to both
// sides: the stand-in lists it as GitHub's API would, the runner runs it.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Group } from './github/merge-queue.ts';
import { startGitHub, type GitHub, type GitHubOptions } from './github/github.ts';
import type { Push } from './github/repository-world.ts';
import { Runner, type Job, type RunnerOptions, type Stage, type StageResult } from './runner/runner.ts';

/** The folder with action.yml and dist. */
export const ACTION_DIR = join(import.meta.dirname, '..', '..');

/** The branch that the action keeps its leases on. */
export const LOCK_BRANCH = 'ref-lease';

/** Times that let a scenario run in seconds; a test overrides what it is about. */
const QUICK: Readonly<Record<string, string>> = { 'poll-interval': '200ms' };
const QUICK_IN_GROUP: Readonly<Record<string, string>> = { ...QUICK, 'stabilisation-window': '5s' };

/** Milliseconds after which a condition that does not come fails a scene; a net, far above what any machine needs. */
const PATIENCE = 240_000;

/** Milliseconds between two looks at a condition. */
const LOOK = 40;

export interface SceneJobOptions {
  /** Key of the job; `staging` unless given. */
  readonly job?: string;
  /** The run of an earlier job, for a second job of it or a further attempt. */
  readonly run?: { readonly runId: number; readonly attempt: number };
  /** `null`: the runner does not tell the check run id. */
  readonly checkRunId?: null;
  readonly within?: string;
  readonly workflow?: string;
  readonly actor?: string;
  readonly clockOffset?: number;
  readonly debug?: boolean;
  readonly postInputs?: Readonly<Record<string, string>>;
}

/** A job of a scene. */
export class SceneJob {
  readonly job: Job;
  readonly runId: number;
  readonly attempt: number;
  readonly jobId: number;
  readonly #scene: Scene;
  readonly #times: Readonly<Record<string, string>>;

  constructor(
    scene: Scene,
    job: Job,
    ids: { runId: number; attempt: number; jobId: number },
    times: Readonly<Record<string, string>>,
  ) {
    this.#times = times;
    this.#scene = scene;
    this.job = job;
    this.runId = ids.runId;
    this.attempt = ids.attempt;
    this.jobId = ids.jobId;
  }

  /** Starts a step that uses the action; where it waits in line, with quick times unless given. */
  step(inputs: Readonly<Record<string, string>> = {}): Stage {
    const { mode = 'acquire' } = inputs;
    return this.#scene.watch(this.job.step({ ...(mode === 'acquire' ? this.#times : {}), ...inputs }));
  }

  /** Runs the step to its end. */
  async use(inputs: Readonly<Record<string, string>> = {}): Promise<StageResult> {
    return this.step(inputs).finished;
  }

  /** Runs the post steps and ends the job, for GitHub too. */
  async finish(status?: 'success' | 'failure' | 'cancelled'): Promise<readonly StageResult[]> {
    const results = await this.job.finish(status);
    this.#scene.results.push(...results);
    this.#scene.github.completeJob(this.jobId, this.job.status);
    return results;
  }

  /** The runner is lost: no process lives on, no post step runs, and GitHub ends the job. */
  async die(): Promise<void> {
    await this.job.kill();
    this.#scene.github.completeJob(this.jobId, 'failure');
  }
}

/** A stand-in and a runner. */
export class Scene implements AsyncDisposable {
  readonly github: GitHub;
  readonly runner: Runner;
  /** How every step and post step of the scene's jobs has ended so far. */
  readonly results: StageResult[] = [];

  constructor(github: GitHub, runner: Runner) {
    this.github = github;
    this.runner = runner;
  }

  /** A job of a merge group. */
  groupJob(group: Group, options: SceneJobOptions = {}): SceneJob {
    const { ref, headSha: sha } = group;
    return this.#job({ event: { name: group.eventName, payload: group.event }, ref, sha }, options);
  }

  /** A job of a push. */
  pushJob(push: Push, options: SceneJobOptions = {}): SceneJob {
    return this.#job({ event: { name: 'push', payload: push.event }, ref: push.ref, sha: push.sha }, options);
  }

  /** A job of a push to a branch, which is made if need be. */
  async job(branch = 'main', options: SceneJobOptions = {}): Promise<SceneJob> {
    return this.pushJob(await this.github.push(branch), options);
  }

  /** Keeps the result of a step among the scene's. */
  watch(stage: Stage): Stage {
    stage.finished.then(
      (result) => this.results.push(result),
      () => undefined,
    );
    return stage;
  }

  /** The lease document on the lock branch, as JSON; fails where there is none. */
  async lease(name = 'main'): Promise<LeaseJson> {
    const lease = await this.#leaseOrNone(name);
    if (lease === null) throw new Error(`there is no lease ${name}`);
    return lease;
  }

  /** Resolves with the lease's document as soon as the condition holds for it; rejects after minutes. */
  untilLease(name: string, condition: (lease: LeaseJson) => boolean): Promise<LeaseJson> {
    return until(`the lease ${name}`, async () => {
      const lease = await this.#leaseOrNone(name);
      return lease !== null && condition(lease) ? lease : null;
    });
  }

  /** Subjects of the lock branch's commits, oldest first. */
  async log(): Promise<string[]> {
    return (await this.github.git('log', '--reverse', '--format=%s', LOCK_BRANCH)).split('\n');
  }

  async #leaseOrNone(name: string): Promise<LeaseJson | null> {
    const text = await this.github.file(LOCK_BRANCH, `leases/${encodeURIComponent(name)}.json`);
    return text === null ? null : (JSON.parse(text) as LeaseJson);
  }

  #job(
    from: { event: { name: string; payload: Record<string, unknown> }; ref: string; sha: string },
    options: SceneJobOptions,
  ): SceneJob {
    const { job = 'staging', workflow = '.github/workflows/ci.yml', actor = 'octocat' } = options;
    const { github } = this;
    const event = { eventName: from.event.name, ref: from.ref, sha: from.sha };
    const run = options.run ?? github.startRun({ workflow, event });
    const runnerName = `runner-${run.runId}-${run.attempt}-${job}`;
    const started = github.startJob(run.runId, run.attempt, { key: job, runnerName });
    const running = this.runner.job({
      repository: github.name,
      runId: run.runId,
      runAttempt: run.attempt,
      job,
      checkRunId: options.checkRunId === null ? null : started.checkRunId,
      runnerName,
      workflow: 'CI',
      workflowRef: `${github.name}/${workflow}@${from.ref}`,
      event: from.event,
      ref: from.ref,
      sha: from.sha,
      actor,
      ...(options.clockOffset === undefined ? {} : { clockOffset: options.clockOffset }),
      ...(options.within === undefined ? {} : { within: options.within }),
      ...(options.debug === undefined ? {} : { debug: options.debug }),
      ...(options.postInputs === undefined ? {} : { postInputs: options.postInputs }),
    });
    const ids = { runId: run.runId, attempt: run.attempt, jobId: started.checkRunId };
    return new SceneJob(this, running, ids, event.eventName === 'merge_group' ? QUICK_IN_GROUP : QUICK);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.runner.close();
    await this.github.close();
  }
}

/** What a test reads of a lease document; names are those of the interface. */
export interface LeaseJson {
  readonly lease: string;
  readonly sequence: number;
  readonly epoch: number;
  readonly rounds: readonly { readonly id: number; readonly granted: boolean }[];
  readonly requests: readonly Record<string, unknown>[];
  readonly outcomes: readonly Record<string, unknown>[];
  readonly lock: Record<string, unknown> | null;
  readonly slots: Readonly<Record<string, { readonly lock: Record<string, unknown> | null }>>;
}

/** Resolves with what `look` finds as soon as it finds something; rejects after minutes, naming what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
): Promise<Exclude<Found, null | undefined | false>> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found as Exclude<Found, null | undefined | false>;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(LOOK);
  }
}

/** The holder in a lease document, if any. */
export function holderIn({ requests }: LeaseJson): Record<string, unknown> | undefined {
  return requests.find((request) => request['status'] === 'acquired');
}

/** The outcome of a request, or of a run's only one; `undefined` where there is none. */
export function outcomeIn(
  { outcomes }: LeaseJson,
  of: string | number | undefined,
): Record<string, unknown> | undefined {
  return outcomes.find((outcome) => outcome['id'] === of || outcome['run_id'] === of);
}

/** Opens a scene; `await using` ends all of it. */
export async function openScene(
  options: GitHubOptions & { readonly runner?: Partial<RunnerOptions> } = {},
): Promise<Scene> {
  const { runner, ...rest } = options;
  const github = await startGitHub(rest);
  const { apiUrl, graphqlUrl, serverUrl, token } = github;
  return new Scene(
    github,
    new Runner({ actionDir: ACTION_DIR, apiUrl, graphqlUrl, serverUrl, token, ...runner }),
  );
}
