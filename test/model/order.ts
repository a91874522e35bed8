// Whose turn it is, judged by an observer: a second and deliberately plain reading of the rules in brief.
//
// The observer knows what is contained in what, and what the process that writes has seen. It says what is certainly
// wrong; where the rules leave a choice, it says nothing.
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { LeaseDocument, Outcome, Request, Round } from '../../src/lease/schema.ts';
import { contains } from './cast.ts';
import type { Client, Model, State, Version } from './state.ts';

/** What the observer knows. */
export interface Facts {
  /** The time by the clock of the process that writes. */
  readonly now: number;
  /** The merge groups as that process has seen them; `null`: it does not know them. */
  readonly groups: readonly MergeGroup[] | null;
  /** The truth about two commits. */
  readonly contains: (head: string, inside: string) => boolean;
}

/** What is wrong with a grant, as a sentence; `null` where nothing is. `after` is what it would write. */
export function grantProblem(
  model: Model,
  state: State,
  client: Client,
  version: Version,
  after: LeaseDocument,
): string | null {
  const { id, parameters } = client.registration!;
  const { now } = state;
  const { document } = version;
  const lock = [document.lock, version.boardLock].find(
    (each) => each !== null && (each.until === null || now <= each.until),
  );
  if (lock) return `${id} takes the lease in spite of an operator's lock`;
  const delay = after.outcomes.find(
    (outcome) =>
      outcome.outcome === 'evicted' &&
      outcome.granted_at !== undefined &&
      delayOf(state, outcome.id) > now - outcome.at,
  );
  if (delay) return `${id} takes the lease within the takeover delay after ${delay.id}`;
  if (client.poll < client.person.delayAssignment)
    return `${id} takes the lease without its delay-assignment`;
  const facts = {
    now,
    groups: state.groups,
    contains: (head: string, inside: string) => contains(model.config.truth, head, inside),
  };
  // Passing over takes a TTL of watching.
  const mayBePassed = (other: Request): boolean => now - other.registered_at > parameters.ttl;
  return orderProblem(facts, document, after, id, mayBePassed);
}

/** What is wrong with the moment and the turn of the grant that `after` adds; `null` where nothing certainly is. */
export function orderProblem(
  facts: Facts,
  before: LeaseDocument,
  after: LeaseDocument,
  id: string,
  mayBePassed: (other: Request) => boolean,
): string | null {
  const own = after.requests.find((request) => request.id === id)!;
  const round = roundOf(after, own);
  const wasGranted = before.rounds.some((each) => each.id === round.id && each.granted);
  if (!mayBeReady(facts, after, own, { ...round, granted: wasGranted })) {
    return `${own.id} takes the lease before its round is ready`;
  }
  const other = after.requests.find(
    (request) =>
      request.status === 'pending' &&
      goesBefore(facts.now, after, before, request, own) &&
      !mayBePassed(request),
  );
  return other === undefined ? null : `${own.id} takes the lease before ${other.id}, whose turn it is`;
}

/**
 * What is wrong with the round of a new request; `joins`: a success of the holder would settle the request, if both
 * are of merge groups; `null`: not known.
 */
export function roundProblem(
  before: LeaseDocument,
  after: LeaseDocument,
  id: string,
  joins: boolean | null,
): string | null {
  const own = after.requests.find((request) => request.id === id)!;
  const companions = before.requests.filter((request) => request.round === own.round);
  if (own.base_sha === null) {
    return companions.length > 0 ? `the plain request ${id} shares a round` : null;
  }
  const held = before.requests.find((request) => request.status === 'acquired');
  const open = before.rounds
    .filter((round) => round.scope === own.scope && !round.granted)
    .filter((round) =>
      before.requests.some(({ round: of, base_sha }) => of === round.id && base_sha !== null),
    );
  const mayJoin = mayBeSettled(held, own);
  if (mayJoin && joins === null) return null;
  const expected = mayJoin && joins === true ? held?.round : open.at(-1)?.id;
  const isRight = expected === undefined ? companions.length === 0 : own.round === expected;
  return isRight ? null : `${id} registers in another round than it belongs to`;
}

function mayBeSettled(held: Request | undefined, own: Request): boolean {
  return (
    held !== undefined &&
    held.base_sha !== null &&
    held.scope === own.scope &&
    held.parameters.propagate &&
    own.parameters.propagate &&
    held.run_id !== own.run_id
  );
}

