// One deadline for requests, retries and sleeps of a main step: the time that the author allows, and cancellation.
//
// When it passes, whatever is under way is aborted, and a short grace begins in which the end is confirmed on the
// board. An end that cannot be confirmed in the grace is an error, never a guess.
import type { Seconds } from '../lease/instant.ts';
import type { Clock } from './ports.ts';

/** Why a main step has to end. */
export type Reason = 'timed-out' | 'cancelled';

/** Seconds to confirm an end: the runner kills a cancelled step 10 s after its first signal. */
const GRACE: Readonly<Record<Reason, Seconds>> = { 'timed-out': 120, cancelled: 8 };

export class Deadline implements AsyncDisposable {
  readonly #clock: Clock;
  readonly #work = new AbortController();
  readonly #grace = new AbortController();
  readonly #timers = new AbortController();
  readonly #endsAt: Seconds | null;
  #reason: Reason | null = null;

  /** `timeout`: seconds until it passes by itself; `null`: never. */
  constructor(clock: Clock, timeout: Seconds | null) {
    this.#clock = clock;
    this.#endsAt = timeout === null ? null : clock.monotonic() + timeout;
    if (timeout !== null) void this.#after(timeout, () => this.end('timed-out'));
  }

  /** Why the step has to end; `null` while it may go on. */
  get reason(): Reason | null {
    return this.#reason;
  }

  /** Seconds until it passes by itself; `null`: never. */
  get left(): Seconds | null {
    return this.#endsAt === null ? null : Math.max(0, this.#endsAt - this.#clock.monotonic());
  }

  /** Aborts what is under way: before the end, when the deadline passes; after it, when the grace does. */
  get signal(): AbortSignal {
    return this.#reason === null ? this.#work.signal : this.#grace.signal;
  }

  get isOver(): boolean {
    return this.#grace.signal.aborted;
  }

  /** Ends the step; a cancellation shortens the grace of a timeout. */
  end(reason: Reason): void {
    this.#reason ??= reason;
    this.#work.abort(new Error(reason));
    void this.#after(GRACE[reason], () => this.#grace.abort(new Error(reason)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timers.abort(new Error('disposed'));
  }

  async #after(duration: Seconds, then: () => void): Promise<void> {
    try {
      await this.#clock.sleep(duration, this.#timers.signal);
    } catch {
      return;
    }
    then();
  }
}
