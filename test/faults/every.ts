// Every fault at every point: a story is run again for each ask of its usual run and each thing that may come of it.
import type { Seconds } from '../../src/lease/instant.ts';
import { NOTHING_FAILS, type Sent } from '../world/fault.ts';
import type { Breach } from '../world/breach.ts';
import type { Job } from '../world/job.ts';
import type { Circumstances, World } from '../world/world.ts';
import { longestBlindness, longestIdleness, longestUnseen, patienceOf } from '../world/idleness.ts';
import { runStory, tell, type Story, type Told } from '../world/story.ts';
import { both, troublesOf, type Trouble } from './menu.ts';

/** Longest time that a story may need beyond its usual end, besides what a fault lasts by itself. */
const SLACK: Seconds = 1300;

/** What a step that tries once has for it. */
const ONE_TRY: Seconds = 60;

/** The first of two faults does not last longer. */
const LONGEST_FIRST: Seconds = 3600;

/** One fault at one ask of a story, by name. */
export interface Point {
  readonly story: Story;
  /** What is the same in all runs of the story. */
  readonly circumstances: Circumstances;
  readonly troubles: readonly { readonly at: Sent; readonly trouble: Trouble }[];
  readonly until: Seconds;
  /** Jobs that succeed all the same. */
  readonly succeed: readonly string[];
}

/** A point at which a promise was broken. */
export interface Failure {
  readonly point: Point;
  readonly breaches: readonly Breach[];
  readonly told: Told;
}

/** A story without a fault; with a rule broken, it is measured by how the story goes as it is. */
export function withoutFault(story: Story, circumstances: Circumstances = {}): Point {
  const { instead: _, ...asItIs } = circumstances;
  const { world, endedAt } = tell(story, asItIs);
  const succeed = world.jobs.filter(({ status }) => status === 'success').map(({ name }) => name);
  return { story, circumstances, troubles: [], until: endedAt + (story.slack ?? SLACK), succeed };
}

/** All single faults of a story. */
export function singleFaults(story: Story, circumstances: Circumstances = {}): Point[] {
  const usual = withoutFault(story, circumstances);
  return asksOf(run(usual)).flatMap((at) =>
    bearable(story, at).map((trouble) => ({
      ...usual,
      troubles: [{ at, trouble }],
      until: usual.until + trouble.lasts,
      succeed: trouble.isMild === true && story.isTimed !== true ? usual.succeed : [],
    })),
  );
}

/** All pairs of faults: the second at every ask that the run with the first has after it. */
export function* pairsOfFaults(story: Story, circumstances: Circumstances = {}): Generator<Point> {
  for (const first of singleFaults(story, circumstances)) {
    const { at, trouble } = first.troubles[0]!;
    // Who waits for hours asks thousands of times, each time the same.
    if (trouble.lasts > LONGEST_FIRST) continue;
    const after = asksOf(run(first)).filter(({ number }) => number > at.number);
    for (const next of after) {
      for (const second of bearable(story, next)) {
        yield {
          story,
          circumstances,
          troubles: [
            { at, trouble },
            { at: next, trouble: second },
          ],
          until: first.until + second.lasts,
          succeed: [],
        };
      }
    }
  }
}

function bearable(story: Story, at: Sent): Trouble[] {
  return troublesOf(at.kind).filter(
    (trouble) => trouble.isTampering !== true || story.bearsTampering !== false,
  );
}

/** The asks of the story itself, without those of the fresh job at its end. */
function asksOf({ world, endedAt }: Told): Sent[] {
  return world.server.asks.filter(({ time }) => time < endedAt);
}

/** Runs a story with its faults. */
export function run({ story, circumstances, troubles, until }: Point): Told {
  const plans = troubles.map(({ at, trouble }) => trouble.plan(at.number));
  return runStory(story, { ...circumstances, plan: plans.reduce(both, NOTHING_FAILS), until });
}

/** A failure, where a promise is broken. */
export function check(point: Point): { readonly asks: number; readonly failure: Failure | null } {
  const told = run(point);
  const { world } = told;
  const lasting = point.troubles.reduce((sum, { trouble }) => sum + trouble.lasts, 0);
  const failed = world.jobs.filter(
    (job) =>
      point.succeed.includes(job.name) && job.status !== 'success' && lasting <= mostBorneBy(world, job),
  );
  const idle = longestIdleness(world);
  // Each fault may cost the whole wait again, and what is set back is waited for once more.
  const times =
    point.troubles.length + point.troubles.filter(({ trouble }) => trouble.isTampering === true).length;
  // Two may die: whoever could have seen a life, and the one who lived it.
  const unseen = point.troubles.length > 1 ? longestUnseen(world) : 0;
  const mayBeIdle = Math.max(times, 1) * patienceOf(world) + lasting + unseen + longestBlindness(world);
  const isIdle = idle > mayBeIdle && point.story.allows?.standsIdle !== true;
  const breaches = [
    ...told.breaches,
    ...(isIdle
      ? [{ promise: 'L1', time: told.endedAt, what: `the lease lies idle for ${idle.toFixed(0)} seconds` }]
      : []),
    ...failed.map(({ name }) => ({ promise: 'ends', time: told.endedAt, what: `${name} fails` })),
  ];
  return {
    asks: world.server.asks.length,
    failure: breaches.length === 0 ? null : { point, breaches, told },
  };
}

/**
 * How long something may last that does not keep a job from its success: whoever waits waits for whatever lasts, a step
 * that tries once has little time, and a process that cannot renew its hold loses it.
 */
function mostBorneBy({ ran }: World, job: Job): Seconds {
  if (job.isProcess) return job.person.registration.parameters.ttl / 2;
  return [...ran.values()].some((each) => each.job === job && each.wish?.wait === false) ? ONE_TRY : Infinity;
}

/** The name by which a point can be run again. */
export function nameOf({ story, circumstances: { seed = 0 }, troubles }: Point): string {
  const what = troubles.map(
    ({ at, trouble }) => `ask ${at.number} (${at.kind} of ${at.process}): ${trouble.name}`,
  );
  return `${story.name}${seed === 0 ? '' : ` seed ${seed}`}@${what.join(' + ')}`;
}
