// Who has a right to which slots: a plain walk through the line, that knows who lives and who can act, and nothing of what
// processes think.
import { holdersOf } from '../../src/lease/document.ts';
import type { Instant } from '../../src/lease/instant.ts';
import { inLine } from '../../src/lease/line.ts';
import type { Holder, LeaseDocument, Lock, Request } from '../../src/lease/schema.ts';

/** The lease itself, which only a request for all of it takes. */
const WHOLE = '*';

/** Who is there, of those whom a document names. */
export interface Presence {
  readonly now: Instant;
  readonly holds: (holder: Holder) => boolean;
  readonly waits: (request: Request) => boolean;
}

/** Whether somebody who waits has all that it wants before it, if nobody is there who is not; rests are soon over. */
export function couldBeServed(document: LeaseDocument, { now, holds, waits }: Presence): boolean {
  const awake = { ...document, rest_until: null, slots: withoutRests(document.slots) };
  const waiting = inLine(document).filter(waits);
  return claimsOf(awake, holdersOf(document).filter(holds), waiting, now).some(({ isDue }) => isDue);
}

/** What a request has a right to before all behind it. */
export interface Right {
  readonly request: Request;
  readonly slots: readonly string[];
  /** It is enough, and can be taken at once. */
  readonly isDue: boolean;
}

/**
 * The rights of those who wait, first to last. `isCertain`: it is known to stand in the line; of whoever wants something
 * that another one may take, or may not, nothing is said.
 */
export function claimsOf(
  document: LeaseDocument,
  holders: readonly Holder[],
  waiting: readonly Request[],
  now: Instant,
  isCertain: (request: Request) => boolean = () => true,
): Right[] {
  const { requests, slots, lock, rest_until } = document;
  if (isShut(lock, now)) return [];
  const named = requests.flatMap(({ parameters }) => parameters.accepts ?? []);
  const all = [...new Set([...Object.keys(slots), ...named, WHOLE])];
  const rests = (slot: string): boolean =>
    now <= Math.max(slots[slot]?.rest_until ?? -2, rest_until ?? -2) + 1;
  const held = new Set(holders.flatMap((holder) => holder.slots ?? all));
  const open = all.filter((slot) => !isShut(slots[slot]?.lock, now));
  const [wanted, contested] = [new Set<string>(), new Set<string>()];
  return waiting.flatMap((request) => {
    const { accepts, take } = request.parameters;
    const most = accepts === null ? all.length : take;
    const left = (accepts ?? all).filter((slot) => open.includes(slot) && !wanted.has(slot));
    if (!isCertain(request) || left.some((slot) => contested.has(slot))) {
      for (const slot of left) contested.add(slot);
      return [];
    }
    if (left.length < most) return [];
    const usable = left.filter((slot) => !held.has(slot) && !rests(slot));
    const isDue = usable.length >= most;
    const its = isDue ? usable.slice(0, most) : left;
    for (const slot of its) wanted.add(slot);
    return [{ request, slots: its, isDue }];
  });
}

function isShut(lock: Lock | null | undefined, now: Instant): boolean {
  return lock != null && (lock.until === null || now <= lock.until + 1);
}

function withoutRests(slots: LeaseDocument['slots']): LeaseDocument['slots'] {
  return Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [name, { ...slot, rest_until: null }]),
  );
}
