// `wait: false`: one try. It gets the lease at once, or goes on without it and leaves nothing behind.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';

it('gets the lease at once where it is free, and else goes on as pending with nothing left on the board', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const push = await github.push('main');
  const first = scene.pushJob(push);
  const second = scene.pushJob(push);
  const got = await first.use({ wait: 'false' });
  expect(got.outputs).toMatchObject({ status: 'acquired' });
  const before = await github.head('ref-lease');

  const not = await second.use({ wait: 'false' });
  expect(not).toMatchObject({ exitCode: 0, annotations: [] });
  expect(not.outputs).toMatchObject({ status: 'pending', result: 'pending', 'fencing-token': '' });
  expect(JSON.parse(not.outputs['holder']!)).toMatchObject({ id: got.outputs['request-id'] });
  expect(not.stdout).toMatch(
    /Did not get the lease main on the branch ref-lease at once\. It is held by main \(run \d+\) since .*Going on without it/,
  );
  const [post] = await second.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await github.head('ref-lease')).toBe(before);

  await first.finish('success');
  const third = scene.pushJob(push);
  expect((await third.use({ wait: 'false' })).outputs).toMatchObject({ status: 'acquired' });
  await third.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('removes a dead holder, so that those who never wait are not shut out for ever', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const times = { ttl: '1s', 'takeover-delay': '0s' };
  const dead = scene.pushJob(push);
  await dead.use(times);
  await dead.die();
  const statusOf = async (): Promise<string | undefined> => {
    const job = scene.pushJob(push);
    const { outputs } = await job.use({ ...times, wait: 'false' });
    await job.finish('success');
    return outputs['status'];
  };
  // The first tries may come before the dead one's TTL has passed.
  while ((await statusOf()) !== 'acquired');
  expect((await scene.lease()).outcomes[0]).toMatchObject({ outcome: 'evicted' });
  await expectPromises(scene);
  expectCleanScene(scene);
});
