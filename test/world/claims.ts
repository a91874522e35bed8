// Who could be served now, by the truth: a plain walk through the line that knows who lives and who waits, and nothing of
// what processes think.
import { holdersOf } from '../../src/lease/document.ts';
import type { Instant } from '../../src/lease/instant.ts';
import { inLine } from '../../src/lease/line.ts';
import type { Holder, LeaseDocument, Lock, Request } from '../../src/lease/schema.ts';

/** Who is there, of those whom a document names. */
export interface Presence {
  readonly now: Instant;
  readonly holds: (holder: Holder) => boolean;
  readonly waits: (request: Request) => boolean;
}

/** Whether somebody who waits has all that it wants before it, if nobody is there who is not. */
export function couldBeServed(document: LeaseDocument, { now, holds, waits }: Presence): boolean {
  const isShut = (lock: Lock | null | undefined): boolean =>
    lock != null && (lock.until === null || lock.until > now);
  if (isShut(document.lock)) return false;
  const waiting = inLine(document).filter(waits);
  const holders = holdersOf(document).filter(holds);
  // One more name stands for the lease itself, which only a request for all of it takes.
  const named = document.requests.flatMap(({ parameters }) => parameters.accepts ?? []);
  const all = [...new Set([...Object.keys(document.slots), ...named, ''])];
  const open = all.filter((slot) => !isShut(document.slots[slot]?.lock));
  const held = new Set(holders.flatMap(({ slots }) => slots ?? all));
  const wanted = new Set<string>();
  return waiting.some(({ parameters: { accepts, take } }) => {
    const left = open.filter((slot) => (accepts === null || accepts.includes(slot)) && !wanted.has(slot));
    const wants = accepts === null ? all.length : take;
    if (left.length < wants) return false;
    for (const slot of accepts ?? all) wanted.add(slot);
    return left.filter((slot) => !held.has(slot)).length >= wants;
  });
}
