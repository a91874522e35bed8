// A group fails, and GitHub is about to destroy the groups above it: they wait for their restarted window.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, outcomeIn } from './expectations.ts';
import { ask, untilHeldBy } from './train.ts';

const WINDOW = { 'stabilisation-window': '2s' };

it('lets the groups above a failed head wait for the restarted window, then proceed', async () => {
  await using scene = await openScene();
  const queue = scene.github.mergeQueue();
  const low = await ask(scene, await queue.enqueue(1), WINDOW);
  await untilHeldBy(scene, low);
  const middle = await ask(scene, await queue.enqueue(2), WINDOW);
  const high = await ask(scene, await queue.enqueue(3), WINDOW);
  await low.step.finished;
  await low.job.finish('failure');
  await high.step.waitForLine(/place 1 of 2; its round gathers until \d\d:\d\d:\d\d/);
  await untilHeldBy(scene, high);
  const lease = await scene.lease();
  const failedAt = Date.parse(String(outcomeIn(lease, low.id)?.['at']));
  const grantedAt = Date.parse(String(lease.requests.find(({ id }) => id === high.id)?.['granted_at']));
  expect(grantedAt - failedAt).toBeGreaterThan(3000);
  await high.step.finished;
  await high.job.finish('success');
  expect((await middle.step.finished).outputs).toMatchObject({ status: 'completed' });
  await middle.job.finish('success');
  expect(outcomeIn(await scene.lease(), low.id)).toMatchObject({ outcome: 'failure' });
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('supersedes the groups above a failed head that GitHub rebuilds in the window, and serves the rebuilt ones', async () => {
  await using scene = await openScene();
  const queue = scene.github.mergeQueue();
  const long = { 'stabilisation-window': '1h' };
  const low = await ask(scene, await queue.enqueue(1), long);
  const token = await untilHeldBy(scene, low);
  const high = await ask(scene, await queue.enqueue(2), long);
  await low.step.finished;
  await low.job.finish('failure');
  await high.step.waitForLine(/place 1 of 1; its round gathers until/);
  const [rebuiltGroup] = await queue.dequeue(1);
  const rebuilt = await ask(scene, rebuiltGroup!, long);
  expect((await high.step.finished).outputs).toMatchObject({ status: 'superseded', 'fencing-token': '' });
  await high.job.finish();
  expect(await untilHeldBy(scene, rebuilt)).toBe(token + 1);
  await rebuilt.step.finished;
  await rebuilt.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
