// What git itself serves: the contract by its daemon, and races in their long form.
import { afterAll, beforeAll, describe } from 'vitest';
import { describeServed } from '../store/git-contract.ts';
import { GitPlace, TRANSPORTS } from '../store/git-place.ts';
import { itRaces } from './rounds.ts';

describeServed('git daemon', true, 'sha1');
describeServed('git http-backend', true, 'sha256');

describe.each(TRANSPORTS)('%s', (by) => {
  let place: GitPlace;
  beforeAll(async () => {
    place = await GitPlace.open(by);
  });
  afterAll(() => place[Symbol.asyncDispose]());
  itRaces(by, async () => place);
});
