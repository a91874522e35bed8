// Eight writers at once on one head, on what the real git serves: one of them writes.
import { describe, expect, it } from 'vitest';
import type { Store, Swap } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import { BRANCH, GitPlace, type Transport } from './git-place.ts';

const RACERS = 8;
const ROUNDS = 3;

async function race(stores: readonly Store[]): Promise<readonly Swap[]> {
  const seen = await Promise.all(stores.map((store) => store.read()));
  return Promise.all(
    stores.map((store, index) => {
      const next = aBoard([aDocument('staging', { sequence: NOW + index })]);
      return store.compareAndSwap(seen[index]!, next, aMessage(), { now: NOW });
    }),
  );
}

describe.each<Transport>(['a path', 'git daemon', 'git http-backend'])('a race on %s', (transport) => {
  it('has one winner in each round, and the others know that they have lost', async () => {
    await using place = await GitPlace.open(transport);
    const stores = await Promise.all(Array.from({ length: RACERS }, () => place.store()));
    for (let round = 1; round <= ROUNDS; round += 1) {
      const swaps = await race(stores);
      const winners = swaps.filter(({ kind }) => kind === 'applied');
      const losers = swaps.filter(({ kind }) => kind === 'conflict');
      expect({ winners: winners.length, losers: losers.length }).toEqual({ winners: 1, losers: RACERS - 1 });
      expect(winners[0]).toEqual({ kind: 'applied', head: await place.origin.head(BRANCH) });
      expect(await place.origin.git('rev-list', '--count', BRANCH)).toBe(String(round));
    }
  });
});
