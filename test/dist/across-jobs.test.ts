// `auto-release: false`: the lease is held across the jobs of a run; guard and release know it by the outputs of the
// first job, and nobody else may end it.
import { expect, it } from 'vitest';
import { holderIn, outcomeIn } from '../support/scene.ts';
import { annotationsOf, expectEnd, expectError, openStory, PLAIN } from './story.ts';

const GUARD = { mode: 'guard', lease: 'staging' };
const RELEASE = { mode: 'release', lease: 'staging', 'release-with-status': 'success' };

it.concurrent('holds the lease until a later job of the run releases it', async () => {
  await using scene = await openStory();
  const first = await scene.job('main', { job: 'acquire' });
  const { outputs } = await first.use({ ...PLAIN, 'auto-release': 'false', payload: 'env 7' });
  const [kept] = await first.finish('success');
  expect(kept).toMatchObject({ exitCode: 0, annotations: [] });
  const holder = holderIn(await scene.lease('staging'));
  expect(holder).toMatchObject({ id: outputs['request-id'] });
  const token = outputs['fencing-token']!;
  const hold = { 'request-id': outputs['request-id']!, 'fencing-token': token };
  const stale = { ...hold, 'fencing-token': String(Number(token) - 1) };
  const { runId, attempt } = first;
  const head = await scene.github.head('ref-lease');

  const deploy = await scene.job('main', { job: 'deploy', run: { runId, attempt } });
  const guarded = await deploy.use({ ...GUARD, ...hold });
  expect(guarded).toMatchObject({ exitCode: 0, annotations: [] });
  expect(guarded.outputs).toMatchObject({ held: 'true', payload: 'env 7', lease: 'staging' });
  // A wrong token, and no request at all of the job itself.
  for (const wrong of [stale, {}]) {
    const stopped = await deploy.use({ ...GUARD, ...wrong });
    expect(stopped.outputs).toMatchObject({ held: 'false', payload: '' });
    expectError(stopped, 'not-holder', 'staging', 'ref-lease', `run ${runId}`, `token ${token}`);
    expectError(await deploy.use({ ...RELEASE, ...wrong }), 'not-holder', `run ${runId}`, `token ${token}`);
  }
  const posts = await deploy.finish('success');
  expect(posts.flatMap(({ stdout }) => stdout)).toEqual(posts.map(() => ''));
  expect(await scene.github.head('ref-lease')).toBe(head);

  const end = await scene.job('main', { job: 'release', run: { runId, attempt } });
  for (const _ of ['first', 'repeated']) {
    const released = await end.use({ ...RELEASE, ...hold });
    expect(annotationsOf(released)).toEqual([]);
    expect(released).toMatchObject({ exitCode: 0, outputs: { lease: 'staging', holder: 'null' } });
  }
  const { outcomes } = await scene.lease('staging');
  expect(outcomes).toMatchObject([{ id: outputs['request-id'], outcome: 'success' }]);
  await expectEnd(scene);
});

it.concurrent('lets a holder whose job GitHub has given up free nothing of its successor', async () => {
  await using scene = await openStory();
  // As short as they may be; the successor has nobody behind it who could find it silent.
  const inputs = { ...PLAIN, ttl: '1s' };
  const zombie = await scene.job('a');
  const held = await zombie.use(inputs);
  scene.github.completeJob(zombie.jobId, 'failure');
  const successor = await scene.job('b');
  const got = await successor.use(inputs);
  expect(got.outputs).toMatchObject({ status: 'acquired' });
  const [lost, token] = [held, got].map(({ outputs }) => outputs['fencing-token']!);
  expect(Number(token)).toBeGreaterThan(Number(lost));
  expect(outcomeIn(await scene.lease('staging'), zombie.runId)).toMatchObject({ outcome: 'evicted' });

  expectError(await zombie.use({ ...GUARD, 'fencing-token': lost! }), 'not-holder', `token ${token}`);
  expectError(await zombie.use({ ...RELEASE, 'fencing-token': lost! }), 'not-holder', `token ${token}`);
  const posts = await zombie.finish('success');
  expect(posts.map(({ exitCode }) => exitCode)).toEqual(posts.map(() => 0));
  expect(posts.flatMap(annotationsOf)).toEqual([expect.stringMatching(/^warning: .*staging/)]);
  expect(posts.flatMap(annotationsOf)[0]).toContain(`token ${token}`);
  expect(holderIn(await scene.lease('staging'))).toMatchObject({ run_id: successor.runId });
  await successor.finish('success');
  await expectEnd(scene);
});
