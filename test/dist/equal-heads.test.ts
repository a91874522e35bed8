// Two runs of one commit in one scope: neither contains the other strictly, and nobody is stuck for it.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy } from './train.ts';

// Both are there before either is granted.
const BOTH = { 'expected-build-count': '2', 'stabilisation-window': '1h' };

it('completes the second of two runs of the same commit by the success of the first', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const first = await ask(scene, group!, BOTH);
  const second = await ask(scene, group!, BOTH);
  await untilHeldBy(scene, first);
  await first.step.finished;
  await first.job.finish('success');
  expect((await second.step.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': group!.headSha,
  });
  await second.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('gives the lease to the second of two runs of the same commit when the first fails', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const first = await ask(scene, group!, BOTH);
  const second = await ask(scene, group!, BOTH);
  const token = await untilHeldBy(scene, first);
  await first.step.finished;
  await first.job.finish('failure');
  expect(await untilHeldBy(scene, second)).toBe(token + 1);
  await second.step.finished;
  await second.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
