// A train of four merge groups whose highest succeeds: it alone works, the others are completed by it.
import { expect, it } from 'vitest';
import { openScene, type SceneJob } from '../support/scene.ts';
import type { Stage } from '../support/runner/runner.ts';
import { auditLog, expectCleanScene, expectPromises, requestIdOf, untilLease } from './expectations.ts';
import { ask, queueUp, untilHeldBy, type GroupCar } from './train.ts';

it('gives the lease to the highest of four groups and completes the others by its success', async () => {
  await using scene = await openScene();
  const queue = scene.github.mergeQueue();
  for (const pullRequest of [1, 2, 3, 4]) await queue.enqueue(pullRequest);
  const groups = queue.groups();
  const jobs: SceneJob[] = [];
  const steps: Stage[] = [];
  // One after another, so that the audit log has one order.
  for (const [index, group] of groups.entries()) {
    const job = scene.groupJob(group);
    jobs.push(job);
    steps.push(job.step({ 'stabilisation-window': '1h', payload: `preview ${index + 1}` }));
    await untilLease(scene, 'main', (lease) => lease.requests.length === index + 1);
  }
  const [lowest, , , highest] = jobs as [SceneJob, SceneJob, SceneJob, SceneJob];
  const won = await steps[3]!.finished;
  const held = await scene.lease();

  expect(won).toMatchObject({ exitCode: 0, annotations: [] });
  expect(won.outputs).toEqual({
    status: 'acquired',
    result: 'acquired',
    lease: 'main',
    'request-id': requestIdOf(highest),
    'fencing-token': String(held.epoch),
    priority: '4',
    'waited-seconds': expect.stringMatching(/^\d+$/) as unknown,
    'completed-by': '',
    'stacked-pull-requests': '[{"number":1},{"number":2},{"number":3},{"number":4}]',
    payload: 'preview 4',
    holder: JSON.stringify(held.requests[3]),
    state: JSON.stringify(held),
    'board-url': `${scene.github.serverUrl}/octo/shop/tree/ref-lease`,
  });
  expect(held.requests.map((request) => request['priority'])).toEqual([1, 2, 3, 4]);

  const [post] = await highest.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });

  for (const [index, job] of jobs.slice(0, 3).entries()) {
    const result = await steps[index]!.finished;
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(result.outputs).toMatchObject({
      status: 'completed',
      result: 'completed',
      lease: 'main',
      'request-id': requestIdOf(job),
      'fencing-token': '',
      priority: String(index + 1),
      'completed-by': groups[3]!.headSha,
      'stacked-pull-requests': JSON.stringify(
        groups.slice(0, index + 1).map(({ pullRequest: number }) => ({ number })),
      ),
      payload: `preview ${index + 1}`,
      holder: 'null',
      'board-url': won.outputs['board-url'],
    });
    const [nothing] = await job.finish('success');
    expect(nothing?.stdout).toContain('Nothing to release');
  }
  expect(requestIdOf(lowest)).toBe((await scene.lease()).outcomes[1]!['id']);
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "register main: PR 1 (run <n>) waits, place 1
    register main: PR 2 (run <n>) waits, place 1
    register main: PR 3 (run <n>) waits, place 1
    acquire main: PR 4 (run <n>) holds it, token <n>
    release main: PR 4 (run <n>) succeeded, 3 contained requests completed"
  `);
  const readme = await scene.github.file('ref-lease', 'README.md');
  expect(readme).toContain('# Leases of this repository');
  expect(readme).toContain('Nobody holds this lease.');
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('gives the lease to the group that contains the others, whatever priorities they give', async () => {
  await using scene = await openScene();
  const groups = await queueUp(scene, 3);
  const cars: GroupCar[] = [];
  for (const [index, group] of groups.entries()) {
    const inputs = { 'stabilisation-window': '1h', priority: String(9 - index) };
    cars.push(await ask(scene, group, inputs));
  }
  const [low, middle, high] = cars as [GroupCar, GroupCar, GroupCar];
  await untilHeldBy(scene, high);
  expect((await high.step.finished).outputs['priority']).toBe('7');
  await high.job.finish('success');
  for (const { step, job } of [low, middle]) {
    expect((await step.finished).outputs).toMatchObject({ status: 'completed' });
    await job.finish('success');
  }
  await expectPromises(scene);
  expectCleanScene(scene);
});
