// How a request comes into a lease document: into a round of its own or of others, or in place of one that an earlier
// step of the same job has made.
import type { RequestId } from './identifiers.ts';
import { holdOf, isGroup, outcomeOf, requestOf, updated } from './document.ts';
import type { Instant } from './instant.ts';
import type { LeaseDocument, Pending, Registration, Request, Round } from './schema.ts';
import { withNamed } from './slot-table.ts';
import { withoutRepeats } from './stacks.ts';

/**
 * Registers a request in the round it belongs to. One of the id that waits already becomes that of the step which
 * registers; one that holds the lease, or has ended, stays what it is.
 */
export function register(
  document: LeaseDocument,
  registration: Registration,
  joins: RequestId | null,
  at: Instant,
  seen_at: Instant,
): LeaseDocument {
  const { id, nonce } = registration;
  if (outcomeOf(document, id) !== undefined) return document;
  const other = requestOf(document, id);
  if (other !== undefined) {
    if (other.status === 'acquired' || other.nonce === nonce) return document;
    if (isSameWork(other, registration)) return takeOver(document, other, registration, seen_at);
    // Another step of the job has asked for something else, and is over.
    const without = { ...document, requests: document.requests.filter((each) => each.id !== id) };
    return register(without, registration, joins, at, seen_at);
  }
  const round = roundFor(document, registration, joins, at);
  // Who waits for the round to be complete knows by this stamp that somebody has joined it.
  const joined = { ...round, changed_at: seen_at };
  const others = document.rounds.filter((each) => each.id !== round.id);
  const request = pending(registration, { round: round.id, registered_at: at, seen_at });
  const registered = {
    ...document,
    rounds: [...others, joined].toSorted((a, b) => a.id - b.id),
    requests: [...document.requests, request],
    slots: withNamed(document.slots, registration.parameters.accepts, at),
  };
  return withoutRepeats(registered, request);
}

/**
 * The round of a request: that of the holder `joins`, whose success would settle it; else the newest of its scope that
 * was not granted yet; else a new one. A plain request opens a round of its own.
 */
function roundFor(
  document: LeaseDocument,
  registration: Registration,
  joins: RequestId | null,
  at: Instant,
): Round {
  const opened: Round = {
    // Sequences are never used twice, and one write opens one round at most.
    id: document.sequence + 1,
    scope: registration.scope,
    priority: isGroup(registration) ? 0 : registration.priority,
    opened_at: at,
    changed_at: at,
    granted: false,
  };
  if (!isGroup(registration)) return opened;
  const holder = joins === null ? undefined : holdOf(document, joins);
  const joined = document.rounds.find((round) => round.id === holder?.round);
  if (joined !== undefined) return joined;
  const ofGroups = new Set(document.requests.filter(isGroup).map((request) => request.round));
  const open = document.rounds.findLast(
    ({ id, scope, granted }) => !granted && scope === registration.scope && ofGroups.has(id),
  );
  return open ?? opened;
}

/** A later step of a job asks for what an earlier one did: it keeps the place in the line, and nothing else. */
function takeOver(
  document: LeaseDocument,
  { round, registered_at, seen_at }: Request,
  registration: Registration,
  at: Instant,
): LeaseDocument {
  const request = pending(registration, { round, registered_at, seen_at: later(seen_at, at) });
  return withoutRepeats(
    updated(document, request.id, () => request),
    request,
  );
}

function pending(
  registration: Registration,
  stamps: Pick<Request, 'round' | 'registered_at' | 'seen_at'>,
): Pending {
  return { ...registration, ...stamps, status: 'pending', alive_at: null, asked_at: null, slots: null };
}

function isSameWork(other: Request, registration: Registration): boolean {
  return (
    other.scope === registration.scope &&
    other.head_sha === registration.head_sha &&
    other.base_sha === registration.base_sha &&
    other.priority === registration.priority
  );
}

/**
 * The stamp of a sign of life that is given at `at`, by a clock that shows `now`. Where that is behind, something is added
 * which differs from write to write: others know a sign by its stamp, also on a branch that was set back meanwhile.
 */
export function signAt(at: Instant, now: Instant): Instant {
  return now >= at ? at : Math.round(at * 1000 + 1 + (Math.floor(now * 1000) % 1000)) / 1000;
}

/**
 * The stamp of a sign of life: later than the one before even if that is of a process whose clock is ahead, because it
 * must be seen to have changed.
 */
export function later(stamp: Instant, at: Instant): Instant {
  return Math.max(at, Math.round(stamp * 1000 + 1) / 1000);
}
