// Looking things up in a lease document, making one, and changing one request of it.
import type { LeaseName, RequestId } from './identifiers.ts';
import { toIso, type Instant } from './instant.ts';
import {
  IDENTITY,
  NO_COUNTERS,
  SCHEMA_VERSION,
  type Holder,
  type LeaseDocument,
  type Outcome,
  type Registration,
  type Request,
} from './schema.ts';

/** How far a stamp may be ahead of the clock before its document is no longer believed. */
const FURTHEST_AHEAD = 86_400;

/** A lease that nobody has asked for. */
export function createDocument(lease: LeaseName, now: Instant): LeaseDocument {
  return {
    schema_version: SCHEMA_VERSION,
    lease,
    sequence: Math.floor(now),
    epoch: 0,
    rounds: [],
    requests: [],
    outcomes: [],
    lock: null,
    rest_until: null,
    rest_since: null,
    slots: {},
    counters: NO_COUNTERS,
  };
}

/**
 * The same document for a branch that has been deleted: later than all that was written meanwhile, which may have been signs
 * of life, so nobody has watched a silence. Its counters start anew, because a counter that falls to an older value and not
 * to zero looks as if all of that had been counted again.
 */
export function recreateDocument(document: LeaseDocument, now: Instant): LeaseDocument {
  const sequence = Math.max(document.sequence + 1, Math.floor(now));
  const { watched: _, ...rest } = document;
  return { ...rest, sequence, counters: NO_COUNTERS };
}

export function isHolder(request: Request): request is Holder {
  return request.status === 'acquired';
}

/** Everybody who holds the lease or slots of it, in the order of the grants. */
export function holdersOf(document: LeaseDocument): Holder[] {
  return document.requests.filter(isHolder).toSorted((a, b) => a.epoch - b.epoch);
}

/** The first of those who hold the lease, or slots of it, by grant. */
export function holderOf(document: LeaseDocument): Holder | undefined {
  return holdersOf(document)[0];
}

/** The hold of a request, where it has one. */
export function holdOf(document: LeaseDocument, id: RequestId): Holder | undefined {
  const request = requestOf(document, id);
  return request?.status === 'acquired' ? request : undefined;
}

export function requestOf(document: LeaseDocument, id: RequestId): Request | undefined {
  return document.requests.find((request) => request.id === id);
}

/** The document with one request changed; the same one where that changes nothing. */
export function updated(
  document: LeaseDocument,
  id: RequestId,
  change: (request: Request) => Request,
): LeaseDocument {
  const request = requestOf(document, id);
  if (request === undefined) return document;
  const changed = change(request);
  if (changed === request) return document;
  return {
    ...document,
    requests: document.requests.map((other) => (other === request ? changed : other)),
  };
}

export function outcomeOf(document: LeaseDocument, id: RequestId): Outcome | undefined {
  return document.outcomes.find((outcome) => outcome.id === id);
}

/** Whether an outcome under the id of a registration says that its work is done: not where it asks for other work. */
export function isCompletedFor(
  { outcome, scope, head_sha }: Outcome,
  registration: Pick<Registration, 'scope' | 'head_sha' | 'parameters'>,
): boolean {
  const isSameWork = scope === registration.scope && head_sha === registration.head_sha;
  return outcome === 'completed' && isSameWork && registration.parameters.propagate;
}

/** Whether a merge group made the request; only a merge group says what it sits on. */
export function isGroup(request: Pick<Registration, 'base_sha'>): boolean {
  return request.base_sha !== null;
}

/** Whether two requests were made by the same job of the same run, in whatever attempt. */
export function isSameJob(
  a: Pick<Request, 'run_id' | 'job' | 'job_index'>,
  b: Pick<Request, 'run_id' | 'job' | 'job_index'>,
): boolean {
  return a.run_id === b.run_id && a.job === b.job && a.job_index === b.job_index;
}

/** What an outcome keeps of the request that it ends. */
export function identityOf(from: Registration): Pick<Registration, (typeof IDENTITY)[number]> {
  const kept = IDENTITY.map((field) => [field, from[field]]);
  return Object.fromEntries(kept) as ReturnType<typeof identityOf>;
}

/** Whether two documents, or parts of them, say the same with their fields in the same order. */
export function isAlike<T extends object | null>(a: T, b: T): boolean {
  // What a write keeps, or a store shows again, is the very same value.
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The latest instant that a write has stamped; 0 where there was none. */
export function latestStamp(document: LeaseDocument): Instant {
  let latest = document.lock?.at ?? 0;
  const stamp = (at: Instant | null | undefined): void => {
    if (at != null && at > latest) latest = at;
  };
  for (const { opened_at, changed_at } of document.rounds) [opened_at, changed_at].forEach(stamp);
  for (const { registered_at, seen_at, granted_at, alive_at, asked_at } of document.requests) {
    [registered_at, seen_at, granted_at, alive_at, asked_at].forEach(stamp);
  }
  for (const { at } of document.outcomes) stamp(at);
  for (const { lock } of Object.values(document.slots)) stamp(lock?.at);
  return latest;
}

/** The latest stamp that may be by a clock which nobody shares; `-Infinity` where none is. */
export function ownClockOf(document: LeaseDocument | null): Instant {
  return document?.own_clock_at ?? -Infinity;
}

/**
 * Why a document cannot be believed at `now`: a stamp of the future that is not by the clock of its own which a machine
 * may have. `null`: it can.
 */
export function problemAt(document: LeaseDocument, now: Instant): string | null {
  const latest = latestStamp(document);
  if (latest <= Math.max(now + FURTHEST_AHEAD, ownClockOf(document))) return null;
  return `it has the time ${toIso(latest)}, more than a day after ${toIso(now)}`;
}
