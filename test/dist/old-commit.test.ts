// The age of a hold is counted from its grant by GitHub's clock, never from the commit that it was made for.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, holderIn } from './expectations.ts';

it('never takes a lease on an old commit for stale', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const { git } = github.state;
  const root = await github.git('rev-parse', 'main^{tree}');
  const author = { name: 'octocat', email: 'octocat@users.noreply.github.com', at: 86_400 };
  const sha = await git.writeCommit({ tree: root, parents: [], author, committer: author, message: 'Old' });
  await github.branch('archive', sha);
  const push = await github.push('archive', 0);
  const holder = scene.pushJob(push);
  const held = await holder.use({ lease: 'main', ttl: '1s', 'max-hold': '1s', 'takeover-delay': '0s' });
  const waiter = scene.pushJob(push);
  // It sees the holder's job alive for longer than both of these times.
  const { outputs, exitCode } = await waiter.use({ lease: 'main', timeout: '4s' });
  expect(outputs).toMatchObject({ status: 'timed-out' });
  expect(exitCode).toBe(1);
  expect(holderIn(await scene.lease())).toMatchObject({ id: held.outputs['request-id'] });
  await waiter.finish();
  await holder.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
