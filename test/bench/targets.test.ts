import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../bench/targets.ts';
import type { Results } from '../../bench/results.ts';
import type { StagesRow } from '../../bench/stages.ts';
import { aRow, half, someResults } from './build.ts';

const use = (name: string, acquire: number) => ({ name, acquire: half(acquire), release: half(2) });

/** A train on two slots that fared otherwise. */
function stages(two: Partial<StagesRow>): Partial<Results> {
  const { stages } = someResults();
  const rows = stages.rows.map((row) => (row.slots === 2 ? { ...row, ...two } : row));
  return { stages: { ...stages, rows } };
}

/** The targets that are missed. */
function missed(overrides: Partial<Results>): string[] {
  return targetsOf(someResults(overrides)).flatMap(({ target, met }) => (met ? [] : [target]));
}

it('meets every target with good figures', () => {
  expect(missed({})).toEqual([]);
  expect(targetsOf(someResults())).toHaveLength(13);
});

describe('a target is missed', () => {
  it.each<[string, Partial<Results>]>([
    ['20 jobs', { plain: [aRow({ registered: 91_000 })] }],
    ['20 jobs', { plain: [aRow({ attempts: { median: 5, max: 6 } })] }],
    ['ref-lease, plain: uncontended', { uses: [use('ref-lease, plain', 3)] }],
    ['ref-lease, merge group: uncontended', { uses: [use('ref-lease, merge group', 5)] }],
    ['a train of 4', { trains: [aRow({ count: 4, rest: 20, graphql: 13 })] }],
    ['a train of 50', { trains: [aRow({ count: 50, rest: 300, graphql: 151 })] }],
    ['a train of 50', { trains: [aRow({ count: 50, rest: 1, graphql: 1, failures: 1 })] }],
    ['100 jobs within 2 s: 2500', { plain: [aRow({ count: 100, rest: 2400, graphql: 101 })] }],
    ['100 jobs within 2 s: 2500', { plain: [aRow({ count: 100, attempts: { median: 3.5, max: 6 } })] }],
    ['100 jobs within 2 s on plain git', { plainOnGit: aRow({ count: 100, rest: 1, graphql: 0 }) }],
    [
      '100 jobs within 2 s on plain git',
      { plainOnGit: aRow({ count: 100, rest: 0, graphql: 0, failures: 1 }) },
    ],
    ['one decision', { decision: [{ requests: 1000, slots: 0, time: 21 }] }],
    ['one decision .* for 100 slots', { decision: [{ requests: 1000, slots: 100, time: 51 }] }],
    ['a train of 8 on 2 slots', stages({ completed: 67_000 })],
    ['a train of 8 on 2 slots', stages({ failures: 1 })],
    ['100 jobs', { plain: [aRow({ count: 100, failures: 1 })] }],
    ['hand-over, greatest', { handOver: { samples: 1, pollInterval: 2, median: 1000, max: 2501 } }],
    ['hand-over, median', { handOver: { samples: 1, pollInterval: 2, median: 1251, max: 2000 } }],
    ['post with nothing to do', { start: { size: { main: 1, post: 1 }, bareNode: 20, idlePost: 81 } }],
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
  const few = aRow({ count: 5 });
  const stages = { ...someResults().stages, count: 4 };
  const targets = targetsOf(someResults({ plain: [few], plainOnGit: few, trains: [], stages }));
  expect(targets.map(({ target }) => target).filter((target) => /train|jobs/.test(target))).toEqual([]);
});
