// When a lock opens by itself, as people write it: `2h`, or a time with its zone.
import type { Instant, Seconds } from '../lease/instant.ts';
import { LONGEST_LOCK } from '../lease/locks.ts';
import { DURATION_FORM, parseDuration } from './duration.ts';
import { isDay, parseIsoTime } from './iso-time.ts';

/** So many seconds from now, or at a time. */
export type Until =
  { readonly kind: 'after'; readonly seconds: Seconds } | { readonly kind: 'at'; readonly instant: Instant };

/** Reads the end of a lock; a text that is none comes back as what completes "it must be". */
export function parseUntil(given: string): Until | string {
  const seconds = parseDuration(given);
  if (seconds === 0) return 'a duration above zero, or an ISO time';
  if (seconds !== null && seconds > LONGEST_LOCK) return 'a duration of at most 3650d';
  if (seconds !== null) return { kind: 'after', seconds };
  const instant = parseIsoTime(given);
  if (instant !== null) return { kind: 'at', instant };
  const day = /^\d{4}-\d\d-\d\d(?=T|$)/.exec(given)?.[0];
  if (day !== undefined && !isDay(day)) return `a day that there is, and there is no ${day}`;
  if (given === day) return `a day with its time and zone, such as ${day}T18:00:00Z`;
  return parseIsoTime(`${given}Z`) === null
    ? `${DURATION_FORM}, or an ISO time such as 2026-11-20T18:00:00Z`
    : `a time that tells its zone: ${given}Z in UTC, or with an offset from it, such as ${given}+01:00`;
}
