// How a process that no API knows shows that it is there: when its next sign of life is due, and until when it may rely
// on the last one, by its own clock that never jumps.
//
// A sign counts from when the write with it was sent, so for the process it is always older than for whoever sees it on
// the board: it stops to rely on its hold before anybody may take that for dead, though the clocks of both drift.
import type { Instant, Seconds } from '../lease/instant.ts';
import { requestOf } from '../lease/document.ts';
import { isOfProcess } from '../lease/signs.ts';
import type { Registration } from '../lease/schema.ts';
import type { Heard } from './asks.ts';
import type { Known } from './knowledge.ts';

/** The last own sign of life that is known to be on the board. */
export interface Renewal {
  /** As the board shows it; `null`: none yet. */
  readonly stamp: Instant | null;
  /** When it was sent, at the earliest (monotonic). */
  readonly at: Seconds;
  /** When the first of the writes that may still land was sent, and the last one (monotonic); `null`: none was. */
  readonly sent: { readonly first: Seconds; readonly last: Seconds } | null;
}

const NONE: Renewal = { stamp: null, at: 0, sent: null };

/** What is known before the first write; `null`: others tell whether it lives. */
export function startRenewal(registration: Registration): Renewal | null {
  return isOfProcess(registration) ? NONE : null;
}

/** A write is about to be sent. `known`: as before it. */
export function sendingSign(renewal: Renewal, { mayLand }: Known, mono: Seconds): Renewal {
  const first = mayLand === null || renewal.sent === null ? mono : renewal.sent.first;
  return { ...renewal, sent: { first, last: mono } };
}

/** Learns from what is known of the board after something was heard. */
export function learnSign(
  renewal: Renewal,
  { id, nonce }: Pick<Registration, 'id' | 'nonce'>,
  { document }: Known,
  { to, answer }: Heard,
): Renewal {
  const isApplied = to.ask === 'write' && answer?.is === 'value' && answer.value !== 'conflict';
  const own = document === null ? undefined : requestOf(document, id);
  if (own === undefined || own.nonce !== nonce || own.seen_at === renewal.stamp) return renewal;
  const { first, last } = renewal.sent ?? { first: renewal.at, last: renewal.at };
  return { ...renewal, stamp: own.seen_at, at: isApplied ? last : first };
}

/** When the next sign is due (monotonic): a third of the TTL after the last one. */
export function signDue({ stamp, at }: Renewal, ttl: Seconds): Seconds {
  return stamp === null ? Infinity : at + ttl / 3;
}

/** Until when the process may rely on its hold (monotonic). */
export function reliableUntil({ at }: Renewal, ttl: Seconds): Seconds {
  return at + (2 * ttl) / 3;
}

/** The longest pause of one that must show itself in time, whatever keeps it from doing so. */
export function longestPause(ttl: Seconds): Seconds {
  return Math.max(2, ttl / 12);
}
