// That a limit of looks is over when it is over: who looked rarely because of it looks as often as ever after it.
import { expect, it } from 'vitest';
import type { Seconds } from '../../src/lease/instant.ts';
import { plainJob } from '../world/cast.ts';
import { longestIdleness } from '../world/idleness.ts';
import { acquire, work } from '../world/steps.ts';
import { World } from '../world/world.ts';

const FROM: Seconds = 600;
const TO: Seconds = 3000;
const TTL: Seconds = 120;

function playLine(waiters: number, pollInterval: Seconds = 15): World {
  const world = new World({ seed: 5 });
  for (let number = 0; number <= waiters; number += 1) {
    const person = plainJob(number + 1, { parameters: { ttl: TTL } });
    world.job(5 * number, person, acquire({ pollInterval }), work(number === 0 ? TO + 300 : 60));
  }
  world.server.conditions.push({ from: FROM, to: TO, kinds: ['look', 'life'], is: 'limited' });
  return world;
}

it('who waits far down the line sees soon after a limit that all before it have gone', () => {
  const world = playLine(40);
  const last = world.jobs.at(-1)!;
  world.at(TO + 300, 'all others that wait are cancelled', () =>
    world.jobs.slice(1, -1).forEach((job) => job.cancel()),
  );
  world.run(4 * TO);
  const begun = world.events.find((event) => event.kind === 'works' && event.job === last);
  // One far down the line looks within 1.25 TTLs; before that the crowd needs a minute to leave.
  expect(begun!.time - TO - 300).toBeLessThan(60 + 1.25 * TTL + 30);
});

it('a long line goes on at its usual pace after a limit, and few look while each look is charged', () => {
  const world = playLine(60);
  expect(world.run(4 * TO)).toBe(true);
  expect(longestIdleness(world)).toBeLessThan(1.5 * TTL);
  const charged = world.server.asks.filter(({ kind, time }) => kind === 'read' && time > FROM && time < TO);
  // At their usual pace the sixty would look some 1,400 times.
  expect(charged.length).toBeLessThan(500);
});

it('a few who look each second do not use up the other limit, too', () => {
  const world = playLine(10, 1);
  world.run(TO);
  const charged = world.server.asks.filter(({ kind, time }) => kind === 'read' && time > FROM);
  // In these forty minutes they would look some 4,500 times; the limit of an hour is 5,000.
  expect(charged.length).toBeLessThan(600);
});
