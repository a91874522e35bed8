// Instants and durations of the lease documents.
//
// An instant is a number of seconds since 1970, with milliseconds as its fraction; a document writes it as ISO 8601 in
// UTC. Of Date only the calendar is used, never the clock: the core is told what time it is.

/** Seconds since 1970-01-01T00:00:00Z by GitHub's clock; the fraction carries milliseconds. */
export type Instant = number;

/** A length of time in seconds. */
export type Seconds = number;

/** Writes an instant as `2026-11-20T10:54:59.123Z`, without the fraction where it is zero. */
export function toIso(instant: Instant): string {
  return new Date(Math.round(instant * 1000)).toISOString().replace('.000Z', 'Z');
}

/** Reads an ISO 8601 time with `Z` or an offset; the caller has checked the form. */
export function fromIso(text: string): Instant {
  // The fraction is read apart: Date cuts what is finer than a millisecond, and a stamp is rounded.
  const fraction = /\.\d+/.exec(text)?.[0] ?? '';
  const whole = Date.parse(text.replace(fraction, ''));
  return Math.round(whole + Number(`0${fraction}`) * 1000) / 1000;
}
