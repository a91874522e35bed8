// What must hold in every document (assertInvariants) and between two neighbouring ones (assertStep).
//
// Checked on every state that is read and before every write, in production too. The functions only compare; they
// change nothing and know no clock.
import { InvariantError } from './errors.ts';
import { holderOf, isHolder, outcomeOf } from './document.ts';
import type { LeaseDocument, Outcome } from './schema.ts';

/** Throws an InvariantError for a document that breaks a promise by itself. */
export function assertInvariants(document: LeaseDocument): void {
  const problem = problemOf(document);
  if (problem !== null) throw new InvariantError(`The document of the lease ${document.lease} ${problem}`);
}

/** Throws an InvariantError for a write that breaks a promise. */
export function assertStep(before: LeaseDocument, after: LeaseDocument): void {
  const problem = problemOf(after) ?? stepProblemOf(before, after);
  if (problem !== null)
    throw new InvariantError(`A write of the lease ${after.lease} was stopped: it ${problem}`);
}

/** What breaks a promise in one document, as the end of a sentence; `null` where nothing does. */
export function problemOf(document: LeaseDocument): string | null {
  const holders = document.requests.filter((request) => request.status === 'acquired');
  if (holders.length > 1) return `has ${holders.length} holders`;
  for (const request of document.requests) {
    const held = request.status === 'acquired';
    if ((request.epoch !== undefined) !== held || (request.granted_at !== undefined) !== held)
      return `has a request ${request.id} whose status and grant differ`;
  }
  const epochs = [...document.outcomes, ...document.requests].map((entry) => entry.epoch ?? 0);
  if (epochs.some((epoch) => epoch > document.epoch)) return 'has a token above its epoch';
  const used = epochs.filter((epoch) => epoch > 0);
  if (new Set(used).size !== used.length) return 'has granted a token twice';
  const ids = [...document.requests, ...document.outcomes].map((entry) => entry.id);
  if (new Set(ids).size !== ids.length) return 'has an id twice';
  return roundProblemOf(document);
}

function roundProblemOf(document: LeaseDocument): string | null {
  const ids = document.rounds.map((round) => round.id);
  if (new Set(ids).size !== ids.length) return 'has a round twice';
  for (const round of document.rounds) {
    const members = document.requests.filter((request) => request.round === round.id);
    if (members.length === 0) return `has a round ${round.id} without a request`;
    if (members.length > 1 && members.some((request) => request.base_sha === null)) {
      return `has a plain request in the round ${round.id} of others`;
    }
    if (members.some((request) => request.scope !== round.scope))
      return `has two scopes in the round ${round.id}`;
    if (!round.granted && members.some(isHolder))
      return `has a holder in the round ${round.id}, which was never granted`;
  }
  const known = new Set(ids);
  const lost = document.requests.find((request) => !known.has(request.round));
  return lost === undefined ? null : `has a request ${lost.id} in no round`;
}

/** What breaks a promise between two neighbouring documents; `null` where nothing does. */
export function stepProblemOf(before: LeaseDocument, after: LeaseDocument): string | null {
  if (after.sequence <= before.sequence) return 'does not raise the sequence';
  if (after.epoch < before.epoch) return 'lowers the epoch';
  const was = holderOf(before);
  const is = holderOf(after);
  const changesHands = is !== undefined && is.id !== was?.id;
  if (changesHands && is.epoch !== after.epoch) return 'grants a token that is not the epoch';
  if (!recreated(before, after) && after.epoch - before.epoch !== Number(changesHands)) {
    return 'does not raise the epoch by one with the grant, and only with it';
  }
  if (was !== undefined && is?.id === was.id && is.epoch !== was.epoch) return 'changes the token of a hold';
  if (was !== undefined && is?.id !== was.id) {
    const end = outcomeOf(after, was.id);
    if (end?.epoch !== was.epoch) return `ends the hold of ${was.id} without an outcome of it`;
    if (!['success', 'failure', 'evicted'].includes(end.outcome)) return `ends a hold as ${end.outcome}`;
  }
  return outcomeProblemOf(before, after);
}

/** A deleted branch was made anew: tokens may leap forward, to the seconds since 1970. */
function recreated(before: LeaseDocument, after: LeaseDocument): boolean {
  return after.sequence > before.sequence + 1;
}

function outcomeProblemOf(before: LeaseDocument, after: LeaseDocument): string | null {
  const old = new Map(before.outcomes.map((outcome) => [outcome.id, outcome]));
  for (const outcome of after.outcomes) {
    const earlier = old.get(outcome.id);
    if (earlier === undefined) {
      const problem = newOutcomeProblemOf(before, after, outcome);
      if (problem !== null) return problem;
    } else if (JSON.stringify(earlier) !== JSON.stringify(outcome)) {
      return `changes the outcome of ${outcome.id}`;
    }
  }
  const kept = new Set(after.outcomes.map((outcome) => outcome.id));
  const dropped = before.outcomes.filter((outcome) => !kept.has(outcome.id));
  if (before.outcomes.slice(0, dropped.length).some((outcome) => kept.has(outcome.id))) {
    return 'drops an outcome that is not the oldest';
  }
  const ended = before.requests.find(
    (request) => !kept.has(request.id) && !after.requests.some((other) => other.id === request.id),
  );
  return ended === undefined ? null : `loses the request ${ended.id}`;
}

function newOutcomeProblemOf(before: LeaseDocument, after: LeaseDocument, outcome: Outcome): string | null {
  const { id, outcome: kind } = outcome;
  // That the hold ended with its own token has been looked at already.
  if ((kind === 'success' || kind === 'failure') && holderOf(before)?.id !== id) {
    return `ends ${id} as ${kind}, which did not hold the lease`;
  }
  if (kind !== 'completed') return null;
  // The oldest success that is kept may be dropped by the very write that it completes something in.
  const success = [...before.outcomes, ...after.outcomes].find(
    (other) =>
      other.outcome === 'success' && other.scope === outcome.scope && other.head_sha === outcome.completed_by,
  );
  return success === undefined ? `completes ${id} by a success that is not there` : null;
}
