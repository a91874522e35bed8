// Points in time as people write them, for the end of a lock.
//
// Only calendar arithmetic: no clock is read. A time without an offset is none: nobody knows which zone was meant.
import { fromIso, toIso, type Instant } from '../lease/instant.ts';

const FORM =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(0\d|1[0-4]):?([0-5]\d))$/;

// The lock branch writes years with four digits.
const LATEST = fromIso('9999-12-31T23:59:59Z');

/** Whether the calendar has a day that is written like this: 2026-11-20. */
export function isDay(date: string): boolean {
  const midnight = `${date}T00:00:00Z`;
  const instant = fromIso(midnight);
  return !Number.isNaN(instant) && toIso(instant) === midnight;
}

/**
 * Reads an ISO 8601 time (`2026-11-20T18:00Z`, seconds optional) as an instant; `null` where the text is anything else, has
 * no offset, or names a day that does not exist.
 */
export function parseIsoTime(text: string): Instant | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, date = '', time = '', seconds = '00', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const plain = `${date}T${time}:${seconds}Z`;
  if (!isDay(date)) return null;
  const local = fromIso(plain);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60;
  const whole = sign === undefined ? local : sign === '+' ? local - offset : local + offset;
  const instant = Math.round((whole + Number(`0.${fraction}0`)) * 1000) / 1000;
  return instant >= 0 && instant <= LATEST ? instant : null;
}
