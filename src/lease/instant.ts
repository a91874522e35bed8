// Instants and durations of the lease documents.
//
// An instant is a number of seconds since 1970 by GitHub's clock, with milliseconds as its fraction; a document
// writes it as ISO 8601 in UTC. The conversion is plain calendar arithmetic, because the core knows no clock and
// therefore no Date.

/** Seconds since 1970-01-01T00:00:00Z by GitHub's clock; the fraction carries milliseconds. */
export type Instant = number;

/** A length of time in seconds. */
export type Seconds = number;

const SECONDS_PER_DAY = 86_400;

/** Writes an instant as `2026-11-20T10:54:59.123Z`, without the fraction where it is zero. */
export function toIso(instant: Instant): string {
  const milliseconds = Math.round(instant * 1000);
  const seconds = Math.floor(milliseconds / 1000);
  const fraction = milliseconds - seconds * 1000;
  const { year, month, day } = civilFromDays(Math.floor(seconds / SECONDS_PER_DAY));
  const ofDay = ((seconds % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY;
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const time = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60]
    .map((part) => pad(part, 2))
    .join(':');
  return `${date}T${time}${fraction === 0 ? '' : `.${pad(fraction, 3)}`}Z`;
}

/** Reads an ISO 8601 time with `Z` or an offset; the caller has checked the form. */
export function fromIso(text: string): Instant {
  const [date = '', rest = ''] = text.split('T');
  const [time, sign, offset] = splitOffset(rest);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const [offsetHours = 0, offsetMinutes = 0] = offset.split(':').map(Number);
  const minutes = hour * 60 + minute - sign * (offsetHours * 60 + offsetMinutes);
  const whole = daysFromCivil(year, month, day) * SECONDS_PER_DAY + minutes * 60;
  return Math.round((whole + second) * 1000) / 1000;
}

/**
 * Whether `duration` has passed since `since`. Clocks are read as lower bounds in whole seconds, so a duration
 * other than zero has passed only when a second more than it has.
 */
export function hasPassed(since: Instant, duration: Seconds, now: Instant): boolean {
  return duration === 0 || now - since > duration + 1;
}

function splitOffset(time: string): [time: string, sign: 1 | -1, offset: string] {
  const at = time.search(/[+-]/);
  if (at === -1) return [time.replace('Z', ''), 1, '00:00'];
  return [time.slice(0, at), time[at] === '+' ? 1 : -1, time.slice(at + 1)];
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

// Gregorian calendar with years that begin in March, so that the leap day is the last day of a year.

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
