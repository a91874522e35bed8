// One lease with two requests, as documents and forgeries of them, and what an observer says of a history.
import { createDocument } from '../../src/lease/document.ts';
import { begin, observe, type Extra, type PromiseName } from '../../src/lease/promises.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { grant, group, LEASE, plain, register, release, START, write, at } from '../lease/build.ts';
import type { Entry } from './second-reading.ts';

export const [one, two] = [plain(1), plain(2)];
export const [lower, upper] = [group(1), group(2)];

export const EMPTY = createDocument(LEASE, START);
/** `one` waits. */
export const WAITING = write(EMPTY, 0, register(one));
/** `one` holds the lease. */
export const HELD = write(WAITING, 1, grant(one));
/** `one` holds the lease, and `two` waits. */
export const BOTH = write(HELD, 2, register(two));
export const FREE = write(HELD, 3, release(one, 'failure'));
export const TOKEN = HELD.epoch;

/** The next document, as somebody has forged it. */
export function forged(document: LeaseDocument, changes: Partial<LeaseDocument>): LeaseDocument {
  return { ...document, sequence: document.sequence + 1, ...changes };
}

/** A request with a hold that nobody has granted. */
export function holding(request: Request, epoch: number): Request {
  return { ...request, status: 'acquired', granted_at: at(4), epoch };
}

export function entries(...documents: readonly (LeaseDocument | null)[]): Entry[] {
  return documents.map((document) => ({ document }));
}

export const withExtra = (document: LeaseDocument | null, extra: Extra): Entry => ({ document, extra });

/** What each entry breaks, by promise. */
export function promisesBroken(history: readonly Entry[]): PromiseName[][] {
  let observer = begin();
  return history.map(({ document, extra }) => {
    const seen = observe(observer, document, extra);
    observer = seen.observer;
    return seen.broken.map(({ promise }) => promise);
  });
}
