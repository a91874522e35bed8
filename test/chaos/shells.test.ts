import { expect, it } from 'vitest';
import { Random } from '../simulation/random.ts';
import { contend, type Fate } from './shells.ts';

it('never lets twelve shells meet at the resource, whoever is killed, and no token is older than one before', async () => {
  const hurt: Readonly<Record<number, Fate>> = { 2: 'run killed', 5: 'command killed', 8: 'both killed' };
  const fates = Array.from({ length: 12 }, (_, index) => hurt[index + 1] ?? 'succeeds');
  const { problems, log, counts } = await contend({ processes: 12, fates, random: new Random(1) });
  expect(problems, log.join('\n')).toEqual([]);
  expect(counts).toMatchObject({ 'succeeds: 0': 9, 'command killed: 137': 1 });
  expect(counts['accepted']).toBeGreaterThanOrEqual(10);
}, 900_000);
