// When a round is ready: the expected number is there, or every group above has asked, or the window has passed.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy, type GroupCar } from './train.ts';
import type { Scene } from '../support/scene.ts';

/** Seconds from a request's registration to its grant. */
async function waited(scene: Scene, { id }: GroupCar): Promise<number> {
  const request = (await scene.lease()).requests.find((each) => each['id'] === id);
  return (
    (Date.parse(String(request?.['granted_at'])) - Date.parse(String(request?.['registered_at']))) / 1000
  );
}

it('does not wait for the window once the expected number of requests is there', async () => {
  await using scene = await openScene();
  const [low, middle] = await queueUp(scene, 3);
  const inputs = { 'expected-build-count': '2', 'stabilisation-window': '1h' };
  const first = await ask(scene, low!, inputs);
  await first.step.waitForLine(/its round gathers until .*, 1 of 2 requests are here/);
  const second = await ask(scene, middle!, inputs);
  await untilHeldBy(scene, second);
  await second.step.finished;
  await second.job.finish('success');
  expect((await first.step.finished).outputs).toMatchObject({ status: 'completed' });
  await first.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});

it.for([
  ['a number that is never reached', '2', /, 1 of 2 requests are here/],
  ['a group above that never asks', 'auto', /, still to ask: PR 2\./],
] as const)('waits for the whole window where it expects %s', async ([, expected, line]) => {
  await using scene = await openScene();
  const [low] = await queueUp(scene, 2);
  const inputs = { 'expected-build-count': expected, 'stabilisation-window': '2s' };
  const car = await ask(scene, low!, inputs);
  await car.step.waitForLine(line);
  await untilHeldBy(scene, car);
  expect(await waited(scene, car)).toBeGreaterThan(3);
  expect((await car.step.finished).outputs).toMatchObject({ status: 'acquired', priority: '1' });
  await car.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
