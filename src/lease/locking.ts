// How an operator closes and opens a lease or slots of it.
import { isAlike } from './document.ts';
import type { SlotName } from './identifiers.ts';
import { LONGEST, type LeaseDocument, type Lock, type Slot } from './schema.ts';
import { LEASE, NO_REST, withSlots, type Rest } from './slot-table.ts';

/** The document with these slots closed; left out: the lease itself. */
export function locked(
  document: LeaseDocument,
  lock: Lock,
  slots: readonly SlotName[] = [LEASE],
): LeaseDocument {
  const longest = slots.every((slot) => slot === LEASE) ? LONGEST.reason : LONGEST.reasonOfSlotLock;
  return withPlaces(document, slots, { lock: { ...lock, reason: lock.reason.slice(0, longest) } });
}

/** The document with these slots open, or the lease itself; `waives`: their rest after an eviction ends too. */
export function unlocked(
  document: LeaseDocument,
  { slots = [LEASE], waives = false }: { readonly slots?: readonly SlotName[]; readonly waives?: boolean },
): LeaseDocument {
  return withPlaces(document, slots, { lock: null, ...(waives ? NO_REST : {}) });
}

/** The lease itself, or slots of it, with another lock or without a rest; the same document where nothing is different. */
function withPlaces(
  document: LeaseDocument,
  places: readonly SlotName[],
  change: Partial<Rest & Pick<Slot, 'lock'>>,
): LeaseDocument {
  const named = places.filter((place) => place !== LEASE);
  const changed = {
    ...document,
    ...(named.length < places.length ? change : {}),
    slots: withSlots(document.slots, named, change),
  };
  return isAlike(document, changed) ? document : changed;
}
