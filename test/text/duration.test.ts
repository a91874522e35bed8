// Times and durations as people read them.
import { expect, test } from 'vitest';
import { dateTime, duration, utc } from '../../src/text/duration.ts';
import { START } from './build.ts';

test.each([
  [-5, '0 s'],
  [0, '0 s'],
  [0.4, '0 s'],
  [1.989, '2 s'],
  [59.9, '1 m'],
  [60, '1 m'],
  [200, '3 m 20 s'],
  [3600, '1 h'],
  [3659, '1 h'],
  [7500, '2 h 5 m'],
  [90_000, '1 d 1 h'],
  [864_000, '10 d'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('writes times in UTC, without fractions', () => {
  expect(dateTime(START + 0.75)).toBe('2026-11-20 10:00:00');
  expect(utc(START)).toBe('2026-11-20 10:00:00 UTC');
});
