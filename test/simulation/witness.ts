// What GitHub has shown to one process, noted on the way to it: so a rule that depends on what a process has seen can
// be judged by what it really was shown, and not by what it made of that.
import { isUnreadable, type Unreadable } from '../../src/lease/board.ts';
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Liveness } from '../../src/lease/liveness.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';

/** What a process knows at the moment at which it sends a write. */
export interface Sight {
  /** The time by its own clock. */
  readonly now: number;
  /** The merge groups as it was shown them last; `null`: never. */
  readonly groups: readonly MergeGroup[] | null;
  /** Since when no poll of it has ended with a holder, and how many polls it has made since; `null`: the last one did. */
  readonly free: { readonly since: number; readonly polls: number } | null;
  /** At how many of its polls in a row which request was said to be completed. */
  readonly deaths: ReadonlyMap<string, number>;
}

/** The looks that did not show the own merge group. */
interface Misses {
  readonly first: number;
  readonly last: number;
}

export class Witness {
  readonly #clock: { now(): number };
  readonly #own: Pick<MergeGroup, 'ref' | 'head'> | null;
  #groups: readonly MergeGroup[] | null = null;
  #misses: Misses | null = null;
  #polls = 0;
  #newest = -1;
  /** The latest answer showed a holder, and the poll is not over. */
  #isHeld = false;
  #idleReads = 0;
  #free: { readonly since: number; readonly poll: number } | null = null;
  readonly #deaths = new Map<string, { readonly poll: number; readonly count: number }>();

  /** `own`: the merge group of the process, if it is of one. */
  constructor(clock: { now(): number }, own: Pick<MergeGroup, 'ref' | 'head'> | null) {
    this.#clock = clock;
    this.#own = own;
  }

  /** The first and the last look that did not show the own merge group; `null`: every one did. */
  get misses(): Misses | null {
    return this.#misses;
  }

  /** Reads of the whole board that were answered since it last wrote or waited. */
  get idleReads(): number {
    return this.#idleReads;
  }

  /** What is known now. */
  sight(): Sight {
    const free = this.#free;
    return {
      now: this.#clock.now(),
      groups: this.#groups,
      free: free === null ? null : { since: free.since, polls: this.#polls - free.poll },
      deaths: new Map([...this.#deaths].map(([id, { count }]) => [id, count])),
    };
  }

  /** The process looks whether the lease has changed: that is a poll of it. */
  polls(): void {
    if (this.#isHeld) this.#free = null;
    this.#isHeld = false;
    this.#polls += 1;
    this.#idleReads = 0;
  }

  /** It sends a write. */
  writes(): void {
    this.#idleReads = 0;
  }

  /** It reads the whole board: what it was shown before in the same poll decides nothing any more. */
  startsOver(): void {
    this.#isHeld = false;
  }

  /** It is shown the lease with the whole board. */
  reads(document: LeaseDocument | Unreadable | undefined): void {
    const isOlder = isUnreadable(document) || (document?.sequence ?? -1) < this.#newest;
    if (!isOlder) this.#idleReads += 1;
    this.shown(document);
  }

  /** It is shown the lease, or has been told that its own write of it is applied. What is older than that tells nothing. */
  shown(document: LeaseDocument | Unreadable | null | undefined): void {
    if (document === null || document === undefined || isUnreadable(document)) return;
    if (document.sequence < this.#newest) return;
    this.#newest = document.sequence;
    this.#isHeld = document.requests.some(({ status }) => status === 'acquired');
    if (!this.#isHeld) this.#free ??= { since: this.#clock.now(), poll: this.#polls };
  }

  listed(groups: readonly MergeGroup[]): void {
    this.#groups = groups;
    const own = this.#own;
    if (own === null || groups.some(({ ref, head }) => ref === own.ref && head === own.head)) return;
    const now = this.#clock.now();
    this.#misses = { first: this.#misses?.first ?? now, last: now };
  }

  /** It is told of the life of another. Answers of one poll count once. */
  told(id: string, liveness: Liveness): void {
    const last = this.#deaths.get(id);
    if (liveness !== 'completed') this.#deaths.delete(id);
    else if (last?.poll !== this.#polls)
      this.#deaths.set(id, { poll: this.#polls, count: (last?.count ?? 0) + 1 });
  }
}
