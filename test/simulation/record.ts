// What a run has shown: broken promises first of all, and how often what happened.
import type { Loop } from './loop.ts';

export class Record {
  readonly broken: string[] = [];
  readonly counts = new Map<string, number>();
  readonly extremes = new Map<string, number>();
  readonly #loop: Loop;

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  /** A promise is broken: the run ends. */
  break(rule: string, what: string): void {
    const line = `${rule}: ${what}`;
    this.broken.push(line);
    this.#loop.log(`BROKEN ${line}`);
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** Keeps the greatest value. */
  longest(what: string, value: number): void {
    this.extremes.set(what, Math.max(this.extremes.get(what) ?? 0, value));
  }
}
