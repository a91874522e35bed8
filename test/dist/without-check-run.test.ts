// A runner that does not tell the check run id: a random part takes its place, and later steps of the job find it.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, holderIn, outcomeIn } from './expectations.ts';

it('exports a random part of the id, by which guard, release and the post step find the request', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const job = scene.pushJob(push, { checkRunId: null });
  const { outputs } = await job.use();
  const id = outputs['request-id']!;
  expect(id).toMatch(new RegExp(`^${job.runId}/1/staging/0/x[0-9a-f]{12}$`));
  expect(job.job.env['REF_LEASE_NONCE']).toBe(id.slice(-12));
  expect(holderIn(await scene.lease())).toMatchObject({ id, check_run_id: null });

  expect((await job.use({ mode: 'guard' })).outputs['held']).toBe('true');
  const released = await job.use({ mode: 'release', 'release-with-status': 'failure' });
  expect(released).toMatchObject({ exitCode: 0, annotations: [] });
  expect(outcomeIn(await scene.lease(), id)).toMatchObject({ outcome: 'failure' });
  const guarded = await job.use({ mode: 'guard' });
  expect(guarded).toMatchObject({ exitCode: 1, outputs: { held: 'false' } });
  const posts = await job.finish();
  expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('releases in the post step what main has acquired, and keeps two such jobs apart', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const first = scene.pushJob(push, { checkRunId: null });
  // A second call of a reusable workflow: nothing but the random part tells them apart.
  const second = scene.pushJob(push, {
    checkRunId: null,
    run: { runId: first.runId, attempt: first.attempt },
  });
  const got = await first.use();
  const waiting = second.step();
  await waiting.waitForLine(/held by main/);
  expect((await scene.lease()).requests).toHaveLength(2);
  await first.finish('success');
  const then = await waiting.finished;
  expect(then.outputs['request-id']).not.toBe(got.outputs['request-id']);
  expect(then.outputs['status']).toBe('acquired');
  await second.finish('success');
  expect((await scene.lease()).outcomes.map(({ outcome }) => outcome)).toEqual(['success', 'success']);
  await expectPromises(scene);
  expectCleanScene(scene);
});
