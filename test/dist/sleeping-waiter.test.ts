// A waiter that does not look for longer than its TTL: its outcome waits for it, and it keeps nobody from the lease.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, startTrain, untilHeldBy } from './train.ts';

it('never leaves a hold dangling when a waiter looks later than its TTL after a success', async () => {
  await using scene = await openScene();
  const [low, high] = await startTrain(scene, 2, { ttl: '1s', 'stabilisation-window': '1h' });
  const token = await untilHeldBy(scene, high);
  await high.step.finished;
  low.job.job.stop();
  await high.job.finish('success');
  // A newcomer is not refused, and needs longer than that TTL.
  const window = { 'expected-build-count': '2', 'stabilisation-window': '2s' };
  const newcomer = await ask(scene, await scene.github.mergeQueue().enqueue(3), window);
  expect(await untilHeldBy(scene, newcomer)).toBe(token + 1);
  await newcomer.step.finished;
  low.job.job.continue();
  expect((await low.step.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': high.group.headSha,
  });
  await newcomer.job.finish('success');
  await low.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
