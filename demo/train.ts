// Plays the story: the merge queue as GitHub runs it, and a job with the action for every merge group.
//
// A group whose job fails is taken out of the queue, and the groups above it are rebuilt and get runs of their own;
// runs of groups that are gone go on, as GitHub's do. What a holder does with the resource is played here.
import { setTimeout as delay } from 'node:timers/promises';
import type { Group, MergeQueue } from '../test/support/github/merge-queue.ts';
import type { Stage, StageResult } from '../test/support/runner/runner.ts';
import type { Scene, SceneJob } from '../test/support/scene.ts';
import type { Options } from './options.ts';
import type { Resource } from './resource.ts';
import type { End, Part, Story } from './story.ts';

/** The run of one merge group. */
export interface Run {
  readonly part: Part;
  /** `PR 4`; that of a group that was rebuilt, `PR 4'`. */
  readonly name: string;
  readonly runId: number;
  readonly group: Group;
  readonly startedAt: number;
  /** Since when it works on the resource, and with which token. */
  working: { readonly since: number; readonly token: number } | null;
  ended: { readonly end: End | 'otherwise'; readonly at: number; readonly problem: string } | null;
}

const TOUCH_EVERY = 150;

/** A merge train. */
export class Train {
  readonly runs: Run[] = [];
  readonly queue: MergeQueue;
  readonly #scene: Scene;
  readonly #options: Options;
  readonly #story: Story;
  readonly #resource: Resource;
  readonly #tell: (what: string) => void;
  readonly #tasks = new Set<Promise<void>>();
  readonly #granted = Promise.withResolvers<void>();
  readonly #succeeded = Promise.withResolvers<void>();
  /** Who is not late, by pull request: no holder ends before they are in line, so that every seed tells one story. */
  readonly #inLine: ReadonlyMap<number, PromiseWithResolvers<void>>;

  constructor(
    scene: Scene,
    play: { options: Options; story: Story; resource: Resource; tell: (what: string) => void },
  ) {
    this.#scene = scene;
    this.#options = play.options;
    this.#story = play.story;
    this.#resource = play.resource;
    this.#tell = play.tell;
    const awaited = play.story.parts.filter(({ enters }) => enters !== 'late');
    this.#inLine = new Map(awaited.map(({ pr }) => [pr, Promise.withResolvers<void>()]));
    this.queue = scene.github.mergeQueue();
  }

  /** Plays the whole story; resolves when every run has ended. */
  async play(): Promise<void> {
    const { parts } = this.#story;
    const newcomer = parts.find(({ enters }) => enters === 'as newcomer');
    const early = parts.filter((part) => part !== newcomer);
    for (const { pr } of early) await this.queue.enqueue(pr);
    this.#tell(`merge queue of main: ${early.map(({ pr }) => `PR ${pr}`).join(', ')}`);
    if (newcomer !== undefined) this.#start(() => this.#enter(newcomer, this.#granted.promise));
    const onTime = early.filter(({ enters }) => enters === 'on time');
    for (const part of early) {
      const from = part.enters === 'late' ? this.#succeeded.promise : Promise.resolve();
      this.#start(() => this.#enter(part, from));
    }
    void this.#whenAllHaveEnded(onTime);
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    await this.#merge();
  }

