// Signs of life: whom a waiting request checks, and what counts as death.
//
// The line as a whole is the holder followed by everyone in line. A request checks only the one directly before
// it, and only after that one's TTL without a sign of life; past a dead one it checks the one before that.
import { holderOf } from './document.ts';
import { hasPassed, type Instant } from './instant.ts';
import { inLine } from './line.ts';
import type { LeaseDocument, Request } from './schema.ts';

/** What a check of another job said. */
export type Liveness = 'alive' | 'completed' | 'unknown';

/** What one process knows of another's life: the last answer, when, and at how many polls in a row it was given. */
export interface Sign {
  readonly liveness: Liveness;
  readonly at: Instant;
  /** Number of the poll of the last answer. */
  readonly poll: number;
  readonly reads: number;
}

export type Signs = ReadonlyMap<string, Sign>;

/** Records an answer. */
export function observe(signs: Signs, id: string, liveness: Liveness, at: Instant, poll: number): Signs {
  const last = signs.get(id);
  const reads = last?.liveness === liveness ? last.reads + Number(last.poll !== poll) : 1;
  return new Map(signs).set(id, { liveness, at, poll, reads });
}

/** Completed in two reads with a poll between; or silent for its own max-hold where nobody can tell. */
export function isDead(request: Request, sign: Sign | undefined, now: Instant): boolean {
  if (sign === undefined) return false;
  if (sign.liveness === 'completed') return sign.reads >= 2;
  return sign.liveness === 'unknown' && hasPassed(request.seen_at, request.parameters.max_hold, now);
}

/** Those directly before `id`, nearest first, the holder last. */
export function before(document: LeaseDocument, id: string): Request[] {
  const line = inLine(document);
  const place = line.findIndex((request) => request.id === id);
  const holder = holderOf(document);
  return [...(holder === undefined ? [] : [holder]), ...line.slice(0, Math.max(place, 0))].toReversed();
}

/**
 * The dead directly before `id`, nearest first, up to the first that is not known to be dead; and the holder, where
 * that is known to be dead whatever stands between.
 */
export function deadBefore(document: LeaseDocument, id: string, signs: Signs, now: Instant): Request[] {
  const others = before(document, id);
  const dead = (request: Request): boolean => isDead(request, signs.get(request.id), now);
  const living = others.findIndex((request) => !dead(request));
  if (living === -1) return others;
  const beyond = others.slice(living + 1).filter((request) => request.status === 'acquired' && dead(request));
  return [...others.slice(0, living), ...beyond];
}

/** Whether somebody before `id` was found completed once: a second read decides. */
export function mayBeDead(document: LeaseDocument, id: string, signs: Signs): boolean {
  return before(document, id).some((request) => {
    const sign = signs.get(request.id);
    return sign?.liveness === 'completed' && sign.reads < 2;
  });
}

/**
 * The request that `id` should check now, if any: the nearest before it that is not dead. The one in between may be
 * alive and no longer ask, so the holder is checked from further down too, the later the further.
 */
export function suspect(
  document: LeaseDocument,
  id: string,
  signs: Signs,
  now: Instant,
  poll: number,
): Request | null {
  const others = before(document, id).filter((request) => !isDead(request, signs.get(request.id), now));
  const isDue = (request: Request, patience: number): boolean => {
    const ttl = request.parameters.ttl * patience;
    const sign = signs.get(request.id);
    if (!hasPassed(request.seen_at, ttl, now)) return false;
    if (sign === undefined) return true;
    return sign.liveness === 'completed' ? sign.poll !== poll : hasPassed(sign.at, ttl, now);
  };
  // Who was just found completed is probably dead: the one before it is looked at in the same poll, so that a whole
  // row of dead requests takes two polls and not two for each.
  const isAsked = (request: Request): boolean => {
    const sign = signs.get(request.id);
    return sign?.liveness === 'completed' && sign.poll === poll;
  };
  const nearest = others.find((request) => !isAsked(request));
  if (nearest === undefined) return null;
  if (isDue(nearest, 1)) return nearest;
  const last = others.at(-1)!;
  return last.status === 'acquired' && isDue(last, others.length) ? last : null;
}
