// The promise to a process that renews its hold: as long as it works, and has not stood still, the lease is its own. Who
// evicts it does so only after it has stopped; after an operator it stops within two thirds of its TTL.
import { holdOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { Holder } from '../../src/lease/schema.ts';
import { documentAt, type Version } from './branch.ts';
import { wasTampered, type Breach } from './breach.ts';
import type { Job } from './job.ts';
import type { World } from './world.ts';

/** How much faster the clock of a process may be than another, and a second for the rounding of both. */
const DRIFT = 1.06;

interface Work {
  readonly job: Job;
  readonly lease: string;
  readonly hold: Holder;
  readonly from: Seconds;
  readonly to: Seconds;
}

export function holdBreaches(world: World): Breach[] {
  return worksOf(world).flatMap((work) => {
    if (stoodStill(world, work.job, work.from, work.to)) return [];
    const { versions } = world.branch;
    return versions.flatMap((version, index) => {
      const { hold, to, job } = work;
      const isNew = index === 0 || isHeld(versions[index - 1]!, work);
      const until = Math.min(to, versions.slice(index).find((each) => isHeld(each, work))?.time ?? to);
      if (!isNew || version.time < work.from || version.time >= to || isHeld(version, work)) return [];
      const mayWork = isEviction(world, version, work) ? 0 : ((2 * hold.parameters.ttl) / 3) * DRIFT + 1;
      const what = `${job.name} works for ${Math.round(until - version.time)} s without the lease`;
      return until - version.time > mayWork ? [{ promise: 'hold', time: version.time, what }] : [];
    });
  });
}

/** Whether a process stood still at any time of a span. */
export function stoodStill({ pauses }: World, job: Job, from: Seconds, to: Seconds): boolean {
  return pauses.some((pause) => pause.job === job && pause.from <= to && pause.until >= from);
}

/** The times in which processes have worked, each with the hold that it had then. */
function worksOf({ events, agenda }: World): Work[] {
  const works: Work[] = [];
  const holds = new Map<string, Holder>();
  for (const [index, event] of events.entries()) {
    if (event.kind === 'report' && event.report.of === 'acquire' && event.report.done.kind === 'acquired')
      holds.set(`${event.job.name} ${event.report.lease}`, event.report.done.holder);
    if (event.kind !== 'works' || !event.job.isProcess) continue;
    const { job, lease, time } = event;
    const hold = holds.get(`${job.name} ${lease}`);
    const end = events
      .slice(index)
      .find((each) => each.kind === 'stops' && each.job === job && each.lease === lease);
    const isRenewed = hold !== undefined && hold.parameters.max_hold === hold.parameters.ttl;
    if (isRenewed) works.push({ job, lease, hold, from: time, to: end?.time ?? agenda.now });
  }
  return works;
}

function isHeld(version: Version, { lease, hold }: Work): boolean {
  const document = documentAt(version, lease);
  return document !== null && holdOf(document, hold.id)?.epoch === hold.epoch;
}

/** Whether a process that waits has ended the hold, on a branch that nobody has touched. */
function isEviction(world: World, { by, time }: Version, { from }: Work): boolean {
  return 'process' in by && world.ran.get(by.process)?.of === 'acquire' && !wasTampered(world, from, time);
}
