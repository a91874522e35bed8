// Whom a waiting request checks, whom it evicts, and whose signs of life it writes down.
//
// The line as a whole is the holders followed by everyone in line. A request checks only the one directly before
// it, and only after that one's TTL without a sign of life; past a dead one it checks the one before that, and past all
// of them everybody who holds a slot that it accepts. Processes outside of GitHub ask about nobody, and nobody asks about
// them, so they are passed.
import { hasWatched, isDated, type Time } from './age.ts';
import { holdersOf, isGroup, isSameJob, requestOf } from './document.ts';
import type { RequestId } from './identifiers.ts';
import { isReadyByTime, roundOf, waitingIn, type Line, type Mine } from './line.ts';
import { keyOf, ordinalOf } from './request-key.ts';
import { isDead, isOfProcess, isSilent, mayBeSilent, signOf, wasSeenAlive } from './signs.ts';
import { overlap } from './slots.ts';
import type { Holder, Pending, Request } from './schema.ts';

/** How many jobs are asked about side by side. */
const CHECKED_AT_ONCE = 5;

/** How many dead one write removes: a write must never push out outcomes that it needs itself. */
const EVICTED_AT_ONCE = 20;

/** What one process knows of the others: their place in the line, and their signs of life. */
export interface Watch {
  readonly line: Line;
  readonly mine: Mine;
  readonly time: Time;
  /** Those directly before it in the line, nearest first; without room everybody in it. */
  readonly before: readonly Pending[];
  /** Those who hold slots that it accepts, or that an earlier attempt of its job has left; without room all of them. */
  readonly holders: readonly Holder[];
  /** Those after it whose number would make its round ready. */
  readonly counted: readonly Request[];
}

/**
 * `isOpen`: there are slots to be had, so it matters now how many of the round are there. `hasRoom`: the document takes its
 * request; else it waits behind everybody, wherever its place would be, as nobody else may come who does.
 */
export function watchOf(
  line: Line,
  mine: Mine,
  time: Time,
  { isOpen, hasRoom }: { readonly isOpen: boolean; readonly hasRoom: boolean },
): Watch {
  const waiting = waitingIn(line);
  const place = waiting.findIndex((request) => request.id === mine.id);
  const before = hasRoom
    ? waiting.slice(0, Math.max(place, 0))
    : waiting.filter((request) => request.id !== mine.id);
  const own = requestOf(line.document, mine.id)!;
  // What its own run keeps elsewhere, those before it may wait for, and the run lives as long as it waits itself.
  const holders = holdersOf(line.document).filter(
    (holder) => !hasRoom || overlap(own.parameters.accepts, holder.slots) || mayBeLeftBy(holder, own),
  );
  const counted = isOpen && hasRoom ? countedAfter(line, mine, time) : [];
  return { line, mine, time, before: before.toReversed(), holders, counted };
}

/** Whom the process should evict, the nearest first, a few at a time: holders always, where they are dead. */
export function deadFor(watch: Watch): Request[] {
  const isGone = (request: Request): boolean =>
    isDead(request, watch.mine.signs, watch.time) || isReturned(request, watch.mine.id);
  const living = watch.before.findIndex((request) => !isGone(request) && !isOfProcess(request));
  const near = living === -1 ? watch.before : watch.before.slice(0, living);
  const holders = watch.holders.filter(isGone).slice(0, EVICTED_AT_ONCE);
  const others = [...near, ...watch.counted].filter(isGone);
  return [...others.slice(0, EVICTED_AT_ONCE - holders.length), ...holders];
}

/**
 * Whether an earlier step of the job of request `own` has made a request. That had ended, or the later one would have its id;
 * somebody has rewound the branch, and nobody else would end it while the job lives.
 */
export function isReturned({ id }: Request, own: RequestId): boolean {
  return keyOf(id) === keyOf(own) && ordinalOf(id) < ordinalOf(own);
}

/**
 * Whether the process may be a later attempt of the very job that has left the lease to its run: then what that attempt
 * left is asked for anew, and nobody else will give it back. It is asked about at once, for there is nothing to watch.
 */
