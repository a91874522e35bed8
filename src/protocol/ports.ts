// What the protocol needs of the world, besides the store: time, the merge queue, ancestry, and signs of life.
import type { Liveness } from '../lease/liveness.ts';
import type { MergeGroup } from '../lease/groups.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Request } from '../lease/schema.ts';
import type { Board } from '../lease/board.ts';
import type { CallOptions, Head, Store } from '../store/store.ts';

/** GitHub's clock, and the only way to sleep. */
export interface Clock {
  /** The best lower bound of GitHub's time that its answers so far allow. */
  now(): Instant;
  /** Seconds from some fixed point, by a clock that never jumps. */
  monotonic(): Seconds;
  /** Sleeps; rejects with the signal's reason when that is aborted first. */
  sleep(duration: Seconds, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1), for jitter. */
  random(): number;
}

export type { MergeGroup };

export interface MergeQueue {
  /** The merge groups of a base branch (`main`, without `refs/heads/`), by a conditional request. */
  list(baseBranch: string, options?: CallOptions): Promise<readonly MergeGroup[]>;
}

export interface Ancestry {
  /** Whether `sha` is `head` or an ancestor of it, proved; `null` where it cannot be told. */
  contains(head: string, sha: string, options?: CallOptions): Promise<boolean | null>;
  /** Commits that `head` is ahead of the branch `base`; `null` where it cannot be told. */
  aheadBy(base: string, head: string, options?: CallOptions): Promise<number | null>;
}

export type { Liveness };

export interface Jobs {
  /** The status of the job (or, for a request held by a run, of the run attempt), by a conditional request. */
  liveness(request: Request, options?: CallOptions): Promise<Liveness>;
}

/** What GitHub's rate limits leave, as the latest answers said. */
export interface Budget {
  /** The smallest share of any hourly limit that is left, 0 to 1; 1 while nothing is known. */
  share(now: Instant): number;
}

/** Words for the audit log. */
export type Describe = (before: Board, after: Board) => { readonly subject: string; readonly body: string };

/** Where a process tells what it does: one line each, for a person. */
export interface Journal {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
}

/** Everything outside of the protocol. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: MergeQueue;
  readonly ancestry: Ancestry;
  readonly jobs: Jobs;
  readonly budget: Budget;
  readonly journal: Journal;
  readonly describe: Describe;
  /** A text that no other write of any process uses. */
  readonly operation: () => string;
  /** Told before each write what it is based on, and `undefined` once no write of this process can still land. */
  readonly remember: (unanswered: { readonly head: Head } | undefined) => void;
}
