// Eight writers at once on one head, on what the real git serves.
import { expect, it } from 'vitest';
import { BRANCH, GitPlace, TRANSPORTS } from './git-place.ts';
import { expectOneWinner } from './git-race.ts';

it.each(TRANSPORTS)('a race on %s has one winner, and the others know that they have lost', async (by) => {
  await using place = await GitPlace.open(by);
  expect(await expectOneWinner(place, BRANCH, 3)).toContain('one winner each');
});
