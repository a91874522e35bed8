import { describe, expect, it } from 'vitest';
import { backoff, hasteOf, pollDelay } from '../../src/protocol/pace.ts';
import { plain, register } from '../lease/build.ts';

const NEARLY_ONE = 1 - Number.EPSILON;
const ID = plain(1).id;

describe('backoff', () => {
  it('waits a random time up to a bound that doubles, and never longer than four seconds', () => {
    expect([0, 1, 2, 9].map((attempt) => backoff('arriving', attempt, 0))).toEqual([0, 0, 0, 0]);
    const longest = [0, 1, 2, 9].map((attempt) => backoff('arriving', attempt, NEARLY_ONE));
    expect(longest.map(Math.round)).toEqual([2, 4, 4, 4]);
  });

  it('lets those who hand the lease on go first', () => {
    for (const attempt of [0, 1, 2, 3, 9]) {
      expect(backoff('handingOn', attempt, 0.5)).toBeLessThan(backoff('arriving', attempt, 0.5));
      expect(backoff('handingOn', attempt, NEARLY_ONE)).toBeLessThanOrEqual(1);
    }
  });
});

describe('haste', () => {
  it('has who takes the lease from within the line, and who leaves it', () => {
    expect(hasteOf([{ kind: 'grant', id: ID }], true)).toBe('handingOn');
    expect(hasteOf([{ kind: 'withdraw', registration: plain(1), reason: 'timed-out' }], true)).toBe(
      'handingOn',
    );
  });

  it('has not who arrives, even where the lease is free', () => {
    expect(hasteOf([register(plain(1))], false)).toBe('arriving');
    expect(hasteOf([register(plain(1)), { kind: 'grant', id: ID }], false)).toBe('arriving');
  });
});

describe('pollDelay', () => {
  const delay = (rank: number, random: number, share = 1): number => pollDelay(15, rank, 60, share, random);

  it('lets the next in line wait no longer than the interval', () => {
    expect(delay(1, 0)).toBe(7.5);
    expect(delay(1, NEARLY_ONE)).toBeLessThanOrEqual(15);
  });

  it('keeps others a quarter around the interval', () => {
    expect(delay(2, 0)).toBe(11.25);
    expect(delay(2, NEARLY_ONE)).toBeCloseTo(18.75);
  });

  it('grows longer down the line and on a low budget, up to the bound', () => {
    expect(delay(20, 0.5)).toBe(30);
    expect(delay(100, 0.5)).toBe(60);
    expect(delay(2, 0.5, 0.1)).toBe(60);
  });

  it('is never shorter than the interval, whatever the bound', () => {
    expect(pollDelay(15, 100, 1, 1, 0.5)).toBe(15);
  });
});
