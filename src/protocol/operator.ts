// The errands of an operator: lock and unlock, of slots, of one lease or of all.
//
// Of several commands the latest counts, by when each began. Locking what is locked replaces the lock; the command is done
// when its own lock is on the board, or that of one which began later. Unlocking opens the locks of those that began
// before it, frees the holds that its first view showed, and touches nothing that has come after them.
import { isLargerThan, LARGEST_WITH_LOCKS, sizeOf } from '../lease/board.ts';
import { holdersOf, holdOf, outcomeOf } from '../lease/document.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import { isLocked, isSameLock, LONGEST_LOCK } from '../lease/locks.ts';
import { LONGEST, MOST_SLOTS, type Holder, type LeaseDocument, type Lock } from '../lease/schema.ts';
import { LEASE, lockAt, namesOf, restAt } from '../lease/slot-table.ts';
import { restWhenFreed } from '../lease/signs.ts';
import { overlap, restEnd, slotsOf } from '../lease/slots.ts';
import { transition, type Change } from '../lease/transition.ts';
import type { Errand, View } from './errand.ts';

/** By how much two instants of a document differ at least. */
const A_MOMENT: Seconds = 0.001;

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
  /** The other leases of the first view; `null`: this one was on the board. */
  readonly others?: readonly LeaseName[] | null;
  /** Slots of the command that nobody had named before it. */
  readonly strange?: readonly SlotName[];
  /** The lock that this command writes; `null` before its first view. */
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
  /** Another operator's lock came after this one, or their opening of some of the slots. */
  | {
      readonly kind: 'overtaken';
      readonly present: Lock | null;
      readonly document: LeaseDocument;
      /** Slots that this command has locked all the same. */
      readonly locked: readonly SlotName[];
    }
  /** The end that was asked for has passed, perhaps before a write was answered. */
  | { readonly kind: 'too-late'; readonly until: Instant; readonly now: Instant }
  /** It is so far away that it must be a slip. */
  | { readonly kind: 'too-far'; readonly until: Instant; readonly now: Instant }
  /** More slots of the lease would be locked than it may have; `locked`: how many are, besides. */
  | { readonly kind: 'too-many'; readonly locked: number; readonly document: LeaseDocument }
  /** The document would be too large with these locks of slots; `document`: as it would be. */
  | { readonly kind: 'too-large'; readonly document: LeaseDocument };

