// Reads the promises off a run that is over: by the observer that production has, by a second reading of its own, and by
// the truth, which only a simulation knows.
//
// What is no breach is as narrow as can be, and each exemption stands where it is used.
import { isUnreadable } from '../../src/lease/board.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import {
  begin,
  hear,
  observe,
  type Breach,
  type Observer,
  type Report as Told,
} from '../../src/lease/promises.ts';
import { outcomeOf, requestOf } from '../../src/lease/document.ts';
import { documentAt, type Version } from '../world/branch.ts';
import { holdBreaches } from '../world/promises-of-holds.ts';
import type { Event } from '../world/world.ts';
import { endsBroken } from './ends.ts';
import { lineBroken } from './lines.ts';
import type { Scene } from './scene.ts';
import { writesBroken } from './writes.ts';
import { workBroken } from './work.ts';

/** A promise that a run breaks; `promise` is S1–S10, L1–L4, or what it is about. */
export interface Broken {
  readonly promise: string;
  readonly time: Seconds;
  readonly what: string;
}

/** Everything that a run has broken. */
export function judge(scene: Scene): Broken[] {
  const { world, conditions } = scene;
  const threw = world.failures.map((what) => ({ promise: 'error', time: world.agenda.now, what }));
  return [
    ...threw,
    ...conditions.leases.flatMap((lease) => observed(scene, lease)),
    ...returned(scene),
    ...writesBroken(scene),
    ...workBroken(scene),
    ...holdBreaches(world),
    ...endsBroken(scene),
    ...lineBroken(scene),
  ].toSorted((a, b) => a.time - b.time);
}

/** Seconds after which no write arrives any more. */
const LATEST: Seconds = 3000;

type Reported = Extract<Event, { kind: 'report' }>;

/** What the observer of production says of one lease. */
function observed(scene: Scene, lease: string): Broken[] {
  const { world } = scene;
  const broken: Broken[] = [];
  const add = (time: Seconds, breaches: readonly Breach[]): void => {
    for (const { promise, what } of breaches) broken.push({ promise, time, what });
  };
  const reports = world.events.filter((event) => event.kind === 'report');
  let observer = begin();
  let next = 0;
  const tell = (until: Seconds): void => {
    for (; next < reports.length && reports[next]!.time < until; next += 1) {
      const told = toldOf(scene, reports[next]!, observer, lease);
      if (told === null) continue;
      const heard = hear(observer, told);
      observer = heard.observer;
      add(reports[next]!.time, heard.broken);
    }
  };
  for (const version of world.branch.versions.slice(1)) {
    const before = world.branch.versions[version.index - 1]!;
    if (before.leases.get(lease) === version.leases.get(lease) && version.head !== null) continue;
    tell(version.time);
    const seen = observe(observer, documentAt(version, lease), extraOf(scene, before, version));
    observer = seen.observer;
    add(
      version.time,
      seen.broken.filter((breach) => !isExcused(scene, breach, version)),
    );
  }
  tell(Infinity);
  return broken;
}

function extraOf({ world }: Scene, before: Version, version: Version): Parameters<typeof observe>[2] {
  if ('operator' in version.by) return { isCut: true };
  const ran = world.ran.get(version.by.process);
  const nonce = ran?.of === 'post' ? ran.nonce : null;
  const { lock } = before;
  return {
    contains: (head, sha) => world.repository.contains(head, sha),
    boardLock: isUnreadable(lock) ? null : lock,
    ...(nonce === null ? {} : { post: { nonce } }),
  };
}

/**
 * Tokens may repeat after a deletion where the clock is not trusted, or in the very second of it; and where a write that was sent, or decided, before
 * the branch was deleted or set back arrives after it, and finds the head that it was made on.
 */
