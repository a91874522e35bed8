// Plays a merge train: the merge queue as GitHub runs it, and a job with the action for every merge group.
//
// A group whose job fails is taken out of the queue, and the groups above it are rebuilt and get runs of their own;
// runs of groups that are gone go on, as GitHub's do. One that fails below a success changes nothing any more.
import { setTimeout as delay } from 'node:timers/promises';
import type { Group, MergeQueue } from '../test/support/github/merge-queue.ts';
import type { Scene } from '../test/support/scene.ts';
import { Jobs, type Play, type Run } from './jobs.ts';
import type { Part } from './story.ts';

/** A merge train. */
export class Train {
  readonly runs: readonly Run[];
  readonly #queue: MergeQueue;
  readonly #scene: Scene;
  readonly #play: Play;
  readonly #jobs: Jobs;

  constructor(scene: Scene, play: Play) {
    this.#scene = scene;
    this.#play = play;
    this.#jobs = new Jobs(play);
    this.runs = this.#jobs.runs;
    this.#queue = scene.github.mergeQueue();
  }

  /** Pull requests in the queue whose group has no run yet. */
  still(): number[] {
    const started = new Set(this.runs.map(({ headSha }) => headSha));
    return this.#queue.groups().flatMap((group) => (started.has(group.headSha) ? [] : [group.pullRequest]));
  }

  /** Plays the whole story; resolves when every run has ended. */
  async play(): Promise<void> {
    const { story, tell } = this.#play;
    const newcomer = story.parts.find(({ enters }) => enters === 'as newcomer');
    const early = story.parts.filter((part) => part !== newcomer);
    for (const { pr } of early) await this.#queue.enqueue(pr);
    tell(`merge queue of main: ${early.map(({ pr }) => `PR ${pr}`).join(', ')}`);
    if (newcomer !== undefined) this.#jobs.start(() => this.#enter(newcomer, this.#jobs.granted.promise));
    const onTime = early.filter(({ enters }) => enters === 'on time');
    for (const part of early) this.#jobs.start(() => this.#enter(part, this.#mayAsk(part, onTime)));
    void this.#jobs.giveUpAfter(onTime);
    await this.#jobs.over();
    await this.#merge();
  }

  /**
   * When a group may ask. The highest of them gets a slot as soon as it is there, and whoever waits then the others; so
   * where there are several it comes last.
   */
  async #mayAsk(part: Part, onTime: readonly Part[]): Promise<void> {
    if (part.enters === 'late') await this.#jobs.succeeded.promise;
    const isLast = this.#play.options.slots.length > 0 && part === onTime.at(-1);
    if (isLast) await this.#jobs.inLine(onTime.slice(0, -1));
  }

  async #enter(part: Part, from: Promise<void>): Promise<void> {
    await from;
    await delay(part.arrival);
    if (part.enters === 'as newcomer') await this.#queue.enqueue(part.pr);
    const group = this.#queue.groups().find(({ pullRequest }) => pullRequest === part.pr);
    if (group !== undefined) await this.#run(part, group);
  }

  async #run(part: Part, group: Group): Promise<void> {
    const { ended } = await this.#jobs.run(part, this.#scene.groupJob(group), group.headSha);
    const isLost = ended?.end === 'failed' || ended?.end === 'died holding';
    if (isLost && !this.#worked().some((pr) => pr > part.pr)) await this.#takeOut(part);
  }

  /** What GitHub does with a pull request whose check has failed. */
  async #takeOut(part: Part): Promise<void> {
    const rebuilt = await this.#queue.dequeue(part.pr);
    this.#play.tell(
      `GitHub takes PR ${part.pr} out of the queue${rebuilt.length === 0 ? '' : ` and rebuilds ${rebuilt.map(({ pullRequest }) => `PR ${pullRequest}`).join(', ')}`}`,
    );
    for (const group of rebuilt) {
      const above = this.#play.story.parts.find(({ pr }) => pr === group.pullRequest);
      const hasAsked = this.runs.some((run) => run.part === above);
      if (above !== undefined && hasAsked) this.#jobs.start(() => this.#run(above, group));
    }
  }

  async #merge(): Promise<void> {
    const worked = this.#worked();
    if (worked.length === 0) return;
    const highest = Math.max(...worked);
    const merged = this.#queue.groups().map(({ pullRequest }) => pullRequest);
    await this.#queue.merge(highest);
    const names = merged.filter((pr) => pr <= highest).map((pr) => `PR ${pr}`);
    this.#play.tell(`GitHub merges ${names.join(', ')} into main`);
  }

  /** The pull requests whose work has succeeded. */
  #worked(): number[] {
    return this.runs.filter(({ ended }) => ended?.end === 'worked').map(({ part }) => part.pr);
  }
}
