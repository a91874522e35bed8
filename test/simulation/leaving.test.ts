// What many cost that leave a lease at once, and that one which leaves alone does not wait for a crowd that is none.
import { expect, it } from 'vitest';
import type { Seconds } from '../../src/lease/instant.ts';
import { documentAt, type Version } from '../world/branch.ts';
import { LEASE, plainJob } from '../world/cast.ts';
import type { Job } from '../world/job.ts';
import { breachesOf } from '../world/promises.ts';
import { acquire, work } from '../world/steps.ts';
import { World } from '../world/world.ts';

const MANY = 60;
const AT: Seconds = 1_000;

/** Jobs that come one after another, well before the time that this is about. */
function arrive(world: World, count: number, accepts: string[] | null = null): Job[] {
  const parameters = { ttl: 600, ...(accepts === null ? {} : { accepts, take: 1 }) };
  return Array.from({ length: count }, (_, index) =>
    world.job(10 * index, plainJob(index + 1, { parameters }), acquire(), work(2 * AT)),
  );
}

const slots = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);

/** What has been asked for since a time. */
function asksSince({ server }: World, since: Seconds): number {
  return server.asks.filter(({ time }) => time >= since).length;
}

/** When the board last showed a request, from a time on. */
function leftAt({ branch: { versions } }: World, { person }: Job, since: Seconds): Seconds {
  const gone = versions.find(
    (version) =>
      version.time >= since && documentAt(version, LEASE)?.requests.every(({ id }) => id !== person.key),
  );
  return gone?.time ?? Infinity;
}

it.each<[string, (world: World) => readonly Job[]]>([
  ['jobs that wait are cancelled', (world) => arrive(world, MANY + 1).slice(1)],
  ['jobs that hold a slot each are cancelled', (world) => arrive(world, MANY, slots(MANY))],
])(
  'many %s in one moment: all are off the board within two minutes, for less than ten asks each',
  (_, come) => {
    const world = new World({ seed: 7 });
    const leaving = come(world);
    world.at(AT, 'all of them are cancelled', () => leaving.forEach((job) => job.cancel()));
    world.run(AT + 120);
    expect(leaving.filter((job) => leftAt(world, job, AT) === Infinity)).toEqual([]);
    expect(asksSince(world, AT)).toBeLessThan(10 * MANY);
    expect(world.run(4 * AT)).toBe(true);
    expect(breachesOf(world)).toEqual([]);
  },
);

it('many leave leases of their own on one board in one moment: none asks more often than any may in a minute', () => {
  const world = new World({ seed: 7 });
  const names = Array.from({ length: MANY }, (_, index) => `lease-${index}`);
  const holders = names.map((lease, index) =>
    world.job(10 * index, plainJob(index + 1), acquire({ lease }), work(2 * AT, 'success', lease)),
  );
  world.at(AT, 'all of them are cancelled', () => holders.forEach((job) => job.cancel()));
  world.run(AT + 120);
  const isFree = (version: Version): boolean =>
    names.every((lease) => documentAt(version, lease)!.requests.length === 0);
  expect(isFree(world.branch.now)).toBe(true);
  expect(asksSince(world, AT)).toBeLessThan(16 * MANY);
  expect(breachesOf(world)).toEqual([]);
});

it('the holder hands on at once, though its line is long, others leave that, and some arrive', () => {
  const world = new World({ seed: 7 });
  const jobs = arrive(world, 40);
  const [holder] = jobs;
  const end = AT + 3;
  for (const [place, time] of [AT, AT + 1.5, end].entries())
    world.at(time, 'one is cancelled', () => jobs[20 + place]!.cancel());
  for (const number of [101, 102, 103]) world.job(end - 1, plainJob(number), acquire());
  world.at(end, 'the holder is cancelled', () => holder!.cancel());
  world.run(AT + 60);
  expect(leftAt(world, holder!, AT)).toBeLessThan(end + 3);
});

it('a holder of one of many slots frees it at once, though another one has just done so', () => {
  const world = new World({ seed: 7 });
  const jobs = arrive(world, 40, slots(30));
  const [first, second] = jobs;
  world.at(AT, 'one is cancelled', () => first!.cancel());
  world.at(AT + 3, 'another one is cancelled', () => second!.cancel());
  world.run(AT + 60);
  expect(
    [leftAt(world, first!, AT) - AT, leftAt(world, second!, AT) - AT - 3].every((took) => took < 3),
  ).toBe(true);
});
