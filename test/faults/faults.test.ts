// Every fault at every point keeps every promise: a share of them in each run of the suite, all of them by `npm run faults`.
import { describe, expect, it } from 'vitest';
import { STORIES } from '../stories/all.ts';
import { transcriptOf } from '../world/transcript.ts';
import { check, nameOf, singleFaults, type Failure } from './every.ts';

/** One point in so many is run; `FAULTS=1` runs all of them. */
const SHARE = Number(process.env['FAULTS'] ?? 6);

describe('a story with a fault', () => {
  it.each(
    STORIES.filter(({ isLong }) => isLong !== true).map(
      (story, place) => [story.name, story, place] as const,
    ),
  )('%s keeps every promise', (_, story, place) => {
    const points = singleFaults(story).filter((_each, index) => (index + place) % SHARE === 0);
    const failures = points.flatMap((point) => check(point).failure ?? []);
    expect(failures.slice(0, 3).map(described).join('\n')).toBe('');
    expect(points.length).toBeGreaterThan(0);
  });
});

function described({ point, breaches, told }: Failure): string {
  const broken = breaches.map(({ promise, time, what }) => `${promise} at ${time.toFixed(0)}s: ${what}`);
  return [nameOf(point), ...broken, transcriptOf(told.world)].join('\n');
}
