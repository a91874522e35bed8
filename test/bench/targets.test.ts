import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../bench/targets.ts';
import type { Results } from '../../bench/results.ts';
import { aRow, someResults } from './build.ts';

/** The targets that are missed. */
function missed(overrides: Partial<Results>): string[] {
  return targetsOf(someResults(overrides)).flatMap(({ target, met }) => (met ? [] : [target]));
}

it('meets every target with good figures', () => {
  expect(missed({})).toEqual([]);
  expect(targetsOf(someResults())).toHaveLength(8);
});

describe('a target is missed', () => {
  it.each<[string, Partial<Results>]>([
    ['20 jobs', { plain: [aRow({ registered: 26_000 })] }],
    ['20 jobs', { plain: [aRow({ attempts: { median: 5, max: 6 } })] }],
    ['a train of 50', { trains: [aRow({ count: 50, rest: 1001 })] }],
    ['a train of 50', { trains: [aRow({ count: 50, graphql: 1001 })] }],
    ['100 jobs', { plain: [aRow({ count: 100, failures: 1 })] }],
    ['hand-over, greatest', { handOver: { samples: 1, pollInterval: 2, median: 1000, max: 2501 } }],
    ['hand-over, median', { handOver: { samples: 1, pollInterval: 2, median: 1251, max: 2000 } }],
    ['post with nothing to do', { start: { size: { main: 1, post: 1 }, bareNode: 20, idlePost: 140 } }],
    [
      'ref-lease, plain: an hour of waiting',
      { idle: [{ name: 'ref-lease, plain', requests: 240, charged: 1 }] },
    ],
  ])('%s', (name, overrides) => {
    const [only, ...more] = missed(overrides);
    expect(only).toMatch(new RegExp(`^${name}`));
    expect(more).toEqual([]);
  });
});

it('says nothing of what was not measured', () => {
  const targets = targetsOf(someResults({ plain: [aRow({ count: 5 })], trains: [] }));
  expect(targets.map(({ target }) => target).filter((target) => /train|jobs/.test(target))).toEqual([]);
});
