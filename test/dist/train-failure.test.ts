// A train whose highest group fails: the next one gets the lease at once, and the failed one stays failed.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { auditLog, expectCleanScene, expectPromises } from './expectations.ts';
import { startTrain, untilHeldBy } from './train.ts';

// The round becomes ready by number, once; nobody in these stories can have waited for its window.
const LONG = { 'stabilisation-window': '1h', 'expected-build-count': '3' };

it('gives the lease to the next group at once when the highest fails, and completes those below by its success', async () => {
  await using scene = await openScene();
  const [low, middle, high] = await startTrain(scene, 3, LONG);
  const first = await untilHeldBy(scene, high);
  await high.step.finished;
  await high.job.finish('failure');
  const second = await untilHeldBy(scene, middle);
  expect(second).toBe(first + 1);
  expect((await middle.step.finished).outputs).toMatchObject({
    status: 'acquired',
    'fencing-token': String(second),
  });
  await middle.job.finish('success');

  expect((await low.step.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': middle.group.headSha,
  });
  await low.job.finish('success');
  const { requests, outcomes } = await scene.lease();
  expect(requests).toEqual([]);
  expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
    [high.id, 'failure'],
    [middle.id, 'success'],
    [low.id, 'completed'],
  ]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('lets each group of a train try, one after another, when all of them fail', async () => {
  await using scene = await openScene();
  const [low, middle, high] = await startTrain(scene, 3, LONG);
  const tokens: number[] = [];
  for (const car of [high, middle, low]) {
    tokens.push(await untilHeldBy(scene, car));
    await car.step.finished;
    // A cancelled job did not succeed either.
    await car.job.finish(car === middle ? 'cancelled' : 'failure');
  }
  expect(tokens.map((token) => token - tokens[0]!)).toEqual([0, 1, 2]);
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "register main: PR 1 (run <n>) waits, place 1
    register main: PR 2 (run <n>) waits, place 1
    acquire main: PR 3 (run <n>) holds it, token <n>
    release main: PR 3 (run <n>) failed
    acquire main: PR 2 (run <n>) holds it, token <n>
    release main: PR 2 (run <n>) failed
    acquire main: PR 1 (run <n>) holds it, token <n>
    release main: PR 1 (run <n>) failed"
  `);
  await expectPromises(scene);
  expectCleanScene(scene);
});
