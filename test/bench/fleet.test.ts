import { expect, it } from 'vitest';
import { playFleet } from '../../bench/fleet.ts';

it('plays a small train: the highest holds the lease, the other is completed', async () => {
  const { rides, failures, graphql } = await playFleet({
    kind: 'train',
    count: 2,
    within: 0,
    pollInterval: 0.2,
  });
  expect(failures).toEqual([]);
  expect(rides.map(({ status }) => status)).toEqual(['completed', 'acquired']);
  expect(rides.every(({ registered, attempts }) => registered !== null && attempts >= 1)).toBe(true);
  expect(graphql).toBeGreaterThan(4);
});