export const lockErrand: Errand<LockMemo, LockResult> = {
  limit: 600,
  next(before, view) {
    const { now } = view.time;
    const { document, others: seen } = view;
    const others = before.others === undefined ? seen : before.others;
    const slots = before.slots ?? [LEASE];
    const present = slots.map((slot) => lockOf(view, before.ofOne, slot));
    const lock = before.lock ?? lockToWrite(before, now, present);
    const known = slotsOf(document);
    const strange = before.strange ?? slots.filter((slot) => !known.has(slot));
    const memo = { ...before, others, strange, lock };
    const done = (result: LockResult): ReturnType<Errand<LockMemo, LockResult>['next']> => ({
      memo,
      wants: { kind: 'done', result },
    });
    if (lock.until !== null && lock.until <= now) {
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
    // One write locks them all, so where one is locked by it what differs of the others came after that.
    const other = present.find(
      (each) => !isSameLock(each, lock) && (locked.length > 0 || (each !== null && each.at >= lock.at)),
    );
    if (other !== undefined) return done({ kind: 'overtaken', present: other, document, locked });
    if (!memo.ofOne) return { memo, wants: { kind: 'write-board-lock', lock } };
    const changes: Change[] = [{ kind: 'lock', lock, slots }];
    // For that of the lease itself there is room.
    const next = memo.slots === null ? null : transition(document, changes, { now });
    if (next !== null && isLargerThan(next, Math.max(LARGEST_WITH_LOCKS, sizeOf(document))))
      return done({ kind: 'too-large', document: next });
    return { memo, wants: { kind: 'write', changes } };
  },
};

/** The lock of a command that begins now. One that it finds is older, though its clock may have been ahead. */
function lockToWrite({ wish }: LockMemo, now: Instant, present: readonly (Lock | null)[]): Lock {
  const { reason, actor, run_url, until } = wish;
  const at = Math.max(now, ...present.map((lock) => (lock === null ? now : lock.at + A_MOMENT)));
  const end = until === null ? null : 'at' in until ? until.at : at + until.after;
  return { reason, actor, at, until: end, run_url };
}

export interface UnlockMemo extends Scope {
  /** Free the holder of this token. */
  readonly token: number | null;
  /** Free whoever holds the lease, or the slots that are named, and waive the rest after an eviction. */
  readonly force: boolean;
  /** Who does it, and why, for the outcome. */
  readonly by: string;
  readonly reason: string;
  /** When it began; `null` before its first view. */
  readonly beganAt: Instant | null;
  /** What it is about, as far as its views have shown it; `null` before one has. */
  readonly target: UnlockTarget | null;
}

export interface UnlockTarget {
  /** What was locked or at rest: the lease itself, slots of it, or all leases. */
  readonly places: readonly Place[];
  /** Of the first view. */
  readonly holders: readonly Holder[];
}

export type UnlockResult =
  | {
      readonly kind: 'opened';
      readonly target: UnlockTarget;
      /** Those of the holders whom this command has freed. */
      readonly freed: readonly Holder[];
      /** Locks in force on what it is about, which came after it began. */
      readonly later: readonly { readonly slot: SlotName; readonly lock: Lock }[];
      readonly document: LeaseDocument;
      readonly others: readonly LeaseName[] | null;
      /** The lock of all leases, where it closes the one lease all the same. */
      readonly boardLock: Lock | null;
      readonly now: Instant;
    }
  /** The lease is not held by the token that was given. */
  | { readonly kind: 'not-held'; readonly document: LeaseDocument };

export const unlockErrand: Errand<UnlockMemo, UnlockResult> = {
  limit: 600,
  next(before, view) {
    const { document, others, time } = view;
    const memo = { ...before, beganAt: before.beganAt ?? time.now };
    const target = targetOf(before, view);
    if (before.target === null && before.token !== null && target.holders.length === 0) {
      return { memo, wants: { kind: 'done', result: { kind: 'not-held', document } } };
    }
    const boardLock = before.ofOne && isLocked(view.boardLock, time.now) ? view.boardLock : null;
    const freed = target.holders.filter((holder) => isFreedBy(memo, document, holder));
    const later = laterLocks(memo, target, view);
    const result = {
      kind: 'opened',
      target,
      freed,
      later,
      document,
      others,
      boardLock,
      now: time.now,
    } as const;
    if (before.target === null && target.places.length + target.holders.length === 0) {
      return { memo, wants: { kind: 'seems-done', result } };
    }
    const after = { ...memo, target };
    const opens = target.places.filter(({ slot, lock }) => {
      const present = lockOf(view, memo.ofOne, slot);
      return lock !== null && isSameLock(present, lock);
    });
    const done = { memo: after, wants: { kind: 'done', result } } as const;
    if (!memo.ofOne) {
      return opens.length > 0 ? { memo: after, wants: { kind: 'write-board-lock', lock: null } } : done;
    }
    const changes = changesOf(after, target, document, opens);
    return changes.length === 0 ? done : { memo: after, wants: { kind: 'write', changes } };
  },
};

/** What a command is about: the holders and rests of its first view, and the locks that were there when it began. */
function targetOf(memo: UnlockMemo, view: View): UnlockTarget {
  const { document, time } = view;
  const { beganAt, target } = memo;
  // By one clock, what is older than the command was there when it began, though a lagging replica did not show it.
  const wasThere = (at: Instant): boolean =>
    beganAt === null || (time.trusted ? at < beganAt : target === null);
  const holders =
    target?.holders ?? holdersToFree(memo, document).filter((each) => wasThere(each.granted_at));
  // A slot that only its lock has named is gone with it.
  const slots = new Set([
    ...(target?.places ?? []).map(({ slot }) => slot),
    ...placesOf(memo, holders, document),
  ]);
  const places = [...slots].map((slot): Place => {
    const known = target?.places.find((place) => place.slot === slot);
    const lock = lockOf(view, memo.ofOne, slot);
    const until = restAt(document, slot).rest_until;
    const rest = memo.force && restEnd(document, slot, time) !== null ? until : null;
    return {
      slot,
      lock: lock !== null && wasThere(lock.at) ? lock : (known?.lock ?? null),
      rest_until: target === null ? rest : (known?.rest_until ?? null),
    };
  });
  return { places: places.filter(({ lock, rest_until }) => lock !== null || rest_until !== null), holders };
}

function holdersToFree({ slots, token, force }: UnlockMemo, document: LeaseDocument): readonly Holder[] {
  const held = holdersOf(document).filter((holder) => overlap(slots, holder.slots));
  if (token !== null) return held.filter(({ epoch }) => epoch === token);
  return force ? held : [];
}

/** What a command opens. Whoever frees one holder by its token opens nothing that this one did not hold. */
function placesOf(memo: UnlockMemo, holders: readonly Holder[], document: LeaseDocument): SlotName[] {
  if (!memo.ofOne) return [LEASE];
  const named = memo.slots ?? (memo.token === null ? null : (holders[0]?.slots ?? null));
  return [...(named ?? [LEASE, ...namesOf(document.slots)])];
}

function isFreedBy({ by }: UnlockMemo, document: LeaseDocument, { id, epoch }: Holder): boolean {
  const outcome = outcomeOf(document, id);
  return outcome?.outcome === 'evicted' && outcome.epoch === epoch && outcome.by === by.slice(0, LONGEST.by);
}

function laterLocks(memo: UnlockMemo, target: UnlockTarget, view: View): { slot: SlotName; lock: Lock }[] {
  const { document, time } = view;
  return placesOf(memo, target.holders, document).flatMap((slot) => {
    const lock = lockOf(view, memo.ofOne, slot);
    const isMeant = target.places.some((place) => place.slot === slot && isSameLock(place.lock, lock));
    return lock === null || isMeant || !isLocked(lock, time.now) ? [] : [{ slot, lock }];
  });
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
    ...freed.map((holder): Change => ({
      kind: 'evict',
      id: holder.id,
      epoch: holder.epoch,
      by: memo.by,
      reason: `freed by an operator: ${memo.reason}`,
      rest: memo.force ? 0 : restWhenFreed(holder),
    })),
  ];
}

/** The lock that a command is about: that of all leases, of one, or of a slot of it. */
function lockOf({ document, boardLock }: View, ofOne: boolean, slot: SlotName): Lock | null {
  return ofOne ? lockAt(document, slot) : boardLock;
}
