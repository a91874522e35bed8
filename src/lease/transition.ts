// The transitions of a lease document: pure, idempotent for their request id, and guarded.
//
// Several changes make one write: they are applied in order and raise the sequence by one. A change that has
// already taken effect changes nothing, so a write that was applied and not answered is harmless when it is sent
// again. A change that would break a promise throws an InvariantError: `decide` never asks for one.
import { isContained, isOrderedBelow, type Proofs } from './containment.ts';
import { holderOf, identityOf, isGroup, isSameJob, latestStamp, outcomeOf, requestOf } from './document.ts';
import { InvariantError } from './errors.ts';
import type { Instant } from './instant.ts';
import type { LeaseDocument, Lock, Outcome, OutcomeKind, Registration, Request, Round } from './schema.ts';

/** How many outcomes a document keeps. */
export const OUTCOMES_KEPT = 200;

/** How many requests one success completes; those beyond it settle themselves when they look. */
export const COMPLETED_AT_ONCE = 100;

export type Change =
  /** Joins the round it belongs to; `settledByHolder`: a success of the current holder would settle it. */
  | { readonly kind: 'register'; readonly registration: Registration; readonly settledByHolder: boolean }
  | { readonly kind: 'grant'; readonly id: string }
  /** Ends the hold of exactly (id, epoch); a success completes what is proved to be contained in it. */
  | {
      readonly kind: 'release';
      readonly id: string;
      readonly epoch: number;
      readonly outcome: 'success' | 'failure';
      readonly by: string;
      readonly reason?: string;
      readonly proofs: Proofs;
    }
  /** Settles a pending request by an earlier success with the head `by`. */
  | { readonly kind: 'complete'; readonly id: string; readonly by: Outcome }
  /** Ends a request that is not granted, registered or not. */
  | { readonly kind: 'withdraw'; readonly registration: Registration; readonly reason: string }
  /** Removes a request whose job is dead, or frees a holder; `epoch` is that of the hold, `null` of none. */
  | {
      readonly kind: 'evict';
      readonly id: string;
      readonly epoch: number | null;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly kind: 'renew'; readonly id: string }
  | { readonly kind: 'lock'; readonly lock: Lock }
  | { readonly kind: 'unlock' };

/** Applies the changes of one write. Returns the same object where none of them has an effect. */
export function transition(document: LeaseDocument, changes: readonly Change[], now: Instant): LeaseDocument {
  const at = Math.max(now, latestStamp(document));
  const changed = changes.reduce((current, change) => apply(current, change, at), document);
  if (changed === document) return document;
  const occupied = new Set(changed.requests.map((request) => request.round));
  return {
    ...changed,
    sequence: document.sequence + 1,
    rounds: changed.rounds.filter((round) => occupied.has(round.id)),
    outcomes: changed.outcomes.slice(-OUTCOMES_KEPT),
  };
}

function apply(document: LeaseDocument, change: Change, at: Instant): LeaseDocument {
  switch (change.kind) {
    case 'register':
      return register(document, change.registration, change.settledByHolder, at);
    case 'grant':
      return grant(document, change.id, at);
    case 'release':
      return release(document, change, at);
    case 'complete':
      return end(document, change.id, {
        outcome: 'completed',
        at,
        by: change.by.id,
        completed_by: change.by.head_sha,
      });
    case 'withdraw':
      return withdraw(document, change.registration, change.reason, at);
    case 'evict':
      return evict(document, change, at);
    case 'renew':
      return renew(document, change.id, at);
    case 'lock':
      return isEqual(document.lock, change.lock) ? document : { ...document, lock: change.lock };
    case 'unlock':
      return document.lock === null ? document : { ...document, lock: null };
  }
}

function register(
  document: LeaseDocument,
  registration: Registration,
  settledByHolder: boolean,
  at: Instant,
): LeaseDocument {
  const { id } = registration;
  if (requestOf(document, id) !== undefined || outcomeOf(document, id) !== undefined) return document;
  const round = roundFor(document, registration, settledByHolder, at);
  const joined = { ...round, changed_at: at };
  const others = document.rounds.filter((other) => other.id !== round.id);
  const request: Request = {
    ...registration,
    round: round.id,
    status: 'pending',
    registered_at: at,
    seen_at: at,
  };
  return {
    ...document,
    rounds: [...others, joined].toSorted((a, b) => a.id - b.id),
    requests: [...document.requests, request],
  };
}

function roundFor(
  document: LeaseDocument,
  registration: Registration,
  settledByHolder: boolean,
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
  const holder = holderOf(document);
  const holders = document.rounds.find((round) => round.id === holder?.round);
  if (settledByHolder && holders !== undefined) return holders;
  return groupRounds(document, registration.scope).findLast((round) => !round.granted) ?? opened;
}

function groupRounds(document: LeaseDocument, scope: string): Round[] {
  const groups = new Set(document.requests.filter(isGroup).map((request) => request.round));
  return document.rounds.filter((round) => round.scope === scope && groups.has(round.id));
}

