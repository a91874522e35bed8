// A merge queue on stages, as the benchmark plays and counts it.
import { expect, it } from 'vitest';
import type { Ride } from '../../bench/rider.ts';
import { onSlots, playStages, rowOf } from '../../bench/stages.ts';
import { aRegistration } from '../action/records.ts';

/** One that worked until then, or one that was completed. */
function ride(of: { readonly released: number } | { readonly completed: number }): Ride {
  const common = { registered: 1000, attempts: 1, conflicts: 0 };
  return 'released' in of
    ? { ...common, status: 'acquired', granted: 2000, ended: 2000, released: of.released }
    : { ...common, status: 'completed', granted: null, released: null, ended: of.completed };
}

it('plays a train of which the highest fails: the next works, and completes the others', async () => {
  const { rides, failures } = await playStages(1, { count: 3, pollInterval: 0.2, work: 0.1 });
  expect(failures).toEqual([]);
  expect(rides.map(({ status }) => status)).toEqual(['completed', 'acquired', 'acquired']);
});

it('lets each accept any one of the slots, and the whole lease where there is one', () => {
  const accepted = (slots: number) => onSlots(aRegistration({}), slots).parameters.accepts;
  expect([accepted(1), accepted(2)]).toEqual([null, ['1', '2']]);
});

it('tells when all has ended, and when those that never worked were completed', () => {
  const short = [ride({ released: 50_000 }), ride({ completed: 51_000 }), ride({ completed: 53_000 })];
  const long = [ride({ released: 90_000 }), ride({ released: 50_000 }), ride({ completed: 55_000 })];
  expect(
    rowOf(2, [
      { rides: short, failures: [] },
      { rides: long, failures: ['one'] },
    ]),
  ).toEqual({ slots: 2, settled: 71_500, completed: 54_000, failures: 1 });
});
