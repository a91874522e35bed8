// Locks of operators: of a slot, of a lease, of all leases.
import { grouped } from './grouped.ts';
import type { SlotName } from './identifiers.ts';
import type { Instant, Seconds } from './instant.ts';
import type { Lock } from './schema.ts';

/** How far ahead the end of a lock may be; one without an end may last longer. */
export const LONGEST_LOCK: Seconds = 3650 * 86_400;

/** Whether an operator's lock still closes what it was put on. */
export function isLocked(lock: Lock | null, now: Instant): boolean {
  // A second more, as for every duration: instants are read in whole seconds.
  return lock !== null && (lock.until === null || now <= lock.until + 1);
}

/** How far the clocks of two may be apart. */
const APART: Seconds = 86_400;

/** Whether a lock may be in force by somebody's clock: until then it is neither dropped nor forgotten. */
export function mayBeLocked(lock: Lock | null, now: Instant): boolean {
  return isLocked(lock, now - APART);
}

/** Whether two locks are the same act of an operator. */
export function isSameLock(a: Lock | null | undefined, b: Lock | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.at === b.at && a.actor === b.actor && a.run_url === b.run_url;
}

/** The locks that slots have, each with its slots: one act of an operator may close several. */
export function locksOf(
  slots: Iterable<SlotName>,
  lockOf: (slot: SlotName) => Lock | null,
): { readonly lock: Lock; readonly slots: readonly SlotName[] }[] {
  const locked = [...slots].flatMap((slot) => {
    const lock = lockOf(slot);
    return lock === null ? [] : [{ slot, lock }];
  });
  const acts = grouped(locked, ({ lock: { at, actor, run_url } }) => JSON.stringify([at, actor, run_url]));
  return [...acts.values()].map((act) => ({ lock: act[0]!.lock, slots: act.map(({ slot }) => slot) }));
}
