// Why a request waits, as data for the people who watch.
import type { RequestId } from './identifiers.ts';
import type { Time } from './age.ts';
import { holderOf, isGroup, requestOf } from './document.ts';
import type { MergeGroup } from './groups.ts';
import type { Instant } from './instant.ts';
import {
  awaited,
  candidateOf,
  due,
  isGrantable,
  isLocked,
  isPassedOver,
  isReady,
  isResting,
  lineOf,
  takeoverEnds,
  waitingIn,
  windowEnds,
  type Line,
  type Mine,
} from './line.ts';
import type { Holder, LeaseDocument, Lock, Request } from './schema.ts';
import { NO_SIGNS, type Signs } from './signs.ts';
import { taintsOf } from './taint.ts';

/** Everything that stands between a request and the lease. */
export interface Waiting {
  /** 1 is the next in line; `null` while the request is not registered. */
  readonly place: number | null;
  readonly inLine: number;
  readonly holder: Holder | null;
  /** The operator's lock in force, of this lease or of all. */
  readonly lock: Lock | null;
  readonly takeoverEnds: Instant | null;
  /** Who is due and has not taken the lease yet; `null` where nobody is, or the lease cannot be granted. */
  readonly due: Request | null;
  /** What the own round waits for; `null` once it is ready. */
  readonly round: RoundWait | null;
}

export interface RoundWait {
  /** When the round is ready at the latest, if nobody else registers. */
  readonly until: Instant;
  readonly registered: number;
  /** The number of requests that completes the round; `auto`: the merge groups tell. */
  readonly expected: number | 'auto';
  /** Merge groups that have not asked yet; `null`: not known. */
  readonly awaited: readonly MergeGroup[] | null;
}

/** Explains why the request `id` does not hold the lease. `signs`: what the process knows of the lives of others. */
export function explain(
  document: LeaseDocument,
  id: RequestId,
  boardLock: Lock | null,
  groups: readonly MergeGroup[] | null,
  time: Time,
  signs: Signs = NO_SIGNS,
): Waiting {
  const line = lineOf(document);
  const waiting = waitingIn(line);
  const own = requestOf(document, id);
  const place = waiting.findIndex((request) => request.id === id);
  const mine = own === undefined ? null : { id, round: own.round, groups, signs };
  const lock = [boardLock, document.lock].find((each) => isLocked(each, time.now)) ?? null;
  const isOpen = isGrantable(document, boardLock, time);
  return {
    place: place === -1 ? null : place + 1,
    inLine: waiting.length,
    holder: holderOf(document) ?? null,
    lock,
    takeoverEnds: isResting(document, time) ? takeoverEnds(document, time.now) : null,
    due: isOpen ? (due(line, { time, mine }) ?? null) : null,
    round: mine === null ? null : roundWait(line, mine, time),
  };
}

function roundWait(line: Line, mine: Mine, time: Time): RoundWait | null {
  const round = line.rounds.find((each) => each.round.id === mine.round)!;
  const taints = taintsOf(line.document, line.order.graph, time);
  const due = candidateOf(line, round, { time, mine }, taints);
  if (due !== undefined && isReady(line, round, due, { time, mine })) return null;
  // Where each is tainted by a failure below it, the first of them waits for what counts against it to be over.
  const candidate = due ?? round.pending.find((request) => !isPassedOver(request, time));
  if (candidate === undefined) return null;
  const { expected, window } = candidate.parameters;
  const failures = taints(candidate).map(({ at }) => at + window + 1);
  return {
    until: Math.max(windowEnds(round, candidate), ...failures),
    registered: round.live.length,
    expected,
    awaited: isGroup(candidate) ? awaited(line.document, candidate, mine.groups) : null,
  };
}
