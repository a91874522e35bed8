// One run: the world of a seed with its jobs, its queue and its mishaps; how it heals, and how it ends.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Person } from '../world/cast.ts';
import type { Job } from '../world/job.ts';
import type { Clock } from '../world/process.ts';
import { World } from '../world/world.ts';
import type { Rule } from './broken-rules.ts';
import { Weather } from './climate.ts';
import { conditionsOf, type Conditions } from './conditions.ts';
import { Mishaps } from './mishaps.ts';
import { holdOf, Outsiders, outsidersOf } from './outsiders.ts';
import { People } from './people.ts';
import { Queue } from './queue.ts';
import { Random } from './random.ts';
import { Slots } from './slots.ts';

/** Apart from the seeds of everything else, and so that those of regressions.test.ts are without processes and slots. */
const SALT = 2_000_000_161;
const LIMIT_SALT = 2_000_000_447;
const SLOTS_SALT = 2_000_000_980;
const CLOCKS_SALT = 2_000_001_373;
const BLIND_SALT = 2_000_001_801;

/** Seconds by which a clock that nobody trusts is off at most. */
const SKEW: Seconds = 300;

export class Scene {
  readonly conditions: Conditions;
  readonly world: World;
  readonly weather: Weather;
  readonly queue: Queue;
  readonly mishaps: Mishaps;
  readonly newcomers: Job[] = [];
  readonly slots: Slots;
  /** How many processes outside of GitHub there are. */
  readonly outside: number;
  readonly #people: People;
  readonly #outsiders: Outsiders;
  readonly #random: Random;
  #isQuiet = false;
  #isOver = false;

