// GitHub rebuilds a stack on new commits: what the old groups contain is not what the new ones do.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, outcomeIn } from './expectations.ts';
import { ask, asking, queueUp, untilHeldBy } from './train.ts';

it('ends the request of a group that was rebuilt as superseded, and its job fails with words that say so', async () => {
  await using scene = await openScene();
  const [first, second] = await queueUp(scene, 2);
  const other = await asking(scene, scene.pushJob(await scene.github.push('main', 0)));
  const old = [await ask(scene, first!), await ask(scene, second!)];
  const [rebuilt] = await scene.github.mergeQueue().dequeue(1);
  for (const { step, id, job } of old) {
    const { exitCode, outputs, annotations } = await step.finished;
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ status: 'superseded', result: 'superseded', 'fencing-token': '' });
    expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(
        /^error: The merge group of this run is gone from the queue, .* lease main .* ref-lease/,
      ),
    ]);
    expect(outcomeIn(await scene.lease(), id)).toMatchObject({ outcome: 'withdrawn', reason: 'superseded' });
    await job.finish();
  }
  await other.step.finished;
  await other.job.finish('success');
  const anew = await ask(scene, rebuilt!);
  await untilHeldBy(scene, anew);
  await anew.step.finished;
  await anew.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('keeps an old group pending when a success that does not contain it settles its rebuilt successor', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const queue = github.mergeQueue();
  const [, second] = await queueUp(scene, 2);
  const other = await asking(scene, scene.pushJob(await github.push('main', 0)));
  const old = await ask(scene, second!);
  const [rebuiltGroup] = await queue.dequeue(1);
  // GitHub has not yet removed the branch of the old group.
  await github.branch(second!.ref.replace('refs/heads/', ''), second!.headSha);
  // Two commits of its own put it before the old group.
  const topGroup = await queue.enqueue(3, { commits: 2 });
  const rebuilt = await ask(scene, rebuiltGroup!);
  const top = await ask(scene, topGroup);

  await other.step.finished;
  await other.job.finish('success');
  const token = await untilHeldBy(scene, top);
  await top.step.finished;
  await top.job.finish('success');
  expect((await rebuilt.step.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': topGroup.headSha,
  });
  expect(await untilHeldBy(scene, old)).toBe(token + 1);
  expect((await old.step.finished).outputs).toMatchObject({ status: 'acquired', 'completed-by': '' });
  await old.job.finish('success');
  await rebuilt.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
