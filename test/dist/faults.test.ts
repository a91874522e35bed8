// What goes wrong between the action and GitHub, once each through the real client: lost answers, limits, silence, a
// branch that is deleted or spoilt, a runner that is lost.
import { describe, expect, it } from 'vitest';
import { holderIn, LOCK_BRANCH, outcomeIn } from '../support/scene.ts';
import { annotationsOf, COMMIT, expectEnd, expectError, openStory, PLAIN, verbsOf } from './story.ts';

const PATH = 'leases/staging.json';

describe.concurrent('the action', () => {
  it('writes once what it asks twice for, when answers are lost', async () => {
    await using scene = await openStory();
    const { github } = scene;
    const [first, second] = [await scene.job(), await scene.job()];
    await github.commitFile(LOCK_BRANCH, 'notes.txt', 'somebody else\n', 'release staging: by hand');
    github.fault({ match: { operation: 'graphql:query' }, times: 1, kind: 'status', status: 502 });
    // The grant and the release of the first, and all that the second writes.
    github.fault({ match: { operation: COMMIT }, times: 1, kind: 'drop-after' });
    github.fault({ match: { operation: COMMIT }, kind: 'status-after', status: 502 });
    expect((await first.use(PLAIN)).outputs).toMatchObject({ status: 'acquired' });
    const waiting = second.step(PLAIN);
    await waiting.waitForLine(/held by/);
    for (const job of [first, second]) {
      if (job === second) expect((await waiting.finished).outputs).toMatchObject({ status: 'acquired' });
      const [post] = await job.finish('success');
      expect(post?.exitCode).toBe(0);
    }
    expect((await verbsOf(scene)).slice(1)).toEqual(['acquire', 'register', 'release', 'acquire', 'release']);
    expect(await github.file(LOCK_BRANCH, 'notes.txt')).toBe('somebody else\n');
    await expectEnd(scene);
  });

  it('waits for the end of a rate limit, and says so', async () => {
    await using scene = await openStory();
    const job = await scene.job();
    const limit = { kind: 'rate-limit-secondary', status: 429, retryAfter: 1 } as const;
    scene.github.fault({ match: { operation: 'graphql:query' }, times: 1, ...limit });
    const result = await job.use(PLAIN);
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(annotationsOf(result)).toContainEqual(expect.stringMatching(/^notice: .*rate limit/));
    await job.finish('success');
    await expectEnd(scene);
  });

  it('gives up at its timeout where GitHub cannot be reached, and says why', async () => {
    // Nothing listens on this port.
    await using scene = await openStory({
      runner: { apiUrl: 'http://127.0.0.1:1', graphqlUrl: 'http://127.0.0.1:1/graphql' },
    });
    const job = await scene.job();
    const result = await job.use({ ...PLAIN, timeout: '2s' });
    expect(result.outputs).toMatchObject({ status: 'timed-out' });
    expectError(result, 'timed-out', 'staging');
    const [post] = await job.finish();
    expect(post?.exitCode).toBe(0);
    await expectEnd(scene);
  });

  it('tells of a document that it cannot read and leaves it as it is, and other leases go on', async () => {
    await using scene = await openStory();
    const { github } = scene;
    const commit = await github.commitFile(LOCK_BRANCH, PATH, '{ "schema_version": 1,,, }');
    const job = await scene.job();
    expectError(await job.use(PLAIN), 'state', PATH, LOCK_BRANCH, commit);
    expect(await github.head(LOCK_BRANCH)).toBe(commit);
    expect((await job.use({ ...PLAIN, lease: 'other' })).outputs).toMatchObject({ status: 'acquired' });
    const status = await job.use({ mode: 'status' });
    expectError(status, 'state', PATH);
    expect(Object.keys(JSON.parse(status.outputs['state']!) as object)).toEqual(['other']);
    const posts = await job.finish('success');
    expect(posts.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect((await scene.lease('other')).requests).toEqual([]);
    expect(await github.file(LOCK_BRANCH, PATH)).toContain(',,,');
    await expectEnd(scene);
  });

  it('makes a branch anew that is deleted under a waiter, with the holder and its token', async () => {
    await using scene = await openStory();
    const { github } = scene;
    const [holder, waiter] = [await scene.job(), await scene.job()];
    const held = await holder.use(PLAIN);
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);
    await github.branch(LOCK_BRANCH, null);
    const restored = await scene.untilLease('staging', ({ requests }) => requests.length === 2);
    expect(String(holderIn(restored)?.['epoch'])).toBe(held.outputs['fencing-token']);
    const guarded = await holder.use({ mode: 'guard', lease: 'staging' });
    expect(guarded.outputs['held']).toBe('true');
    const posts = await holder.finish('success');
    expect(posts.flatMap(annotationsOf)).toEqual([]);
    const got = await waiting.finished;
    expect(got.outputs).toMatchObject({ status: 'acquired' });
    expect(Number(got.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
    await waiter.finish('success');
    await expectEnd(scene);
  });

  it('follows a holder whose runner is lost', async () => {
    await using scene = await openStory();
    const [holder, waiter] = [await scene.job(), await scene.job()];
    await holder.use({ ...PLAIN, ttl: '1s', 'takeover-delay': '1s' });
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);
    await holder.die();
    expect((await waiting.finished).outputs).toMatchObject({ status: 'acquired' });
    const lease = await scene.lease('staging');
    const evicted = outcomeIn(lease, holder.runId);
    expect(evicted).toMatchObject({ outcome: 'evicted', takeover_delay: 1 });
    const [from, until] = [evicted?.['at'], holderIn(lease)?.['granted_at']].map((at) =>
      Date.parse(String(at)),
    );
    expect(until! - from!).toBeGreaterThanOrEqual(1000);
    await waiter.finish('success');
    await expectEnd(scene);
  });

  it('leaves a request to post that it could not withdraw when it was cancelled', async () => {
    await using scene = await openStory();
    const { github } = scene;
    const token = github.addToken('ghs_cutOff', { contents: 'write', actions: 'read' });
    const [holder, waiter] = [await scene.job(), await scene.job()];
    await holder.use(PLAIN);
    const waiting = waiter.step({ ...PLAIN, token });
    await waiting.waitForLine(/held by/);
    const down = github.fault({ match: { client: token }, kind: 'drop-before' });
    await waiter.job.cancel();
    const result = await waiting.finished;
    expect(result).toMatchObject({ exitCode: 1, signal: null });
    expect(annotationsOf(result).at(-1)).toMatch(/^error: .*GitHub/);
    down.remove();
    const [post] = await waiter.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(outcomeIn(await scene.lease('staging'), waiter.runId)).toMatchObject({ outcome: 'withdrawn' });
    await holder.finish('success');
    await expectEnd(scene, [token]);
  });
});
