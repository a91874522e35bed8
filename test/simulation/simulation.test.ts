// The simulation as part of the tests: the same seeds every time. `npm run simulate` tries others, as many as wanted.
import { describe, expect, it } from 'vitest';
import { fingerprint, simulate, traceOf, type Result } from './simulation.ts';

const SEEDS = 500;

/** What has to happen in these seeds, or they prove little. */
const WANTED = [
  'success, failure, completed, withdrawn, evicted, deleted, rewound, edited',
  'silent, doubled, refused, limited, older, killed, paused',
  'acquire acquired, acquire completed, acquire ended, acquire timed-out, acquire cancelled, acquire superseded',
  'acquire not-granted, acquire unconfirmed, acquire lost, acquire unreadable',
  'renew stopped, renew lost',
  'several hold, one holds several, a slot is locked, a slot rests',
  'release done, guard done, lock done, unlock done, status done, post done, post limited',
].flatMap((line) => line.split(', '));

/** Fails with everything that is needed to look into it. */
function expectKept(result: Result): void {
  const { broken, seed } = result;
  if (broken.length === 0) return;
  const what = broken.map((each) => `${each.promise}: ${each.what}`);
  expect.fail([...what, `npm run simulate -- --seed ${seed} --trace`, traceOf(result)].join('\n'));
}

describe('a simulated repository', () => {
  it('keeps every promise, and meets everything that it is about', () => {
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const result = simulate(seed);
      expectKept(result);
      for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
    }
    expect(WANTED.filter((what) => !counts.has(what))).toEqual([]);
  });

  it('replays a seed ask by ask', () => {
    for (const seed of [7, 11, 350]) expect(fingerprint(simulate(seed))).toBe(fingerprint(simulate(seed)));
    expect(fingerprint(simulate(7))).not.toBe(fingerprint(simulate(8)));
  });
});
