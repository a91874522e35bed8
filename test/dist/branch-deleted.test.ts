// Somebody deletes the lock branch while it is in use: tokens never fall, and a hold that is known is not forgotten.
import { describe, expect, it } from 'vitest';
import { LOCK_BRANCH, openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn, untilLease } from './expectations.ts';

describe.concurrent('a lock branch that is deleted', () => {
  it('under a waiter is made anew from the last board it saw, with the holder and all tokens', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    const held = await holder.use(PLAIN);
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);

    await github.branch(LOCK_BRANCH, null);

    const restored = await untilLease(scene, 'staging', () => true);
    expect(holderIn(restored)).toMatchObject({ id: held.outputs['request-id'] });
    expect(restored.requests).toHaveLength(2);
    expect(String(holderIn(restored)?.['epoch'])).toBe(held.outputs['fencing-token']);
    const guarded = await holder.use({ mode: 'guard', lease: 'staging' });
    expect(guarded.outputs['held']).toBe('true');
    const [, post] = await holder.finish('success');
    expect(post?.annotations).toEqual([]);
    const got = await waiting.finished;
    expect(got.outputs['status']).toBe('acquired');
    expect(Number(got.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
    await waiter.finish('success');
    await expectEnd(scene);
  });

  it('under several waiters is made anew once', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const jobs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => plainJob(scene, name)));
    const [holder, ...waiters] = jobs;
    await holder?.use(PLAIN);
    const steps = waiters.map((job) => job.step(PLAIN));
    for (const step of steps) await step.waitForLine(/held by/);
    // Everyone has seen all the others: whoever makes the branch anew brings them all back.
    for (const step of steps) await step.waitForLine(/place \d of 3/);

    await github.branch(LOCK_BRANCH, null);
    await untilLease(scene, 'staging', () => true);

    await holder?.finish('success');
    const tokens = await Promise.all(
      steps.map(async (step, index) => {
        const { outputs } = await step.finished;
        expect(outputs['status']).toBe('acquired');
        await waiters[index]?.finish('success');
        return outputs['fencing-token'];
      }),
    );
    expect(new Set(tokens).size).toBe(3);
    expect(await github.git('rev-list', '--max-parents=0', '--count', LOCK_BRANCH)).toBe('1');
    await expectEnd(scene);
  });

  it('under a holder with no waiter: its post step fails nothing, and a newcomer gets a higher token', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    await github.branch(LOCK_BRANCH, null);

    const [post] = await holder.finish('success');

    expect(post).toMatchObject({ exitCode: 0, outcome: 'success', annotations: [] });
    expect((await scene.lease('staging')).outcomes).toMatchObject([
      { id: held.outputs['request-id'], outcome: 'success' },
    ]);
    const newcomer = await plainJob(scene, 'b');
    const got = await newcomer.use(PLAIN);
    expect(got.outputs['status']).toBe('acquired');
    expect(Number(got.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
    await newcomer.finish('success');
    await expectEnd(scene);
  });

  it('and taken by a newcomer: the holder of before is told in its post step, and its guard fails', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    await github.branch(LOCK_BRANCH, null);
    const newcomer = await plainJob(scene, 'b');
    const got = await newcomer.use(PLAIN);
    expect(got.outputs['status']).toBe('acquired');
    expect(Number(got.outputs['fencing-token'])).toBeGreaterThanOrEqual(
      Number(held.outputs['fencing-token']),
    );

    const guarded = await holder.use({ mode: 'guard', lease: 'staging' });
    const posts = await holder.finish('success');

    expect(guarded).toMatchObject({ exitCode: 1, outputs: { held: 'false' } });
    const [post] = posts.filter(({ annotations }) => annotations.length > 0);
    expect(post).toMatchObject({ exitCode: 0 });
    expect(post?.annotations).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/knows nothing of it: somebody has deleted/) },
    ]);
    expect(holderIn(await scene.lease('staging'))?.['run_id']).toBe(newcomer.runId);
    await newcomer.finish('success');
    await expectEnd(scene);
  });
});