/** A failure restarts the window of every round with a request above the failed head. */
export function restartProblem(
  before: LeaseDocument,
  after: LeaseDocument,
  failure: Outcome,
  isInside: Facts['contains'],
): string | null {
  const left = before.requests.find((request) => {
    const isAbove =
      request.scope === failure.scope &&
      request.base_sha !== null &&
      request.head_sha !== failure.head_sha &&
      request.stack.includes(failure.head_sha) &&
      isInside(request.head_sha, failure.head_sha);
    const round = after.rounds.find(({ id }) => id === request.round);
    return isAbove && round !== undefined && round.changed_at !== failure.at;
  });
  return left === undefined ? null : `the failure of ${failure.id} did not restart the window of ${left.id}`;
}

function delayOf(state: State, id: string): number {
  const owner = state.clients.find((client) => client.person.name === id.split('.')[0]);
  return owner?.person.registration.parameters.takeover_delay ?? 0;
}

function roundOf(document: LeaseDocument, request: Request): Round {
  return document.rounds.find((round) => round.id === request.round)!;
}

/** Whether the round may give the lease to `candidate`, as the rules allow at the latest. */
function mayBeReady(facts: Facts, document: LeaseDocument, candidate: Request, round: Round): boolean {
  const { window, expected } = candidate.parameters;
  const { now, groups } = facts;
  const windowIsOver = window === 0 || now - round.changed_at > window;
  const truly = (failed: string): boolean => facts.contains(candidate.head_sha, failed);
  if (failuresBelow(document, candidate).some(truly)) return windowIsOver;
  if (round.granted || windowIsOver) return true;
  const members = document.requests.filter((request) => request.round === round.id);
  if (members.some((request) => now - request.registered_at > 3 * window)) return true;
  if (candidate.base_sha === null) return false;
  if (expected !== 'auto') return members.length >= expected;
  if (groups === null) return false;
  const heard = [...document.requests, ...document.outcomes]
    .filter((entry) => entry.scope === candidate.scope)
    .map((entry) => entry.head_sha);
  const above = [candidate.head_sha];
  for (const head of above) {
    above.push(
      ...groups
        .filter((group) => group.parent === head && !above.includes(group.head))
        .map((group) => group.head),
    );
  }
  return above.every((head) => heard.includes(head));
}

/** Failed heads that the document puts below a request. */
function failuresBelow(document: LeaseDocument, request: Request): string[] {
  const below = headsBelow(document, request.head_sha);
  return document.outcomes
    .filter(({ outcome, scope }) => outcome === 'failure' && scope === request.scope)
    .map(({ head_sha }) => head_sha)
    .filter((head) => head !== request.head_sha && below.has(head));
}

/** Everything that stacks and bases put below a head, one step after another. */
function headsBelow(document: LeaseDocument, head: string): ReadonlySet<string> {
  const below = new Set<string>();
  const add = (heads: readonly (string | null)[]): void => {
    for (const each of heads) {
      if (each === null || below.has(each)) continue;
      below.add(each);
      follow(each);
    }
  };
  const follow = (at: string): void => {
    for (const { head_sha, stack } of document.requests) if (head_sha === at) add(stack);
    for (const { head_sha, base_sha } of [...document.requests, ...document.outcomes])
      if (head_sha === at) add([base_sha]);
  };
  follow(head);
  return below;
}

/** Whether `other` is certainly served before `own`. */
function goesBefore(
  now: number,
  after: LeaseDocument,
  before: LeaseDocument,
  other: Request,
  own: Request,
): boolean {
  if (other.round === own.round) return goesBeforeInRound(after, other, own);
  const mine = roundOf(after, own);
  const theirs = roundOf(after, other);
  const wasGranted = (round: Round): boolean =>
    before.rounds.some((each) => each.id === round.id && each.granted);
  const [granted, myGranted] = [wasGranted(theirs), wasGranted(mine)];
  const isFirst =
    theirs.priority !== mine.priority
      ? theirs.priority > mine.priority
      : granted !== myGranted
        ? granted
        : theirs.id < mine.id;
  if (!isFirst) return false;
  const members = after.requests.filter(
    (request) => request.round === theirs.id && request.status === 'pending',
  );
  const isOver = members.every(
    ({ parameters }) => parameters.window === 0 || now - theirs.changed_at > parameters.window + 1,
  );
  const isSpoilt = members.some((request) => failuresBelow(after, request).length > 0);
  return isOver || (granted && !isSpoilt);
}

function goesBeforeInRound(after: LeaseDocument, other: Request, own: Request): boolean {
  const isOrdered = (upper: Request, lower: Request): boolean =>
    upper.head_sha !== lower.head_sha && headsBelow(after, upper.head_sha).has(lower.head_sha);
  if (isOrdered(other, own)) return !isOrdered(own, other);
  const pending = after.requests.filter(
    (request) => request.round === own.round && request.status === 'pending',
  );
  const isCovered = pending.some((request) => isOrdered(request, other));
  return !isCovered && !isOrdered(own, other) && other.priority > own.priority;
}
