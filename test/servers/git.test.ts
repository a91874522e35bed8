// What git itself serves: the contract by its daemon, and races in their long form.
import { describe } from 'vitest';
import { describeServed } from '../store/git-contract.ts';
import { GitPlace, TRANSPORTS } from '../store/git-place.ts';
import { itRaces } from './rounds.ts';

describeServed('git daemon', true, 'sha1');

describe.each(TRANSPORTS)('%s', (by) => {
  itRaces(by, () => GitPlace.open(by));
});