  /** Starts something that the play waits for. */
  #start(work: () => Promise<void>): void {
    const task = work();
    this.#tasks.add(task);
    // One that has failed stays, so that the play fails with it.
    task.then(
      () => this.#tasks.delete(task),
      () => undefined,
    );
  }

  async #enter(part: Part, from: Promise<void>): Promise<void> {
    await from;
    await delay(part.arrival);
    if (part.enters === 'as newcomer') await this.queue.enqueue(part.pr);
    const group = this.queue.groups().find(({ pullRequest }) => pullRequest === part.pr);
    if (group !== undefined) await this.#run(part, group);
  }

  async #run(part: Part, group: Group): Promise<void> {
    const job = this.#scene.groupJob(group);
    const rebuilt = this.runs.filter((each) => each.part === part).length;
    const run: Run = {
      part,
      name: `PR ${part.pr}${"'".repeat(rebuilt)}`,
      runId: job.runId,
      group,
      startedAt: performance.now(),
      working: null,
      ended: null,
    };
    this.runs.push(run);
    this.#tell(`${run.name} asks for the lease (run ${job.runId})`);
    const { poll, window, ttl, takeover } = this.#options;
    const step = job.step({
      'poll-interval': `${poll * 1000}ms`,
      'stabilisation-window': `${window * 1000}ms`,
      ttl: `${ttl * 1000}ms`,
      'takeover-delay': `${takeover * 1000}ms`,
      timeout: '3m',
    });
    const isInLine = step.waitForLine(/^Waiting for|holds the lease/).then(
      () => undefined,
      () => undefined,
    );
    void isInLine.then(this.#inLine.get(part.pr)?.resolve);
    if (this.#diesWaiting(part)) await this.#dieWaiting(run, job, isInLine);
    else await this.#goOn(run, job, step);
  }

  async #goOn(run: Run, job: SceneJob, step: Stage): Promise<void> {
    const result = await step.finished;
    const status = result.outputs['status'];
    if (status === 'acquired') {
      await this.#hold(run, job, Number(result.outputs['fencing-token']));
    } else {
      const posts = await job.finish();
      if (status === 'completed') this.#end(run, 'completed', warning(posts));
      else if (status === 'superseded') this.#end(run, 'superseded', warning(posts));
      else this.#end(run, 'otherwise', `${status ?? 'error'}: ${lastWords(result)}`);
    }
  }

  async #hold(run: Run, job: SceneJob, token: number): Promise<void> {
    const { fate, work } = run.part;
    run.working = { since: performance.now(), token };
    this.#granted.resolve();
    this.#tell(`${run.name} works on the resource, token ${token}`);
    await this.#use(run, token, fate === 'dies' ? work / 2 : work);
    if (fate === 'dies') {
      await job.die();
      this.#end(run, 'died holding');
      await this.#takeOut(run);
      return;
    }
    const posts = await job.finish(fate === 'works' ? 'success' : 'failure');
    this.#end(run, fate === 'works' ? 'worked' : 'failed', warning(posts));
    if (fate === 'works') this.#succeeded.resolve();
    else await this.#takeOut(run);
  }

  async #use(run: Run, token: number, time: number): Promise<void> {
    const until = performance.now() + time;
    while (performance.now() < until) {
      this.#resource.touch(token, run.name);
      await delay(Math.min(TOUCH_EVERY, Math.max(1, until - performance.now())));
    }
    await Promise.all([...this.#inLine.values()].map(({ promise }) => promise));
    this.#resource.touch(token, run.name);
  }

  #diesWaiting({ pr }: Part): boolean {
    return this.#story.ends.get(pr)?.includes('died waiting') ?? false;
  }

  async #dieWaiting(run: Run, job: SceneJob, isInLine: Promise<void>): Promise<void> {
    await Promise.all([isInLine, this.#granted.promise]);
    await job.die();
    this.#end(run, 'died waiting');
  }

  #end(run: Run, end: End | 'otherwise', problem = ''): void {
    run.ended = { end, at: performance.now(), problem };
    this.#tell(`${run.name} ${WORDS[end]}${problem === '' ? '' : `: ${problem}`}`);
    this.#onEnd();
  }

  #onEnd: () => void = () => undefined;

  /** Lets the story go on where nobody on time has succeeded. */
  async #whenAllHaveEnded(onTime: readonly Part[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEnd = () => {
      const ended = this.runs.filter((run) => run.ended !== null).map(({ part }) => part);
      if (onTime.every((part) => ended.includes(part))) resolve();
    };
    await promise;
    this.#granted.resolve();
    this.#succeeded.resolve();
  }

  /** What GitHub does with a pull request whose check has failed. */
  async #takeOut({ part }: Run): Promise<void> {
    const rebuilt = await this.queue.dequeue(part.pr);
    this.#tell(
      `GitHub takes PR ${part.pr} out of the queue${rebuilt.length === 0 ? '' : ` and rebuilds ${rebuilt.map(({ pullRequest }) => `PR ${pullRequest}`).join(', ')}`}`,
    );
    for (const group of rebuilt) {
      const above = this.#story.parts.find(({ pr }) => pr === group.pullRequest);
      const hasAsked = this.runs.some((run) => run.part === above);
      if (above !== undefined && hasAsked) this.#start(() => this.#run(above, group));
    }
  }

  async #merge(): Promise<void> {
    const worked = this.runs.filter(({ ended }) => ended?.end === 'worked').map(({ part }) => part.pr);
    if (worked.length === 0) return;
    const highest = Math.max(...worked);
    const merged = this.queue.groups().map(({ pullRequest }) => pullRequest);
    await this.queue.merge(highest);
    const names = merged.filter((pr) => pr <= highest).map((pr) => `PR ${pr}`);
    this.#tell(`GitHub merges ${names.join(', ')} into main`);
  }
}

/** What is said of the end of a run. */
export const WORDS: Readonly<Record<End | 'otherwise', string>> = {
  worked: 'has succeeded',
  failed: 'has failed',
  'died holding': 'has lost its runner while it held the lease',
  'died waiting': 'has lost its runner while it waited',
  completed: 'is completed without touching the resource',
  superseded: 'ends: its merge group is gone',
  otherwise: 'ended otherwise',
};

/** The post step never fails; what it warns of has no place in any of the stories. */
function warning(posts: readonly StageResult[]): string {
  const failed = posts.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) return `its post step failed: ${lastWords(failed)}`;
  const warned = posts.flatMap(({ annotations }) => annotations).find(({ level }) => level !== 'notice');
  return warned === undefined ? '' : `its post step warned: ${warned.message}`;
}

function lastWords({ annotations, lines }: StageResult): string {
  const error = annotations.find(({ level }) => level === 'error')?.message;
  return error ?? lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
