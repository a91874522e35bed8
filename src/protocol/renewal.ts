// How a process knows that its own hold, which others may end by its age alone, is still its own; and how one that no API
// knows shows that it is there: when its next sign of life is due, and until when it may rely on the last one.
//
// A sign counts from when the write with it was sent, so for the process it is always older than for whoever sees it on
// the board: it stops to rely on its hold before anybody may take that for dead, though the clocks of both drift.
import type { Instant, Seconds } from '../lease/instant.ts';
import { requestOf } from '../lease/document.ts';
import { ageOfHold } from '../lease/signs.ts';
import type { Registration } from '../lease/schema.ts';
import { isApplied, type Heard, type Now } from './asks.ts';
import type { Known } from './knowledge.ts';

/** By both clocks of the process: one stands still while the machine sleeps, the other one may be set. */
type Moment = Pick<Now, 'mono' | 'at'>;

/** The last own sign of life that is known to be on the board. */
export interface Renewal {
  /** As the board shows it; `null`: none yet. */
  readonly stamp: Instant | null;
  /** When it was sent, at the earliest. */
  readonly at: Moment;
  /** When the first of the writes that may still land was sent, and the last one; `null`: none was. */
  readonly sent: { readonly first: Moment; readonly last: Moment } | null;
}

const NONE: Renewal = { stamp: null, at: { mono: 0, at: null }, sent: null };

/** What is known before the first write; `null`: nobody ends its hold by its age alone. */
export function startRenewal(request: Pick<Registration, 'parameters'>): Renewal | null {
  return ageOfHold(request) === Infinity ? null : NONE;
}

/** A write is about to be sent. `known`: as before it. */
export function sendingSign(renewal: Renewal, { mayLand }: Known, { mono, at }: Moment): Renewal {
  const last = { mono, at };
  const first = mayLand === null || renewal.sent === null ? last : renewal.sent.first;
  return { ...renewal, sent: { first, last } };
}

/**
 * Learns from what is known of the board after something was heard. A hold that an earlier step of the job has got shows a
 * sign of this process only right after its own write.
 */
export function learnSign(
  renewal: Renewal,
  { id, nonce }: Pick<Registration, 'id' | 'nonce'>,
  { document }: Known,
  heard: Heard,
): Renewal {
  const own = document === null ? undefined : requestOf(document, id);
  if (own === undefined || own.seen_at === renewal.stamp) return renewal;
  if (own.nonce !== nonce && !isApplied(heard)) return renewal;
  // Of a branch that was set back, or made anew by somebody who had seen an older state: it says nothing new.
  if (renewal.stamp !== null && own.seen_at < renewal.stamp) return { ...renewal, stamp: own.seen_at };
  const { first, last } = renewal.sent ?? { first: renewal.at, last: renewal.at };
  return { ...renewal, stamp: own.seen_at, at: isApplied(heard) ? last : first };
}

/** The time since the last sign, by the clock that says more; `null`: of a hold that nobody ends by its age alone. */
export function sinceSign(renewal: Renewal | null, now: Moment): Seconds | null {
  if (renewal === null) return null;
  const { stamp, at } = renewal;
  return stamp === null ? Infinity : now.mono - at.mono + leapSince(at, now);
}

/** When the next sign is due (monotonic): a third of the TTL after the last one. */
export function signDue({ stamp, at }: Renewal, ttl: Seconds, now: Moment): Seconds {
  return stamp === null ? Infinity : at.mono + ttl / 3 - leapSince(at, now);
}

/** Until when the process may rely on its hold (monotonic). */
export function reliableUntil({ at }: Renewal, ttl: Seconds, now: Moment): Seconds {
  return at.mono + (2 * ttl) / 3 - leapSince(at, now);
}

/** What the date says to have passed since a moment beyond what the clock says that stands still in a sleep. */
function leapSince({ mono, at }: Moment, now: Moment): Seconds {
  return now.at === null || at === null ? 0 : Math.max(0, now.at - at - (now.mono - mono));
}

/** The longest pause of one that must show itself in time, whatever keeps it from doing so. */
export function longestPause(ttl: Seconds): Seconds {
  return Math.max(2, ttl / 12);
}
