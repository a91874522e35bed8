// One repository as a test sees it: branches, pushes, merge queues, runs and rules.
import type { ActionsState, Conclusion, Job, JobOptions, Run, Trigger } from './actions-state.ts';
import { History } from './history.ts';
import { MergeQueue } from './merge-queue.ts';
import type { RepositoryState, Rule } from './repository-state.ts';
import { repositoryShape, simpleCommitShape, userShape } from './shapes.ts';

/** A push, and what GitHub tells of it. */
export interface Push {
  readonly eventName: 'push';
  readonly ref: string;
  readonly sha: string;
  /** The payload of the `push` event. */
  readonly event: Record<string, unknown>;
}

/** What a test can do with one repository. */
export class RepositoryWorld {
  readonly state: RepositoryState;
  readonly #history: History;
  readonly #queues = new Map<string, MergeQueue>();

  constructor(state: RepositoryState, now: () => number) {
    this.state = state;
    this.#history = new History(state, now);
  }

  /** `owner/name` */
  get name(): string {
    return this.state.name;
  }

  /** The bare repository on disk. */
  get repositoryPath(): string {
    return this.state.git.directory;
  }

  get actions(): ActionsState {
    return this.state.actions;
  }

  /** Runs git on the bare repository and returns what it printed, without the last newline. */
  async git(...args: string[]): Promise<string> {
    const printed = await this.state.git.run(...args);
    await this.state.git.refs.rescan();
    return printed.replace(/\n$/, '');
  }

  /** The head of a branch, `null` where there is none. */
  head(branch = 'main'): Promise<string | null> {
    return this.#history.head(branch);
  }

  /** The text of a file at a branch or commit, `null` where there is none. */
  async file(name: string, path: string): Promise<string | null> {
    const commit = await this.state.resolveCommitish(name);
    const object = commit === null ? null : await this.state.git.read(`${commit}:${path}`);
    return object?.type === 'blob' ? object.content.toString('utf8') : null;
  }

  /** Commits one file to a branch, which it creates without a parent if need be; `null` removes the file. */
  async commitFile(branch: string, path: string, content: string | null, message?: string): Promise<string> {
    const parent = await this.#history.head(branch);
    const sha = await this.#history.commit(parent, path, content, message ?? `Change ${path}`);
    await this.#history.set(`refs/heads/${branch}`, sha);
    return sha;
  }

  /** Sets a branch to a commit, by default to the head of `main`; `null` deletes it. */
  async branch(name: string, sha?: string | null): Promise<string | null> {
    const target = sha === undefined ? await this.#history.demandHead('main') : sha;
    await this.#history.set(`refs/heads/${name}`, target);
    return target;
  }

  /** Pushes so many commits to a branch, which begins at the head of `main` if need be. */
  async push(branch: string, commits = 1): Promise<Push> {
    const known = await this.#history.head(branch);
    const before = known ?? (await this.#history.demandHead('main'));
    const sha = await this.#history.grow(before, commits, `Work on ${branch}`);
    const ref = `refs/heads/${branch}`;
    await this.#history.set(ref, sha);
    const commit = await this.state.git.commit(sha);
    if (commit === null) throw new Error(`commit ${sha} vanished`);
    const event = {
      ref,
      before: known ?? '0'.repeat(40),
      after: sha,
      created: known === null,
      deleted: false,
      forced: false,
      head_commit: simpleCommitShape(sha, commit),
      commits: [simpleCommitShape(sha, commit)],
      pusher: { name: 'octocat', email: 'octocat@users.noreply.github.com' },
      repository: repositoryShape(this.state),
      sender: userShape('octocat', this.state.serverUrl),
    };
    return { eventName: 'push', ref, sha, event };
  }

  /** The merge queue of a branch. */
  mergeQueue(base = 'main'): MergeQueue {
    const queue = this.#queues.get(base) ?? new MergeQueue(this.state, this.#history, base);
    this.#queues.set(base, queue);
    return queue;
  }

  /** Adds a rule for a branch. */
  protect(branch: string, rule: Rule = 'ruleset'): void {
    this.state.protect(branch, rule);
  }

  /** Starts a run, or, with the id of one, its next attempt. */
  startRun(options: { runId?: number; attempt?: number; workflow: string; event: Trigger }): Run {
    return this.actions.startRun(options);
  }

  /** Starts a job of an attempt. */
  startJob(runId: number, attempt: number, options: JobOptions): Job & { readonly checkRunId: number } {
    return this.actions.startJob(runId, attempt, options);
  }

  completeJob(jobId: number, conclusion: Conclusion): void {
    this.actions.completeJob(jobId, conclusion);
  }

  /** Ends an attempt; jobs that still run are cancelled. */
  completeRun(runId: number, attempt: number, conclusion: Conclusion): void {
    this.actions.completeRun(runId, attempt, conclusion);
  }
}
