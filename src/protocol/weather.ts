// Waiting out what passes: rate limits and outages of GitHub.
//
// A queue must not end because GitHub does not answer for a while. One line tells of it when it begins, and one when
// it is over; until then the process keeps its place in line.
import { RateLimitedError, UnavailableError } from '../lease/errors.ts';
import { toIso, type Seconds } from '../lease/instant.ts';
import type { World } from './ports.ts';

const LONGEST_PAUSE: Seconds = 60;

export class Weather {
  readonly #world: World;
  #faults = 0;
  #isLimited = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** A call has been answered. */
  clear(): void {
    if (this.#faults > 0 || this.#isLimited) this.#world.journal.info('GitHub answers again.');
    this.#faults = 0;
    this.#isLimited = false;
  }

  /**
   * Sleeps until it is worth another try; rethrows what does not pass by itself, and at once a limit that is not
   * lifted within the seconds `left` (`null`: as long as it takes).
   */
  async waitOut(error: unknown, signal: AbortSignal | undefined, left: Seconds | null = null): Promise<void> {
    if (error instanceof RateLimitedError) {
      if (left !== null && error.resetAt + 1 - this.#world.clock.now() > left) throw error;
      return this.#waitForReset(error, signal);
    }
    if (error instanceof UnavailableError) return this.#waitForAnswer(error, signal);
    throw error;
  }

  async #waitForReset(error: RateLimitedError, signal: AbortSignal | undefined): Promise<void> {
    const { clock, journal } = this.#world;
    if (!this.#isLimited) {
      journal.notice(
        `GitHub's rate limit is reached. Waiting until ${toIso(Math.ceil(error.resetAt))}; the place in line is kept.`,
      );
    }
    this.#isLimited = true;
    // Everyone waits for the same reset: a few random seconds keep them apart.
    await clock.sleep(Math.max(error.resetAt - clock.now(), 0) + 1 + 4 * clock.random(), signal);
  }

  async #waitForAnswer(error: UnavailableError, signal: AbortSignal | undefined): Promise<void> {
    const { clock, journal } = this.#world;
    if (this.#faults === 0) journal.warning(`${error.message} Trying again until it answers.`);
    this.#faults += 1;
    const pause = Math.min(LONGEST_PAUSE, 2 ** this.#faults);
    await clock.sleep(pause * (0.5 + clock.random() / 2), signal);
  }
}
