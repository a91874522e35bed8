// The simulation as part of the tests: seeds that are the same every time, and fresh ones.
//
// A failure names its seed; `npm run simulate -- --seed N --runners N --trace` replays it. A seed that has found a bug
// is kept in regressions.test.ts.
import { describe, expect, it } from 'vitest';
import { simulate, type Result } from './simulation.ts';

const FIXED = 50;
const FRESH = 200;

/** Seconds after which no further fresh seed is begun: a slow machine tries fewer. */
const TIME_FOR_FRESH = 25;

/** Fails with everything that is needed to look into it. */
function expectKept({ broken, seed, runners, trace }: Result): void {
  if (broken.length === 0) return;
  const replay = `npm run simulate -- --seed ${seed} --runners ${runners} --trace`;
  expect.fail([`seed ${seed}: ${broken.join('; ')}`, replay, ...trace.slice(-40)].join('\n'));
}

/** Sizes alternate: few jobs go through rare orders more often, many meet each other more. */
function runnersOf(seed: number): number {
  return [3, 8, 20, 12][seed % 4]!;
}

describe('a simulated repository', () => {
  it('keeps every promise for the seeds that are always tried', async () => {
    for (let seed = 1; seed <= FIXED; seed++) expectKept(await simulate({ seed, runners: runnersOf(seed) }));
  }, 120_000);

  it('keeps every promise for fresh seeds', async () => {
    const first = Date.now() * 1000;
    process.stdout.write(`simulation: fresh seeds from ${first}\n`);
    const end = performance.now() + TIME_FOR_FRESH * 1000;
    for (let seed = first; seed < first + FRESH && performance.now() < end; seed++) {
      expectKept(await simulate({ seed, runners: runnersOf(seed) }));
    }
  }, 120_000);

  it('replays a seed event by event, whether or not anybody watches', async () => {
    for (const seed of [7, 11]) {
      const runs = [
        await simulate({ seed, runners: 8 }),
        await simulate({ seed, runners: 8, traced: true }),
        await simulate({ seed, runners: 8 }),
      ];
      expect(new Set(runs.map(({ hash, events }) => `${hash} ${events}`)).size).toBe(1);
    }
    const [one, other] = [await simulate({ seed: 7, runners: 8 }), await simulate({ seed: 8, runners: 8 })];
    expect(one.hash).not.toBe(other.hash);
  }, 60_000);

  it('reaches what it is about', async () => {
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= 40; seed++) {
      const result = await simulate({ seed, runners: 8 });
      for (const [name, count] of [...result.counts, ...result.faults])
        counts.set(name, (counts.get(name) ?? 0) + count);
    }
    const wanted = [
      'grants',
      'success',
      'failure',
      'completed',
      'withdrawn',
      'takeovers',
      'main timed-out',
      'main superseded',
    ];
    const faults = [
      'lostBefore',
      'lostAfter',
      'late',
      'duplicated',
      'stale',
      'limited',
      'crash',
      'loseRunner',
      'cancel',
      'pause',
    ];
    expect([...wanted, ...faults].filter((name) => (counts.get(name) ?? 0) === 0)).toEqual([]);
  }, 60_000);
});
