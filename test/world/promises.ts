// The observer of a world: reads every promise off the versions of the branch, what processes reported, and the truth.
//
// What is not a breach is listed in one place each, and as narrow as can be: an operator who frees a living holder, who
// deletes or rewinds the branch; a job that GitHub calls ended; a life that nobody could see for max-hold.
import type { Allowance, Breach } from './breach.ts';
import { boardBreaches } from './promises-of-board.ts';
import { holdBreaches } from './promises-of-holds.ts';
import { liveBreaches } from './promises-of-life.ts';
import { reportBreaches } from './promises-of-reports.ts';
import type { World } from './world.ts';

/** Everything that was broken in a run. */
export function breachesOf(world: World, allows: Allowance = {}): Breach[] {
  return [
    ...world.failures.map((what) => ({ promise: 'fault', time: world.agenda.now, what })),
    ...boardBreaches(world),
    ...reportBreaches(world),
    ...holdBreaches(world),
    ...liveBreaches(world, allows),
  ];
}
