// When a lock opens by itself, as people write it: `2h`, or a time with its zone.
//
// Only calendar arithmetic: no clock is read. A time without an offset is none: nobody knows which zone was meant.
import { fromIso, toIso, type Instant, type Seconds } from '../lease/instant.ts';
import { LONGEST_LOCK } from '../lease/locks.ts';
import { DURATION_FORM, parseDuration } from './duration.ts';

const ISO_TIME =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;

// The lock branch writes years with four digits.
const LATEST = fromIso('9999-12-31T23:59:59Z');

/** So many seconds from now, or at a time. */
export type Until = { readonly after: Seconds } | { readonly at: Instant };

/** Reads the end of a lock; a text that is none comes back as what completes "it must be". */
export function parseUntil(given: string): Until | string {
  const seconds = parseDuration(given);
  if (seconds === 0) return 'a duration above zero, or an ISO time';
  if (seconds !== null && seconds > LONGEST_LOCK) return 'a duration of at most 3650d';
  if (seconds !== null) return { after: seconds };
  const instant = parseIsoTime(given);
  if (instant !== null) return { at: instant };
  const day = /^\d{4}-\d\d-\d\d(?=T|$)/.exec(given)?.[0];
  if (day !== undefined && !isDay(day)) return `a day that there is, and there is no ${day}`;
  if (given === day) return `a day with its time and zone, such as ${day}T18:00:00Z`;
  return parseIsoTime(`${given}Z`) === null
    ? `${DURATION_FORM}, or an ISO time such as 2026-11-20T18:00:00Z`
    : `a time that tells its zone: ${given}Z in UTC, or with an offset from it, such as ${given}+01:00`;
}

/** Whether the calendar has a day that is written like this: 2026-11-20. */
function isDay(date: string): boolean {
  const midnight = `${date}T00:00:00Z`;
  const instant = fromIso(midnight);
  return !Number.isNaN(instant) && toIso(instant) === midnight;
}

/**
 * Reads an ISO 8601 time (`2026-11-20T18:00Z`, seconds optional) as an instant; `null` where the text is anything else, has
 * no offset, or names a day that does not exist.
 */
export function parseIsoTime(text: string): Instant | null {
  const date = ISO_TIME.exec(text)?.[1];
  if (date === undefined || !isDay(date)) return null;
  const instant = fromIso(text);
  return instant >= 0 && instant <= LATEST ? instant : null;
}
