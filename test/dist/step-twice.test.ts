// A step that runs twice in one job: the lease it holds already, or, once that was released, a new request.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { auditLog, expectCleanScene, expectPromises } from './expectations.ts';

it('gives a second step the same token while the job holds the lease, and a new request after the release', async () => {
  await using scene = await openScene();
  const job = scene.pushJob(await scene.github.push('main'));
  const first = await job.use();
  const again = await job.use();
  expect(again.outputs).toMatchObject({
    status: 'acquired',
    'request-id': first.outputs['request-id'],
    'fencing-token': first.outputs['fencing-token'],
  });
  expect((await job.use({ mode: 'release', 'release-with-status': 'success' })).exitCode).toBe(0);
  const anew = await job.use();
  expect(anew.outputs).toMatchObject({
    status: 'acquired',
    'request-id': `${first.outputs['request-id']}/2`,
    'fencing-token': String(Number(first.outputs['fencing-token']) + 1),
  });
  expect((await job.use({ mode: 'guard' })).outputs['held']).toBe('true');
  const posts = await job.finish('success');
  expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
  expect((await scene.lease()).outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
    [first.outputs['request-id'], 'success'],
    [anew.outputs['request-id'], 'success'],
  ]);
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "acquire main: main (run <n>) holds it, token <n>
    renew main: main (run <n>) still holds it
    release main: main (run <n>) succeeded
    acquire main: main (run <n>) holds it, token <n>
    release main: main (run <n>) succeeded"
  `);
  await expectPromises(scene);
  expectCleanScene(scene);
});
