// Plays a pool: deployments of one branch that each take any one of several slots with names.
import { setTimeout as delay } from 'node:timers/promises';
import type { Scene } from '../test/support/scene.ts';
import { Jobs, type Play, type Run } from './jobs.ts';

/** A pool, and who uses it. */
export class Pool {
  readonly runs: readonly Run[];
  readonly #scene: Scene;
  readonly #play: Play;
  readonly #jobs: Jobs;

  constructor(scene: Scene, play: Play) {
    this.#scene = scene;
    this.#play = play;
    this.#jobs = new Jobs(play);
    this.runs = this.#jobs.runs;
  }

  /** The jobs that have not asked yet. */
  still(): number[] {
    const { parts } = this.#play.story;
    return parts.filter((part) => this.runs.every((run) => run.part !== part)).map(({ pr }) => pr);
  }

  /** Plays the whole story; resolves when every run has ended. */
  async play(): Promise<void> {
    const { options, story, tell } = this.#play;
    const push = await this.#scene.github.push('main');
    tell(`${story.parts.length} jobs, each for any one of ${options.slots.join(', ')}`);
    for (const part of story.parts) {
      this.#jobs.start(async () => {
        await delay(part.arrival);
        await this.#jobs.run(part, this.#scene.pushJob(push), push.sha);
      });
    }
    await this.#jobs.over();
  }
}
