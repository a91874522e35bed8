// The input `repository`: jobs of one repository share a lease that another repository keeps.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { queueUp } from './train.ts';

it('keeps the lock branch in the other repository, and reads merge groups and commits in the own one', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const locks = await github.repository('octo/locks');
  const [low, high] = await queueUp(scene, 2);
  const inputs = { repository: 'octo/locks', lease: 'account' };
  const top = scene.groupJob(high!);
  const won = await top.use(inputs);
  expect(won.outputs).toMatchObject({
    status: 'acquired',
    priority: '2',
    'stacked-pull-requests': '[{"number":1},{"number":2}]',
    'board-url': `${github.serverUrl}/octo/locks/tree/ref-lease`,
  });
  const [post] = await top.finish('success');
  expect(post?.annotations).toEqual([]);
  const late = scene.groupJob(low!);
  expect((await late.use(inputs)).outputs).toMatchObject({
    status: 'completed',
    'completed-by': high!.headSha,
  });
  await late.finish('success');

  expect(await github.head('ref-lease')).toBeNull();
  expect(await locks.file('ref-lease', 'leases/account.json')).toContain('"outcome": "success"');
  await expectPromises(scene, { repository: locks });
  expectCleanScene(scene);
});
