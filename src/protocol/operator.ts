// The errands of an operator: lock and unlock, of slots, of one lease or of all.
//
// Each is bound to what its first view showed. Locking what is locked replaces the lock; the command is done when its
// own lock is on the board, or when another has come after the one that it found. Unlocking opens those locks and
// frees those holds, and touches nothing that has come after them.
import { holdersOf, holdOf, type Holder } from '../lease/document.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import { isLocked, isSameLock, LONGEST_LOCK } from '../lease/locks.ts';
import { MOST_SLOTS, type LeaseDocument, type Lock } from '../lease/schema.ts';
import { LEASE, lockAt, namesOf, restAt } from '../lease/slot-table.ts';
import { overlap, restEnd, slotsOf } from '../lease/slots.ts';
import type { Change } from '../lease/transition.ts';
import type { Errand, View } from './errand.ts';

/** What an operator's command is about. */
interface Scope {
  /** `false`: all leases. */
  readonly ofOne: boolean;
  /** Slots of the one lease; `null`: all of it. */
  readonly slots: readonly SlotName[] | null;
}

/** The lease itself or a slot of it, as it was seen. */
interface Place {
  readonly slot: SlotName;
  readonly lock: Lock | null;
  /** Until when the next grant was to wait after an eviction, where that is to be waived. */
  readonly rest_until: Instant | null;
}

export interface LockMemo extends Scope {
  readonly wish: Omit<Lock, 'at' | 'until'> & {
    readonly until: { readonly after: Seconds } | { readonly at: Instant } | null;
  };
  /** The locks that the first view showed; absent before it. */
  readonly found?: readonly (Lock | null)[];
  /** The other leases of the first view; `null`: this one was on the board. */
  readonly others?: readonly LeaseName[] | null;
  /** Slots of the command that nobody had named before it. */
  readonly strange?: readonly SlotName[];
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
      /** Of the first view. */
      readonly strange: readonly SlotName[];
    }
  /** Another operator was faster: their lock, or their opening, came after the one that was found. */
  | {
      readonly kind: 'overtaken';
      readonly present: Lock | null;
      readonly document: LeaseDocument;
      /** Slots that this command has locked all the same. */
      readonly locked: readonly SlotName[];
    }
  /** The end that was asked for has passed. */
  | { readonly kind: 'too-late'; readonly until: Instant; readonly now: Instant }
  /** It is so far away that it must be a slip. */
  | { readonly kind: 'too-far'; readonly until: Instant; readonly now: Instant }
  /** More slots of the lease would be locked than it may have; `locked`: how many are, besides. */
  | { readonly kind: 'too-many'; readonly locked: number; readonly document: LeaseDocument };

export const lockErrand: Errand<LockMemo, LockResult> = {
  next(before, view) {
    const { now } = view.time;
    const lock = before.lock ?? lockToWrite(before, now);
    const { document, others: seen } = view;
    const others = before.others === undefined ? seen : before.others;
    const slots = before.slots ?? [LEASE];
    const present = slots.map((slot) => lockOf(view, before.ofOne, slot));
    const known = slotsOf(document);
    const strange = before.strange ?? slots.filter((slot) => !known.has(slot));
    const memo = { ...before, found: before.found ?? present, others, strange, lock };
    const done = (result: LockResult): ReturnType<Errand<LockMemo, LockResult>['next']> => ({
      memo,
      wants: { kind: 'done', result },
    });
    if (lock.until !== null && lock.until <= lock.at) {
      return done({ kind: 'too-late', until: lock.until, now });
    }
    if (lock.until !== null && lock.until - lock.at > LONGEST_LOCK) {
      return done({ kind: 'too-far', until: lock.until, now });
    }
    const besides = namesOf(document.slots).filter(
      (slot) => !slots.includes(slot) && isLocked(lockAt(document, slot), now),
    ).length;
    if (memo.slots !== null && besides + slots.length > MOST_SLOTS) {
      return done({ kind: 'too-many', locked: besides, document });
    }
    const locked = slots.filter((_, place) => isSameLock(present[place], lock));
    if (locked.length === slots.length) return done({ kind: 'locked', lock, document, others, strange });
    const isChanged = (place: number): boolean => !isSameLock(present[place], memo.found[place]);
    // One write locks them all, so where one is locked by it what differs of the others came after that.
    const isWritten = present.some((each, place) => isSameLock(each, lock) && isChanged(place));
    const other = present.findIndex(
      (each, place) => !isSameLock(each, lock) && (isWritten || isChanged(place)),
    );
    if (other !== -1) return done({ kind: 'overtaken', present: present[other]!, document, locked });
    if (!memo.ofOne) return { memo, wants: { kind: 'write-board-lock', lock } };
    return { memo, wants: { kind: 'write', changes: [{ kind: 'lock', lock, slots }] } };
  },
};

