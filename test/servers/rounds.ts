// How many rounds a race has, and how it went.
import { it } from 'vitest';
import { BRANCH, type Place } from '../store/git-place.ts';
import { expectOneWinner } from '../store/git-race.ts';

const ROUNDS = Number(process.env['SERVERS_ROUNDS'] ?? 3);

/** Declares the race on the branch of a place. */
export function itRaces(name: string, place: () => Promise<Place>): void {
  it('has one winner in each round of a race, and the others know that they have lost', async () => {
    process.stdout.write(`${name}: ${await expectOneWinner(await place(), BRANCH, ROUNDS)}\n`);
  });
}
