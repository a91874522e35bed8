// Instants: the calendar against Date, and the edges of a duration.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIso, hasPassed, toIso } from '../../src/lease/instant.ts';

const FIRST = Date.UTC(1, 0, 1) - 1900 * 365.2425 * 86_400_000;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const milliseconds = fc.integer({ min: Math.ceil(FIRST), max: LAST });

/** As Date writes it, without a fraction that is zero. */
function byDate(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

describe('toIso and fromIso', () => {
  it('write every instant as Date does', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        expect(toIso(time / 1000)).toBe(byDate(time));
      }),
      { numRuns: 2000 },
    );
  });

  it('read every instant as Date does', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        expect(fromIso(byDate(time))).toBe(time / 1000);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['the epoch', '1970-01-01T00:00:00Z'],
    ['the second before the epoch', '1969-12-31T23:59:59Z'],
    ['a leap day', '2024-02-29T12:00:00Z'],
    ['the day after a February without leap day', '2100-03-01T00:00:00Z'],
    ['the leap day of a century', '2000-02-29T23:59:59.999Z'],
    ['the first of January', '2026-01-01T00:00:00Z'],
    ['the last of February', '2026-02-28T00:00:00Z'],
    ['a single millisecond', '2026-11-20T10:54:59.001Z'],
  ])('agree with Date on %s', (_, text) => {
    expect(fromIso(text)).toBe(Date.parse(text) / 1000);
    expect(toIso(fromIso(text))).toBe(text);
  });

  it('round to whole milliseconds', () => {
    expect(toIso(0.9996)).toBe('1970-01-01T00:00:01Z');
    expect(fromIso('1970-01-01T00:00:00.123456Z')).toBe(0.123);
  });

  it('read a time without seconds', () => {
    expect(fromIso('2026-11-20T10:54Z')).toBe(fromIso('2026-11-20T10:54:00Z'));
  });
});

describe('hasPassed', () => {
  it.each([
    ['a zero duration has passed at once', 0, 0, true],
    ['a zero duration has passed even before its beginning', 0, -5, true],
    ['a duration has not passed when exactly it has', 10, 10, false],
    ['a duration has not passed a second later', 10, 11, false],
    ['a duration has passed as soon as more than a second more has', 10, 11.001, true],
    ['a fraction of a second waits for the second too', 0.5, 1.5, false],
    ['a fraction of a second passes', 0.5, 1.51, true],
    ['a clock before the beginning has let nothing pass', 10, -1, false],
  ])('%s', (_, duration, elapsed, expected) => {
    expect(hasPassed(0, duration, elapsed)).toBe(expected);
  });
});

describe('a time with an offset', () => {
  it.each([
    ['2026-11-20T10:54:59+00:00', '2026-11-20T10:54:59Z'],
    ['2026-11-20T12:24:59.5+01:30', '2026-11-20T10:54:59.500Z'],
    ['2026-11-19T22:54:59-12:00', '2026-11-20T10:54:59Z'],
  ])('is read as the same instant in UTC: %s', (text, utc) => {
    expect(toIso(fromIso(text))).toBe(utc);
  });
});
