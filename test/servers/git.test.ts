// Races on what git itself serves, in their long form.
import { describe } from 'vitest';
import { GitPlace, TRANSPORTS } from '../store/git-place.ts';
import { itRaces } from './rounds.ts';

describe.each(TRANSPORTS)('%s', (by) => {
  itRaces(by, () => GitPlace.open(by));
});
