// The line: rounds in order, within a round its candidates one after another, and who of them is ready.
//
// Everything here is computed from the document alone, so that everyone sees the same line; what one process has seen
// besides decides nothing but whether the round of that process is ready.
import { grouped } from './grouped.ts';
import type { RequestId, SlotName } from './identifiers.ts';
import { hasPassed, type Time } from './age.ts';
import { orderGraphOf, type Graph } from './containment.ts';
import { isGroup } from './document.ts';
import { above, isStackKnown, type MergeGroup } from './groups.ts';
import type { Instant } from './instant.ts';
import { byContainment } from './order.ts';
import { isSilent, signOf, wasSeenAlive, type Signs } from './signs.ts';
import { overlap, slotsOf } from './slots.ts';
import { taintsOf, type Taints } from './taint.ts';
import type { LeaseDocument, Pending, Registration, Request, Round } from './schema.ts';

/** A document with its line, computed once for all who ask. */
export interface Line {
  readonly document: LeaseDocument;
  /** What the document orders, see containment.ts. */
  readonly graph: Graph;
  /** Every slot of the lease, and the lease itself. */
  readonly slots: ReadonlySet<SlotName>;
  /** In the order in which they are served. */
  readonly rounds: readonly RoundInLine[];
}

/** A round with its live requests, and with those that wait in the order in which it would grant them. */
export interface RoundInLine {
  readonly round: Round;
  readonly live: readonly Request[];
  readonly pending: readonly Pending[];
}

/** What decides who is ready, besides the document. */
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

/**
 * Which turn a request has to wait for: 1 is served next. Rounds that want nothing of what it accepts are not before it; the
 * others are, however many slots there are, for those become free one after another. Who has not registered comes last.
 */
export function turnOf(document: LeaseDocument, id: RequestId): number {
  const waiting = document.requests.filter(({ status }) => status === 'pending');
  const own = waiting.find((request) => request.id === id);
  const accepts = own?.parameters.accepts ?? null;
  const rivals = waiting.filter(({ parameters }) => overlap(parameters.accepts, accepts));
  const live = new Set(rivals.map(({ round }) => round));
  const rounds = roundsInLine(document).filter((round) => live.has(round.id));
  const place = rounds.findIndex((round) => round.id === own?.round);
  return place === -1 ? rounds.length + 1 : place + 1;
}

export function lineOf(document: LeaseDocument): Line {
  const graph = orderGraphOf(document);
  const members = grouped(document.requests, ({ round }) => round);
  const rounds = roundsInLine(document).map((round) => {
    const live = members.get(round.id) ?? [];
    return { round, live, pending: byContainment(graph, live.filter(isPending)) };
  });
  return { document, graph, slots: slotsOf(document), rounds };
}

/** Pending requests in the order in which they would be granted if each round were ready. */
export function inLine(document: LeaseDocument): Pending[] {
  return waitingIn(lineOf(document));
}

/** Those who wait in a line, first to last. */
export function waitingIn(line: Line): Pending[] {
  return line.rounds.flatMap(({ pending }) => pending);
}

/** Those who wait for nothing but slots, first to last. A round that is ready is so with everybody in it. */
export function* readyIn(line: Line, viewpoint: Viewpoint): Generator<Pending, undefined> {
  const taints = taintsOf(line.document, line.graph, viewpoint.time);
  for (const round of line.rounds) {
    let isRoundReady = false;
    for (const candidate of candidatesOf(line, round, viewpoint, taints)) {
      isRoundReady ||= isReady(line, round, candidate, viewpoint);
      if (!isRoundReady) break;
      yield candidate;
    }
  }
}

/**
 * Those to whom a round would give the lease, one after another: who is neither passed over nor tainted by a failure
 * below it. The first of them judges whether the round is ready.
 */
function* candidatesOf(
  line: Line,
  { pending }: RoundInLine,
  { time, mine }: Viewpoint,
  taints: Taints,
): Generator<Pending, undefined> {
  const pool = pending.filter((request) => request.id === mine?.id || !isPassedOver(request, time));
  const candidates = pool.length === pending.length ? pending : byContainment(line.graph, pool);
  for (const candidate of candidates) if (taints(candidate).length === 0) yield candidate;
}

/** The round of a process, the failures that count against who is in it, and its first candidate. */
export function roundOf(
  line: Line,
  mine: Mine,
  time: Time,
): { readonly round: RoundInLine; readonly taints: Taints; readonly candidate: Pending | undefined } {
  const round = line.rounds.find((each) => each.round.id === mine.round)!;
  const taints = taintsOf(line.document, line.graph, time);
  return { round, taints, candidate: candidatesOf(line, round, { time, mine }, taints).next().value };
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
 * been silent for a TTL: they may have died, and nobody stands behind them who checks. But it counts whom it has seen
 * alive, and whose life nobody can tell.
 */
function countOf({ live }: RoundInLine, mine: Mine | null, time: Time): number {
  if (mine === null) return live.length;
  const counts = (request: Request): boolean =>
    request.id === mine.id ||
    !isSilent(request, request.parameters.ttl, time) ||
    wasSeenAlive(request, mine.signs, time) ||
    signOf(mine.signs, request)?.liveness === 'unknown';
  return live.filter(counts).length;
}

/** When the windows of a round that gathers end, if nobody else registers. */
export function windowEnds(
  { round, live }: Pick<RoundInLine, 'round' | 'live'>,
  candidate: Request,
): Instant {
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
  if (groups === null || !isStackKnown(groups, candidate.head_sha)) return null;
  return unheard(document, candidate, above(groups, candidate.head_sha));
}

/** The merge groups that have neither a live request nor an outcome in a scope. */
export function unheard(
  { requests, outcomes }: LeaseDocument,
  { scope }: Pick<Registration, 'scope'>,
  groups: readonly MergeGroup[],
): MergeGroup[] {
  const ofScope = [...requests, ...outcomes].filter((entry) => entry.scope === scope);
  const heard = new Set(ofScope.map(({ head_sha }) => head_sha));
  return groups.filter(({ head }) => !heard.has(head));
}

function oldestOf(live: readonly Request[]): Request {
  return live.reduce((oldest, request) => (request.registered_at < oldest.registered_at ? request : oldest));
}

function isPending(request: Request): request is Pending {
  return request.status === 'pending';
}
