// What happened in one write, told by comparing the lease documents before and after it.
//
// Because nothing but the two states is looked at, the words of the audit log cannot disagree with the change.
import { isUnreadable, type Board } from '../lease/board.ts';
import { createDocument, holdersOf, outcomeOf, requestOf } from '../lease/document.ts';
import type { SlotName } from '../lease/identifiers.ts';
import { inLine } from '../lease/line.ts';
import { isSameLock, locksOf } from '../lease/locks.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Request } from '../lease/schema.ts';
import { lockAt, namesOf, slotOf } from '../lease/slot-table.ts';
import { boardLockOf } from './cells.ts';

/** Stands for all leases where the name of a lease is expected. */
export const ALL_LEASES = '*';

/** One thing that happened to a lease. */
export type Happening = { readonly lease: string } &
  /** `forgotten`: its document was removed, because nobody used it any more. */
  (
    | { readonly kind: 'created' | 'forgotten' }
    /** The branch was gone and its state was written again. */
    | { readonly kind: 'restored'; readonly holders: readonly Holder[]; readonly waiting: number }
    /** `place` in the line; `null` where the same write granted the lease to it. */
    | { readonly kind: 'registered'; readonly request: Request; readonly place: number | null }
    /** `asked`: to act or be passed over. `seen`: somebody saw its job alive. `renewed`: it said so itself. */
    | { readonly kind: 'granted' | 'asked' | 'seen' | 'renewed'; readonly request: Request }
    /** The holder's own end of its hold, and how many requests were completed by it. */
    | { readonly kind: 'released'; readonly outcome: Outcome; readonly completed: number }
    /** `by`: the request that did it, where the documents know it. */
    | {
        readonly kind: 'completed' | 'withdrawn' | 'evicted';
        readonly outcome: Outcome;
        readonly by: Request | Outcome | null;
      }
    /** `slots`: of a lock that is not of the lease itself, what it closes. */
    | {
        readonly kind: 'locked' | 'unlocked';
        readonly lock: Lock;
        readonly slots: readonly SlotName[] | null;
      }
  );

/** Tells what happened to one lease; `before`: `null` where nobody could read it, or it was not there. */
function happenings(before: LeaseDocument | null, after: LeaseDocument): Happening[] {
  const { lease } = after;
  if (before === null && tellsOfThePast(after)) return [restored(after)];
  const earlier = before ?? createDocument(lease, after.sequence);
  const told: Happening[] = [
    ...(before === null ? [{ kind: 'created', lease } as const] : []),
    ...(after.sequence > earlier.sequence + 1 ? [restored(after)] : []),
    ...after.outcomes.flatMap((outcome) => ending(earlier, after, outcome)),
    ...after.requests.flatMap((request) => living(earlier, after, request)),
    ...locking(lease, earlier.lock, after.lock),
  ];
  return [...told, ...lockingOfSlots(earlier, after, told.length > 0)];
}

/** Tells what happened to a board, lease by lease; files that cannot be read are passed over. */
export function boardHappenings(before: Board, after: Board): Happening[] {
  const leases = [...after.leases].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const told = leases.flatMap(([lease, document]) => {
    const earlier = before.leases.get(lease);
    if (document === earlier || isUnreadable(document)) return [];
    return happenings(earlier === undefined || isUnreadable(earlier) ? null : earlier, document);
  });
  const [was, is] = [boardLockOf(before), boardLockOf(after)];
  // One that has ended by itself goes with any write, about something else: nobody has opened it then.
  const isDropped = told.length > 0 && is === null && was?.until !== null;
  return [
    ...told,
    ...[...before.leases.keys()]
      .filter((lease) => !after.leases.has(lease))
      .toSorted()
      .map((lease) => ({ kind: 'forgotten', lease }) as const),
    ...(isDropped ? [] : locking(ALL_LEASES, was, is)),
  ];
}

