import { expect, it } from 'vitest';
import { chaos } from './chaos.ts';
import { brokenPromises } from './history.ts';

it('lets no two jobs on the resource at once and leaves nobody stuck, whatever is killed, paused, lost or late', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { problems, log, counts } = await chaos({ runners: 10, seed }, brokenPromises);
  console.log(`chaos seed ${seed}: ${JSON.stringify(counts)}`);
  expect(problems, `seed ${seed}\n${log.join('\n')}`).toEqual([]);
  expect(counts['accepted']).toBeGreaterThan(0);
}, 240_000);
