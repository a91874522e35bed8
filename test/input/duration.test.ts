// Durations: what is read, what is not, and that reading undoes writing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/input/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 0.5],
    ['30s', 30],
    ['5m', 300],
    ['1h30m', 5400],
    ['2d', 172_800],
    ['0s', 0],
    ['0ms', 0],
    ['1d2h3m4s5ms', 93_784.005],
    ['1m500ms', 60.5],
    ['90m', 5400],
    ['007s', 7],
    ['3650d', 3650 * 86_400],
    ['99999d', 99_999 * 86_400],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    '0',
    '30',
    's',
    '-5s',
    '+5s',
    '1.5h',
    '1,5h',
    '30m1h',
    '5s5s',
    '1h 30m',
    ' 5m',
    '5M',
    '5min',
    '1w',
    'PT5M',
    '1e3s',
    '٥s',
    '5s\n',
    '99999999999999999999d',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('reads every duration that formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3650 * 86_400_000 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds / 1000))).toBe(milliseconds / 1000);
      }),
    );
  });

  it('reads only what has the form of a duration', () => {
    const unit = fc.constantFrom('1', '20', 'd', 'h', 'm', 's', 'ms', '-', '.', ' ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        expect(parseDuration(text) !== null).toBe(isDuration(text));
      }),
    );
  });
});

// The plain way to say it: numbers with units, each unit below the one before it.
function isDuration(text: string): boolean {
  const units = [...text.matchAll(/(\d+)(ms|[dhms])/g)];
  const ranks = units.map(([, , unit]) => ['d', 'h', 'm', 's', 'ms'].indexOf(unit ?? ''));
  return (
    text !== '' &&
    units.map(([all]) => all).join('') === text &&
    ranks.every((rank, index) => index === 0 || rank > ranks[index - 1]!)
  );
}

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [0.3, '300ms'],
    [0.1 * 3, '300ms'],
    [45, '45s'],
    [90, '1m30s'],
    [21_600, '6h'],
    [86_461.5, '1d1m1s500ms'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
