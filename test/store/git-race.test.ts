// Eight writers at once on one head, on what the real git serves; `npm run servers` has more servers, and more rounds.
import { expect, it } from 'vitest';
import { BRANCH, GitPlace } from './git-place.ts';
import { expectOneWinner } from './git-race.ts';

it('a race has one winner, and the others know that they have lost', async () => {
  await using place = await GitPlace.open('git http-backend');
  expect(await expectOneWinner(place, BRANCH, 3)).toContain('one winner each');
});