function mayBeLeftBy(request: Request, own: Request): boolean {
  const isLeft = request.status === 'acquired' && request.parameters.held_by === 'run';
  return isLeft && isSameJob(request, own) && request.run_attempt < own.run_attempt;
}

/** Whether somebody before the process was found ended once: a second answer decides. */
export function mayBeDead({ before, holders, mine }: Watch): boolean {
  return [...before, ...holders].some((request) => {
    const sign = signOf(mine.signs, request);
    return sign?.liveness === 'ended' && sign.polls < 2;
  });
}

/**
 * The requests whose jobs the process should ask about now, side by side: the nearest before it that is not dead, the
 * holders, and those after it whose number counts. The one in between may be alive and no longer ask, so holders are
 * asked about from further down too: by the n-th who accepts their slots after n TTLs. Of a process there is nobody to
 * ask. Who does not wait has watched nothing: of a sign by another clock it takes any that is far from its own for old.
 */
export function suspects(watch: Watch, poll: number, waits = true): Request[] {
  const { before, holders, counted, time } = watch;
  const { signs } = watch.mine;
  const own = requestOf(watch.line.document, watch.mine.id)!;
  const isLiving = (request: Request): boolean => !isDead(request, signs, time);
  const waiting = before.filter((request) => isLiving(request) && !isOfProcess(request));
  const isDue = (request: Request, patience: number): boolean => {
    const ttl = request.parameters.ttl * patience;
    const isFar = !waits && !isDated(time, request.seen_at) && Math.abs(time.now - request.seen_at) > ttl;
    const isWatched = isFar || isSilent(request, ttl, time) || mayBeLeftBy(request, own);
    if (isOfProcess(request) || !isWatched) return false;
    const sign = signOf(signs, request);
    if (sign === undefined) return true;
    return sign.liveness === 'ended' ? sign.poll !== poll : hasWatched(time, sign.at, ttl);
  };
  // Who was just found ended is probably dead: the one before it is looked at in the same poll, so that a whole row of
  // dead requests takes two polls and not two for each.
  const isAsked = (request: Request): boolean => {
    const sign = signOf(signs, request);
    return sign?.liveness === 'ended' && sign.poll === poll;
  };
  const nearest = waiting.find((request) => !isAsked(request));
  // Nobody else would ask about a holder but those who accept what it holds.
  const patienceWith = ({ slots }: Holder): number => {
    const others = waiting.filter(({ parameters }) => overlap(parameters.accepts, slots));
    return others.every(isAsked) ? 1 : others.length + 1;
  };
  const suspected = [
    ...(nearest !== undefined && isDue(nearest, 1) ? [nearest] : []),
    ...holders.filter((request) => isLiving(request) && isDue(request, patienceWith(request))),
    ...counted.filter((request) => isLiving(request) && isDue(request, 1)),
  ];
  return suspected.slice(0, CHECKED_AT_ONCE);
}

/** Requests that this process has seen alive while the document shows no sign of life of them for their TTL. */
export function seenAlive({ line, mine, time }: Watch): Request[] {
  return line.document.requests.filter(
    (request) =>
      request.id !== mine.id &&
      wasSeenAlive(request, mine.signs, time) &&
      mayBeSilent(request, request.parameters.ttl, time),
  );
}

/** Whether a request that was seen alive must be written down now: half of its max-hold is over without a sign. */
export function mustBeNoted(request: Request, time: Time): boolean {
  return mayBeSilent(request, request.parameters.max_hold / 2, time);
}

/** Who waits after the process in its round, where it is the candidate and the round needs a number to be ready. */
function countedAfter(line: Line, mine: Mine, time: Time): Request[] {
  const { round, candidate } = roundOf(line, mine, time);
  if (candidate?.id !== mine.id || !isGroup(candidate) || candidate.parameters.expected === 'auto') return [];
  if (isReadyByTime(round, candidate, time)) return [];
  return round.pending.filter((request) => request.id !== mine.id);
}
