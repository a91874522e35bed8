// What the driver needs of the world, besides the store: time, the merge queue, ancestry, the life of jobs, the budget;
// and what the doctor looks at.
//
// "Nobody knows" is never a value here. Every call rejects instead: with an UnavailableError where nobody answered, a
// PermissionError where the server decided against the question (401, 403, 404, 422 …), a RateLimitedError where it
// says when to ask again.
import type { Board } from '../lease/board.ts';
import type { MergeGroup } from '../lease/groups.ts';
import type { BranchName, Sha } from '../lease/identifiers.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Request } from '../lease/schema.ts';
import type { CallOptions, Store } from '../store/store.ts';

/** The clock by which writes are dated, and the only way to sleep. */
export interface Clock {
  /** All who ask share it: GitHub's. Else ages are judged by what the process has watched, and it only dates things. */
  readonly trusted: boolean;
  /** The best lower bound of GitHub's time that its answers so far allow; `null` before the first of them. */
  now(): Instant | null;
  /** Seconds from some fixed point, by a clock that never jumps. */
  monotonic(): Seconds;
  /** Sleeps; rejects with the signal's reason when that is aborted first. */
  sleep(duration: Seconds, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1), for jitter. */
  random(): number;
}

export interface MergeQueue {
  /** The merge groups of a base branch (`main`, without `refs/heads/`), by a conditional request. */
  list(baseBranch: BranchName, options?: CallOptions): Promise<readonly MergeGroup[]>;
}

export interface Ancestry {
  /** Whether `sha` is `head` or an ancestor of it. */
  contains(head: Sha, sha: Sha, options?: CallOptions): Promise<boolean>;
  /** Commits that `head` is ahead of the branch `base`. */
  aheadBy(base: BranchName, head: Sha, options?: CallOptions): Promise<number>;
}

/** Whether the job of a request is at work or still to be; `ended`: it is over, however it ended. */
export type Life = 'alive' | 'ended';

/** What a request says of the job that made it. */
export type JobOf = Pick<
  Request,
  'status' | 'run_id' | 'run_attempt' | 'job' | 'job_index' | 'check_run_id' | 'runner_name' | 'run_url'
> & { readonly parameters: Pick<Request['parameters'], 'held_by'> };

export interface Jobs {
  /**
   * The life of the job, by a conditional request. A hold that is kept for a run ends with the run, and for a later attempt
   * of the very job that took it: nobody else gives that back.
   */
  life(request: JobOf, options?: CallOptions): Promise<Life>;
}

/** What GitHub's rate limits leave, as the latest answers said. */
export interface Budget {
  /** The smallest share of any hourly limit that is left, 0 to 1; 1 while nothing is known, as with `now` null. */
  share(now: Instant | null): number;
}

/** Words for the audit log. */
export type Describe = (before: Board, after: Board) => { readonly subject: string; readonly body: string };

/** What the doctor needs besides a world. Every call rejects as those of the {@link Store} do. */
export interface Checkup {
  /** Two stores on a branch of its own, which is not there yet: as two machines would have, where a store keeps anything. */
  readonly probes: readonly [Store, Store];
  /** Where they are written, if that is another address than they are read at. */
  readonly writtenAt: string | null;
  /** Removes that branch. */
  remove(options?: CallOptions): Promise<void>;
  /** The kinds of rules that the server applies to the lock branch: `update`, `required_signatures`, …; `null`: the server tells nobody. */
  rules(options?: CallOptions): Promise<readonly string[] | null>;
  /** Asked where there is no lock branch: a branch that keeps it from being made; `null`: none, or reading has told. */
  inTheWay(options?: CallOptions): Promise<BranchName | null>;
  /** What the git that reaches the server calls itself; `null`: no git does. Rejects where it is too old. */
  git(options?: CallOptions): Promise<string | null>;
  /** The time by the clock of this machine. */
  now(): Instant;
  /** The time that the API tells; `null`: it has told none, or there is none. */
  apiTime(): Instant | null;
}
