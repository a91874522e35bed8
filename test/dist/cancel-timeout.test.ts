// The deadline of a waiting job: an end is reported only when it is confirmed, and what was granted meanwhile is
// reported as acquired.
import { describe, expect, it } from 'vitest';
import { LOCK_BRANCH, openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn, outcomeIn } from './expectations.ts';

const COMMIT = 'graphql:createCommitOnBranch';

describe.concurrent('at the deadline', () => {
  it('withdraws a waiting request, and its post step does not free a lease that it never got', async () => {
    await using scene = await openScene();
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use(PLAIN);

    const result = await waiter.use({ ...PLAIN, timeout: '1s' });

    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'timed-out', 'fencing-token': '' } });
    expect(result.annotations[0]?.message).toMatch(/Did not get the lease staging .* It is held by /);
    expect(outcomeIn(await scene.lease('staging'), result.outputs['request-id'])).toMatchObject({
      outcome: 'withdrawn',
    });
    const [post] = await waiter.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(holderIn(await scene.lease('staging'))?.['run_id']).toBe(holder.runId);
    await holder.finish('success');
    await expectEnd(scene);
  });

  it('reports a write in flight that granted the lease as acquired', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const first = await plainJob(scene, 'a');
    await first.use(PLAIN);
    await first.finish('success');
    const job = await plainJob(scene, 'b');
    const write = github.hold({ operation: COMMIT }, 1);
    const step = job.step({ ...PLAIN, timeout: '1s' });
    await write.waitFor();
    // The next look at the board is the one after the deadline.
    const look = github.hold({ operation: 'graphql:query' });
    await look.waitFor();
    await write.release();
    await look.release();

    const result = await step.finished;

    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(holderIn(await scene.lease('staging'))?.['id']).toBe(result.outputs['request-id']);
    await job.finish('success');
    expect((await scene.lease('staging')).outcomes.at(-1)).toMatchObject({ outcome: 'success' });
    await expectEnd(scene);
  });

  it('withdraws where the write in flight was not applied, so that it can no longer be', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const first = await plainJob(scene, 'a');
    await first.use(PLAIN);
    await first.finish('success');
    const job = await plainJob(scene, 'b');
    const write = github.hold({ operation: COMMIT }, 1);
    const result = await job.use({ ...PLAIN, timeout: '1s', 'on-timeout': 'continue' });

    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'timed-out' } });
    const head = await github.head(LOCK_BRANCH);
    expect((await scene.lease('staging')).outcomes.at(-1)).toMatchObject({ outcome: 'withdrawn' });
    await write.release();
    expect(await github.head(LOCK_BRANCH)).toBe(head);
    await job.finish('success');
    await expectEnd(scene);
  });

  // In another project a retry plugin slept for minutes past the deadline.
  it('ends in time though GitHub does not answer at all', async () => {
    await using scene = await openScene();
    scene.github.fault({ match: { operation: /./ }, kind: 'status', status: 502 });
    const job = await plainJob(scene, 'a');
    const before = performance.now();

    const result = await job.use({ ...PLAIN, timeout: '2s' });

    expect(performance.now() - before).toBeLessThan(6000);
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'timed-out' } });
    await job.finish();
    scene.github.clearFaults();
    await expectEnd(scene);
  });
});
