// The slots of a lease: which there are, which of them a request means, and which are held, closed, or at rest.
//
// A lease without named slots has one, the lease itself, and whoever asks for nothing in particular takes that and every
// named one with it: beside such a request nobody holds anything. So sets of slots are all that the line needs.
import type { SlotName } from './identifiers.ts';
import { isDated, watchedFor, type Time } from './age.ts';
import { holdersOf } from './document.ts';
import { isLocked } from './locks.ts';
import type { Instant } from './instant.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Registration, Request } from './schema.ts';
import { endOfRest, LEASE, lockAt, namesOf, restAt } from './slot-table.ts';

/** Every slot of a lease: those that a request or the table names, in this order, and the lease itself. */
export function slotsOf({ requests, slots }: LeaseDocument): ReadonlySet<SlotName> {
  const all = new Set(namesOf(slots));
  for (const request of requests) {
    for (const slot of request.parameters.accepts ?? []) all.add(slot);
    for (const slot of request.slots ?? []) all.add(slot);
  }
  return all.add(LEASE);
}

/** The slots of a lease that have a name; none of a lease that is held as one. */
export function namedIn(document: LeaseDocument): ReadonlySet<SlotName> {
  const named = new Set(slotsOf(document));
  named.delete(LEASE);
  return named;
}

/** Whether slots of a lease were named, so that it may have several holders. */
export function isPool(document: LeaseDocument): boolean {
  return slotsOf(document).size > 1;
}

/** What a request could use of `all` slots, in its order, and how many it wants of them. */
export function wishOf(
  { parameters: { accepts, take } }: Pick<Request, 'parameters'>,
  all: ReadonlySet<SlotName>,
): { readonly accepts: ReadonlySet<SlotName>; readonly take: number } {
  return accepts === null ? { accepts: all, take: all.size } : { accepts: new Set(accepts), take };
}

/** What a hold keeps of `all` slots: its own, or all of them. */
export function heldOf(
  { slots }: { readonly slots?: readonly SlotName[] | null },
  all: ReadonlySet<SlotName>,
): ReadonlySet<SlotName> {
  return slots == null ? all : new Set(slots);
}

/** Whether two holds, or wishes, have a slot in common; `null`: the whole lease. */
export function overlap(a: readonly SlotName[] | null, b: readonly SlotName[] | null): boolean {
  return a === null || b === null || a.some((slot) => b.includes(slot));
}

/** Whether a hold is what a registration asks for. */
export function satisfies(
  { slots }: Pick<Holder, 'slots'>,
  { parameters }: Pick<Registration, 'parameters'>,
): boolean {
  const { accepts, take } = parameters;
  if (slots === null) return true;
  return accepts !== null && slots.filter((slot) => accepts.includes(slot)).length >= take;
}

/** Every slot that somebody holds, of all of them. */
export function heldIn(document: LeaseDocument, all: ReadonlySet<SlotName>): ReadonlySet<SlotName> {
  return new Set(holdersOf(document).flatMap((holder) => [...heldOf(holder, all)]));
}

/** Those of all slots that no operator's lock closes: neither their own, nor one of the lease or of all leases. */
export function openIn(
  document: LeaseDocument,
  boardLock: Lock | null,
  now: Instant,
  all: ReadonlySet<SlotName>,
): ReadonlySet<SlotName> {
  if (isLocked(document.lock, now) || isLocked(boardLock, now)) return new Set();
  return new Set([...all].filter((slot) => !isLocked(lockAt(document, slot), now)));
}

/** Those of all slots that rest after an eviction. */
export function restingIn(
  document: LeaseDocument,
  time: Time,
  all: ReadonlySet<SlotName>,
): ReadonlySet<SlotName> {
  if (isResting(document, LEASE, time)) return all;
  return new Set(namesOf(document.slots).filter((slot) => isResting(document, slot, time)));
}

/** When the first of these slots that rest is free again; `null` where none rests. */
export function restEnds(document: LeaseDocument, slots: ReadonlySet<SlotName>, time: Time): Instant | null {
  const whole = restEnd(document, LEASE, time);
  if (whole !== null) return whole;
  const ends = namesOf(document.slots).flatMap((slot) =>
    slots.has(slot) ? (restEnd(document, slot, time) ?? []) : [],
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

function isResting(document: LeaseDocument, slot: SlotName, time: Time): boolean {
  return restEnd(document, slot, time) !== null;
}

/**
 * When the rest of a slot ends; `null` where it does not rest. It rests for no longer than it was watched to, and by a
 * clock where that has dated it, or where nothing tells its length.
 */
export function restEnd(document: LeaseDocument, slot: SlotName, time: Time): Instant | null {
  const rest = restAt(document, slot);
  const { rest_until: until, rest_since: since } = rest;
  const byClock = endOfRest(rest, time.now);
  if (until === null || since === null) return byClock;
  const left = until - since + 1 - watchedFor(time, `rest:${slot}`, until);
  if (left < 0) return null;
  if (!isDated(time, since)) return time.now + left;
  return byClock === null ? null : Math.min(byClock, time.now + left);
}

/** How a hold is written into an outcome or a sentence: the names of its slots; nothing, of the whole lease. */
export function namedSlots({ slots }: Pick<Request | Outcome, 'slots'>): { slots?: SlotName[] } {
  return slots == null ? {} : { slots };
}