  constructor(seed: number, rule: Rule | null) {
    const random = new Random(seed);
    this.#random = random;
    this.conditions = conditionsOf(random);
    const { climate, common, unseen } = this.conditions;
    this.weather = new Weather(new Random(seed + 1e9), climate);
    this.world = new World({
      plan: this.weather,
      // Whether every state is plain data is slow to see, and the same in every run.
      checked: seed % 100 === 0,
      seed,
      clockOf: (person) => this.#clock(person),
      ...(rule?.instead === undefined ? {} : { instead: rule.instead }),
    });
    this.weather.mostBehind = (time) => this.#mostBehind(time);
    rule?.of?.(this.world);
    const chance = new Random(seed + SALT);
    this.outside = outsidersOf(chance);
    this.slots = new Slots(new Random(seed + SLOTS_SALT));
    this.#outsiders = new Outsiders(this.world, chance, this.conditions, this.slots);
    const mixed = new Random(seed + CLOCKS_SALT);
    const isMixed = mixed.chance(0.5);
    this.#people = new People(this.world, random, this.conditions, this.slots, {
      holdLimit: holdLimitOf(new Random(seed + LIMIT_SALT)),
      hasOwnClock: () => !common.trusted && (!isMixed || mixed.chance(0.5)),
    });
    this.queue = new Queue(this.world, random, this.#people);
    this.mishaps = new Mishaps(this.world, random, this.conditions, this.weather, this.queue, this.slots);
    for (const of of unseen ? [null] : blindOf(new Random(seed + BLIND_SALT))) {
      const [from, to] = [0, this.conditions.duration];
      this.weather.outages.push({ from, to, kinds: ['life'], is: 'refused', of });
    }
    this.weather.until = common.trusted ? 0 : common.ttl;
  }

  /** Runs to the end; `true`: everybody has come to one, and a newcomer got every lease. */
  run(): void {
    const { world, conditions, weather } = this;
    this.#begin();
    world.agenda.run(conditions.duration, () => false);
    this.#heal();
    world.agenda.run(this.healedAt + this.longestEnd, () => world.isQuiet);
    this.#isQuiet = true;
    if (world.isQuiet) {
      for (const lease of conditions.leases) {
        const job = this.#people.newcomer(lease);
        this.newcomers.push(job);
        world.agenda.run(world.agenda.now + 30 + this.patience, () => job.isOver);
      }
    }
    this.#isOver = true;
    weather.isHealed = true;
    // Who came while the last of them ended.
    world.agenda.run(world.agenda.now + this.patience, () => world.isQuiet);
  }

  /** When nothing goes wrong any more, and what went wrong is over. */
  get healedAt(): Seconds {
    return Math.max(this.conditions.duration, this.weather.until) + 100;
  }

  /** Seconds within which somebody who waits must get a lease that nobody living holds, when all is well. */
  get patience(): Seconds {
    const { common } = this.conditions;
    const { ttl, takeoverDelay, window, pollInterval, delayAssignment } = common;
    // A rest is over by the clock of whoever looks.
    const apart = common.trusted ? 0 : 2 * SKEW;
    // Who keeps slots while it waits for more is asked to act after five TTLs.
    const patience = this.slots.names.length === 0 ? 1.5 : 6.5;
    const silence = apart + (2 + this.mishaps.idlers) * (patience * ttl + 2 * pollInterval);
    // A process cannot see that a job is dead, and who has said for how long it holds the lease holds it so long.
    const { maxHold } = common;
    const outside = this.outside === 0 ? 0 : maxHold + 2 * ttl + 2 * holdOf(this.conditions);
    return outside + silence + takeoverDelay + 3 * window + (12 + 2 * delayAssignment) * pollInterval + 120;
  }

  /** Seconds after the healing in which everybody must have ended. */
  get longestEnd(): Seconds {
    return this.world.jobs.length * (this.patience + 10 * this.conditions.common.work) + 4000;
  }

  #begin(): void {
    const { conditions, queue, mishaps } = this;
    const { agenda, server } = this.world;
    const random = this.#random;
    for (let n = 0, at = 0; n < conditions.plain + this.slots.crowd; n += 1) {
      if (!random.chance(0.3)) at = random.between(0, conditions.duration * 0.7);
      this.#people.plain(at);
    }
    for (let left = conditions.groups; left > 0;) {
      const together = random.integer(1, left);
      left -= together;
      agenda.at(random.between(0, conditions.duration * 0.6), () => queue.enqueue(together));
    }
    if (conditions.groups > 0) queue.watch(() => this.#isQuiet);
    for (const who of random.chance(0.5)
      ? ['plain-1', 'group-1.1']
      : ['plain-2', 'plain-1 post', 'group-2.2']) {
      if (conditions.lag === 0) continue;
      server.lags.set(who, conditions.lag);
      this.weather.lagging.add(who);
    }
    mishaps.schedule();
    this.#outsiders.schedule(this.outside, this.weather);
  }

  /** Versions that a replica may be behind: what was before a deletion or the like, it shows for a minute at most. */
  #mostBehind(time: Seconds): number {
    const { versions } = this.world.branch;
    const tampered = versions.findLast(({ by, time: at }) => 'operator' in by && at < time - 60);
    return versions.length - 1 - (tampered?.index ?? 0);
  }

  #heal(): void {
    const { world, weather, queue, mishaps } = this;
    weather.isHealed = true;
    world.server.lags.clear();
    queue.dropForged();
    mishaps.patrol(() => this.#isOver);
  }

  #clock({ trusted }: Person): Clock {
    const random = this.#random;
    return {
      offset: random.integer(0, 100_000),
      speed: random.pick([1, 1, 0.999, 1.001]),
      skew: trusted ? 0 : random.integer(-SKEW, SKEW),
    };
  }
}

/** The hold-limit of the jobs of a run: in some it is shorter than many a work. */
function holdLimitOf(random: Random): Seconds | null {
  return random.chance(0.15) ? random.pick([20, 60, 200]) : null;
}

/** How the names of those begin who see no lives, where others do: in some runs a few of them. */
function blindOf(random: Random): string[] {
  if (!random.chance(0.1)) return [];
  return ['plain-1', 'plain-2', 'plain-3', 'group-1', 'group-2', 'group-3'].filter(() => random.chance(0.4));
}
