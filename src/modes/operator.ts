// What the operator's commands, lock and unlock, have in common.
import type { Lock } from '../lease/schema.ts';
import type { View } from '../protocol/session.ts';

/** Seconds after which a command that GitHub does not confirm fails. */
export const OPERATOR_LIMIT = 600;

/** The lock that a command is about: that of one lease, or (`null`) of all. */
export function lockOf({ document, boardLock }: View, lease: string | null): Lock | null {
  return lease === null ? boardLock : document.lock;
}

/** Whether two locks are the same act of an operator. */
export function isSameLock(a: Lock | null | undefined, b: Lock | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.at === b.at && a.actor === b.actor && a.run_url === b.run_url;
}
