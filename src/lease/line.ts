// The line: rounds in order, within a round its candidates one after another, and who is due.
//
// Everything here is computed from the document alone, so that everyone sees the same line; what one process has seen
// besides decides nothing but whether the round of that process is ready.
import { grouped } from './grouped.ts';
import type { RequestId } from './identifiers.ts';
import { hasPassed, type Time } from './age.ts';
import { holderOf, isGroup } from './document.ts';
import { above, isStackKnown, type MergeGroup } from './groups.ts';
import type { Instant } from './instant.ts';
import { byContainment, orderOf, type Order } from './order.ts';
import { isSilent, wasSeenAlive, type Signs } from './signs.ts';
import { taintsOf, type Taints } from './taint.ts';
import type { LeaseDocument, Lock, Pending, Request, Round } from './schema.ts';

/** A document with its line, computed once for all who ask. */
export interface Line {
  readonly document: LeaseDocument;
  readonly order: Order;
  /** In the order in which they are served. */
  readonly rounds: readonly RoundInLine[];
}

/** A round with its live requests, and with those that wait in the order in which it would grant them. */
export interface RoundInLine {
  readonly round: Round;
  readonly live: readonly Request[];
  readonly pending: readonly Pending[];
}

/** What decides who is due, besides the document. */
export interface Viewpoint {
  readonly time: Time;
  /** The process that looks; `null`: nobody in particular, so only what the document says counts. */
  readonly mine: Mine | null;
}

/** What a process knows besides the document, for its own round. */
export interface Mine {
  readonly id: RequestId;
  readonly round: number;
  /** The merge groups that it has seen; `null`: not known. */
  readonly groups: readonly MergeGroup[] | null;
  readonly signs: Signs;
}

/** The rounds in the order in which they are served. */
export function roundsInLine(document: LeaseDocument): Round[] {
  return document.rounds.toSorted(
    (a, b) => b.priority - a.priority || Number(b.granted) - Number(a.granted) || a.id - b.id,
  );
}

/** Which round's turn a request has to wait for: 1 is served next. Who has not registered comes after all others. */
export function turnOf(document: LeaseDocument, id: RequestId): number {
  const waiting = document.requests.filter(({ status }) => status === 'pending');
  const live = new Set(waiting.map(({ round }) => round));
  const rounds = roundsInLine(document).filter((round) => live.has(round.id));
  const own = waiting.find((request) => request.id === id);
  const place = rounds.findIndex((round) => round.id === own?.round);
  return place === -1 ? rounds.length + 1 : place + 1;
}

export function lineOf(document: LeaseDocument): Line {
  const order = orderOf(document);
  const members = grouped(document.requests, ({ round }) => round);
  const rounds = roundsInLine(document).map((round) => {
    const live = members.get(round.id) ?? [];
    return { round, live, pending: byContainment(order, live.filter(isPending)) };
  });
  return { document, order, rounds };
}

/** Pending requests in the order in which they would be granted if each round were ready. */
export function inLine(document: LeaseDocument): Pending[] {
  return waitingIn(lineOf(document));
}

/** Those who wait in a line, first to last. */
export function waitingIn(line: Line): Pending[] {
  return line.rounds.flatMap(({ pending }) => pending);
}

/** The request that may take the lease as soon as nothing else hinders a grant. */
export function due(line: Line, viewpoint: Viewpoint): Pending | undefined {
  const taints = taintsOf(line.document, line.order.graph, viewpoint.time);
  for (const round of line.rounds) {
    const candidate = candidateOf(line, round, viewpoint, taints);
    if (candidate !== undefined && isReady(line, round, candidate, viewpoint)) return candidate;
  }
  return undefined;
}

/**
 * The request that a round would give the lease to: the first that is neither passed over nor tainted by a failure
 * below it.
 */
export function candidateOf(
  line: Line,
  { pending }: RoundInLine,
  { time, mine }: Viewpoint,
  taints: Taints,
): Pending | undefined {
  const pool = pending.filter((request) => request.id === mine?.id || !isPassedOver(request, time));
  const candidates = pool.length === pending.length ? pending : byContainment(line.order, pool);
  return candidates.find((request) => taints(request).length === 0);
}

