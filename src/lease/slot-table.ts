// The table of slots that a document keeps: what is known of each slot that has a name.
//
// A slot is there from the first request that names it, so that an idle pool is shown; it goes when nobody has named it
// for long. One that only a lock has named, by a slip perhaps, goes when that is opened or long over. A lease of which
// nobody ever named a slot has an empty table.
import type { SlotName } from './identifiers.ts';
import type { Instant } from './instant.ts';
import { mayBeLocked } from './locks.ts';
import { MOST_SLOTS, type LeaseDocument, type Lock, type Slot } from './schema.ts';

/** The lease itself, as a slot: only a request for the whole lease takes it. It has no place in the table. */
export const LEASE: SlotName = '*';

type Table = LeaseDocument['slots'];

/** From when to when nobody is granted a slot, or the lease itself, after a dead holder was evicted. */
export type Rest = Pick<Slot, 'rest_until' | 'rest_since'>;

export const NO_REST: Rest = { rest_until: null, rest_since: null };

/** Seconds after which a slot that no request has named is forgotten. */
const FORGOTTEN_AFTER = 30 * 86_400;

/** When a slot was last named that no request ever has. */
const NEVER: Instant = 0;

/** A day: how exactly it is written down when a slot was last named, and how far a clock may be ahead. */
const DAY = 86_400;

/** The names of a table of slots. Those that are numbers come first, by value, as in every JavaScript object. */
export function namesOf(slots: Table): SlotName[] {
  return Object.keys(slots);
}

/** What the table has of a slot. Names are anybody's, and may be those of something that every object has. */
export function slotOf(slots: Table, slot: SlotName): Slot | undefined {
  return Object.hasOwn(slots, slot) ? slots[slot] : undefined;
}

/** The names of the slots that live requests hold or accept; some more than once. */
export function slotsInUse({ requests }: LeaseDocument): SlotName[] {
  return requests.flatMap(({ parameters, slots }) => [...(parameters.accepts ?? []), ...(slots ?? [])]);
}

/** The operator's lock of a slot alone; of the lease itself, that of the lease. */
export function lockAt({ lock, slots }: LeaseDocument, slot: SlotName): Lock | null {
  return slot === LEASE ? lock : (slotOf(slots, slot)?.lock ?? null);
}

/** The rest of a slot, or of the lease itself, after an eviction. */
export function restAt(document: LeaseDocument, slot: SlotName): Rest {
  return slot === LEASE ? document : (slotOf(document.slots, slot) ?? NO_REST);
}

/** When a rest is over by a clock; `null` where there is none. */
export function endOfRest({ rest_until }: Rest, now: Instant): Instant | null {
  return rest_until === null || now > rest_until + 1 ? null : rest_until + 1;
}

/** The token of the latest grant that had the slot. */
export function tokenOf({ epoch, slots }: LeaseDocument, slot: SlotName): number {
  return slot === LEASE ? epoch : (slotOf(slots, slot)?.epoch ?? 0);
}

/** The table with some of its slots changed; a slot that it does not know is added. `null`: all that it knows. */
export function withSlots(slots: Table, names: readonly SlotName[] | null, change: Partial<Slot>): Table {
  const changed = (names ?? namesOf(slots)).map((name) => {
    const known = slotOf(slots, name) ?? { epoch: 0, seen_at: NEVER, ...NO_REST, lock: null };
    return [name, { ...known, ...change }] as const;
  });
  return changed.length === 0 ? slots : { ...slots, ...Object.fromEntries(changed) };
}

/** The table after a request has named slots: they are known from now on. */
export function withNamed(slots: Table, names: readonly SlotName[] | null, at: Instant): Table {
  const unseen = (names ?? []).filter((name) => !(at - (slotOf(slots, name)?.seen_at ?? -DAY) < DAY));
  return withSlots(slots, unseen, { seen_at: at });
}

/**
 * The table without the slots that nobody has named for 30 days; of those that nobody names now the latest are kept, as
 * far as there is room. Never without one that is held, named, locked or at rest; it may be a day in which a rest is still
 * watched, or a lock in force, where the clocks of two are apart.
 */
export function withoutForgotten(document: LeaseDocument, at: Instant): Table {
  const { slots } = document;
  const entries = Object.entries(slots);
  const isOld = ({ seen_at }: Slot): boolean => at - seen_at > FORGOTTEN_AFTER;
  if (entries.length <= MOST_SLOTS && !entries.some(([, slot]) => isOld(slot))) return slots;
  const wanted = new Set(slotsInUse(document));
  const isUsed = (name: SlotName, { rest_until, lock }: Slot): boolean =>
    wanted.has(name) || (rest_until !== null && rest_until + DAY >= at) || mayBeLocked(lock, at);
  const idle = entries
    .filter(([name, slot]) => !isUsed(name, slot))
    .toSorted(([, a], [, b]) => b.seen_at - a.seen_at);
  const room = Math.max(0, MOST_SLOTS - (entries.length - idle.length));
  const gone = new Set(idle.filter(([, slot], place) => place >= room || isOld(slot)).map(([name]) => name));
  return gone.size === 0 ? slots : Object.fromEntries(entries.filter(([name]) => !gone.has(name)));
}
