// Requests outside of a merge queue: first come, first served, unless a priority is given.
import { expect, it } from 'vitest';
import { openScene, type Scene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { asking, untilHeldBy, type Car } from './train.ts';

async function askByPush(scene: Scene, inputs: Readonly<Record<string, string>> = {}): Promise<Car> {
  return asking(scene, scene.pushJob(await scene.github.push('main')), inputs);
}

/** Lets everyone do its work in the order in which the lease goes round. */
async function serve(scene: Scene, ...cars: readonly Car[]): Promise<void> {
  let last = 0;
  for (const car of cars) {
    const token = await untilHeldBy(scene, car);
    if (last > 0) expect(token).toBe(last + 1);
    last = token;
    expect((await car.step.finished).outputs).toMatchObject({
      status: 'acquired',
      'fencing-token': String(token),
    });
    await car.job.finish('success');
  }
}

it('serves pushes in the order in which they came, each one by itself', async () => {
  await using scene = await openScene();
  const first = await askByPush(scene);
  const second = await askByPush(scene);
  const third = await askByPush(scene);
  await third.step.waitForLine(/place 2 of 2; held by main \(run \d+\)/);
  expect((await scene.lease()).rounds).toHaveLength(3);
  await serve(scene, first, second, third);
  expect((await first.step.finished).outputs).toMatchObject({ priority: '0', 'stacked-pull-requests': '[]' });
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('serves the push with the highest priority first', async () => {
  await using scene = await openScene();
  const holder = await askByPush(scene);
  const low = await askByPush(scene, { priority: '-1' });
  const usual = await askByPush(scene);
  const high = await askByPush(scene, { priority: '5' });
  await high.step.waitForLine(/place 1 of 3/);
  await serve(scene, holder, high, usual, low);
  expect((await high.step.finished).outputs['priority']).toBe('5');
  await expectPromises(scene);
  expectCleanScene(scene);
});
