// Somebody commits something else to the lock branch: the lease goes on, and nothing of theirs is lost.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { asking, untilHeldBy } from './train.ts';

it('is not broken by a commit of somebody else on the lock branch, whatever its subject says', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const push = await github.push('main');
  const holder = await asking(scene, scene.pushJob(push));
  const token = await untilHeldBy(scene, holder);
  await holder.step.finished;
  const waiter = await asking(scene, scene.pushJob(push));
  await github.commitFile(
    'ref-lease',
    'notes.md',
    'mine\n',
    'release main: main (run 1) succeeded\n\nref-lease-operation: 1',
  );
  await github.commitFile('ref-lease', 'README.md', 'Nobody holds this lease.\n', 'acquire main: token 1');
  await holder.job.finish('success');
  expect(await untilHeldBy(scene, waiter)).toBe(token + 1);
  await waiter.step.finished;
  await waiter.job.finish('success');
  expect(await github.file('ref-lease', 'notes.md')).toBe('mine\n');
  expect(await github.file('ref-lease', 'README.md')).toContain('# Leases of this repository');
  await expectPromises(scene);
  expectCleanScene(scene);
});
