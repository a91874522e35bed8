// Every fault at every point keeps every promise: some of each story in each run of the suite, all by `npm run faults`.
import { describe, expect, it } from 'vitest';
import { STORIES } from '../stories/all.ts';
import { transcriptOf } from '../world/transcript.ts';
import { check, nameOf, singleFaults, type Failure, type Point } from './every.ts';

/** So many points of a story are run. */
const POINTS = 30;
/** Multiples of it modulo one spread evenly, and in step with no menu of faults. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

describe('a story with a fault', () => {
  it.each(
    STORIES.filter(({ isLong }) => isLong !== true).map(
      (story, place) => [story.name, story, place] as const,
    ),
  )('%s keeps every promise', (_, story, place) => {
    const points = some(singleFaults(story), place);
    const failures = points.flatMap((point) => check(point).failure ?? []);
    expect(failures.slice(0, 3).map(described).join('\n')).toBe('');
    expect(points.length).toBeGreaterThan(0);
  });
});

function some(points: readonly Point[], place: number): readonly Point[] {
  if (points.length <= POINTS) return points;
  const drawn = Array.from({ length: POINTS }, (_, n) =>
    Math.floor((((n + place) * GOLDEN) % 1) * points.length),
  );
  return [...new Set(drawn)].map((index) => points[index]!);
}

function described({ point, breaches, told }: Failure): string {
  const broken = breaches.map(({ promise, time, what }) => `${promise} at ${time.toFixed(0)}s: ${what}`);
  return [nameOf(point), ...broken, transcriptOf(told.world)].join('\n');
}
