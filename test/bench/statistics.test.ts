import { expect, it } from 'vitest';
import { handOvers } from '../../bench/contention.ts';
import type { Ride } from '../../bench/rider.ts';
import { maximum, median, rounded } from '../../bench/statistics.ts';

function aRide(granted: number | null, released: number | null): Ride {
  const status = granted === null ? 'completed' : 'acquired';
  return { status, registered: 0, granted, released, ended: granted ?? 0, attempts: 1, conflicts: 0 };
}

it('takes the value in the middle, or the mean of the two that are there', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

it('finds the greatest value, also below zero', () => {
  expect(maximum([-3, -1, -2])).toBe(-1);
  expect(maximum([])).toBeNaN();
});

it('rounds to decimals', () => {
  expect(rounded(1.256, 2)).toBe(1.26);
  expect(rounded(1250, -2)).toBe(1300);
});

it('measures each hand-over from a release to the grant after it, whatever the order of the jobs', () => {
  expect(handOvers([aRide(50, 60), aRide(10, 20), aRide(null, null), aRide(25, 40)])).toEqual([5, 10]);
});
