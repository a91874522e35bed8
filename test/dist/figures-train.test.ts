// What a train of four merge groups costs on a branch that exists, from the first arrival to the last post step.
//
// The highest group succeeds and completes the three below it. Polls are 1 s apart, a fifteenth of the usual, as are the
// gaps: a change is seen by a poll and paid once, however long polls are apart, so a shorter interval can only cost more.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Group } from '../support/github/merge-queue.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { costOf, figure, LATENCY, median, type Cost } from './figures.ts';
import { queueUp } from './train.ts';

const RUNS = 3;
const CARS = 4;
const INPUTS = { lease: 'main', 'poll-interval': '1s', 'stabilisation-window': '1m' };

/** One group asks, uses the lease if it gets it, and succeeds; how it ended. */
async function ride(scene: Scene, group: Group): Promise<string | undefined> {
  const job = scene.groupJob(group);
  const { outputs } = await job.use(INPUTS);
  await job.finish('success');
  return outputs['status'];
}

/** A train whose groups arrive, the lowest first, `gap` milliseconds after one another. */
async function trainCost(gap: number): Promise<Cost> {
  await using scene = await openScene({ latency: LATENCY });
  const first = scene.pushJob(await scene.github.push('main'));
  await first.use({ lease: 'main' });
  await first.finish('success');
  const groups = await queueUp(scene, CARS);
  scene.github.resetAccounting();
  const statuses = await Promise.all(
    groups.map(async (group, index) => {
      // The gap is what this story is about.
      await pause(index * gap);
      return ride(scene, group);
    }),
  );
  const cost = costOf(scene.github.accounting);
  expect(statuses).toEqual(['completed', 'completed', 'completed', 'acquired']);
  await expectPromises(scene);
  expectCleanScene(scene);
  return cost;
}

async function medianCharged(name: string, gap: number): Promise<number> {
  const costs: Cost[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const cost = await trainCost(gap);
    figure(`train of ${CARS}, ${name}, run ${run}`, cost);
    costs.push(cost);
  }
  const middle = median(costs.map(({ charged }) => charged));
  console.log(`figure: train of ${CARS}, ${name}: ${middle} charged requests in the median of ${RUNS} runs`);
  return middle;
}

it('spends 48 charged requests at most, in the median, on a train of four that arrives at once', async () => {
  expect(await medianCharged('all at once', 0)).toBeLessThanOrEqual(48);
}, 240_000);

it('spends 36 charged requests at most, in the median, on a train of four that arrives 2 s apart', async () => {
  expect(await medianCharged('2 s apart', 2000)).toBeLessThanOrEqual(36);
}, 240_000);
