// Why a request waits, as data for the people who watch.
import { isGroup, holderOf, requestOf, type Holder } from './document.ts';
import type { MergeGroup } from './groups.ts';
import type { Instant } from './instant.ts';
import {
  awaited,
  candidateOf,
  due,
  inLine,
  isGrantable,
  isLocked,
  isReady,
  takeoverEnds,
  windowEnds,
} from './line.ts';
import type { LeaseDocument, Lock, Request } from './schema.ts';

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

/** Explains why the request `id` does not hold the lease. */
export function explain(
  document: LeaseDocument,
  id: string,
  boardLock: Lock | null,
  groups: readonly MergeGroup[] | null,
  now: Instant,
): Waiting {
  const line = inLine(document);
  const own = requestOf(document, id);
  const place = line.findIndex((request) => request.id === id);
  const mine = own === undefined ? null : { round: own.round, groups };
  const lock = [boardLock, document.lock].find((each) => isLocked(each, now)) ?? null;
  return {
    place: place === -1 ? null : place + 1,
    inLine: line.length,
    holder: holderOf(document) ?? null,
    lock,
    takeoverEnds: takeoverEnds(document, now),
    due: isGrantable(document, boardLock, now)
      ? (due(document, { now, passed: new Set(), mine }) ?? null)
      : null,
    round: own === undefined ? null : roundWait(document, own, groups, now),
  };
}

function roundWait(
  document: LeaseDocument,
  own: Request,
  groups: readonly MergeGroup[] | null,
  now: Instant,
): RoundWait | null {
  const round = document.rounds.find((each) => each.id === own.round)!;
  const candidate = candidateOf(document, round, new Set());
  if (candidate === undefined) return null;
  if (isReady(document, round, candidate, { now, passed: new Set(), mine: { round: round.id, groups } }))
    return null;
  const { expected } = candidate.parameters;
  const members = document.requests.filter((request) => request.round === round.id);
  return {
    until: windowEnds(document, round, candidate),
    registered: members.length,
    expected,
    awaited: groups === null || !isGroup(candidate) ? null : awaited(document, candidate, groups),
  };
}
