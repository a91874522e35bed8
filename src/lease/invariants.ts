// What must hold in every document (problemOf) and between two neighbouring ones (stepProblemOf).
//
// Checked on every state that is read and before every write, in production too. The functions only compare; they
// change nothing and know no clock.
import { grouped } from './grouped.ts';
import { InvariantError } from './errors.ts';
import { holdersOf, holdOf, isAlike, isHolder, outcomeOf } from './document.ts';
import { LARGEST_TOTAL, type Holder, type LeaseDocument, type Outcome } from './schema.ts';
import { overlap } from './slots.ts';

/** Throws an InvariantError for a write that breaks a promise. */
export function assertStep(before: LeaseDocument, after: LeaseDocument): void {
  const problem = problemOf(after) ?? stepProblemOf(before, after);
  if (problem !== null)
    throw new InvariantError(`A write of the lease ${after.lease} was stopped: it ${problem}`);
}

/** What breaks a promise in one document, as the end of a sentence; `null` where nothing does. */
export function problemOf(document: LeaseDocument): string | null {
  const problem = holdProblemOf(holdersOf(document));
  if (problem !== null) return problem;
  if (Math.max(document.sequence, document.epoch) > LARGEST_TOTAL)
    return `has a sequence or an epoch above ${LARGEST_TOTAL}`;
  const epochs = [...document.outcomes, ...document.requests].map((entry) => entry.epoch ?? 0);
  if (epochs.some((epoch) => epoch > document.epoch)) return 'has a token above its epoch';
  const used = epochs.filter((epoch) => epoch > 0);
  if (new Set(used).size !== used.length) return 'has granted a token twice';
  const ids = [...document.requests, ...document.outcomes].map((entry) => entry.id);
  if (new Set(ids).size !== ids.length) return 'has an id twice';
  return roundProblemOf(document);
}

/** Nobody holds what another one holds, and everybody just what it asked for. */
function holdProblemOf(holders: readonly Holder[]): string | null {
  for (const [place, holder] of holders.entries()) {
    const { accepts, take } = holder.parameters;
    const { id, slots } = holder;
    const other = holders.slice(place + 1).find((each) => overlap(slots, each.slots));
    if (other !== undefined) return `has two holders of one slot, ${id} and ${other.id}`;
    const isAsked =
      slots === null || accepts === null
        ? slots === accepts
        : new Set(slots).size === take &&
          slots.length === take &&
          slots.every((slot) => accepts.includes(slot));
    if (!isAsked) return `has a holder ${id} of other slots than it asked for`;
  }
  return null;
}

function roundProblemOf(document: LeaseDocument): string | null {
  const rounds = new Map(document.rounds.map((round) => [round.id, round]));
  if (rounds.size !== document.rounds.length) return 'has a round twice';
  const lost = document.requests.find((request) => !rounds.has(request.round));
  if (lost !== undefined) return `has a request ${lost.id} in no round`;
  const members = grouped(document.requests, (request) => request.round);
  for (const round of document.rounds) {
    if (round.id > document.sequence) return `has a round ${round.id} above its sequence`;
    const live = members.get(round.id) ?? [];
    if (live.length === 0) return `has a round ${round.id} without a request`;
    if (live.length > 1 && live.some((request) => request.base_sha === null)) {
      return `has a plain request in the round ${round.id} of others`;
    }
    if (live.some((request) => request.scope !== round.scope))
      return `has two scopes in the round ${round.id}`;
    if (!round.granted && live.some(isHolder))
      return `has a holder in the round ${round.id}, which was never granted`;
  }
  return null;
}

/**
 * What breaks a promise between a document and a later one of the same lease, as the end of a sentence; `null` where
 * nothing does.
 */
export function stepProblemOf(before: LeaseDocument, after: LeaseDocument): string | null {
  if (after.sequence <= before.sequence) return 'does not raise the sequence';
  if (after.epoch < before.epoch) return 'lowers the epoch';
  const granted = holdersOf(after).filter(({ id }) => holdOf(before, id) === undefined);
  if (granted.length > 1) return `grants ${granted.length} requests at once`;
  for (const { epoch } of granted) {
    if (epoch !== after.epoch) return 'grants a token that is not the epoch';
    if (after.epoch === before.epoch) return 'grants a token without raising the epoch';
  }
  for (const hold of holdersOf(before)) {
    const problem = keepingProblemOf(hold, after);
    if (problem !== null) return problem;
  }
  return outcomeProblemOf(before, after);
}

/** A hold stays as it is, or ends with an outcome of its own. */
function keepingProblemOf(was: Holder, after: LeaseDocument): string | null {
  const { id, epoch } = was;
  const is = holdOf(after, id);
  if (is !== undefined) {
    if (is.epoch !== epoch) return 'changes the token of a hold';
    return isAlike(is.slots, was.slots) ? null : 'changes the slots of a hold';
  }
  const end = outcomeOf(after, id);
  if (end?.epoch !== epoch) return `ends the hold of ${id} without an outcome of it`;
  return ['success', 'failure', 'evicted'].includes(end.outcome) ? null : `ends a hold as ${end.outcome}`;
}

function outcomeProblemOf(before: LeaseDocument, after: LeaseDocument): string | null {
  const old = new Map(before.outcomes.map((outcome) => [outcome.id, outcome]));
  for (const outcome of after.outcomes) {
    const earlier = old.get(outcome.id);
    if (earlier === undefined) {
      const problem = newOutcomeProblemOf(before, after, outcome);
      if (problem !== null) return problem;
    } else if (!isAlike(earlier, outcome)) {
      return `changes the outcome of ${outcome.id}`;
    }
  }
  const kept = new Set(after.outcomes.map((outcome) => outcome.id));
  const dropped = before.outcomes.filter((outcome) => !kept.has(outcome.id));
  if (before.outcomes.slice(0, dropped.length).some((outcome) => kept.has(outcome.id))) {
    return 'drops an outcome that is not the oldest';
  }
  const live = new Set(after.requests.map((request) => request.id));
  const ended = before.requests.find(({ id }) => !kept.has(id) && !live.has(id));
  return ended === undefined ? null : `loses the request ${ended.id}`;
}

function newOutcomeProblemOf(before: LeaseDocument, after: LeaseDocument, outcome: Outcome): string | null {
  const { id, outcome: kind } = outcome;
  // That the hold ended with its own token has been looked at already.
  if ((kind === 'success' || kind === 'failure') && holdOf(before, id) === undefined) {
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
