// What further stages bring to a merge queue whose highest group fails: how long it takes until all of it is settled.
//
// Every group works for as long, the failing one too. When a stage is free again while the group above is still at work,
// the next one takes it: so one play may last for one length of work or for two, and many are played side by side.
import type { Registration } from '../src/lease/schema.ts';
import { ARRIVAL, QUICK_POLL } from './conditions.ts';
import { playFleet, type FleetFigures } from './fleet.ts';
import type { Plan, Ride } from './rider.ts';
import { maximum, median } from './statistics.ts';

/** How a merge queue with its highest group failing fared on so many slots; times are milliseconds, in the median. */
export interface StagesRow {
  readonly slots: number;
  /** From the first arrival until the last has ended. */
  readonly settled: number;
  /** From the first arrival until the last of those that never worked is completed. */
  readonly completed: number;
  readonly failures: number;
}

export interface StagesFigures {
  readonly count: number;
  readonly plays: number;
  /** Seconds. */
  readonly pollInterval: number;
  /** Seconds that each works. */
  readonly work: number;
  readonly rows: readonly StagesRow[];
}

/** Plays a queue of so many groups, as often on one slot as on two; the work takes so many poll intervals. */
export async function measureStages(count: number, plays: number, polls: number): Promise<StagesFigures> {
  const pollInterval = 4 * QUICK_POLL;
  const work = polls * pollInterval;
  const rows = await Promise.all(
    [1, 2].map(async (slots): Promise<StagesRow> => {
      const played = await Promise.all(
        Array.from({ length: plays }, () => playStages(slots, { count, pollInterval, work })),
      );
      for (const failure of played.flatMap(({ failures }) => failures))
        process.stderr.write(`train on ${slots} slots: ${failure}\n`);
      return rowOf(slots, played);
    }),
  );
  return { count, plays, pollInterval, work, rows };
}

/** What the plays have in common. */
export function rowOf(slots: number, played: readonly Pick<FleetFigures, 'rides' | 'failures'>[]): StagesRow {
  const settled = played.map(({ rides }) => maximum(rides.map(endOf)));
  const neverWorked = played.map(({ rides }) => rides.filter(({ granted }) => granted === null));
  return {
    slots,
    settled: median(settled),
    completed: median(neverWorked.map((rides) => maximum(rides.map(endOf)))),
    failures: played.flatMap(({ failures }) => failures).length,
  };
}

/** Plays it once. */
export function playStages(
  slots: number,
  { count, pollInterval, work }: Pick<StagesFigures, 'count' | 'pollInterval' | 'work'>,
): Promise<FleetFigures> {
  const holds = Array.from({ length: count }, () => work * 1000);
  const planned = (plan: Plan, index: number): Plan => ({
    ...plan,
    registration: onSlots(plan.registration, slots),
    jobStatus: index === count - 1 ? 'failure' : 'success',
    // A group that asks only after the failure of the one above it would not be the next.
    awaitsOthers: true,
  });
  return playFleet({ kind: 'train', count, within: ARRIVAL, pollInterval, holds, planned });
}

/** Accepts any one of so many slots; the lease itself where that is one. */
export function onSlots(registration: Registration, slots: number): Registration {
  const names = Array.from({ length: slots }, (_, index) => `${index + 1}`);
  const accepts = slots === 1 ? null : names;
  return { ...registration, parameters: { ...registration.parameters, accepts } };
}

function endOf({ released, ended }: Ride): number {
  return released ?? ended;
}
