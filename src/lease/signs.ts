// What one process knows of the life of other requests, from asking for the states of their jobs.
//
// No answer is an answer of its own ("unknown"), and never death by itself. Moments are seconds of answered looks (see
// age.ts), so an outage of the one who asks does not pass for the silence of another.
import type { RequestId } from './identifiers.ts';
import { hasPassed, hasWatched, mayHavePassed, type Time } from './age.ts';
import { requestOf } from './document.ts';
import type { Instant, Seconds } from './instant.ts';
import type { LeaseDocument, Request } from './schema.ts';

/** What a check of another job said. */
export type Liveness = 'alive' | 'ended' | 'unknown';

/** What one process knows of one request's life. */
export interface Sign {
  /** The last answer. */
  readonly liveness: Liveness;
  /** When it was given, in seconds of answered looks. */
  readonly at: Seconds;
  /** Number of the poll of the last answer. */
  readonly poll: number;
  /** At how many polls in a row it was given. */
  readonly polls: number;
  /** When its job was last seen alive; `null`: never. */
  readonly aliveAt: Seconds | null;
  /** Since when nobody has been able to tell, without another answer and without an outage; `null`: not now. */
  readonly unknownSince: Seconds | null;
}

/** Signs by the id of the request. */
export type Signs = Readonly<Record<RequestId, Sign>>;

export const NO_SIGNS: Signs = {};

/** The sign of one request. Ids come from documents, and may have the name of something that every object has. */
export function signOf(signs: Signs, { id }: Pick<Request, 'id'>): Sign | undefined {
  return Object.hasOwn(signs, id) ? signs[id] : undefined;
}

/** Records an answer that was given after `watched` seconds, at the poll with that number. */
export function observe(
  signs: Signs,
  id: RequestId,
  liveness: Liveness,
  watched: Seconds,
  poll: number,
): Signs {
  const last = signOf(signs, { id });
  const polls = last?.liveness === liveness ? last.polls + Number(last.poll !== poll) : 1;
  const sign: Sign = {
    liveness,
    at: watched,
    poll,
    polls,
    aliveAt: liveness === 'alive' ? watched : (last?.aliveAt ?? null),
    unknownSince: liveness === 'unknown' ? (last?.unknownSince ?? watched) : null,
  };
  return { ...signs, [id]: sign };
}

/** The signs after a time in which this process had no answers itself: what nobody could tell begins anew. */
export function afterOutage(signs: Signs): Signs {
  const anew = Object.entries(signs).map(([id, sign]) => [id, { ...sign, unknownSince: null }]);
  return Object.fromEntries(anew);
}

/** The signs of requests that are still live. */
export function signsOf(signs: Signs, requests: readonly Request[]): Signs {
  const live = new Set(requests.map(({ id }) => id));
  return Object.fromEntries(Object.entries(signs).filter(([id]) => live.has(id)));
}

/**
 * The signs of requests that are live in both states and have not written between them: whoever writes is not dead, and
 * a holder whose run keeps its hold is asked about in another way than one that waits.
 */
export function signsStill(signs: Signs, before: LeaseDocument, after: LeaseDocument): Signs {
  const isStill = (id: RequestId): boolean => {
    const [was, is] = [requestOf(before, id), requestOf(after, id)];
    return was !== undefined && was.status === is?.status && was.seen_at === is.seen_at;
  };
  return Object.fromEntries(Object.entries(signs).filter(([id]) => isStill(id)));
}

/** Whether the document shows no sign of life of a request for `duration`: neither its own nor one that others saw. */
export function isSilent(
  { id, seen_at, alive_at }: Request,
  duration: Seconds,
  time: Time,
  isOver = hasPassed,
): boolean {
  return (
    isOver(time, `seen:${id}`, seen_at, duration) &&
    (alive_at === null || isOver(time, `alive:${id}`, alive_at, duration))
  );
}

/** Whether others may find a request silent for `duration`: then a sign of it is due, which may well come too early. */
export function mayBeSilent(request: Request, duration: Seconds, time: Time): boolean {
  return isSilent(request, duration, time, mayHavePassed);
}

/** Whether this process itself has seen the request's job alive within its TTL. */
export function wasSeenAlive(request: Request, signs: Signs, time: Time): boolean {
  const { aliveAt = null } = signOf(signs, request) ?? {};
  return aliveAt !== null && !hasWatched(time, aliveAt, request.parameters.ttl);
}

/**
 * Whether only its own signs tell of the life of a request: it was made by a process that no API knows, which renews
 * itself.
 */
export function isOfProcess({ parameters }: Pick<Request, 'parameters'>): boolean {
  return parameters.held_by === 'process';
}

/** The age at which others may end a hold whatever they know of its job; Infinity: at none. */
export function ageOfHold(request: Pick<Request, 'parameters'>): Seconds {
  const { ttl, max_hold, hold_limit = Infinity } = request.parameters;
  return isOfProcess(request) ? Math.min(ttl, max_hold, hold_limit) : hold_limit;
}

/**
 * Until when a process wants its hold, by its own clock; `null`: it renews that, or another kind of request holds the
 * lease. The command of one that renews may be at work when it is evicted, so its slots rest then.
 */
export function wantedUntil(holder: Pick<Request, 'seen_at' | 'parameters'>): Instant | null {
  const { max_hold, takeover_delay } = holder.parameters;
  return isOfProcess(holder) && takeover_delay === 0 ? holder.seen_at + max_hold : null;
}

/**
 * How long slots rest after an operator has freed their holder: as it has asked. One that renews has learned of it, and
 * stopped its command, when its TTL is over.
 */
export function restWhenFreed(holder: Pick<Request, 'seen_at' | 'parameters'>): Seconds {
  const { ttl, takeover_delay } = holder.parameters;
  const renews = isOfProcess(holder) && wantedUntil(holder) === null;
  return renews ? Math.max(takeover_delay, ttl) : takeover_delay;
}

/** Whether a request has held the lease for longer than it wanted to: then others may take it, alive or not. */
export function isOverLimit({ id, granted_at, parameters }: Request, time: Time): boolean {
  const { hold_limit } = parameters;
  if (granted_at === undefined || hold_limit === undefined) return false;
  return hasPassed(time, `granted:${id}`, granted_at, hold_limit);
}

/**
 * A job: ended in the answers of two polls; or silent for its own max-hold where nobody can tell, in two answers at
 * least a TTL apart. A process: silent for its TTL while it waits, and for its max-hold while it holds.
 */
export function isDead(request: Request, signs: Signs, time: Time): boolean {
  const { ttl, max_hold } = request.parameters;
  if (isOfProcess(request)) return isSilent(request, request.status === 'acquired' ? max_hold : ttl, time);
  const sign = signOf(signs, request);
  if (sign === undefined) return false;
  const { liveness, polls, at, unknownSince, aliveAt } = sign;
  if (liveness === 'ended') return polls >= 2;
  return (
    unknownSince !== null &&
    polls >= 2 &&
    at - unknownSince >= ttl &&
    isSilent(request, max_hold, time) &&
    (aliveAt === null || hasWatched(time, aliveAt, max_hold))
  );
}
