import { describe, expect, it } from 'vitest';
import { conditionsOf, HEADING, rowsOf, storeTable, textTable } from '../../bench/table.ts';
import { someResults } from './build.ts';

const rows = [HEADING, ...rowsOf(someResults())];

describe('the table', () => {
  it('has a row for each figure, and names those who are compared', () => {
    const text = textTable(rows);
    expect(text.split('\n')).toHaveLength(rows.length);
    expect(text).toMatch(
      /uncontended acquire, plain +2 in 2 round trips, 100 ms +github\/lock 6, 100 ms; least possible 2/,
    );
    expect(text).toMatch(/train of 50 +450 charged \(REST 200, GraphQL 250\)/);
    expect(text).toMatch(
      /on plain git +registered in 12 s.*; 0 charged; 900 fetches, 310 pushes +the API 450 charged; plain git takes 1 times as long/,
    );
    expect(text).toMatch(/next grant +0\.5 poll intervals, at most 1 /);
    expect(text).toMatch(/nothing to do +80 ms +`node -e 0` 20 ms: 60 ms more, 4 times/);
    expect(text).toMatch(
      /train of 8 on 2 slots, the highest fails +those that wait are completed after 1\.1 lengths of the work, all have ended after 2\.1 \(one takes the slot of the failed one\) +on one slot after 2\.2 and 2\.3: 50 % and 93 % of the time/,
    );
    expect(text).toMatch(/one decision among 1000 requests for 100 slots +8 ms/);
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('has plain git beside the API, for one request and for many', () => {
    const text = textTable(storeTable(someResults()));
    expect(text.split('\n')).toEqual([
      'a plain request         store  wall time  CPU      requests  charged',
      'acquire                 `api`  500 ms     200 ms   4         2',
      'acquire                 `git`  500 ms     200 ms   4         0',
      'an hour of waiting      `api`             4000 ms  500       0',
      'an hour of waiting      `git`             4000 ms  500       0',
      'release                 `api`  400 ms     200 ms   4         2',
      'release                 `git`  400 ms     200 ms   4         0',
      '100 at once, all of it  `api`  40 s                500       450',
      '100 at once, all of it  `git`  60 s                500       0',
    ]);
  });

  it('compares many on plain git with nothing where as many were not played by the API', () => {
    const alone = rowsOf(someResults({ plain: [] })).filter(([what]) => what.includes('plain git'));
    expect(alone.map(([, , compared]) => compared)).toEqual(['']);
  });

  it('states the latencies under which it was measured', () => {
    expect(conditionsOf(someResults())).toContain('120 ms for a read and 250 ms for a write');
    expect(conditionsOf(someResults({ quick: true }))).toContain('a subset');
  });
});