function isExcused({ world, conditions, outside }: Scene, { promise }: Breach, version: Version): boolean {
  if (!('process' in version.by)) return false;
  const { process } = version.by;
  // Whoever has watched a rest for long enough may be by its clock in the middle of it, where others are ahead.
  const isApart = outside > 0 || !conditions.common.trusted;
  if (promise === 'rest') return isApart;
  // What is counted is told apart by its token.
  if (promise !== 'S2' && promise !== 'counters') return false;
  const tampered = world.branch.versions.findLast(
    ({ by, index }) => index > 0 && index < version.index && 'operator' in by,
  );
  if (tampered === undefined) return false;
  if (isApart) return true;
  const sent = world.server.asks.filter((ask) => ask.process === process && ask.time < version.time);
  const writes = sent.filter(({ kind }) => kind === 'write');
  const lastLook = sent.findLast(({ kind }) => kind === 'read' || kind === 'look');
  return [...writes, lastLook].some(
    (ask) => ask !== undefined && Math.floor(ask.time) <= tampered.time && ask.time > version.time - LATEST,
  );
}

/** What a report says of a request of the lease, as the observer understands it. */
function toldOf(
  scene: Scene,
  { process, report, time }: Reported,
  observer: Observer,
  lease: string,
): Told | null {
  if (report.of !== 'acquire' || report.lease !== lease) return null;
  const { done, registration } = report;
  if (done.kind === 'acquired') return { kind: 'acquired', id: done.holder.id, token: done.holder.epoch };
  if (!hasEnded(report) || isOverturned(scene, process, time)) return null;
  // An id without a trace is free for the next step of the job; and one that another step has is not this one's.
  const { last } = observer;
  const { id, nonce } = registration;
  const entry =
    last === null || last === 'unknown' ? undefined : (requestOf(last, id) ?? outcomeOf(last, id));
  return entry?.nonce === nonce ? { kind: 'ended', id } : null;
}

/** Nothing that a step has sent is on the board, or gets there, after it or its post step has reported its end (S10). */
function returned(scene: Scene): Broken[] {
  const { world } = scene;
  const { versions } = world.branch;
  return world.events.flatMap((event): Broken[] => {
    if (event.kind !== 'report' || !hasEnded(event.report)) return [];
    const { process, time, report } = event;
    const { nonce } = world.ran.get(process)!;
    const startedAt = startOf(scene, process);
    // A hold of an earlier step is not what this one has taken.
    if (report.of === 'post' && report.done.kind === 'done' && report.done.result.verdict.kind === 'not-own')
      return [];
    const from = versions.findLastIndex((version) => version.time < time);
    for (const version of versions.slice(from)) {
      // Where the branch is set back or deleted, anything may be there again.
      if ('operator' in version.by && version.index > 0 && version.time > startedAt) return [];
      const live = [...version.leases.values()].flatMap((each) => (isUnreadable(each) ? [] : each.requests));
      const request = live.find((each) => each.nonce === nonce);
      if (request === undefined || isOverturned(scene, process, time)) continue;
      const what = `${process} has reported its end, and its request is ${request.status}`;
      return [{ promise: 'S10', time: version.time, what }];
    }
    return [];
  });
}

function hasEnded({ of, done: { kind } }: Reported['report']): boolean {
  if (of === 'post') return kind === 'done';
  return of === 'acquire' && (kind === 'completed' || kind === 'ended' || kind === 'gone');
}

/** Whether somebody deleted, set back or edited the branch while a process ran: what it has seen may be no more. */
function isOverturned(scene: Scene, process: string, until: Seconds): boolean {
  // An older answer may still be of before.
  const { weather } = scene;
  const isBehind = weather.lagging.has(process) || weather.of(process).older > 0;
  const startedAt = startOf(scene, process) - 60 * Number(isBehind);
  return scene.world.branch.versions.some(
    ({ by, index, time }) => index > 0 && 'operator' in by && time >= startedAt && time <= until,
  );
}

/** When the step began that a process is, or is the post step of. */
function startOf({ world }: Scene, process: string): Seconds {
  const { nonce, startedAt } = world.ran.get(process)!;
  const first = nonce === null ? undefined : [...world.ran.values()].find((each) => each.nonce === nonce);
  return first?.startedAt ?? startedAt;
}
