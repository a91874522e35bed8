// Many jobs ask at the same moment, on a lock branch that does not exist yet: one after another gets the lease.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, holderIn, requestIdOf } from './expectations.ts';

it('never lets two identical jobs of one moment both win, and no loser of a race fails', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const tokens: number[] = [];
  let holders = 0;
  const jobs = [1, 2, 3, 4].map(() => scene.pushJob(push));
  await Promise.all(
    jobs.map(async (job) => {
      const { exitCode, annotations, outputs } = await job.use();
      expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] });
      holders += 1;
      expect(holders, 'jobs at work').toBe(1);
      expect(holderIn(await scene.lease())).toMatchObject({ id: requestIdOf(job) });
      tokens.push(Number(outputs['fencing-token']));
      holders -= 1;
      await job.finish('success');
    }),
  );
  expect(tokens).toEqual(tokens.map((_, index) => tokens[0]! + index));
  const { requests, outcomes } = await scene.lease();
  expect(requests).toEqual([]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success', 'success']);
  // Every commit has one parent, the state it was computed from; the first has none.
  const parents = await scene.github.git('log', '--reverse', '--format=%P', 'ref-lease');
  const commits = await scene.github.git('log', '--reverse', '--format=%H', 'ref-lease');
  expect(parents.split('\n')).toEqual(['', ...commits.split('\n').slice(0, -1)]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('lets groups that ask at the same moment gather, and gives the lease to the highest', async () => {
  await using scene = await openScene();
  const queue = scene.github.mergeQueue();
  for (const pullRequest of [1, 2, 3]) await queue.enqueue(pullRequest);
  const jobs = queue.groups().map((group) => scene.groupJob(group));
  const steps = jobs.map((job) => job.step({ 'stabilisation-window': '1h' }));
  const [, , top] = steps;
  expect((await top!.finished).outputs).toMatchObject({ status: 'acquired' });
  await jobs[2]!.finish('success');
  for (const step of steps.slice(0, 2)) {
    expect((await step.finished).outputs).toMatchObject({ status: 'completed' });
  }
  for (const job of jobs.slice(0, 2)) await job.finish('success');
  expect((await scene.log()).filter((subject) => subject.startsWith('acquire'))).toHaveLength(1);
  await expectPromises(scene);
  expectCleanScene(scene);
});
