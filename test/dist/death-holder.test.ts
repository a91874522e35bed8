// A holder whose runner is lost. The reference service never evicts it: waiters stay pending for ever.
import { describe, expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob, until } from './ending.ts';
import { holderIn, outcomeIn, untilLease } from './expectations.ts';

describe.concurrent('a holder whose runner is lost', () => {
  it('is evicted on evidence read twice, and the next in line gets a higher token after the takeover delay', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    expect(held.outputs['status']).toBe('acquired');
    const next = await plainJob(scene, 'b');
    const waiting = next.step(PLAIN);
    await waiting.waitForLine(/held by/);

    github.resetAccounting();
    await holder.die();
    const result = await waiting.finished;

    expect(result.outputs).toMatchObject({ status: 'acquired' });
    expect(Number(result.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
    const lease = await scene.lease('staging');
    const evicted = outcomeIn(lease, held.outputs['request-id']);
    expect(evicted).toMatchObject({
      outcome: 'evicted',
      by: result.outputs['request-id'],
      epoch: Number(held.outputs['fencing-token']),
      takeover_delay: 1,
    });
    const looks = github.accounting.filter(({ path }) => path.endsWith(`/actions/jobs/${holder.jobId}`));
    expect(looks.length).toBeGreaterThanOrEqual(2);
    const evictedAt = Date.parse(String(evicted?.['at']));
    expect(Date.parse(String(holderIn(lease)?.['granted_at'])) - evictedAt).toBeGreaterThan(1000);
    expect(result.stdout).toMatch(/free again at .*, after the eviction of a dead holder/);
    await next.finish('success');
    await expectEnd(scene);
  });

  it('keeps nobody out for ever: a newcomer that finds it alone gets the lease', async () => {
    await using scene = await openScene();
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    await holder.die();

    const newcomer = await plainJob(scene, 'b');
    const result = await newcomer.use(PLAIN);

    expect(result.outputs['status']).toBe('acquired');
    expect(Number(result.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
    await newcomer.finish('success');
    expect(await scene.log()).toEqual([
      expect.stringMatching(/^acquire staging/),
      expect.stringMatching(/^register staging/),
      expect.stringMatching(/^evict staging/),
      expect.stringMatching(/^acquire staging/),
      expect.stringMatching(/^release staging/),
    ]);
    await expectEnd(scene);
  });
});

describe.concurrent('an eviction', () => {
  it('takes effect once, though no answer to a write ever arrives', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    await holder.die();
    github.fault({ match: { operation: 'graphql:createCommitOnBranch' }, kind: 'drop-after' });

    const next = await plainJob(scene, 'b');
    const result = await next.use(PLAIN);

    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(Number(result.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
    await next.finish('success');
    expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
      'evicted',
      'success',
    ]);
    await expectEnd(scene);
  });

  it('is not made on the word of an API that fails: only "completed" is death', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use(PLAIN);
    const look = { operation: 'GET actions/jobs' };
    const gone = github.fault({ match: look, times: 2, kind: 'status', status: 404 });
    const down = github.fault({ match: look, times: 2, kind: 'status', status: 403 });
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);

    await gone.waitFor(2);
    await down.waitFor(2);
    await holder.finish('success');

    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await waiter.finish('success');
    expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
      'success',
      'success',
    ]);
    await expectEnd(scene);
  });
});

describe.concurrent('a hold that outlives its job', () => {
  it('lives as long as its run, and is evicted when that has ended', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use({ ...PLAIN, 'auto-release': 'false' });
    await holder.finish('success');
    const next = await plainJob(scene, 'b');
    const waiting = next.step(PLAIN);
    await waiting.waitForLine(/held by/);

    const asked = github.accounting.length;
    await until('two looks at the run', () => github.accounting.slice(asked).filter(isLookAtRun).length >= 2);
    expect(holderIn(await scene.lease('staging'))?.['id']).toBe(held.outputs['request-id']);
    github.completeRun(holder.runId, holder.attempt, 'success');

    await untilLease(scene, 'staging', (lease) => outcomeIn(lease, held.outputs['request-id']) !== undefined);
    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene);
  });
});

function isLookAtRun({ operation }: { readonly operation: string }): boolean {
  return operation === 'GET actions/attempts';
}
