// A holder that GitHub has given up on while it still runs: after the takeover it can free nothing and knows it.
import { describe, expect, it } from 'vitest';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn } from './expectations.ts';

/** A holder whose job GitHub has ended though its process lives on, and the one that has taken over. */
async function takenOver(scene: Scene): Promise<{ zombie: SceneJob; successor: SceneJob; tokens: string[] }> {
  const zombie = await plainJob(scene, 'a');
  const held = await zombie.use(PLAIN);
  scene.github.completeJob(zombie.jobId, 'failure');
  const successor = await plainJob(scene, 'b');
  const got = await successor.use(PLAIN);
  expect(got.outputs['status']).toBe('acquired');
  return { zombie, successor, tokens: [held, got].map(({ outputs }) => outputs['fencing-token'] ?? '') };
}

describe.concurrent('a zombie', () => {
  it('frees nothing in its post step, and says that it had lost the lease', async () => {
    await using scene = await openScene();
    const { zombie, successor, tokens } = await takenOver(scene);

    const [post] = await zombie.finish('success');

    expect(post).toMatchObject({ exitCode: 0, outcome: 'success' });
    expect(post?.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/had lost the lease staging/),
      }),
    ]);
    expect(post?.annotations[0]?.message).toContain(`token ${tokens[1]}`);
    expect(holderIn(await scene.lease('staging'))?.['run_id']).toBe(successor.runId);
    await successor.finish('success');
    await expectEnd(scene);
  });

  it('fails at its guard, before the step that cannot be undone', async () => {
    await using scene = await openScene();
    const { zombie, successor, tokens } = await takenOver(scene);

    const guard = { mode: 'guard', lease: 'staging', 'fencing-token': tokens[0] ?? '' };
    const stopped = await zombie.use(guard);
    const unnamed = await zombie.use({ mode: 'guard', lease: 'staging' });
    const passed = await successor.use({ mode: 'guard', lease: 'staging', 'fencing-token': tokens[1] ?? '' });

    for (const result of [stopped, unnamed]) {
      expect(result).toMatchObject({ exitCode: 1, outputs: { held: 'false' } });
      expect(result.annotations[0]?.message).toMatch(/^Stop: .* does not hold the lease staging/);
    }
    expect(passed).toMatchObject({ exitCode: 0, outputs: { held: 'true' } });
    await zombie.finish();
    await successor.finish('success');
    await expectEnd(scene);
  });

  it('cannot free the successor with an explicit release, nor can a stranger', async () => {
    await using scene = await openScene();
    const { zombie, successor, tokens } = await takenOver(scene);
    const release = { mode: 'release', lease: 'staging', 'release-with-status': 'success' };
    const successorId = String(holderIn(await scene.lease('staging'))?.['id']);

    const own = await zombie.use({ ...release, 'fencing-token': tokens[0] ?? '' });
    const wrongToken = await zombie.use({
      ...release,
      'request-id': successorId,
      'fencing-token': tokens[0] ?? '',
    });
    const stranger = await plainJob(scene, 'c', { actor: 'mallory' });
    const nothing = await stranger.use(release);

    for (const { exitCode, annotations } of [own, wrongToken, nothing]) {
      expect(exitCode).toBe(1);
      expect(annotations[0]?.message).toMatch(/was not released: .*It is held by/);
    }
    expect(holderIn(await scene.lease('staging'))?.['run_id']).toBe(successor.runId);
    await zombie.finish();
    await successor.finish('success');
    await expectEnd(scene);
  });
});
