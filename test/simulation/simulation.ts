// One run of the simulation: a seed, its faults, the healing, and what must be true in the end.
import { isUnreadable } from '../../src/lease/board.ts';
import { isLocked } from '../../src/lease/line.ts';
import { conditionsOf, type Conditions } from './conditions.ts';
import type { Job } from './job.ts';
import { Loop } from './loop.ts';
import { withMix } from './mixes.ts';
import { EPOCH } from './network.ts';
import { Operator } from './operator.ts';
import { Random } from './random.ts';
import { Scene } from './scene.ts';
import { watchForStalls } from './stall.ts';

/** Virtual seconds after the healing in which every process must have ended. */
const LONGEST_END = 6 * 3600;

export interface Options {
  readonly seed: number;
  readonly runners: number;
  readonly traced?: boolean;
}

export interface Result {
  readonly seed: number;
  readonly runners: number;
  /** Promises that were broken; empty for a run as it should be. */
  readonly broken: readonly string[];
  /** Identifies the run: equal for equal seeds and equal code. */
  readonly hash: string;
  readonly events: number;
  readonly virtualSeconds: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, number>;
  /** The longest of what is timed, in seconds. */
  readonly extremes: ReadonlyMap<string, number>;
  readonly trace: readonly string[];
}

/** Simulates one seed. */
export async function simulate({ seed, runners, traced = false }: Options): Promise<Result> {
  const random = new Random(seed);
  const loop = new Loop(random);
  const scene = new Scene(loop, withMix(seed, conditionsOf(random, runners)), traced);
  const { record } = scene;
  const isBroken = (): boolean => record.broken.length > 0;
  schedule(scene);
  await loop.run(isBroken, scene.conditions.duration);
  if (!isBroken()) await endWell(scene, isBroken);
  return {
    seed,
    runners,
    broken: record.broken,
    hash: loop.hash,
    events: loop.events,
    virtualSeconds: loop.now,
    faults: scene.network.faults,
    counts: record.counts,
    extremes: record.extremes,
    trace: loop.trace,
  };
}

/** Puts everything that will happen, and does not depend on what happens, at its time. */
function schedule(scene: Scene): void {
  const { loop, conditions, queue } = scene;
  const { random } = loop;
  const { duration, runners, groups } = conditions;
  const times = (count: number, what: () => void): void => {
    for (let n = 0; n < count; n++) loop.after(random.between(0, duration), what);
  };
  let at = 0;
  for (let n = 0; n < runners; n++) {
    // In bursts, as merge groups come.
    if (random.chance(0.3)) at = random.between(0, duration * 0.7);
    const isGroup = random.chance(groups);
    loop.after(at, () => (isGroup ? queue.enqueue() : scene.startPlain()));
  }
  times(conditions.pushes, () => queue.pushToBase());
  times(conditions.forgeries, () => queue.forge());
  times(conditions.deletions, () => scene.branch.delete());
  times(conditions.cuts, () => scene.branch.cut());
  times(conditions.damages, () => scene.damage(random.pick(conditions.leases), random.around(120)));
  times(conditions.operators, () => void new Operator(scene).act());
  times(conditions.mistakes, () => void new Operator(scene).mistake());
}

/** Heals everything: who lives must end, and then a new request must get each lease. */
async function endWell(scene: Scene, isBroken: () => boolean): Promise<void> {
  const { loop, record, conditions } = scene;
  scene.heal();
  void new Operator(scene).patrol(isBroken);
  void watchForStalls(scene, isBroken);
  const allOver = (): boolean => [...scene.jobs.values()].every((job) => job.isOver);
  const end = await loop.run(() => isBroken() || allOver(), loop.now + LONGEST_END);
  if (isBroken()) return;
  if (end !== 'over') {
    const left = [...scene.jobs.values()].filter((job) => !job.isOver).map((job) => job.name);
    record.break('L1', `${left.join(', ')} had not ended ${LONGEST_END} s after everything healed`);
    return;
  }
  for (const lease of conditions.leases) {
    const job = scene.startPlain({ lease, timeout: null, wait: true, autoRelease: true });
    const limit = loop.now + longestWait(conditions);
    await loop.run(() => isBroken() || job.isOver, limit);
    if (isBroken()) return;
    if (!hasLease(job)) {
      record.break(
        'L3',
        `a request alone did not get ${lease} in ${longestWait(conditions)} s: ${stateOf(scene, lease)}`,
      );
      return;
    }
  }
}

/** Silence until somebody is checked, the last word where nobody can be, and a few polls for each of the dead. */
function longestWait({ common, runners }: Conditions): number {
  const { ttl, takeoverDelay, maxHold, window, pollInterval, useTime } = common;
  return 2 * ttl + takeoverDelay + maxHold + 3 * window + 8 * runners * pollInterval + 10 * useTime;
}

function hasLease(job: Job): boolean {
  return job.acquired.size > 0;
}

function stateOf(scene: Scene, lease: string): string {
  const { board } = scene.branch.current;
  const document = board.leases.get(lease);
  const now = EPOCH + scene.loop.now;
  if (document === undefined || isUnreadable(document)) return 'no document';
  const locked = isLocked(document.lock, now) || (!isUnreadable(board.lock) && isLocked(board.lock, now));
  const requests = document.requests.map(
    ({ id, status, seen_at }) => `${id} ${status} (${(now - seen_at).toFixed(0)} s)`,
  );
  return `${locked ? 'locked' : 'open'}, ${requests.join(', ') || 'nobody there'}`;
}
