// The next in line is alive for GitHub, and its main process does not ask: it is passed over, and keeps its place.
import { expect, it } from 'vitest';
import { LOCK_BRANCH, openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn } from './expectations.ts';

it('passes over a next in line that stands still, and lets it go on in line when it moves again', async () => {
  await using scene = await openScene();
  const [holder, frozen, other] = [
    await plainJob(scene, 'a'),
    await plainJob(scene, 'b'),
    await plainJob(scene, 'c'),
  ];
  await holder.use(PLAIN);
  const still = frozen.step(PLAIN);
  await still.waitForLine(/place 1 of 1/);
  const waiting = other.step(PLAIN);
  await waiting.waitForLine(/place 2 of 2/);

  frozen.job.stop();
  await holder.finish('success');
  const result = await waiting.finished;

  expect(result.outputs['status']).toBe('acquired');
  const freed = (await scene.lease('staging')).outcomes[0];
  const holding = holderIn(await scene.lease('staging'));
  // Not before its TTL of seeing the lease free and the same other request due.
  expect(Date.parse(String(holding?.['granted_at'])) - Date.parse(String(freed?.['at']))).toBeGreaterThan(
    1000,
  );
  expect((await scene.lease('staging')).requests.map((each) => [each['run_id'], each['status']])).toEqual([
    [frozen.runId, 'pending'],
    [other.runId, 'acquired'],
  ]);

  frozen.job.continue();
  await still.waitForLine(new RegExp(`place 1 of 1; held by .*run ${other.runId}`));
  await other.finish('success');
  expect((await still.finished).outputs['status']).toBe('acquired');
  await frozen.finish('success');
  expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
    'success',
    'success',
    'success',
  ]);
  await expectEnd(scene);
});

it('passes over a next in line whose grant is under way, and that grant cannot land any more', async () => {
  await using scene = await openScene();
  const { github } = scene;
  const token = 'ghs_ofTheSlowOne';
  github.addToken(token, { contents: 'write', actions: 'read' });
  const [holder, slow, other] = [
    await plainJob(scene, 'a'),
    await plainJob(scene, 'b'),
    await plainJob(scene, 'c'),
  ];
  await holder.use(PLAIN);
  const still = slow.step({ ...PLAIN, token });
  await still.waitForLine(/place 1 of 1/);
  const waiting = other.step(PLAIN);
  await waiting.waitForLine(/place 2 of 2/);

  const grant = github.hold({ operation: 'graphql:createCommitOnBranch', client: token }, 1);
  await holder.finish('success');
  await grant.waitFor();
  const result = await waiting.finished;
  expect(result.outputs['status']).toBe('acquired');
  const head = await github.head(LOCK_BRANCH);
  await grant.release();

  expect(await github.head(LOCK_BRANCH)).toBe(head);
  await still.waitForLine(new RegExp(`place 1 of 1; held by .*run ${other.runId}`));
  await other.finish('success');
  expect((await still.finished).outputs['status']).toBe('acquired');
  await slow.finish('success');
  await expectEnd(scene, [token]);
});
