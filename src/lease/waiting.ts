// Why a request waits, as data for the people who watch.
import type { Time } from './age.ts';
import { claimsIn } from './claims.ts';
import { holdersOf, isGroup, requestOf } from './document.ts';
import type { MergeGroup } from './groups.ts';
import type { Instant } from './instant.ts';
import {
  awaited,
  isPassedOver,
  isReady,
  lineOf,
  roundOf,
  waitingIn,
  windowEnds,
  type Line,
  type Mine,
} from './line.ts';
import { isLocked } from './locks.ts';
import type { Holder, LeaseDocument, Lock, Registration, Request } from './schema.ts';
import { NO_SIGNS, type Signs } from './signs.ts';
import { slotOf } from './slot-table.ts';
import { overlap, restEnds, wishOf } from './slots.ts';

/** Everything that stands between a request and the slots that it wants. */
export interface Waiting {
  /** 1 is the next in line; `null` while the request is not registered. */
  readonly place: number | null;
  readonly inLine: number;
  /** Those who hold slots that it accepts, by grant. */
  readonly holders: readonly Holder[];
  /** The operator's lock in force, of all leases, of this one, or of a slot without which it cannot go on. */
  readonly lock: Lock | null;
  readonly takeoverEnds: Instant | null;
  /** Who is due for slots that it accepts, or keeps them until it finds enough; `null` where nobody does. */
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

/** Explains why a request does not hold what it wants. `signs`: what the process knows of the lives of others. */
export function explain(
  document: LeaseDocument,
  { id, parameters }: Pick<Registration, 'id' | 'parameters'>,
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
  const { accepts } = wishOf({ parameters }, line.slots);
  const claim = claimsIn(line, { time, mine, boardLock }).find(({ due, keeps }) =>
    [...due, ...keeps].some((slot) => accepts.has(slot)),
  );
  return {
    place: place === -1 ? null : place + 1,
    inLine: waiting.length,
    holders: holdersOf(document).filter(({ slots }) => overlap(parameters.accepts, slots)),
    lock: lockFor(line, { parameters }, boardLock, time),
    takeoverEnds: restEnds(document, accepts, time),
    due: claim?.request ?? null,
    round: mine === null ? null : roundWait(line, mine, time),
  };
}

/** The lock that keeps a request from slots: one of everything, or one that leaves it too few. */
function lockFor(
  { document, slots: all }: Line,
  request: Pick<Registration, 'parameters'>,
  boardLock: Lock | null,
  { now }: Time,
): Lock | null {
  const whole = [boardLock, document.lock].find((lock) => isLocked(lock, now));
  if (whole !== undefined) return whole;
  const { accepts, take } = wishOf(request, all);
  const locks = [...accepts]
    .flatMap((slot) => slotOf(document.slots, slot)?.lock ?? [])
    .filter((lock) => isLocked(lock, now));
  // So many more could be locked without harm.
  return locks[accepts.size - take] ?? null;
}

function roundWait(line: Line, mine: Mine, time: Time): RoundWait | null {
  const { round, taints, candidate: due } = roundOf(line, mine, time);
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
