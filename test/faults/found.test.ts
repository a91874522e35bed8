// Faults that once broke a promise, at every ask of their story in every run of the suite.
import { describe, expect, it } from 'vitest';
import { storyNamed } from '../stories/all.ts';
import { check, nameOf, singleFaults } from './every.ts';

const FOUND = [
  ['a lagging look before the branch is gone starts no storm of reads', 'deleted', 'older by 1'],
  ['a lagging read makes no unlock say that it has opened what it has not seen', 'locked', 'older by 3'],
  ['a lagging read of the lock of all leases stops no waiter', 'all-locked', 'older by 1'],
  ['silence begins when a job was last seen alive', 'unseen-living-holder', 'lives refused for good'],
] as const;

describe('a fault that once did harm', () => {
  it.each(FOUND)('%s', (_, name, fault) => {
    const points = singleFaults(storyNamed(name)).filter(
      ({ troubles }) => troubles[0]!.trouble.name === fault,
    );
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter((point) => check(point).failure !== null).map(nameOf)).toEqual([]);
  });
});
