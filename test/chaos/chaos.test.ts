import { expect, it } from 'vitest';
import { chaos } from './chaos.ts';

it('lets no two jobs on the resource at once and leaves nobody stuck, whatever is killed, paused, lost or late', async () => {
  const options = { processes: 4, jobs: 6, time: Number.POSITIVE_INFINITY, seed: 2 };
  const { problems, log, counts } = await chaos(options);
  expect(problems, log.join('\n')).toEqual([]);
  expect(counts['ended']).toBe(options.jobs);
  expect(counts['accepted']).toBeGreaterThan(0);
});
