// Chaos on the shipped bundle: real processes on the stand-in with the real git behind it, killed, stopped and
// cancelled at random moments, with faults of the network at random, from one seed.
//
// The seed decides what is done, the machine when exactly it happens: a seed is a story to look at again, not a replay.
// What is judged holds on any machine: promises, and that everybody ends once the weather is fair.
import { setTimeout as pause } from 'node:timers/promises';
import { audit } from '../../src/audit/check.ts';
import { Random } from '../simulation/random.ts';
import { LOCK_BRANCH, openScene, type Scene, type SceneJob } from '../support/scene.ts';
import type { StageResult } from '../support/runner/runner.ts';
import { FencedResource, type Stay } from './fenced-resource.ts';
import { trouble } from './trouble.ts';

/** Jobs are started one after another until so many have been, or so much time has passed. */
export interface ChaosOptions {
  /** Jobs at the same time. */
  readonly processes: number;
  readonly jobs: number;
  /** Milliseconds. */
  readonly time: number;
  readonly seed: number;
}

export interface ChaosReport {
  /** What broke a promise, in words; empty if nothing did. */
  readonly problems: readonly string[];
  /** What happened, in order, for whoever looks at a failure. */
  readonly log: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Times that let a dead holder be followed in seconds. Nobody lives long enough to be taken for dead by its age. */
const TIMES = {
  'poll-interval': '250ms',
  'stabilisation-window': '1s',
  ttl: '1s',
  'takeover-delay': '500ms',
  'max-hold': '6h',
};

/** Milliseconds in fair weather after which whoever has not ended is stuck; a net. */
const PATIENCE = 240_000;
const GROUPS_PER_STACK = 4;
const UNLIMITED = { core: 1e9, graphql: 1e9 };

/** Runs the story of one seed, and audits the lock branch when all is over. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  await using scene = await openScene({ limits: UNLIMITED });
  const { github } = scene;
  const run = new ChaosRun(scene, new Random(options.seed));
  await run.play(options);
  await run.end();
  await run.fresh();
  const { findings } = await audit(github.repositoryPath, LOCK_BRANCH);
  const broken = findings.map(
    ({ commit, lease, promise, what }) => `${promise} in ${commit} (${lease}): ${what}`,
  );
  return run.report([...broken, ...github.violations, ...github.unexpected]);
}

class ChaosRun {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #resource = new FencedResource();
  readonly #log: string[] = [];
  readonly #problems: string[] = [];
  /** Jobs that nobody has killed and that have not begun to end, by their names. */
  readonly #live = new Map<SceneJob, string>();
  readonly #stays = new Map<SceneJob, Stay>();
  readonly #lives = new Set<Promise<void>>();
  readonly #counts: Record<string, number> = {};
  readonly #startedAt = performance.now();

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  /** Starts jobs, and troubles them as long as there are more to start. */
  async play({ processes, jobs, time }: ChaosOptions): Promise<void> {
    const end = this.#startedAt + time;
    const over = new AbortController();
    const troubles = this.#trouble(over.signal);
    for (let n = 1; n <= jobs && performance.now() < end; n += 1) {
      while (this.#lives.size >= processes) await Promise.race(this.#lives);
      const life = this.#liveOut(await this.#job(n), `job ${n}`);
      this.#lives.add(life);
      void life.finally(() => this.#lives.delete(life));
    }
    over.abort();
    await troubles;
  }

  /** Stacks of groups, and every third job a plain request in the same line. */
  async #job(n: number): Promise<SceneJob> {
    const { github } = this.#scene;
    if (n % 3 === 0) return this.#scene.job();
    const base = `train-${Math.floor(n / (GROUPS_PER_STACK * 1.5))}`;
    if ((await github.head(base)) === null) await github.branch(base);
    return this.#scene.groupJob(await github.mergeQueue(base).enqueue(n));
  }

  /** One job: wait, use the resource, release. Whatever is done to it, it ends. */
  async #liveOut(job: SceneJob, name: string): Promise<void> {
    const random = new Random(this.#random.integer(0, 2 ** 31));
    this.#live.set(job, name);
    const result = await job.use({ lease: 'main', ...TIMES });
    this.#note(`${name}: ${result.outputs['status'] ?? result.outcome}`);
    if (result.outputs['status'] === 'acquired' && this.#live.has(job))
      await this.#work(job, name, result, random);
    if (this.#live.delete(job)) await job.finish(random.chance(0.3) ? 'failure' : job.job.status);
    this.#note(`${name}: ended`);
  }

  async #work(job: SceneJob, name: string, { outputs }: StageResult, random: Random): Promise<void> {
    const stay = this.#resource.enter(name, Number(outputs['fencing-token']));
    this.#stays.set(job, stay);
    const fate = random.next();
    for (let n = random.integer(1, 4); n > 0 && this.#live.has(job); n -= 1) {
      this.#resource.operate(stay);
      await pause(random.between(20, 150));
    }
    if (fate < 0.15 && this.#live.has(job)) await this.#becomeZombie(job, name, stay, random);
    this.#resource.leave(stay);
  }

  /** GitHub has given the runner up, but it goes on working, until the resource refuses it or it gets tired. */
  async #becomeZombie(job: SceneJob, name: string, stay: Stay, random: Random): Promise<void> {
    this.#note(`${name}: zombie`);
    stay.isZombie = true;
    this.#scene.github.completeJob(job.jobId, 'failure');
    for (let n = 0; n < 10 && this.#live.has(job) && this.#resource.operate(stay); n += 1)
      await pause(random.between(100, 300));
  }

  /** Faults of the network most of the time, and jobs that are hurt, until the signal says that it is enough. */
  async #trouble(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const roll = this.#random.next();
      if (roll < 0.6) this.#note(`fault: ${trouble(this.#scene, this.#random)}`);
      else if (this.#live.size > 0) await this.#hurt(this.#random.pick([...this.#live.keys()]), roll);
      await pause(this.#random.between(100, 400), undefined, { signal }).catch(() => undefined);
    }
  }

  async #hurt(job: SceneJob, roll: number): Promise<void> {
    const name = this.#live.get(job)!;
    if (roll < 0.7) {
      this.#note(`${name}: runner lost`);
      this.#live.delete(job);
      const stay = this.#stays.get(job);
      if (stay !== undefined) this.#resource.leave(stay);
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
    const job = await this.#scene.job('main', { job: 'fresh' });
    const { outputs } = await job.use({ lease: 'main', ...TIMES, timeout: `${PATIENCE}ms` });
    if (outputs['status'] === 'acquired') {
      const stay = this.#resource.enter('fresh', Number(outputs['fencing-token']));
      this.#resource.operate(stay);
      this.#resource.leave(stay);
    } else {
      this.#problems.push(`a fresh request did not get the lease: ${outputs['status']}`);
    }
    await job.finish('success');
  }

  report(found: readonly string[]): ChaosReport {
    return {
      problems: [...this.#problems, ...this.#resource.problems, ...found],
      log: this.#log,
      counts: { ...this.#counts, ...this.#resource.counts, requests: this.#scene.github.totals().requests },
    };
  }

  /** What happened is counted by its last word, or a fault's first. */
  #note(what: string): void {
    this.#log.push(`${((performance.now() - this.#startedAt) / 1000).toFixed(2)} ${what}`);
    const kind = /: (.+)$/.exec(what)?.[1] ?? what;
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  }
}
