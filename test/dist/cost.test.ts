// What a lease costs of the hourly limits: little where nobody else wants it, and nothing while nothing changes.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, asking, queueUp } from './train.ts';

it('spends a few requests on an uncontended use', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const first = scene.pushJob(push);
  await first.use();
  await first.finish('success');
  scene.github.resetAccounting();
  const job = scene.pushJob(push);
  await job.use();
  await job.finish('success');
  expect(scene.github.accounting.map(({ operation }) => operation)).toMatchInlineSnapshot(`
    [
      "graphql:query",
      "graphql:createCommitOnBranch",
      "graphql:createCommitOnBranch",
    ]
  `);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('never spends the hourly limit on polling: a look that finds nothing new is free', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const [low, high] = await queueUp(scene, 2);
  const holder = await ask(scene, high!);
  await holder.step.finished;
  const waiting = [await ask(scene, low!), await asking(scene, scene.pushJob(await github.push('main', 0)))];
  for (const { step } of waiting) await step.waitForLine(/held by PR 2/);
  const polls = (): number =>
    github.accounting.filter(({ operation }) => operation === 'GET contents').length;
  // The first looks may still be news.
  await expect.poll(polls, { timeout: 20_000 }).toBeGreaterThan(6);
  github.resetAccounting();
  await expect.poll(polls, { timeout: 20_000 }).toBeGreaterThan(20);
  expect(github.totals()).toMatchObject({ core: 0, graphql: 0 });
  await holder.job.finish('success');
  for (const { step, job } of waiting) {
    await step.finished;
    await job.finish('success');
  }
  await expectPromises(scene);
  expectCleanScene(scene);
});
