// Outside of a merge queue a success settles older commits only where both sides ask for it with `propagate: true`.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { asking, untilHeldBy } from './train.ts';

it('completes older commits, waiting and late ones, by the success of a newer commit that contains them', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const pushes = [await github.push('main'), await github.push('main'), await github.push('main')] as const;
  const [oldest, older, newest] = pushes;
  const inputs = { propagate: 'true' };
  const holder = await asking(scene, scene.pushJob(await github.push('hotfix')), { lease: 'main' });
  const high = await asking(scene, scene.pushJob(newest), inputs);
  const waiting = await asking(scene, scene.pushJob(older), inputs);
  await holder.step.finished;
  await holder.job.finish('success');
  const token = await untilHeldBy(scene, high);
  await high.step.finished;
  await high.job.finish('success');
  const late = scene.pushJob(oldest);
  for (const { outputs } of [await waiting.step.finished, await late.use(inputs)]) {
    expect(outputs).toMatchObject({ status: 'completed', 'completed-by': newest.sha, 'fencing-token': '' });
  }
  await waiting.job.finish('success');
  await late.finish('success');
  expect((await scene.lease()).epoch).toBe(token);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it.for([
  ['neither', 'false', 'auto'],
  ['only the newer', 'true', 'false'],
  ['only the older', 'auto', 'true'],
] as const)('lets the older commit run itself where %s of the two propagates', async ([, newer, older]) => {
  await using scene = await openScene();
  const { github } = scene;
  const below = await github.push('main');
  const above = await github.push('main');
  const first = await asking(scene, scene.pushJob(above), { propagate: newer });
  const second = await asking(scene, scene.pushJob(below), { propagate: older });
  const token = await untilHeldBy(scene, first);
  await first.step.finished;
  await first.job.finish('success');
  expect(await untilHeldBy(scene, second)).toBe(token + 1);
  expect((await second.step.finished).outputs).toMatchObject({ status: 'acquired', 'completed-by': '' });
  await second.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
