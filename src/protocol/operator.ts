// The errands of an operator: lock and unlock, of one lease or of all.
//
// Each is bound to what its first view showed. Locking what is locked replaces the lock; the command is done when its
// own lock is on the board, or when another has come after the one that it found. Unlocking opens that lock and frees
// that hold, and touches nothing that has come after them.
import { holderOf, type Holder } from '../lease/document.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import type { Errand, View } from './errand.ts';

export interface LockMemo {
  /** `false`: all leases. */
  readonly ofOne: boolean;
  readonly wish: Omit<Lock, 'at' | 'until'> & {
    readonly until: { readonly after: Seconds } | { readonly at: Instant } | null;
  };
  /** The lock that the first view showed; absent before it. */
  readonly found?: Lock | null;
  /** The other leases of the first view; `null`: this one was on the board. */
  readonly others?: readonly LeaseName[] | null;
  /** The lock that this command writes. */
  readonly lock: Lock | null;
}

export type LockResult =
  | {
      readonly kind: 'locked';
      readonly lock: Lock;
      readonly document: LeaseDocument;
      /** Of the first view; `null`: this lease was on the board. */
      readonly others: readonly LeaseName[] | null;
    }
  /** Another operator was faster: their lock, or their opening, came after the one that was found. */
  | { readonly kind: 'overtaken'; readonly present: Lock | null; readonly document: LeaseDocument }
  /** The end that was asked for has passed. */
  | { readonly kind: 'too-late'; readonly until: Instant; readonly now: Instant };

export const lockErrand: Errand<LockMemo, LockResult> = {
  next(before, view) {
    const { now } = view.time;
    const present = lockOf(view, before.ofOne);
    const lock = before.lock ?? lockToWrite(before, now);
    const { document, others: seen } = view;
    const others = before.others === undefined ? seen : before.others;
    const memo = { ...before, found: before.found === undefined ? present : before.found, others, lock };
    if (lock.until !== null && lock.until <= lock.at) {
      return { memo, wants: { kind: 'done', result: { kind: 'too-late', until: lock.until, now } } };
    }
    if (isSameLock(present, lock)) {
      return { memo, wants: { kind: 'done', result: { kind: 'locked', lock, document, others } } };
    }
    if (!isSameLock(present, memo.found)) {
      return { memo, wants: { kind: 'done', result: { kind: 'overtaken', present, document } } };
    }
    return {
      memo,
      wants: memo.ofOne
        ? { kind: 'write', changes: [{ kind: 'lock', lock }] }
        : { kind: 'write-board-lock', lock },
    };
  },
};

function lockToWrite({ wish }: LockMemo, now: Instant): Lock {
  const { reason, actor, run_url, until } = wish;
  const end = until === null ? null : 'at' in until ? until.at : now + until.after;
  return { reason, actor, at: now, until: end, run_url };
}

export interface UnlockMemo {
  readonly ofOne: boolean;
  /** Free the holder of this token. */
  readonly token: number | null;
  /** Free whoever holds the lease, and waive the rest after an eviction. */
  readonly force: boolean;
  /** Who does it, and why, for the outcome. */
  readonly by: string;
  readonly reason: string;
  /** What the first view showed, and the command is about. */
  readonly target: UnlockTarget | null;
}

export interface UnlockTarget {
  readonly lock: Lock | null;
  readonly holder: Holder | null;
  /** The next grant was to wait after an eviction. */
  readonly rests: boolean;
}

export type UnlockResult =
  | {
      readonly kind: 'opened';
      readonly target: UnlockTarget;
      readonly document: LeaseDocument;
      readonly others: readonly LeaseName[] | null;
    }
  /** The lease is not held by the token that was given. */
  | { readonly kind: 'not-held'; readonly document: LeaseDocument };

export const unlockErrand: Errand<UnlockMemo, UnlockResult> = {
  next(before, view) {
    const { document, others } = view;
    const present = holderOf(document);
    if (before.target === null && before.token !== null && present?.epoch !== before.token) {
      return { memo: before, wants: { kind: 'done', result: { kind: 'not-held', document } } };
    }
    const target = before.target ?? targetOf(before, view);
    const result = { kind: 'opened', target, document, others } as const;
    if (before.target === null && isNothing(target)) {
      return { memo: before, wants: { kind: 'seems-done', result } };
    }
    const memo = { ...before, target };
    const opens = target.lock !== null && isSameLock(lockOf(view, memo.ofOne), target.lock);
    const done = { memo, wants: { kind: 'done', result } } as const;
    if (!memo.ofOne) return opens ? { memo, wants: { kind: 'write-board-lock', lock: null } } : done;
    const changes = changesOf(memo, target, view, opens);
    return changes.length === 0 ? done : { memo, wants: { kind: 'write', changes } };
  },
};

function isNothing({ lock, holder, rests }: UnlockTarget): boolean {
  return lock === null && holder === null && !rests;
}

function targetOf(memo: UnlockMemo, view: View): UnlockTarget {
  const frees = memo.force || memo.token !== null;
  return {
    lock: lockOf(view, memo.ofOne),
    holder: frees ? (holderOf(view.document) ?? null) : null,
    rests: memo.force && view.document.rest_until !== null && view.time.now <= view.document.rest_until,
  };
}

function changesOf(memo: UnlockMemo, target: UnlockTarget, view: View, opens: boolean): Change[] {
  const { holder, rests } = target;
  const { document } = view;
  const present = holderOf(document);
  // A lock that came after the first view stays closed, so nothing is waived then.
  const waives = rests && document.rest_until !== null && (opens || document.lock === null);
  const frees = holder !== null && present?.id === holder.id && present.epoch === holder.epoch;
  return [
    ...(opens || waives ? [{ kind: 'unlock', waives } as const] : []),
    ...(frees
      ? [
          {
            kind: 'evict',
            id: holder.id,
            epoch: holder.epoch,
            by: memo.by,
            reason: `freed by an operator: ${memo.reason}`,
            waives: memo.force,
          } as const,
        ]
      : []),
  ];
}

/** The lock that a command is about: that of one lease, or of all. */
function lockOf({ document, boardLock }: View, ofOne: boolean): Lock | null {
  return ofOne ? document.lock : boardLock;
}

/** Whether two locks are the same act of an operator. */
export function isSameLock(a: Lock | null | undefined, b: Lock | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.at === b.at && a.actor === b.actor && a.run_url === b.run_url;
}
