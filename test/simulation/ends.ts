// How processes end: everybody does, in time, at a bounded cost, and for a reason that is true.
import type { Loss } from '../../src/protocol/renew.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { holdOf } from '../../src/lease/document.ts';
import { documentAt } from '../world/branch.ts';
import type { Event } from '../world/world.ts';
import type { Broken } from './judge.ts';
import type { Scene } from './scene.ts';

/** Asks of one process in any minute; behind a replica that lags, every read is old, and every write on it in vain. */
const MOST_ASKS = 40;
const MOST_ASKS_LAGGING = 120;

/** Seconds in which each errand must be over, and an acquire after its time. */
const LIMITS = { post: 240, release: 600, guard: 180, lock: 600, unlock: 600, status: 300 };
const GRACE: Seconds = 125;
const ONE_TRY: Seconds = 60;

type Reported = Extract<Event, { kind: 'report' }>;

export function endsBroken(scene: Scene): Broken[] {
  const { world, newcomers } = scene;
  const time = world.agenda.now;
  const reports = world.events.filter((event) => event.kind === 'report');
  const acquired = new Set(
    reports
      .filter(({ report }) => report.of === 'acquire' && report.done.kind === 'acquired')
      .map(({ job }) => job),
  );
  return [
    ...world.jobs
      .filter((job) => !job.isOver && !newcomers.includes(job))
      .map(({ name }) => ({ promise: 'L4', time, what: `${name} does not end` })),
    ...newcomers
      .filter((job) => !acquired.has(job))
      .map(({ name }) => ({ promise: 'L3', time, what: `the ${name} does not get it` })),
    ...costly(scene),
    ...reports.flatMap((event) => [...late(scene, event), ...untrue(scene, event), ...blind(scene, event)]),
  ];
}

function costly({ world, weather }: Scene): Broken[] {
  const recent = new Map<string, Seconds[]>();
  const broken: Broken[] = [];
  for (const { process, time } of world.server.asks) {
    const times = recent.get(process) ?? [];
    recent.set(process, times);
    const isLagging = weather.lagging.has(process) || weather.of(process).older > 4;
    const most = isLagging ? MOST_ASKS_LAGGING : MOST_ASKS;
    const first = times[times.length - most];
    if (first !== undefined && time - first < 60)
      broken.push({ promise: 'cost', time, what: `${process} asks more than ${most} times in a minute` });
    times.push(time);
  }
  return broken.slice(0, 1);
}

function late({ world, weather }: Scene, { process, report, time }: Reported): Broken[] {
  const { startedAt, wish } = world.ran.get(process)!;
  // Who renews does so as long as it works.
  if (report.of === 'renew') return [];
  const limit =
    report.of === 'acquire'
      ? (wish!.wait ? (wish!.timeout ?? Infinity) : ONE_TRY) + GRACE
      : LIMITS[report.of] + 5;
  // By its own clock, which may be so slow.
  const took = (time - startedAt - weather.of(process).pausedFor) * 0.98;
  if (took <= limit) return [];
  return [{ promise: 'time', time, what: `${process} takes ${Math.round(took)} s, and has ${limit} s` }];
}

/** A guard or a release that says of a hold what was not so at any time in which it looked. */
function blind({ world, weather }: Scene, { process, report, time }: Reported): Broken[] {
  if ((report.of !== 'guard' && report.of !== 'release') || report.done.kind !== 'done') return [];
  if (weather.of(process).older > 0 || weather.lagging.has(process)) return [];
  const { result } = report.done;
  const { versions } = world.branch;
  const { startedAt } = world.ran.get(process)!;
  const shown = versions.filter(
    (version, index) => version.time <= time && (versions[index + 1]?.time ?? time) >= startedAt,
  );
  if (versions.some(({ by, index, time: at }) => index > 0 && 'operator' in by && at <= time)) return [];
  const epochs = shown.map((version) => {
    const document = documentAt(version, result.document.lease);
    const { id } = result;
    return (document === null || id === null ? undefined : holdOf(document, id)?.epoch) ?? null;
  });
  const always = epochs.every((epoch) => epoch !== null);
  const said =
    'held' in result
      ? result.held === null
        ? always && 'it is said not to hold the lease, and always did'
        : !epochs.includes(result.held.epoch) && 'it is said to hold the lease, and never did'
      : result.kind === 'released'
        ? epochs.at(-1) === result.outcome.epoch && 'its hold is said to be released, and is there'
        : result.kind === 'not-holder' && always && 'it is said not to hold the lease, and always did';
  return said === false ? [] : [{ promise: 'report', time, what: `${process}: ${result.id}: ${said}` }];
}

/** Ends that say what cannot have been. */
function untrue({ world, weather, queue }: Scene, { process, job, report, time }: Reported): Broken[] {
  const say = (what: string): Broken[] => [{ promise: 'report', time, what: `${process}: ${what}` }];
  const isTampered = world.branch.versions.some(
    ({ by, index, time: at }) => index > 0 && 'operator' in by && at <= time,
  );
  const { unanswered, refused, older, pausedFor } = weather.of(process);
  const suffered = unanswered.size + refused + older + pausedFor > 0 || weather.lagging.has(process);
  switch (report.done.kind) {
    case 'lost':
      if (report.of === 'renew')
        return untrueLoss(report.done.cause, { isTampered, suffered })
          ? say('lost, and nothing was in its way')
          : [];
      // Who stands still does not know that the older answers before it were close together.
      return isTampered || ((older > 2 || weather.lagging.has(process)) && pausedFor > 0)
        ? []
        : say('lost, and nobody touched the branch');
    case 'unreadable':
      return isTampered ? [] : say(`${report.done.kind}, and nobody touched the branch`);
    case 'rule':
      return refused >= 3 ? [] : say('refused for good, after fewer than three refusals');
    case 'unconfirmed':
    case 'unanswered':
    case 'limited':
      // A cancelled errand has no time left.
      if (report.of !== 'acquire' && job.status === 'cancelled') return [];
      return unanswered.size + older + pausedFor > 0 || isTampered || weather.lagging.has(process)
        ? []
        : say(`${report.done.kind}, and everything was answered`);
    case 'gone': {
      if (report.of !== 'acquire' || report.done.ending !== 'superseded') return [];
      const droppedAt = queue.droppedAt.get(report.registration.head_sha) ?? Infinity;
      // The process of a job that has ended with its runner may still be there to see its group gone.
      return Math.min(droppedAt, job.endedAt ?? Infinity) < time
        ? []
        : say('superseded, and its merge group is there');
    }
    default:
      return [];
  }
}

/** Whether a process has lost its hold for no reason: nobody touched the branch, and everything was answered. */
function untrueLoss(
  cause: Loss['cause'],
  { isTampered, suffered }: { readonly isTampered: boolean; readonly suffered: boolean },
): boolean {
  if (cause === 'ended' || isTampered) return false;
  return cause === 'gone' || !suffered;
}
