// One lease with two requests, as documents and forgeries of them, and what an observer says of a history.
import { createDocument } from '../../src/lease/document.ts';
import { begin, observe, type Extra, type PromiseName } from '../../src/lease/promises.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import {
  at,
  evict,
  grant,
  group,
  LEASE,
  lockOf,
  plain,
  register,
  release,
  START,
  write,
} from '../lease/build.ts';

export const [one, two] = [plain(1), plain(2)];
export const [lower, upper] = [group(1), group(2)];

export const EMPTY = createDocument(LEASE, START);
/** `one` waits. */
export const WAITING = write(EMPTY, 0, register(one));
/** `one` holds the lease. */
export const HELD = write(WAITING, 1, grant(one));
/** `one` holds the lease, and `two` waits. */
export const BOTH = write(HELD, 2, register(two));
/** Its hold has ended. */
export const FREE = write(HELD, 3, release(one, 'failure'));
export const SUCCEEDED = write(HELD, 3, release(one, 'success'));
/** `one` was evicted, and the lease rests while `two` waits. */
export const EVICTED = write(BOTH, 3, evict(one));
/** `one` waits, and the lease is locked. */
export const LOCKED = write(WAITING, 1, { kind: 'lock', lock: lockOf() });
export const TOKEN = HELD.epoch;

/** The next document, as somebody has forged it. */
export function forged(document: LeaseDocument, changes: Partial<LeaseDocument>): LeaseDocument {
  return { ...document, sequence: document.sequence + 1, ...changes };
}

/** A request with a hold that nobody has granted. */
export function holding(request: Request, epoch: number): Request {
  return { ...request, status: 'acquired', granted_at: at(4), epoch };
}

/** What comes next in a history: a document or its removal, alone or with what came with it. */
export type Told = LeaseDocument | null | readonly [LeaseDocument | null, Extra];

/** What each document of a history breaks, by promise. */
export function promisesBroken(history: readonly Told[]): PromiseName[][] {
  let observer = begin();
  return history.map((told) => {
    const [document, extra] = told === null || 'lease' in told ? [told, {}] : told;
    const seen = observe(observer, document, extra);
    observer = seen.observer;
    return seen.broken.map(({ promise }) => promise);
  });
}
