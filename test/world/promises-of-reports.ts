// The promises about what processes report, and about the resource: S10, and that two jobs never work at once.
import { holdOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { Lock } from '../../src/lease/schema.ts';
import { overlap } from '../../src/lease/slots.ts';
import { documentAt, type Version } from './branch.ts';
import type { Job } from './job.ts';
import { nameIn } from './names.ts';
import { isOverLimitBy, wasTampered, wasUnseen, type Breach } from './breach.ts';
import { stoodStill } from './promises-of-holds.ts';
import { readable } from './server.ts';
import type { Report } from './steps.ts';
import type { Event, World } from './world.ts';

type Reported = Extract<Event, { kind: 'report' }>;

export function reportBreaches(world: World): Breach[] {
  const reports = world.events.filter((event) => event.kind === 'report');
  return [
    ...reports.flatMap((event) => [
      ...untrueGrant(world, event),
      ...holdsAfterEnd(world, event),
      ...openedNothing(world, event),
    ]),
    ...sharedResource(world),
  ];
}

/** Who is told that it holds a lease does so at that moment. */
function untrueGrant(world: World, { time, job, process, report }: Reported): Breach[] {
  if (report.of !== 'acquire' || report.done.kind !== 'acquired') return [];
  const { holder } = report.done;
  const version = versionAt(world, time);
  const document = documentAt(version, leaseOf(world, report));
  if (document !== null && holdOf(document, holder.id)?.epoch === holder.epoch) return [];
  if (isExempt(world, job, holder.id, time)) return [];
  return [{ promise: 'S10', time, what: `${process} is told that it holds the lease, and it does not` }];
}

/** Who was told that its request has ended never holds the lease by it afterwards. */
function holdsAfterEnd(world: World, { time, process, report }: Reported): Breach[] {
  const closed = closedBy(report);
  if (closed === null) return [];
  const after = world.branch.versions.find((version) => {
    if (version.time < time) return false;
    return [...version.leases.keys()].some((lease) => {
      const document = documentAt(version, lease);
      return document?.requests.some(
        ({ id, nonce, status }) => id === closed.id && nonce === closed.nonce && status === 'acquired',
      );
    });
  });
  if (after === undefined || wasTampered(world, 0, after.time)) return [];
  return [
    { promise: 'S10', time: after.time, what: `${process} reported its end, and holds the lease later` },
  ];
}

function closedBy(report: Report): { readonly id: string; readonly nonce: string } | null {
  if (report.of !== 'acquire') return null;
  const isClosed = ['completed', 'ended', 'gone', 'lost'].includes(report.done.kind);
  return isClosed ? { id: report.registration.id, nonce: report.registration.nonce } : null;
}

/** Who is told that it has opened a lease leaves no lock that was there when it began. */
function openedNothing(world: World, { time, process, report }: Reported): Breach[] {
  if (report.of !== 'unlock' || report.done.kind !== 'done' || report.done.result.kind !== 'opened')
    return [];
  const began = world.server.asks.find((ask) => ask.process === process)!.time;
  const locksAt = (at: Seconds): Lock[] => {
    const { lock, leases } = versionAt(world, at);
    const documents = [...leases.values()].flatMap((each) => readable(each) ?? []);
    const all = [lock, ...documents.map((document) => document.lock)];
    const ofSlots = documents.flatMap(({ slots }) => Object.entries(slots));
    const named = ofSlots.filter(([slot]) => report.slots?.includes(slot) !== false);
    return [...(report.slots === null ? all : []), ...named.map(([, slot]) => slot.lock)].filter(
      (each) => each !== null,
    );
  };
  const texts = locksAt(time).map((lock) => JSON.stringify(lock));
  const isLeft = locksAt(began).some((lock) => texts.includes(JSON.stringify(lock)));
  if (!isLeft || wasTampered(world, began, time)) return [];
  return [
    { promise: 'unlock', time, what: `${process} reports that it is opened, and it is locked as before` },
  ];
}

/** Two jobs never work on one resource at once, or on one slot of it. */
function sharedResource(world: World): Breach[] {
  const breaches: Breach[] = [];
  const working = new Map<string, Map<Job, Seconds>>();
  for (const event of world.events) {
    if (event.kind !== 'works' && event.kind !== 'stops') continue;
    const { job, lease, time, kind } = event;
    const present = working.get(lease) ?? new Map<Job, Seconds>();
    working.set(lease, present);
    if (kind === 'stops') {
      present.delete(job);
      continue;
    }
    for (const [other] of present) {
      const { id: held = '', slots = null } = other.outputs.get(lease) ?? {};
      const own = job.outputs.get(lease);
      if (!overlap(slots, own?.slots ?? null)) continue;
      // Jobs of one run share what it holds.
      if (other === job || held === own?.id || isExempt(world, other, held, time)) continue;
      // Who stood still while the branch was deleted may learn of its hold only afterwards.
      if (isExempt(world, job, own?.id ?? '', time)) continue;
      // A process that stands still cannot stop its work.
      if (other.isProcess && stoodStill(world, other, other.startsAt, time)) continue;
      breaches.push({ promise: 'resource', time, what: `${job.name} works while ${other.name} still does` });
    }
    present.set(job, time);
  }
  return breaches;
}

/** Why a hold may have been lost: GitHub called the job ended, nobody could see it, or an operator has interfered. */
function isExempt(world: World, job: Job, id: string, time: Seconds): boolean {
  if (job.endedAt !== null && job.endedAt <= time) return true;
  if (wasTampered(world, job.startsAt, time)) return true;
  return world.branch.versions.some((version) => version.time <= time && isExcused(world, version, id));
}

/** Whether a version evicts a request for a reason that its living job must bear. */
function isExcused(world: World, version: Version, id: string): boolean {
  if (!('process' in version.by)) return false;
  const { process } = version.by;
  const before = world.branch.versions[version.index - 1]!;
  return [...version.leases.keys()].some((lease) => {
    const request = documentAt(before, lease)?.requests.find((each) => each.id === id);
    const outcome = documentAt(version, lease)?.outcomes.find((each) => each.id === id);
    if (request === undefined || outcome?.outcome !== 'evicted') return false;
    if (world.ran.get(process)?.of === 'unlock' || isOverLimitBy(world, request, version.time)) return true;
    return wasUnseen(world, process, request, version.time);
  });
}

function leaseOf(world: World, { registration }: Extract<Report, { of: 'acquire' }>): string {
  for (const version of world.branch.versions.toReversed()) {
    for (const lease of version.leases.keys()) {
      const document = documentAt(version, lease);
      const isThere = [...(document?.requests ?? []), ...(document?.outcomes ?? [])].some(
        ({ nonce, id }) => nonce === registration.nonce || id === registration.id,
      );
      if (isThere) return lease;
    }
  }
  return nameIn(world)(registration.id);
}

function versionAt(world: World, time: Seconds): Version {
  return world.branch.versions.findLast((version) => version.time <= time)!;
}