// One write has one stamp, so a new document with two stamps was not written for the first time.
function tellsOfThePast(document: LeaseDocument): boolean {
  const stamps = [
    ...document.requests.flatMap((request) => [request.registered_at, request.granted_at]),
    ...document.outcomes.flatMap((outcome) => [outcome.registered_at, outcome.at]),
  ].filter((stamp) => stamp !== undefined);
  return new Set(stamps).size > 1;
}

function restored(after: LeaseDocument): Happening {
  return {
    kind: 'restored',
    lease: after.lease,
    holders: holdersOf(after),
    waiting: inLine(after).length,
  };
}

function ending(before: LeaseDocument, after: LeaseDocument, outcome: Outcome): Happening[] {
  const isNew = ({ id }: Outcome): boolean => outcomeOf(before, id) === undefined;
  if (!isNew(outcome)) return [];
  const { lease } = after;
  if (outcome.outcome !== 'success' && outcome.outcome !== 'failure') {
    const by = outcome.by === outcome.id ? null : whoIs(outcome.by, [after, before]);
    return [{ kind: outcome.outcome, lease, outcome, by }];
  }
  const completed = after.outcomes.filter(
    (other) => other.outcome === 'completed' && other.by === outcome.id && isNew(other),
  );
  return [{ kind: 'released', lease, outcome, completed: completed.length }];
}

function living(before: LeaseDocument, after: LeaseDocument, request: Request): Happening[] {
  const { lease } = after;
  const earlier = requestOf(before, request.id);
  const isGranted = request.status === 'acquired' && earlier?.status !== 'acquired';
  const granted: Happening[] = isGranted ? [{ kind: 'granted', lease, request }] : [];
  if (earlier === undefined) {
    const place = isGranted ? null : inLine(after).findIndex(({ id }) => id === request.id) + 1;
    return [{ kind: 'registered', lease, request, place }, ...granted];
  }
  if (isGranted) return granted;
  const happened = {
    asked: earlier.asked_at === null && request.asked_at !== null,
    seen: request.alive_at !== null && request.alive_at !== earlier.alive_at,
    renewed: request.seen_at !== earlier.seen_at,
  };
  const kinds = (['asked', 'seen', 'renewed'] as const).filter((kind) => happened[kind]);
  return kinds.map((kind) => ({ kind, lease, request }));
}

function locking(lease: string, before: Lock | null, after: Lock | null): Happening[] {
  if (isSameLock(before, after)) return [];
  return after === null
    ? [{ kind: 'unlocked', lease, lock: before!, slots: null }]
    : [{ kind: 'locked', lease, lock: after, slots: null }];
}

/** What one act of an operator has done to several slots is told once. */
function lockingOfSlots(before: LeaseDocument, after: LeaseDocument, isBesides: boolean): Happening[] {
  const { lease } = after;
  const was = (slot: SlotName): Lock | null => lockAt(before, slot);
  const is = (slot: SlotName): Lock | null => lockAt(after, slot);
  const names = new Set([before, after].flatMap(({ slots }) => namesOf(slots)));
  const changed = [...names].filter((slot) => !isSameLock(was(slot), is(slot)));
  const locked = locksOf(changed, is);
  const isOpened = (slot: SlotName): boolean =>
    is(slot) === null && (slotOf(after.slots, slot) !== undefined || was(slot)?.until === null);
  const surely = changed.filter(isOpened);
  // A slot may be forgotten after its lock has ended by itself: nobody has opened it then, and the write is about something
  // else.
  const opened = isBesides || locked.length + surely.length > 0 ? surely : changed;
  return [
    ...locked.map((act): Happening => ({ kind: 'locked', lease, ...act })),
    ...locksOf(opened, was).map((act): Happening => ({ kind: 'unlocked', lease, ...act })),
  ];
}

function whoIs(id: string, documents: readonly LeaseDocument[]): Request | Outcome | null {
  const [found] = documents.flatMap((document) => requestOf(document, id) ?? outcomeOf(document, id) ?? []);
  return found ?? null;
}
