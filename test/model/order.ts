// Whose turn it is, judged by an observer: a second and deliberately plain reading of the rules in brief.
import type { LeaseDocument, Request, Round } from '../../src/lease/schema.ts';
import { contains } from './cast.ts';
import type { Client, Model, State, Version } from './state.ts';

/** What is wrong with a grant, as a sentence; `null` where nothing is. `after` is what it would write. */
export function grantProblem(
  model: Model,
  state: State,
  client: Client,
  version: Version,
  after: LeaseDocument,
): string | null {
  const own = after.requests.find((request) => request.id === client.registration!.id)!;
  const { now } = state;
  const { document } = version;
  const lock = [document.lock, version.boardLock].find(
    (each) => each !== null && (each.until === null || now <= each.until),
  );
  if (lock) return `${own.id} takes the lease in spite of an operator's lock`;
  const delay = after.outcomes.find(
    (outcome) =>
      outcome.outcome === 'evicted' &&
      outcome.granted_at !== undefined &&
      delayOf(state, outcome.id) > now - outcome.at,
  );
  if (delay) return `${own.id} takes the lease within the takeover delay after ${delay.id}`;
  if (client.poll < client.person.delayAssignment)
    return `${own.id} takes the lease without its delay-assignment`;
  const round = roundOf(after, own);
  const wasGranted = document.rounds.some((each) => each.id === round.id && each.granted);
  if (!mayBeReady(model, state, after, own, { ...round, granted: wasGranted })) {
    return `${own.id} takes the lease before its round is ready`;
  }
  const other = after.requests.find(
    (request) =>
      request.status === 'pending' &&
      goesBefore(state, after, document, request, own) &&
      // Passing over takes a TTL of watching.
      now - request.registered_at <= own.parameters.ttl,
  );
  return other === undefined ? null : `${own.id} takes the lease before ${other.id}, whose turn it is`;
}

function delayOf(state: State, id: string): number {
  const owner = state.clients.find((client) => client.person.name === id.split('.')[0]);
  return owner?.person.registration.parameters.takeover_delay ?? 0;
}

function roundOf(document: LeaseDocument, request: Request): Round {
  return document.rounds.find((round) => round.id === request.round)!;
}

/** Whether the round may give the lease to `candidate`, as the rules allow at the latest. */
function mayBeReady(
  { config }: Model,
  state: State,
  document: LeaseDocument,
  candidate: Request,
  round: Round,
): boolean {
  const { window, expected } = candidate.parameters;
  const { now } = state;
  const windowIsOver = window === 0 || now - round.changed_at > window;
  const truly = (failed: string): boolean => contains(config.truth, candidate.head_sha, failed);
  if (failuresBelow(document, candidate).some(truly)) return windowIsOver;
  if (round.granted || windowIsOver) return true;
  const members = document.requests.filter((request) => request.round === round.id);
  if (members.some((request) => now - request.registered_at > 3 * window)) return true;
  if (candidate.base_sha === null) return false;
  if (expected !== 'auto') return members.length >= expected;
  const heard = [...document.requests, ...document.outcomes]
    .filter((entry) => entry.scope === candidate.scope)
    .map((entry) => entry.head_sha);
  const above = [candidate.head_sha];
  for (const head of above) {
    above.push(
      ...state.groups
        .filter((group) => group.parent === head && !above.includes(group.head))
        .map((group) => group.head),
    );
  }
  return above.every((head) => heard.includes(head));
}

/** Failed heads that the request's own stack puts below it. */
function failuresBelow(document: LeaseDocument, request: Request): string[] {
  return document.outcomes
    .filter(({ outcome, scope }) => outcome === 'failure' && scope === request.scope)
    .map(({ head_sha }) => head_sha)
    .filter((head) => head !== request.head_sha && request.stack.includes(head));
}

/** Whether `other` is certainly served before `own`. */
function goesBefore(
  state: State,
  after: LeaseDocument,
  before: LeaseDocument,
  other: Request,
  own: Request,
): boolean {
  const isOrdered = (upper: Request, lower: Request): boolean =>
    upper.head_sha !== lower.head_sha && upper.stack.includes(lower.head_sha);
  if (other.round === own.round) {
    if (isOrdered(other, own)) return !isOrdered(own, other);
    const pending = after.requests.filter(
      (request) => request.round === own.round && request.status === 'pending',
    );
    const isCovered = pending.some((request) => isOrdered(request, other));
    return !isCovered && !isOrdered(own, other) && other.priority > own.priority;
  }
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
    ({ parameters }) => parameters.window === 0 || state.now - theirs.changed_at > parameters.window + 1,
  );
  const isSpoilt = members.some((request) => failuresBelow(after, request).length > 0);
  return isOver || (granted && !isSpoilt);
}
