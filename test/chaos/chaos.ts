// Chaos on the shipped bundle: real processes on the stand-in with the real git behind it, killed, stopped and
// cancelled at random moments, with faults of the network at random, from one seed.
//
// The seed decides what is done, the machine when exactly it happens: a seed is a story to look at again, not a replay.
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../simulation/random.ts';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import type { StageResult } from '../support/runner/runner.ts';
import { FencedResource } from './fenced-resource.ts';
import { trouble } from './trouble.ts';

export interface ChaosOptions {
  readonly runners: number;
  readonly seed: number;
}

export interface ChaosReport {
  /** What broke a promise, in words; empty if nothing did. */
  readonly problems: readonly string[];
  /** What happened, in order, for whoever looks at a failure. */
  readonly log: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Times that let a dead holder be followed in seconds. */
const TIMES = {
  'poll-interval': '300ms',
  'stabilisation-window': '2s',
  ttl: '2s',
  'takeover-delay': '1s',
  'max-hold': '20s',
};

/** Milliseconds of trouble for each runner, and until everybody has to have ended after it. */
const TROUBLE_PER_RUNNER = 500;
const PATIENCE = 120_000;
const GROUPS_PER_STACK = 4;

/** Runs the story of one seed. `inspect` sees the scene when all is over. */
export async function chaos(
  { runners, seed }: ChaosOptions,
  inspect: (scene: Scene) => Promise<readonly string[]>,
): Promise<ChaosReport> {
  await using scene = await openScene({ limits: { core: 1e6, graphql: 1e6 } });
  const run = new ChaosRun(scene, new Random(seed));
  await run.start(runners);
  await run.trouble(runners * TROUBLE_PER_RUNNER);
  await run.end();
  await run.fresh();
  return run.report([...(await inspect(scene)), ...scene.github.violations, ...scene.github.unexpected]);
}

class ChaosRun {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #resource = new FencedResource();
  readonly #log: string[] = [];
  readonly #problems: string[] = [];
  readonly #live = new Map<SceneJob, string>();
  readonly #lives: Promise<void>[] = [];
  readonly #counts: Record<string, number> = {};
  readonly #startedAt = performance.now();

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  async start(runners: number): Promise<void> {
    const { github } = this.#scene;
    const push = await github.push('main');
    for (let n = 1; n <= runners; n += 1) {
      // Stacks of groups, and every third runner a plain request in the same line.
      const isPlain = n % 3 === 0;
      const base = `train-${Math.floor(n / (GROUPS_PER_STACK * 1.5))}`;
      if (!isPlain && (await github.head(base)) === null) await github.branch(base);
      const job = isPlain
        ? this.#scene.pushJob(push)
        : this.#scene.groupJob(await github.mergeQueue(base).enqueue(n));
      this.#lives.push(this.#liveOut(job, `runner ${n}`, this.#random.between(0, runners * 150)));
    }
  }

  /** One job: wait, use the resource, release. Whatever is done to it, it ends. */
  async #liveOut(job: SceneJob, name: string, delay: number): Promise<void> {
    const random = new Random(this.#random.integer(0, 2 ** 31));
    await pause(delay);
    this.#live.set(job, name);
    const result = await job.use({ lease: 'main', ...TIMES });
    this.#note(`${name}: ${result.outputs['status'] ?? result.outcome}`);
    if (result.outputs['status'] === 'acquired' && this.#live.has(job))
      await this.#work(job, name, result, random);
    if (this.#live.delete(job)) await job.finish(random.chance(0.3) ? 'failure' : job.job.status);
  }

  async #work(job: SceneJob, name: string, { outputs }: StageResult, random: Random): Promise<void> {
    const stay = this.#resource.enter(name, Number(outputs['fencing-token']));
    const fate = random.next();
    for (let n = random.integer(1, 4); n > 0 && this.#live.has(job); n -= 1) {
      this.#resource.operate(stay);
      await pause(random.between(20, 150));
    }
    if (fate < 0.15 && this.#live.has(job)) await this.#becomeZombie(job, name, stay, random);
    this.#resource.leave(stay);
  }

  /** GitHub has given the runner up, but it goes on working, until the resource refuses it or it gets tired. */
  async #becomeZombie(
    job: SceneJob,
    name: string,
    stay: ReturnType<FencedResource['enter']>,
    random: Random,
  ): Promise<void> {
    this.#note(`${name}: zombie`);
    stay.isZombie = true;
    this.#scene.github.completeJob(job.jobId, 'failure');
    for (let n = 0; n < 30 && this.#resource.operate(stay); n += 1) await pause(random.between(100, 300));
  }

  async trouble(duration: number): Promise<void> {
    const end = performance.now() + duration;
    while (performance.now() < end) {
      await pause(this.#random.between(100, 400));
      const roll = this.#random.next();
      if (roll < 0.6) this.#note(`fault ${trouble(this.#scene, this.#random)}`);
      else if (this.#live.size > 0) await this.#hurt(this.#random.pick([...this.#live.keys()]), roll);
    }
  }

  async #hurt(job: SceneJob, roll: number): Promise<void> {
    const name = this.#live.get(job)!;
    if (roll < 0.7) {
      this.#note(`${name}: runner lost`);
      this.#live.delete(job);
      await job.die();
    } else if (roll < 0.85) {
      this.#note(`${name}: paused`);
      job.job.stop();
      await pause(this.#random.between(200, 1500));
      job.job.continue();
    } else if (roll < 0.95) {
      this.#note(`${name}: cancelled`);
      void job.job.cancel();
    }
  }

  /** The weather clears; everybody has to end in a bounded time. */
  async end(): Promise<void> {
    this.#scene.github.clearFaults();
    this.#note('the weather clears');
    const late = pause(PATIENCE, 'late', { ref: false });
    if ((await Promise.race([Promise.all(this.#lives), late])) === 'late') {
      this.#problems.push(`not ended: ${[...this.#live.values()].join(', ')}`);
    }
  }

  /** A fresh request alone gets the lease. */
  async fresh(): Promise<void> {
    const job = this.#scene.pushJob(await this.#scene.github.push('main'), { job: 'fresh' });
    const { outputs } = await job.use({ lease: 'main', ...TIMES, timeout: '60s' });
    if (outputs['status'] !== 'acquired')
      this.#problems.push(`a fresh request did not get the lease: ${outputs['status']}`);
    await job.finish('success');
  }

  report(found: readonly string[]): ChaosReport {
    return {
      problems: [...this.#problems, ...this.#resource.problems, ...found],
      log: this.#log,
      counts: { ...this.#counts, ...this.#resource.counts, requests: this.#scene.github.totals().requests },
    };
  }

  #note(what: string): void {
    this.#log.push(`${((performance.now() - this.#startedAt) / 1000).toFixed(2)} ${what}`);
    const kind = /(?:: |^)([a-z-]+)/.exec(what)?.[1] ?? what;
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  }
}
