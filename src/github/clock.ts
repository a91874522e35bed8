// GitHub's clock, as its answers tell it.
//
// Promises: `now` never runs ahead of GitHub (each Date header is a lower bound in whole seconds, taken before the
// answer travelled; the best of the latest counts), and never runs back. The clock of the runner is not asked for the
// time, only for what has elapsed. Not promised: that `now` is exact; durations are judged with a second to spare.
//
// A bound counts for a while only: by the clock of a machine that runs too fast, one of hours ago is none any more.
//
// What one answer alone says may be another clock's: that of a proxy, which answers for GitHub. So a leap is believed only
// when the next answer makes it, too, as it does where the machine has slept.
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Clock } from '../engine/ports.ts';

/** An answer that is so far ahead of those before it has leapt. Two clocks that are set well differ by less. */
const LEAP: Seconds = 60;

/** For how long a bound counts, and for as long again at the most; longer only where no answer follows. */
const COUNTS_FOR: Seconds = 600;

/** The {@link Clock} that lives on the Date headers of GitHub's answers. */
export class GitHubClock implements Clock {
  readonly trusted = true;
  readonly #machine: Clock;
  /** GitHub's time minus monotonic time: the greatest lower bounds, since a time and in the span before it. */
  #bounds = { since: 0, best: Number.NEGATIVE_INFINITY, before: Number.NEGATIVE_INFINITY };
  /** The latest time that was told. */
  #told: Instant = 0;
  /** What the last answer said, where that was a leap. */
  #leap: number | null = null;

  /** `machine`: the clock that tells what has elapsed, and sleeps. */
  constructor(machine: Clock) {
    this.#machine = machine;
  }

  /**
   * Learns from the Date header of an answer that has just been received; other text is ignored. `false`: that leaps, and
   * the answer is not to be believed.
   */
  observe(dateHeader: string): boolean {
    const seconds = Date.parse(dateHeader) / 1000;
    if (Number.isNaN(seconds)) return true;
    const offset = seconds - this.monotonic();
    const before = this.#leap;
    this.#leap = this.now() !== null && offset > this.#offset + LEAP ? offset : null;
    if (this.#leap === null) this.#learn(offset);
    else if (before === null || Math.abs(offset - before) > LEAP) return false;
    else this.#learn(Math.min(offset, before));
    return true;
  }

  now(): Instant | null {
    if (this.#offset === Number.NEGATIVE_INFINITY) return null;
    // Documents keep milliseconds; rounding down keeps the bound.
    this.#told = Math.max(this.#told, Math.floor((this.#offset + this.monotonic()) * 1000) / 1000);
    return this.#told;
  }

  get #offset(): number {
    return Math.max(this.#bounds.best, this.#bounds.before);
  }

  #learn(offset: number): void {
    const { since, best, before } = this.#bounds;
    const mono = this.monotonic();
    this.#bounds =
      mono - since > COUNTS_FOR
        ? { since: mono, best: offset, before: best }
        : { since, best: Math.max(best, offset), before };
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
