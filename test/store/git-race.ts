// Eight writers at once on one head: one of them writes.
import { expect } from 'vitest';
import type { Store, Swap } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import type { Place } from './git-place.ts';

const RACERS = 8;

async function race(stores: readonly Store[]): Promise<readonly Swap[]> {
  const seen = await Promise.all(stores.map((store) => store.read()));
  return Promise.all(
    stores.map((store, index) => {
      const next = aBoard([aDocument('staging', { sequence: NOW + index })]);
      return store.compareAndSwap(seen[index]!, next, aMessage(), { now: NOW });
    }),
  );
}

/** Runs so many rounds, and expects one winner in each, and losers who know that they have lost; how it went. */
export async function expectOneWinner(place: Place, branch: string, rounds: number): Promise<string> {
  const { origin } = place;
  const stores = await Promise.all(Array.from({ length: RACERS }, () => place.store({ branch })));
  const start = performance.now();
  for (let round = 1; round <= rounds; round += 1) {
    const swaps = await race(stores);
    const winners = swaps.filter(({ kind }) => kind === 'applied');
    const losers = swaps.filter(({ kind }) => kind === 'conflict');
    expect({ winners: winners.length, losers: losers.length }).toEqual({ winners: 1, losers: RACERS - 1 });
    expect(winners[0]).toEqual({ kind: 'applied', head: await origin.head(branch) });
    expect(await origin.git('rev-list', '--count', branch)).toBe(String(round));
  }
  const each = Math.round((performance.now() - start) / rounds);
  return `${rounds} rounds of ${RACERS} racers: one winner each, ${rounds * (RACERS - 1)} conflicts; ${each} ms a round`;
}
