// Waiters whose runner is lost: in the middle of the line, at its end, and together with the holder.
import { describe, expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { outcomeIn, untilLease } from './expectations.ts';

describe.concurrent('a waiter whose runner is lost', () => {
  it('is evicted by the one behind it, also when it is the next in line', async () => {
    await using scene = await openScene();
    const [holder, next, last] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await holder.use(PLAIN);
    await next.step(PLAIN).waitForLine(/place 1 of 1; held by/);
    const waiting = last.step(PLAIN);
    await waiting.waitForLine(/place 2 of 2; held by/);

    await next.die();
    await waiting.waitForLine(/place 1 of 1; held by/);
    await holder.finish('success');
    const result = await waiting.finished;

    expect(result.outputs['status']).toBe('acquired');
    const dead = `${next.runId}/1/staging/0/${next.jobId}`;
    const evicted = outcomeIn(await scene.lease('staging'), dead);
    expect(evicted).toMatchObject({ outcome: 'evicted', by: result.outputs['request-id'] });
    // It held nothing, so nobody has to wait for what it might still do.
    expect(evicted).not.toHaveProperty('takeover_delay');
    await last.finish('success');
    await expectEnd(scene);
  });

  it('at the end of the line is removed by the next one that comes', async () => {
    await using scene = await openScene();
    const [holder, dead, newcomer] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await holder.use(PLAIN);
    await dead.step(PLAIN).waitForLine(/held by/);
    await dead.die();
    await holder.finish('success');

    const result = await newcomer.use(PLAIN);

    expect(result.outputs['status']).toBe('acquired');
    await newcomer.finish('success');
    const { requests, outcomes } = await scene.lease('staging');
    expect(requests).toEqual([]);
    expect(outcomes.map((each) => each['outcome'])).toEqual(['success', 'evicted', 'success']);
    await expectEnd(scene);
  });

  it('is evicted together with a holder that is dead too, by the one behind both', async () => {
    await using scene = await openScene();
    const [holder, next, last] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    const held = await holder.use(PLAIN);
    await next.step(PLAIN).waitForLine(/held by/);
    const waiting = last.step(PLAIN);
    await waiting.waitForLine(/place 2 of 2/);

    await Promise.all([holder.die(), next.die()]);
    const result = await waiting.finished;

    expect(result.outputs['status']).toBe('acquired');
    expect(Number(result.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
    const lease = await scene.lease('staging');
    expect(lease.outcomes.map((each) => [each['outcome'], each['run_id']])).toEqual(
      expect.arrayContaining([
        ['evicted', holder.runId],
        ['evicted', next.runId],
      ]),
    );
    await last.finish('success');
    await expectEnd(scene);
  });
});

// In the reference service such a waiter evicts the holder and leaves "acquired" dangling: newcomers are refused for
// ever. Here outcomes are read, never acknowledged.
describe.concurrent('a waiter that looks again only after its TTL', () => {
  it('finds itself completed by the success it slept through, and a newcomer is not kept out', async () => {
    await using scene = await openScene();
    const queue = scene.github.mergeQueue();
    const [low, high] = [await queue.enqueue(1), await queue.enqueue(2)];
    const [sleeper, holder] = [scene.groupJob(low), scene.groupJob(high)];
    const times = { ttl: '1s', 'takeover-delay': '1s' };
    const waiting = sleeper.step(times);
    await waiting.waitForLine(/Waiting for the lease/);
    await holder.use(times);
    await waiting.waitForLine(/held by/);
    sleeper.job.stop();
    await holder.finish('success');
    const released = await scene.lease();
    expect(outcomeIn(released, `${sleeper.runId}/1/staging/0/${sleeper.jobId}`)).toMatchObject({
      outcome: 'completed',
      completed_by: high.headSha,
    });

    // A newcomer of another scope needs the lease itself.
    const newcomer = await plainJob(scene, 'main');
    const got = await newcomer.use({ ...PLAIN, lease: 'main' });
    expect(got.outputs['status']).toBe('acquired');
    sleeper.job.continue();
    const result = await waiting.finished;

    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { status: 'completed', 'completed-by': high.headSha },
    });
    await sleeper.finish('success');
    await newcomer.finish('success');
    await expectEnd(scene);
  });

  it('is removed from the line when it never looks again', async () => {
    await using scene = await openScene();
    const [holder, dead, newcomer] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await holder.use(PLAIN);
    const waiting = dead.step(PLAIN);
    await waiting.waitForLine(/held by/);
    dead.job.stop();
    await holder.finish('success');
    await dead.die();

    const result = await newcomer.use(PLAIN);

    expect(result.outputs['status']).toBe('acquired');
    await untilLease(scene, 'staging', (lease) => lease.requests.length === 1);
    await newcomer.finish('failure');
    await expectEnd(scene);
  });
});