/** Whether everybody passes over a request: it was asked to act half of its TTL ago, and has not shown itself since. */
export function isPassedOver({ id, asked_at, parameters }: Request, time: Time): boolean {
  return asked_at !== null && hasPassed(time, `asked:${id}`, asked_at, parameters.ttl / 2);
}

/** Whether a round waits no longer for requests that are still to come, judged by its candidate's parameters. */
export function isReady(line: Line, round: RoundInLine, candidate: Request, viewpoint: Viewpoint): boolean {
  if (isReadyByTime(round, candidate, viewpoint.time)) return true;
  if (!isGroup(candidate)) return false;
  const { expected } = candidate.parameters;
  const mine = viewpoint.mine?.round === round.round.id ? viewpoint.mine : null;
  if (expected !== 'auto') return countOf(round, mine, viewpoint.time) >= expected;
  return mine !== null && awaited(line.document, candidate, mine.groups)?.length === 0;
}

/** Whether a round was granted before, or its windows are over. */
export function isReadyByTime({ round, live }: RoundInLine, candidate: Request, time: Time): boolean {
  if (round.granted) return true;
  const { window } = candidate.parameters;
  if (hasPassed(time, `round:${round.id}`, round.changed_at, window)) return true;
  const { id, registered_at } = oldestOf(live);
  return hasPassed(time, `registered:${id}`, registered_at, 3 * window);
}

/**
 * How many requests are there, towards the expected number. In its own round a process does not count those that have
 * been silent for a TTL, unless it has seen them alive: they may have died, and nobody stands behind them who checks.
 */
function countOf({ live }: RoundInLine, mine: Mine | null, time: Time): number {
  if (mine === null) return live.length;
  const counts = (request: Request): boolean =>
    request.id === mine.id ||
    !isSilent(request, request.parameters.ttl, time) ||
    wasSeenAlive(request, mine.signs, time);
  return live.filter(counts).length;
}

/** When the windows of a round that gathers end, if nobody else registers. */
export function windowEnds({ round, live }: RoundInLine, candidate: Request): Instant {
  const { window } = candidate.parameters;
  return Math.min(round.changed_at + window + 1, oldestOf(live).registered_at + 3 * window + 1);
}

/**
 * Merge groups stacked above a candidate that have neither a live request nor an outcome in its scope; `null` where
 * that is not known.
 */
export function awaited(
  document: LeaseDocument,
  candidate: Request,
  groups: readonly MergeGroup[] | null,
): MergeGroup[] | null {
  if (groups === null || !isStackKnown(groups)) return null;
  const heard = new Set(
    [...document.requests, ...document.outcomes]
      .filter((entry) => entry.scope === candidate.scope)
      .map((entry) => entry.head_sha),
  );
  return above(groups, candidate.head_sha).filter((group) => !heard.has(group.head));
}

/** Whether an operator's lock still closes the lease. */
export function isLocked(lock: Lock | null, now: Instant): boolean {
  // A second more, as for every duration: instants are read in whole seconds.
  return lock !== null && (lock.until === null || now <= lock.until + 1);
}

/** When the rest after the eviction of a dead holder ends; `null` where there is none. */
export function takeoverEnds({ rest_until }: LeaseDocument, now: Instant): Instant | null {
  return rest_until !== null && now <= rest_until + 1 ? rest_until + 1 : null;
}

/** Whether the lease rests: not by the clock of the process, nor for longer than it has watched it rest. */
export function isResting(document: LeaseDocument, time: Time): boolean {
  const { rest_until, outcomes } = document;
  if (rest_until === null || takeoverEnds(document, time.now) === null) return false;
  const evicted = outcomes.findLast(({ takeover_delay }) => takeover_delay !== undefined);
  return !hasPassed(time, 'rest', rest_until, evicted?.takeover_delay ?? Infinity);
}

/** Whether anybody at all could be granted the lease. */
export function isGrantable(document: LeaseDocument, boardLock: Lock | null, time: Time): boolean {
  return (
    holderOf(document) === undefined &&
    !isLocked(document.lock, time.now) &&
    !isLocked(boardLock, time.now) &&
    !isResting(document, time)
  );
}

function oldestOf(live: readonly Request[]): Request {
  return live.reduce((oldest, request) => (request.registered_at < oldest.registered_at ? request : oldest));
}

function isPending(request: Request): request is Pending {
  return request.status === 'pending';
}
