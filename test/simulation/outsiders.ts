// The processes outside of GitHub in a run: command lines, whose clocks are hours off and drift, and whom no API sees.
//
// They are drawn by chances of their own, so that a run without them is what it was before there were any.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Kind } from '../../src/protocol/asks.ts';
import { processOutside, type AcquireTraits, type ProcessTraits } from '../world/cast.ts';
import { acquire, hold, release, rest, type StepPlan } from '../world/steps.ts';
import type { World } from '../world/world.ts';
import type { Weather } from './climate.ts';
import type { Conditions } from './conditions.ts';
import type { Random } from './random.ts';
import type { Slots } from './slots.ts';

/** Seconds by which their clocks are off at most. */
const OFF: Seconds = 6 * 3600;

const BOARD: readonly Kind[] = ['read', 'look', 'write'];

/** How many come; most runs are without any. */
export function outsidersOf(random: Random): number {
  return random.chance(0.4) ? random.integer(1, 3) : 0;
}

/** Those of a run, with what goes wrong for the first of them. */
export class Outsiders {
  readonly #world: World;
  readonly #random: Random;
  readonly #conditions: Conditions;
  readonly #slots: Slots;
  #count = 0;

  constructor(world: World, random: Random, conditions: Conditions, slots: Slots) {
    this.#slots = slots;
    this.#world = world;
    this.#random = random;
    this.#conditions = conditions;
  }

  schedule(count: number, weather: Weather): void {
    const random = this.#random;
    const { duration, common } = this.#conditions;
    for (let n = 0; n < count; n += 1) this.#come(random.between(0, duration * 0.7));
    if (count === 0 || !random.chance(0.4)) return;
    const from = random.between(0, duration);
    const to = from + random.pick([0.4, 0.7, 1, 2]) * ttlOf(common);
    weather.outages.push({ from, to, kinds: BOARD, is: 'silent', of: random.pick(['process-1', null]) });
  }

  #come(at: Seconds): void {
    const random = this.#random;
    const { common, leases } = this.#conditions;
    const number = ++this.#count;
    const lease = random.pick(leases);
    const traits: ProcessTraits = { ttl: ttlOf(common), takeoverDelay: common.takeoverDelay };
    const clock = {
      skew: random.integer(-OFF, OFF),
      speed: random.pick([1, 0.98, 1.02]),
      offset: random.integer(0, 100_000),
    };
    const timeout = random.chance(common.timeouts) ? random.between(2, 400) : null;
    const wish: AcquireTraits = {
      lease,
      pollInterval: common.pollInterval,
      wait: timeout !== null || random.chance(0.9),
      timeout,
      parameters: this.#slots.want().parameters,
    };
    const end = (): 'success' | 'failure' => (random.chance(common.fails) ? 'failure' : 'success');
    if (random.chance(0.2)) return this.#forATime(at, { ...traits, clock }, wish);
    const steps: StepPlan[] = [acquire(wish), hold(random.around(common.work), end(), lease)];
    this.#world.job(at, processOutside(number, { ...traits, clock }), ...steps);
  }

  /** One that takes the lease for a time and is gone, and mostly one that gives it back. */
  #forATime(at: Seconds, traits: ProcessTraits, wish: AcquireTraits): void {
    const random = this.#random;
    const number = this.#count;
    const lease = wish.lease!;
    const name = `process-${number}`;
    const taken = { ...traits, name, hold: holdOf(this.#conditions) };
    this.#world.job(at, processOutside(number, taken), acquire(wish));
    if (!random.chance(0.7)) return;
    const back: StepPlan[] = [
      { step: 'await', job: name },
      rest(random.around(40)),
      { ...release(name), lease } as StepPlan,
    ];
    this.#world.job(at + 1, processOutside(100 + number, { ...traits, name: `${name}-back` }), ...back);
  }
}

function ttlOf({ ttl }: Conditions['common']): Seconds {
  return Math.max(ttl, 60);
}

/** For how long one holds the lease that says so. */
export function holdOf({ common }: Conditions): Seconds {
  return 2 * ttlOf(common);
}
