// What the looks of those who wait for a pool cost in an hour: each change of any slot makes a look of each of them count.
import { expect, it } from 'vitest';
import type { Seconds } from '../../src/lease/instant.ts';
import { plainJob } from '../world/cast.ts';
import { longestIdleness } from '../world/idleness.ts';
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

it('who waits far down the line of a pool looks often enough to act in time, as all may be due at once', () => {
  const [ttl, waiters] = [60, 40];
  const world = new World();
  world.job(0, plainJob(1, { parameters: { ttl } }), acquire(), work(900));
  for (let number = 2; number <= waiters + 1; number += 1)
    world.job(number, plainJob(number, { parameters: { ttl, accepts: TEN, take: 1 } }), acquire(), work(5));
  world.run(900);
  const looks = world.server.asks.filter(({ process, kind }) => process === 'plain-41' && kind === 'look');
  const gaps = looks.slice(1).map(({ time }, place) => time - looks[place]!.time);
  expect(gaps.length).toBeGreaterThan(10);
  // Half of the TTL and half as long again, with a quarter of jitter; with twice as long it would be over 60 s.
  expect(Math.max(...gaps)).toBeLessThan(58);
});

it('where looks are limited, whoever is due for a slot of a pool takes it in time, though each look is charged', () => {
  const parameters = { ttl: 120, accepts: TEN, take: 1 };
  const world = new World({ seed: 3 });
  for (let number = 1; number <= 10; number += 1)
    world.job(3 * number, plainJob(100 + number, { parameters }), acquire(), work(600));
  for (let number = 1; number <= 10; number += 1)
    world.job(100 + 10 * number, plainJob(number, { parameters }), acquire(), work(100));
  world.server.conditions.push({ from: 300, to: 3600, kinds: ['look', 'life'], is: 'limited' });
  expect(world.run(3600)).toBe(true);
  // The TTL and half of it at most: half of it to look, as long again to be asked.
  expect(longestIdleness(world)).toBeLessThan(180);
});
