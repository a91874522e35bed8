// Requests that arrive while the lease is held: never refused, they gather for the next round, or wait for the
// holder's success where that would settle them.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy } from './train.ts';

it('lets a newcomer gather for the next round while the lease is held, and gives it the lease after the release', async () => {
  await using scene = await openScene();
  const [lowest, middle] = await queueUp(scene, 2);
  const holder = await ask(scene, middle!);
  const token = await untilHeldBy(scene, holder);
  const above = await ask(scene, await scene.github.mergeQueue().enqueue(3));
  await above.step.waitForLine(/place 1 of 1; held by PR 2 \(run \d+\) since /);
  const below = await ask(scene, lowest!);

  const held = await scene.lease();
  const roundOf = ({ id }: { id: string }) =>
    held.requests.find((request) => request['id'] === id)?.['round'];
  expect(roundOf(above)).not.toBe(roundOf(holder));
  expect(roundOf(below)).toBe(roundOf(holder));

  await holder.step.finished;
  await holder.job.finish('success');
  expect(await untilHeldBy(scene, above)).toBe(token + 1);
  expect((await below.step.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': middle!.headSha,
  });
  expect((await above.step.finished).outputs).toMatchObject({ status: 'acquired', priority: '3' });
  await above.job.finish('success');
  await below.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