function grant(document: LeaseDocument, id: string, at: Instant): LeaseDocument {
  const request = requestOf(document, id);
  if (request?.status === 'acquired') return document;
  if (request === undefined)
    throw new InvariantError(`The lease ${document.lease} cannot go to ${id}, which is not registered`);
  const holder = holderOf(document);
  if (holder !== undefined) {
    throw new InvariantError(`The lease ${document.lease} cannot go to ${id} while ${holder.id} holds it`);
  }
  const epoch = document.epoch + 1;
  const granted = update(document, id, (own) => ({
    ...own,
    status: 'acquired',
    seen_at: at,
    granted_at: at,
    epoch,
  }));
  return {
    ...granted,
    epoch,
    rounds: document.rounds.map((round) =>
      round.id === request.round ? { ...round, granted: true } : round,
    ),
  };
}

function release(
  document: LeaseDocument,
  change: Extract<Change, { kind: 'release' }>,
  at: Instant,
): LeaseDocument {
  const holder = holderOf(document);
  if (holder === undefined || holder.id !== change.id || holder.epoch !== change.epoch) return document;
  const { outcome, by, reason, proofs } = change;
  const ended = end(document, holder.id, { outcome, at, by, ...(reason === undefined ? {} : { reason }) });
  if (outcome === 'failure') return restartWindows(ended, holder, document, at);
  return document.requests
    .filter((request) => settles(document, holder, request, proofs))
    .slice(0, COMPLETED_AT_ONCE)
    .reduce(
      (current, request) =>
        end(current, request.id, { outcome: 'completed', at, by: holder.id, completed_by: holder.head_sha }),
      ended,
    );
}

/** Whether a success of `holder` settles `request`. */
export function settles(document: LeaseDocument, holder: Request, request: Request, proofs: Proofs): boolean {
  return maySettle(holder, request) && isContained(document, holder.head_sha, request.head_sha, proofs);
}

/**
 * Whether a success of `holder` settles `request` if that is contained in it. Never that of the same job of the same
 * run: a re-run asks anew, and two calls of one reusable workflow do different work.
 */
export function maySettle(holder: Request, request: Request): boolean {
  return (
    request.status === 'pending' &&
    !isSameJob(request, holder) &&
    request.scope === holder.scope &&
    request.parameters.propagate &&
    holder.parameters.propagate
  );
}

/** A failed head is about to leave the queue, and with it the groups above: they get time to be destroyed. */
function restartWindows(
  document: LeaseDocument,
  failed: Request,
  before: LeaseDocument,
  at: Instant,
): LeaseDocument {
  const rounds = new Set(
    document.requests
      .filter((request) => request.scope === failed.scope && isGroup(request))
      .filter((request) => isOrderedBelow(before, request.head_sha, failed.head_sha))
      .map((request) => request.round),
  );
  return {
    ...document,
    rounds: document.rounds.map((round) => (rounds.has(round.id) ? { ...round, changed_at: at } : round)),
  };
}

function withdraw(
  document: LeaseDocument,
  registration: Registration,
  reason: string,
  at: Instant,
): LeaseDocument {
  const { id } = registration;
  const request = requestOf(document, id);
  if (outcomeOf(document, id) !== undefined || request?.status === 'acquired') return document;
  if (request !== undefined) return end(document, id, { outcome: 'withdrawn', at, by: id, reason });
  // Never registered: the outcome closes the id, so that a write which is still under way finds it closed.
  const brief = { ...identityOf(registration), propagate: registration.parameters.propagate };
  return {
    ...document,
    outcomes: [...document.outcomes, { ...brief, outcome: 'withdrawn', at, by: id, reason }],
  };
}

function evict(
  document: LeaseDocument,
  change: Extract<Change, { kind: 'evict' }>,
  at: Instant,
): LeaseDocument {
  const request = requestOf(document, change.id);
  if (request === undefined || (request.epoch ?? null) !== change.epoch) return document;
  const { by, reason } = change;
  const delay = request.status === 'acquired' ? { takeover_delay: request.parameters.takeover_delay } : {};
  return end(document, request.id, { outcome: 'evicted', at, by, reason, ...delay });
}

interface Ending extends Pick<Outcome, 'at' | 'by'> {
  readonly outcome: OutcomeKind;
  readonly reason?: string;
  readonly completed_by?: string;
  readonly takeover_delay?: number;
}

/** Turns a live request into an outcome; nothing where it is not live. */
function end(document: LeaseDocument, id: string, ending: Ending): LeaseDocument {
  const request = requestOf(document, id);
  if (request === undefined) return document;
  const { round, registered_at, granted_at, epoch } = request;
  const outcome: Outcome = {
    ...identityOf(request),
    ...ending,
    propagate: request.parameters.propagate,
    round,
    registered_at,
    ...(granted_at === undefined ? {} : { granted_at }),
    ...(epoch === undefined ? {} : { epoch }),
  };
  return {
    ...document,
    requests: document.requests.filter((other) => other.id !== id),
    outcomes: [...document.outcomes, outcome],
  };
}

function renew(document: LeaseDocument, id: string, at: Instant): LeaseDocument {
  const request = requestOf(document, id);
  if (request === undefined || request.seen_at === at) return document;
  return update(document, id, (own) => ({ ...own, seen_at: at }));
}

function isEqual(a: Lock | null, b: Lock): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function update(document: LeaseDocument, id: string, change: (request: Request) => Request): LeaseDocument {
  return {
    ...document,
    requests: document.requests.map((request) => (request.id === id ? change(request) : request)),
  };
}
