// A job that is cancelled while it waits, or whose main step is killed: it leaves the line, and never holds later.
import { describe, expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { outcomeIn } from './expectations.ts';

describe.concurrent('a job that is cancelled while it waits', () => {
  it('withdraws within the grace of the runner, and its post step finds nothing to do', async () => {
    await using scene = await openScene();
    const [holder, waiter, next] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await holder.use(PLAIN);
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);
    const behind = next.step(PLAIN);
    await behind.waitForLine(/place 2 of 2/);

    await waiter.job.cancel();
    const result = await waiting.finished;

    // It ended by itself: the runner had to send neither SIGTERM nor SIGKILL.
    expect(result).toMatchObject({ exitCode: 1, signal: null, outcome: 'cancelled' });
    expect(result.stdout).toMatch(/The job is cancelled: leaving the line/);
    expect(result.annotations.at(-1)?.message).toMatch(/^Cancelled: nothing of this job is left in the line/);
    const id = `${waiter.runId}/1/staging/0/${waiter.jobId}`;
    expect(outcomeIn(await scene.lease('staging'), id)).toMatchObject({ outcome: 'withdrawn', by: id });
    const written = await scene.github.head('ref-lease');
    const [post] = await waiter.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(post?.stdout).toMatch(/Nothing to release/);
    expect(await scene.github.head('ref-lease')).toBe(written);

    await behind.waitForLine(/place 1 of 1/);
    await holder.finish('success');
    expect((await behind.finished).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene);
  });

  it('is withdrawn by its post step where main was killed', async () => {
    await using scene = await openScene();
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use(PLAIN);
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);

    waiting.signal('SIGKILL');
    expect(await waiting.finished).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    const [post] = await waiter.finish('cancelled');

    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    const { requests, outcomes } = await scene.lease('staging');
    expect(requests.map((each) => each['run_id'])).toEqual([holder.runId]);
    expect(outcomes).toMatchObject([{ outcome: 'withdrawn', run_id: waiter.runId }]);
    await holder.finish('success');
    await expectEnd(scene);
  });
});

describe.concurrent('a job that is cancelled while GitHub is down', () => {
  it('says that its end is not confirmed, and its post step withdraws it', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const token = 'ghs_cutOff';
    github.addToken(token, { contents: 'write', actions: 'read' });
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use(PLAIN);
    const waiting = waiter.step({ ...PLAIN, token });
    await waiting.waitForLine(/held by/);
    const down = github.fault({ match: { client: token }, kind: 'drop-before' });

    await waiter.job.cancel();

    const result = await waiting.finished;
    expect(result).toMatchObject({ exitCode: 1, signal: null });
    expect(result.annotations.at(-1)?.message).toMatch(
      /GitHub did not confirm .* The post step tries once more/,
    );
    down.remove();
    const [post] = await waiter.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect((await scene.lease('staging')).outcomes).toMatchObject([
      { outcome: 'withdrawn', run_id: waiter.runId },
    ]);
    await holder.finish('success');
    await expectEnd(scene, [token]);
  });
});

// The reference service answers 400 to the status "cancelled", and keeps the lease held.
describe.concurrent('a job that is cancelled while it holds', () => {
  it('releases in its post step as a failure, and the next one is granted at once', async () => {
    await using scene = await openScene();
    const [holder, next] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    const held = await holder.use(PLAIN);
    const waiting = next.step({ ...PLAIN, 'takeover-delay': '1h' });
    await waiting.waitForLine(/held by/);

    await holder.job.cancel();
    const [post] = await holder.finish();

    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(outcomeIn(await scene.lease('staging'), held.outputs['request-id'])).toMatchObject({
      outcome: 'failure',
      by: held.outputs['request-id'],
    });
    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene);
  });

  it('releases as a failure too where main was killed before it could say that it holds', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const first = await plainJob(scene, 'a');
    await first.use(PLAIN);
    await first.finish('success');
    const job = await plainJob(scene, 'b');
    const write = github.fault({
      match: { operation: 'graphql:createCommitOnBranch' },
      times: 1,
      kind: 'hang-after',
    });
    const step = job.step(PLAIN);
    await write.waitFor();
    await expect.poll(async () => (await scene.lease('staging')).requests.length).toBe(1);
    step.signal('SIGKILL');
    await step.finished;

    const [post] = await job.finish('success');

    expect(post?.exitCode).toBe(0);
    const { requests, outcomes } = await scene.lease('staging');
    expect(requests).toEqual([]);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'failure', run_id: job.runId });
    await expectEnd(scene);
  });
});
