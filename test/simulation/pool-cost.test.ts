// What the looks of those who wait for a pool cost in an hour: each change of any slot makes a look of each of them count.
import { expect, it } from 'vitest';
import type { Seconds } from '../../src/lease/instant.ts';
import { plainJob } from '../world/cast.ts';
import { acquire, work } from '../world/steps.ts';
import { World } from '../world/world.ts';

const TEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** An hour in which ten work and ten wait, all the time. */
const FROM: Seconds = 300;
const TO: Seconds = FROM + 3600;
const WORK: Seconds = 300;
const EVERY: Seconds = WORK / TEN.length;

function playPool(): World {
  const world = new World();
  for (let number = 0; number < 20 + TO / EVERY; number += 1) {
    const at = number < 20 ? 2 * number : EVERY * (number - 19);
    const person = plainJob(number + 1, { parameters: { accepts: TEN, take: 1 } });
    world.job(at, person, acquire(), work(WORK));
  }
  world.run(TO);
  return world;
}

/** Looks after a change: the others are answered with "not modified", and cost nothing. */
function chargedLooks({ server, branch: { versions } }: World): number {
  const seen = new Map<string, number>();
  return server.asks.filter(({ process, kind, time }) => {
    if (kind !== 'look') return false;
    const shown = versions.findLastIndex((version) => version.time <= time);
    const isNew = seen.get(process) !== shown;
    seen.set(process, shown);
    return isNew && time > FROM && time <= TO;
  }).length;
}

it('ten who wait for ten slots that are used 120 times an hour need some 1,000 requests, and not 2,400', () => {
  const world = playPool();
  const begun = world.events.filter(({ kind, time }) => kind === 'works' && time > FROM);
  expect(begun.length).toBeGreaterThan(110);
  expect(chargedLooks(world)).toBeLessThan(1_200);
});
