// Times for the end of a lock: real dates only, and never in the zone of the runner.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoTime } from '../../src/input/until.ts';

describe('parseIsoTime', () => {
  it.each([
    ['2026-11-20T18:00:00Z', '2026-11-20T18:00:00.000Z'],
    ['2026-11-20T18:00Z', '2026-11-20T18:00:00.000Z'],
    ['2026-11-20T18:00:00+01:00', '2026-11-20T17:00:00.000Z'],
    ['2026-11-20T18:00:00+0130', '2026-11-20T16:30:00.000Z'],
    ['2026-12-31T20:00:00-05:00', '2027-01-01T01:00:00.000Z'],
    ['2026-11-20T18:00:00.25Z', '2026-11-20T18:00:00.250Z'],
    ['2026-11-20T18:00:00.123456789Z', '2026-11-20T18:00:00.123Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseIsoTime(text)).toBe(Date.parse(expected) / 1000);
  });

  it.each([
    '',
    'tomorrow',
    '2026-11-20',
    '2026-11-20T18:00',
    '2026-11-20T18:00:00',
    '18:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T18:60:00Z',
    '2026-11-20T18:00:60Z',
    '2026-11-20 18:00:00Z',
    '2026-11-20T18:00:00+15:00',
    '2026-11-20T18:00:00+01:60',
    '2026-11-20T18:00:00 +01:00',
    '1969-12-31T23:59:59Z',
    '9999-12-31T23:59:59-01:00',
    '20261120T180000Z',
    '1795166417',
  ])('refuses %j', (text) => {
    expect(parseIsoTime(text)).toBeNull();
  });

  it('agrees with Date on every time of its form', () => {
    const dates = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseIsoTime(date.toISOString())).toBe(date.getTime() / 1000);
      }),
    );
  });
});
