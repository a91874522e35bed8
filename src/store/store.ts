// The port: where the board is kept.
//
// A store keeps one board and changes it only by compare-and-swap. It trusts no clock. `read` and `watch` may
// answer with a state that is older than one already seen (replicas lag); `compareAndSwap` decides at one place, so
// that a stale read can only lose the race.
import type { Board, Cut, Glance, Head } from '../lease/board.ts';
import type { BranchName, LeaseName, Version } from '../lease/identifiers.ts';

/** The board at one head. The reader owns nothing of it: values are never changed in place. */
export interface Snapshot {
  readonly head: Head;
  readonly board: Board;
}

/** The result of a compare-and-swap. */
export type Swap =
  /** Written; `head` is the new one. */
  | { readonly kind: 'applied'; readonly head: Version }
  /** Not written by this call: the head was another one. Read again, and decide again. */
  | { readonly kind: 'conflict' }
  /** Not written: the server decided against it by a rule or a permission that is no race. */
  | { readonly kind: 'refused'; readonly cause: Error }
  /** Nobody can tell whether it was, or will be, written: no answer, or a fault of the server itself. */
  | { readonly kind: 'unknown'; readonly cause: Error };

/** What a commit says of the change, for the audit log. */
export interface CommitMessage {
  readonly subject: string;
  readonly body: string;
  /** Unique for each attempt to write. */
  readonly operation: string;
}

export interface CallOptions {
  /** Ends the call: reads reject with the signal's reason, a write in flight becomes `unknown`. */
  readonly signal?: AbortSignal;
}

/**
 * Every call rejects with a PermissionError, RateLimitedError or UnavailableError of lease/errors.ts when the
 * store refuses or does not answer, and with a StateError where somebody must repair what it stands on (an empty
 * repository, a file in the place of the folder of leases); a write that may have reached the store never rejects but
 * answers `unknown`.
 */
export interface Store {
  /** Where the board is, for messages: the name of the branch, and its address in a browser. */
  readonly branch: BranchName;
  readonly url: string;

  /** Reads the head and every document of that head, in one request. */
  read(options?: CallOptions): Promise<Snapshot>;

  /**
   * Looks at one lease (and, `withLock`, at the lock of all leases) by a conditional request, which costs nothing
   * when nothing has changed.
   */
  watch(lease: LeaseName, options?: CallOptions & { readonly withLock?: boolean }): Promise<Glance>;

  /**
   * Replaces the board of `expected` by `next`, if `expected.head` is still the head. Files whose value is the
   * same object in both boards are not touched. With `expected.head === null` it creates the branch.
   * `now` dates what people read; it decides nothing.
   */
  compareAndSwap(
    expected: Snapshot,
    next: Board,
    message: CommitMessage,
    options: CallOptions & { readonly now: number },
  ): Promise<Swap>;

  /**
   * Forgets all but the last `keep` versions, where there are more, and those that come meanwhile; the head's board
   * stays as it is. A racing compare-and-swap conflicts. The protocol does not need earlier versions; people do.
   */
  cutHistory(keep: number, options?: CallOptions): Promise<Cut>;
}
