// GitHub's clock, as its answers tell it.
//
// Promises: `now` never runs ahead of GitHub (each Date header is a lower bound in whole seconds, taken before the
// answer travelled; the best of them counts), and never runs back. The clock of the runner is not asked for the
// time, only for what has elapsed. Not promised: that `now` is exact; durations are judged with a second to spare.
import { setTimeout as timer } from 'node:timers/promises';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Clock } from '../engine/ports.ts';

/** What the clock needs of the runtime; tests pass their own. */
export interface Runtime {
  /** Milliseconds from a fixed point that the processes of a machine share, by a clock that never jumps. */
  elapsed(): number;
  /** Waits; rejects when the signal is aborted, and leaves no timer behind. */
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<unknown>;
  random(): number;
}

const NODE: Runtime = {
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  wait: (milliseconds, signal) => timer(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
};

/** A timer of Node that is set to more than this fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The {@link Clock} that lives on the Date headers of GitHub's answers. */
export class GitHubClock implements Clock {
  readonly trusted = true;
  readonly #runtime: Runtime;
  /** GitHub's time minus monotonic time: the greatest lower bound so far. */
  #offset = Number.NEGATIVE_INFINITY;

  constructor(runtime: Runtime = NODE) {
    this.#runtime = runtime;
  }

  /** Learns from the Date header of an answer that has just been received; other text is ignored. */
  observe(dateHeader: string): void {
    const seconds = Date.parse(dateHeader) / 1000;
    if (!Number.isNaN(seconds)) this.#offset = Math.max(this.#offset, seconds - this.monotonic());
  }

  now(): Instant | null {
    if (this.#offset === Number.NEGATIVE_INFINITY) return null;
    // Documents keep milliseconds; rounding down keeps the bound.
    return Math.floor((this.#offset + this.monotonic()) * 1000) / 1000;
  }

  monotonic(): Seconds {
    return this.#runtime.elapsed() / 1000;
  }

  async sleep(duration: Seconds, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const end = this.#runtime.elapsed() + duration * 1000;
    for (let left = duration * 1000; left > 0; left = end - this.#runtime.elapsed()) {
      try {
        await this.#runtime.wait(Math.min(left, LONGEST_TIMER), signal);
      } catch (error) {
        // The timer rejects with an error of its own; the caller knows its reason.
        signal?.throwIfAborted();
        throw error;
      }
    }
  }

  random(): number {
    return this.#runtime.random();
  }
}
