// A group whose job comes after the success that contains it has nothing left to do.
import { expect, it } from 'vitest';
import type { Group } from '../support/github/merge-queue.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp } from './train.ts';

async function succeed(scene: Scene, group: Group): Promise<void> {
  const { step, job } = await ask(scene, group);
  expect((await step.finished).outputs).toMatchObject({ status: 'acquired' });
  await job.finish('success');
}

/** Runs a job that comes too late to be needed; returns the comparisons that it asked for. */
async function comeLate(scene: Scene, group: Group, by: Group): Promise<string[]> {
  const before = await scene.lease();
  scene.github.resetAccounting();
  const job = scene.groupJob(group);
  const { outputs, exitCode } = await job.use();
  await job.finish('success');
  expect(exitCode).toBe(0);
  expect(outputs).toMatchObject({ status: 'completed', 'completed-by': by.headSha, 'fencing-token': '' });
  // The document is as it was: the job never registered, and nothing was written.
  expect(await scene.lease()).toEqual(before);
  const asked = scene.github.accounting.map(({ operation, path }) => ({
    operation,
    path: decodeURIComponent(path),
  }));
  expect(asked.filter(({ operation }) => /createCommit|updateRef|POST/.test(operation))).toEqual([]);
  return asked.flatMap(({ path }) => /\/compare\/(.+)$/.exec(path)?.[1] ?? []);
}

it('completes a late group by the chain of the merge groups in the document', async () => {
  await using scene = await openScene();
  const [low, high] = await queueUp(scene, 2);
  await succeed(scene, high!);
  expect(await comeLate(scene, low!, high!)).toEqual([`main...${low!.headSha}`]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('completes a late group by the compare API where the document does not have the chain', async () => {
  await using scene = await openScene();
  const [low, , high] = await queueUp(scene, 3);
  await succeed(scene, high!);
  const asked = await comeLate(scene, low!, high!);
  expect(asked).toContain(`${high!.headSha}...${low!.headSha}`);
  await expectPromises(scene);
  expectCleanScene(scene);
});
