import { expect, it } from 'vitest';
import { playFleet } from '../../bench/fleet.ts';

it('plays jobs on plain git, which cost no request of the API', async () => {
  const { rides, failures, rest, graphql, requests, fetches, pushes } = await playFleet({
    kind: 'plain',
    store: 'git',
    count: 2,
    within: 0,
    pollInterval: 0.5,
    ttl: 3600,
  });
  expect(failures).toEqual([]);
  expect(rides.map(({ status }) => status)).toEqual(['acquired', 'acquired']);
  expect([rest, graphql]).toEqual([0, 0]);
  // Each of the two registers and releases.
  expect(pushes).toBeGreaterThanOrEqual(4);
  expect(requests).toBeGreaterThan(fetches + pushes);
});

it('plays a small train: the highest holds the lease, the other is completed', async () => {
  const { rides, failures, graphql } = await playFleet({
    kind: 'train',
    count: 2,
    within: 0,
    pollInterval: 0.2,
    // Who asks after the success is completed without a registration.
    planned: (plan) => ({ ...plan, awaitsOthers: true }),
  });
  expect(failures).toEqual([]);
  expect(rides.map(({ status }) => status)).toEqual(['completed', 'acquired']);
  expect(rides.every(({ registered, attempts }) => registered !== null && attempts >= 1)).toBe(true);
  expect(graphql).toBeGreaterThan(4);
});