function lockToWrite({ wish }: LockMemo, now: Instant): Lock {
  const { reason, actor, run_url, until } = wish;
  const end = until === null ? null : 'at' in until ? until.at : now + until.after;
  return { reason, actor, at: now, until: end, run_url };
}

export interface UnlockMemo extends Scope {
  /** Free the holder of this token. */
  readonly token: number | null;
  /** Free whoever holds the lease, or the slots that are named, and waive the rest after an eviction. */
  readonly force: boolean;
  /** Who does it, and why, for the outcome. */
  readonly by: string;
  readonly reason: string;
  /** What the first view showed, and the command is about. */
  readonly target: UnlockTarget | null;
}

export interface UnlockTarget {
  /** What was locked or at rest: the lease itself, slots of it, or all leases. */
  readonly places: readonly Place[];
  readonly holders: readonly Holder[];
}

export type UnlockResult =
  | {
      readonly kind: 'opened';
      readonly target: UnlockTarget;
      readonly document: LeaseDocument;
      readonly others: readonly LeaseName[] | null;
      /** The lock of all leases, where it closes the one lease all the same. */
      readonly boardLock: Lock | null;
    }
  /** The lease is not held by the token that was given. */
  | { readonly kind: 'not-held'; readonly document: LeaseDocument };

export const unlockErrand: Errand<UnlockMemo, UnlockResult> = {
  next(before, view) {
    const { document, others, time } = view;
    const target = before.target ?? targetOf(before, view);
    if (before.target === null && before.token !== null && target.holders.length === 0) {
      return { memo: before, wants: { kind: 'done', result: { kind: 'not-held', document } } };
    }
    const boardLock = before.ofOne && isLocked(view.boardLock, time.now) ? view.boardLock : null;
    const result = { kind: 'opened', target, document, others, boardLock } as const;
    if (before.target === null && target.places.length + target.holders.length === 0) {
      return { memo: before, wants: { kind: 'seems-done', result } };
    }
    const memo = { ...before, target };
    const opens = target.places.filter(({ slot, lock }) => {
      const present = lockOf(view, memo.ofOne, slot);
      return lock !== null && isSameLock(present, lock);
    });
    const done = { memo, wants: { kind: 'done', result } } as const;
    if (!memo.ofOne) {
      return opens.length > 0 ? { memo, wants: { kind: 'write-board-lock', lock: null } } : done;
    }
    const changes = changesOf(memo, target, document, opens);
    return changes.length === 0 ? done : { memo, wants: { kind: 'write', changes } };
  },
};

function targetOf(memo: UnlockMemo, view: View): UnlockTarget {
  const { document, time } = view;
  const held = holdersOf(document).filter(({ slots }) => overlap(memo.slots, slots));
  const holders =
    memo.token === null ? (memo.force ? held : []) : held.filter(({ epoch }) => epoch === memo.token);
  // Whoever frees one holder by its token opens nothing that this one did not hold.
  const named = memo.slots ?? (memo.token === null ? null : (holders[0]?.slots ?? null));
  const slots = memo.ofOne ? (named ?? [LEASE, ...namesOf(document.slots)]) : [LEASE];
  const places = slots.map((slot): Place => {
    const until = restAt(document, slot).rest_until;
    const rest_until = memo.force && restEnd(document, slot, time) !== null ? until : null;
    return { slot, lock: lockOf(view, memo.ofOne, slot), rest_until };
  });
  return { places: places.filter(({ lock, rest_until }) => lock !== null || rest_until !== null), holders };
}

function changesOf(
  memo: UnlockMemo,
  { places, holders }: UnlockTarget,
  document: LeaseDocument,
  opens: readonly Place[],
): Change[] {
  // A lock that came after the first view stays closed, so nothing is waived then; nor is a rest that came after it.
  const waived = places.filter(
    (place) =>
      place.rest_until !== null &&
      restAt(document, place.slot).rest_until === place.rest_until &&
      (opens.includes(place) || lockAt(document, place.slot) === null),
  );
  const opened = opens.filter((place) => !waived.includes(place));
  const unlocking = (of: readonly Place[], waives: boolean): Change[] =>
    of.length === 0 ? [] : [{ kind: 'unlock', slots: of.map(({ slot }) => slot), waives }];
  const freed = holders.filter(({ id, epoch }) => holdOf(document, id)?.epoch === epoch);
  return [
    ...unlocking(opened, false),
    ...unlocking(waived, true),
    ...freed.map(({ id, epoch }): Change => ({
      kind: 'evict',
      id,
      epoch,
      by: memo.by,
      reason: `freed by an operator: ${memo.reason}`,
      waives: memo.force,
    })),
  ];
}

/** The lock that a command is about: that of all leases, of one, or of a slot of it. */
function lockOf({ document, boardLock }: View, ofOne: boolean, slot: SlotName): Lock | null {
  return ofOne ? lockAt(document, slot) : boardLock;
}
