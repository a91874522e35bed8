// Instants: how they are written and read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import { fromIso, toIso } from '../../src/lease/instant.ts';

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
      runs(2000),
    );
  });

  it('read every instant as Date does', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        expect(fromIso(byDate(time))).toBe(time / 1000);
      }),
      runs(2000),
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

describe('a time with an offset', () => {
  it.each([
    ['2026-11-20T10:54:59+00:00', '2026-11-20T10:54:59Z'],
    ['2026-11-20T12:24:59.5+01:30', '2026-11-20T10:54:59.500Z'],
    ['2026-11-19T22:54:59-12:00', '2026-11-20T10:54:59Z'],
  ])('is read as the same instant in UTC: %s', (text, utc) => {
    expect(toIso(fromIso(text))).toBe(utc);
  });
});
