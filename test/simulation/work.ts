// That no two jobs ever work on one resource at once, or on one slot of it.
//
// They may where the hold of one has ended against its will: it was evicted (whether that was right is judged where the
// write is), another job of its run gave it back, or somebody deleted, set back or edited the branch.
import { outcomeOf } from '../../src/lease/document.ts';
import { documentAt } from '../world/branch.ts';
import type { Output } from '../world/steps.ts';
import type { Event } from '../world/world.ts';
import type { Broken } from './judge.ts';
import type { Scene } from './scene.ts';
import { holdEndedBy } from './writes.ts';

type Works = Extract<Event, { kind: 'works' | 'stops' }>;

interface Working {
  readonly event: Works;
  readonly hold: Output | null;
}

export function workBroken(scene: Scene): Broken[] {
  const broken: Broken[] = [];
  const present: Working[] = [];
  const holds = new Map<string, Output>();
  for (const event of scene.world.events) {
    if (event.kind === 'report') note(holds, event);
    if (event.kind === 'stops') {
      const at = present.findIndex(({ event: { job, lease } }) => job === event.job && lease === event.lease);
      if (at !== -1) present.splice(at, 1);
    }
    if (event.kind !== 'works') continue;
    const working = { event, hold: holds.get(`${event.job.name} ${event.lease}`) ?? null };
    for (const other of present) {
      if (other.event.lease !== event.lease || !share(other.hold, working.hold)) continue;
      if (isExempt(scene, other) || isExempt(scene, working)) continue;
      const what = `${event.job.name} works while ${other.event.job.name} does`;
      broken.push({ promise: 'resource', time: event.time, what });
    }
    present.push(working);
  }
  return broken;
}

function note(holds: Map<string, Output>, { job, report }: Extract<Event, { kind: 'report' }>): void {
  if (report.of !== 'acquire' || report.done.kind !== 'acquired') return;
  const { id, epoch, slots } = report.done.holder;
  holds.set(`${job.name} ${report.lease}`, { id, token: epoch, slots });
}

function share(a: Output | null, b: Output | null): boolean {
  const [one, other] = [a?.slots ?? null, b?.slots ?? null];
  return one === null || other === null || one.some((slot) => other.includes(slot));
}

function isExempt({ world }: Scene, { event: { job, lease }, hold }: Working): boolean {
  if (hold === null) return false;
  const ended = holdEndedBy(world.branch.versions, lease, { id: hold.id, token: hold.token! });
  if (ended === null) return false;
  if ('operator' in ended.by) return true;
  const document = documentAt(ended, lease);
  if (document !== null && outcomeOf(document, hold.id)?.outcome === 'evicted') return true;
  const author = world.ran.get(ended.by.process);
  return author?.of === 'release' && author.job !== job;
}
