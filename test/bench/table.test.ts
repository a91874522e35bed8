import { describe, expect, it } from 'vitest';
import { conditionsOf, rowsOf, textTable } from '../../bench/table.ts';
import { someResults } from './build.ts';

const rows = rowsOf(someResults());

describe('the table', () => {
  it('has a row for each figure, and names those who are compared', () => {
    const text = textTable(rows);
    expect(text.split('\n')).toHaveLength(rows.length + 1);
    expect(text).toMatch(
      /uncontended acquire, plain +2 in 2 round trips, 100 ms +github\/lock 6, 100 ms; least possible 2/,
    );
    expect(text).toMatch(/train of 50 +450 charged \(REST 200, GraphQL 250\)/);
    expect(text).toMatch(/next grant +0\.5 poll intervals, at most 1 /);
    expect(text).toMatch(/nothing to do +80 ms +`node -e 0` 20 ms: 60 ms more, 4 times/);
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('states the latencies under which it was measured', () => {
    expect(conditionsOf(someResults())).toContain('120 ms for a read and 250 ms for a write');
    expect(conditionsOf(someResults({ quick: true }))).toContain('a subset');
  });
});
