// A story: a title, what happens in a world, and how everybody ends; and how one is run to its end.
import type { Seconds } from '../../src/lease/instant.ts';
import { isLocked } from './promises-of-life.ts';
import type { Allowance, Breach } from './breach.ts';
import { breachesOf } from './promises.ts';
import { reportText } from './reports.ts';
import { World, type Circumstances } from './world.ts';

export interface Story {
  readonly name: string;
  /** One sentence: who, what happens, what must hold. */
  readonly title: string;
  /** Puts jobs, and what happens to them, into a world that has not begun. */
  readonly tell: (world: World) => void;
  /** How each process ends where nothing fails, in order. */
  readonly ends: readonly string[];
  readonly allows?: Allowance;
  /** `false`: nobody deletes or rewinds the branch in its fault runs. */
  readonly bearsTampering?: boolean;
  /** Who ends how depends on when others come, so a fault may change it. */
  readonly isTimed?: boolean;
  /** Too long for pairs of faults. */
  readonly isLong?: boolean;
  /** Longest time that everybody may need after the usual end, whatever fails. */
  readonly slack?: Seconds;
}

/** How jobs end that get the lease, one after another, and give it back as a success. */
export function served(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`${name}: acquired`, `${name} post: ${name} has ended as success`]);
}

/** How processes end that get the lease, one after another, and give it back as a success. */
export function renewed(...names: readonly string[]): string[] {
  return names.flatMap((name) => [
    `${name}: acquired`,
    `${name} renew: stops to renew`,
    `${name} post: ${name} has ended as success`,
  ]);
}

/** A story that was run. */
export interface Told {
  readonly world: World;
  readonly breaches: readonly Breach[];
  /** When the last of the jobs of the story was over. */
  readonly endedAt: Seconds;
}

/** Longest story, in seconds. */
const LONGEST: Seconds = 10_000;

/** Seconds that a fresh job alone may need: a dead holder that nobody can see is found after its max-hold. */
const FRESH: Seconds = 23_000;

/** Runs a story where nothing fails, with every state through JSON unless it is a long one. */
export function tell(story: Story, circumstances: Circumstances = {}): Told {
  return runStory(story, { checked: story.isLong !== true, ...circumstances, until: LONGEST });
}

/** Runs a story to its end, then lets a fresh job ask for the lease. */
export function runStory(
  story: Story,
  { until, ...circumstances }: Circumstances & { readonly until: Seconds },
): Told {
  const world = new World(circumstances);
  story.tell(world);
  const isOver = world.run(until);
  const endedAt = world.agenda.now;
  // What an operator has locked stays so for the fresh job too.
  if (isOver && !isLocked(world)) {
    world.newcomer();
    world.run(endedAt + FRESH);
  }
  return { world, breaches: breachesOf(world, story.allows), endedAt };
}

/** How each process of a story ended, in order, without those of the fresh job. */
export function endsOf({ world }: Told): string[] {
  return world.events.flatMap((event) =>
    event.kind === 'report' && event.job.name !== 'newcomer'
      ? [`${event.process}: ${reportText(world, event.report).replace(/, token \+-?\d+/, '')}`]
      : [],
  );
}
