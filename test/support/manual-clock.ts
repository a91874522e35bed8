// A clock that stands still until a test moves it.
//
// Sleepers wake in the order of their times, each at exactly its time, and what they do by promises and immediates
// is done before the next one wakes. Its random numbers are the same in every run.
import { setImmediate as turn } from 'node:timers/promises';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import type { Clock } from '../../src/engine/ports.ts';

interface Sleeper {
  readonly at: Seconds;
  readonly wake: () => void;
}

/** The {@link Clock} of tests. */
export class ManualClock implements Clock {
  readonly trusted: boolean = true;
  #monotonic: Seconds = 0;
  #start: Instant;
  #seed = 1;
  #sleepers: Sleeper[] = [];

  constructor(now: Instant = 1_795_168_800) {
    this.#start = now;
  }

  now(): Instant {
    return Math.round((this.#start + this.#monotonic) * 1000) / 1000;
  }

  monotonic(): Seconds {
    return this.#monotonic;
  }

  async sleep(duration: Seconds, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sleeper = { at: this.#monotonic + Math.max(0, duration), wake: resolve };
    const end = () => {
      this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
      reject(signal?.reason);
    };
    this.#sleepers.push(sleeper);
    signal?.addEventListener('abort', end, { once: true });
    await promise.finally(() => signal?.removeEventListener('abort', end));
  }

  /** A number in [0, 1); the sequence is the same for every clock. */
  random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** The machine sleeps: only the time of day goes on. */
  suspend(duration: Seconds): void {
    this.#start += duration;
  }

  /** Lets time pass, and waits until everybody who woke has come to rest. */
  async advance(duration: Seconds): Promise<void> {
    const end = this.#monotonic + duration;
    await settled();
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) {
      this.#monotonic = next.at;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      next.wake();
      await settled();
    }
    this.#monotonic = end;
  }

  /** Lets time pass until a promise is settled; what sleeps then goes on sleeping. Fails where it waits for no time. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const state = { isSettled: false };
    const noted = promise.finally(() => (state.isSettled = true));
    noted.catch(() => undefined);
    for (await settled(); !state.isSettled; await settled()) {
      const next = this.#next();
      if (next === undefined) throw new Error('nobody sleeps, and the promise is not settled');
      await this.advance(next.at - this.#monotonic);
    }
    return noted;
  }

  // The one that sleeps longest wins a tie.
  #next(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, other) => (first === undefined || other.at < first.at ? other : first),
      undefined,
    );
  }
}

async function settled(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await turn();
}
