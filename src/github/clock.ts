// GitHub's clock, as its answers tell it.
//
// Promises: `now` never runs ahead of GitHub (each Date header is a lower bound in whole seconds, taken before the
// answer travelled; the best of them counts), and never runs back. The clock of the runner is not asked for the
// time, only for what has elapsed. Not promised: that `now` is exact; durations are judged with a second to spare.
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Clock } from '../engine/ports.ts';

/** The {@link Clock} that lives on the Date headers of GitHub's answers. */
export class GitHubClock implements Clock {
  readonly trusted = true;
  readonly #machine: Clock;
  /** GitHub's time minus monotonic time: the greatest lower bound so far. */
  #offset = Number.NEGATIVE_INFINITY;

  /** `machine`: the clock that tells what has elapsed, and sleeps. */
  constructor(machine: Clock) {
    this.#machine = machine;
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
    return this.#machine.monotonic();
  }

  sleep(duration: Seconds, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleep(duration, signal);
  }

  random(): number {
    return this.#machine.random();
  }
}
