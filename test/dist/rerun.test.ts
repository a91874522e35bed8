// A re-run is somebody's wish to do it again: it asks anew, whatever the earlier attempt achieved.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, requestIdOf } from './expectations.ts';
import { queueUp } from './train.ts';

it('gives a re-run of the same head the lease anew, although the first attempt succeeded', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const first = scene.groupJob(group!);
  const earlier = await first.use();
  await first.finish('success');
  scene.github.completeRun(first.runId, 1, 'success');

  const run = scene.github.startRun({ runId: first.runId, workflow: 'ci.yml', event: 'merge_group' });
  const second = scene.groupJob(group!, { run });
  const later = await second.use();
  expect(later.outputs).toMatchObject({
    status: 'acquired',
    'request-id': requestIdOf(second),
    'fencing-token': String(Number(earlier.outputs['fencing-token']) + 1),
  });
  expect(second.attempt).toBe(2);
  await second.finish('success');
  expect((await scene.lease()).outcomes.map(({ run_attempt, outcome }) => [run_attempt, outcome])).toEqual([
    [1, 'success'],
    [2, 'success'],
  ]);
  await expectPromises(scene);
  expectCleanScene(scene);
});
