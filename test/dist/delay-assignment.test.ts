// `delay-assignment`: the lease must be won so many times more, and whoever comes meanwhile and is higher gets it.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { auditLog, expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy } from './train.ts';

it('takes the lease only after the evaluations that were asked for', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const { step, job } = await ask(scene, group!, { 'delay-assignment': '3' });
  expect((await step.finished).outputs).toMatchObject({ status: 'acquired' });
  // Each of the three further evaluations follows a look at the merge groups.
  const looks = scene.github.accounting.filter(({ operation }) => /matching-refs/.test(operation));
  expect(looks.length).toBeGreaterThanOrEqual(4);
  await job.finish('success');
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "register main: PR 1 (run <n>) waits, place 1
    acquire main: PR 1 (run <n>) holds it, token <n>
    release main: PR 1 (run <n>) succeeded"
  `);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('gives the lease to a higher group that asks while a lower one has not won often enough', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const low = await ask(scene, group!, { 'delay-assignment': '500' });
  const high = await ask(scene, await scene.github.mergeQueue().enqueue(2));
  await untilHeldBy(scene, high);
  await high.step.finished;
  await high.job.finish('success');
  expect((await low.step.finished).outputs).toMatchObject({ status: 'completed' });
  await low.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
