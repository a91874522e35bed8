// What is still to happen in a world, in the order of its times: the whole of its clock.
//
// Nothing waits for real time. Things at the same time happen in the order in which they were put down.
import type { Seconds } from '../../src/lease/instant.ts';

interface Entry {
  readonly time: Seconds;
  readonly happens: () => void;
}

export class Agenda {
  #now: Seconds = 0;
  #sinceMoved = 0;
  /** Latest first, so that the next one is taken off the end. */
  readonly #entries: Entry[] = [];

  /** Seconds since the world began. */
  get now(): Seconds {
    return this.#now;
  }

  /** Puts something down for a time; what is past happens next. */
  at(time: Seconds, happens: () => void): void {
    const due = Math.max(rounded(time), this.#now);
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle]!.time > due) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { time: due, happens });
  }

  in(duration: Seconds, happens: () => void): void {
    this.at(this.#now + duration, happens);
  }

  /** Lets everything happen until a time, or until `isOver` says so. */
  run(until: Seconds, isOver: () => boolean): void {
    while (!isOver()) {
      const next = this.#entries.at(-1);
      if (next === undefined || next.time > until) break;
      this.#entries.pop();
      this.#sinceMoved = next.time === this.#now ? this.#sinceMoved + 1 : 0;
      if (this.#sinceMoved > SPINS) throw new Error(`the world does not get beyond ${this.#now}s`);
      this.#now = next.time;
      next.happens();
    }
    if (!isOver()) this.#now = Math.max(this.#now, until);
  }
}

/** Things at one moment that are a world which spins. */
const SPINS = 100_000;

/** Whole milliseconds, never earlier. */
export function rounded(time: Seconds): Seconds {
  return Math.ceil(time * 1000 - 1e-6) / 1000;
}
