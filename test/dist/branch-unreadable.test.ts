// Content of the lock branch that cannot be understood: it is never read as "free" and never overwritten. Other
// projects take an unreadable lock for an open one, and an emptied queue lets all waiters in at once.
import { describe, expect, it } from 'vitest';
import { LOCK_BRANCH, openScene, type Scene } from '../support/scene.ts';
import { expectEnd, expectNoSecret, PLAIN, plainJob } from './ending.ts';
import { expectCleanScene } from './expectations.ts';

const PATH = 'leases/staging.json';

/** A good document with two holders, made of a real one. */
async function twoHolders(scene: Scene): Promise<string> {
  const job = await plainJob(scene, 'holder');
  await job.use(PLAIN);
  const lease = await scene.lease('staging');
  const [holder] = lease.requests;
  const second = { ...holder, id: 'somebody/else', epoch: lease.epoch - 1 };
  return JSON.stringify({ ...lease, requests: [holder, second] });
}

const BROKEN: readonly (readonly [string, string | ((scene: Scene) => Promise<string>), RegExp])[] = [
  ['that is not JSON', '{ "schema_version": 1,,, }', /it is not JSON/],
  ['that is empty', '', /it is empty/],
  ['of a newer schema', '{ "schema_version": 2, "lease": "staging" }', /schema version 2, newer than/],
  ['of another lease', '{ "schema_version": 1, "lease": "other" }', /cannot be read/],
  ['with two holders', twoHolders, /has 2 holders/],
  ['that is a text with a marker', 'free\n', /it is not JSON/],
];

describe.concurrent('a document', () => {
  it.for(BROKEN)('%s is refused in clear words, and stays as it is', async ([, content, problem]) => {
    await using scene = await openScene();
    const { github } = scene;
    const text = typeof content === 'string' ? content : await content(scene);
    const commit = await github.commitFile(LOCK_BRANCH, PATH, text);
    const job = await plainJob(scene, 'a');

    const result = await job.use(PLAIN);

    expect(result.exitCode).toBe(1);
    expect(result.annotations).toHaveLength(1);
    const message = result.annotations[0]?.message ?? '';
    for (const part of [PATH, `branch ${LOCK_BRANCH}`, commit, 'push a commit that restores']) {
      expect(message).toContain(part);
    }
    expect(message).toMatch(problem);
    const [post] = await job.finish();
    expect(post?.exitCode).toBe(0);
    expect(await github.head(LOCK_BRANCH)).toBe(commit);

    // Another lease of the board goes on, and its board shows the broken one.
    const other = await plainJob(scene, 'b');
    expect((await other.use({ ...PLAIN, lease: 'other' })).outputs['status']).toBe('acquired');
    await other.finish('success');
    expect(await github.file(LOCK_BRANCH, PATH)).toBe(text);
    expect(await github.file(LOCK_BRANCH, 'README.md')).toMatch(/staging[^\n]*(?:\n[^\n]*)*unreadable/i);
    expectCleanScene(scene);
    await expectNoSecret(scene, [github.token]);
  });

  it('that is emptied under waiters lets none of them in', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const jobs = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ] as const;
    const [holder, ...waiters] = jobs;
    await holder.use(PLAIN);
    const steps = waiters.map((job) => job.step(PLAIN));
    for (const step of steps) await step.waitForLine(/held by/);

    const commit = await github.commitFile(LOCK_BRANCH, PATH, '');

    for (const result of await Promise.all(steps.map((step) => step.finished))) {
      expect(result).toMatchObject({ exitCode: 1 });
      expect(result.outputs['fencing-token'] ?? '').toBe('');
      expect(result.annotations.at(-1)?.message).toMatch(/leases\/staging\.json .* it is empty/);
    }
    for (const job of jobs) {
      const [post] = await job.finish();
      expect(post).toMatchObject({ exitCode: 0 });
      expect(post?.annotations).toMatchObject([{ level: 'warning' }]);
    }
    expect(await github.head(LOCK_BRANCH)).toBe(commit);
    expectCleanScene(scene);
    await expectNoSecret(scene, [github.token]);
  });

  it('that is restored by the commit that the message asks for works as before', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    const good = await github.file(LOCK_BRANCH, PATH);
    await github.commitFile(LOCK_BRANCH, PATH, '<<<<<<< HEAD');
    const refused = await plainJob(scene, 'b');
    expect((await refused.use(PLAIN)).exitCode).toBe(1);
    await refused.finish();
    await github.commitFile(LOCK_BRANCH, PATH, good);

    const next = await plainJob(scene, 'c');
    const waiting = next.step(PLAIN);
    await waiting.waitForLine(/held by/);
    await holder.finish('success');

    const got = await waiting.finished;
    expect(Number(got.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
    await next.finish('success');
    expectCleanScene(scene);
    await expectNoSecret(scene, [github.token]);
  });
});

// In another project any commit with the right subject, by anyone, breaks the queue.
describe.concurrent('a foreign commit on the lock branch', () => {
  it('that holds only a README is an empty board', async () => {
    await using scene = await openScene();
    const before = Math.floor(Date.now() / 1000);
    await scene.github.commitFile(LOCK_BRANCH, 'README.md', '# Hello\n');
    const job = await plainJob(scene, 'a');
    const result = await job.use(PLAIN);
    expect(result.outputs['status']).toBe('acquired');
    expect(Number(result.outputs['fencing-token'])).toBeGreaterThanOrEqual(before);
    await job.finish('success');
    await expectEnd(scene);
  });

  it('that changes no document disturbs nobody, whatever its subject says', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use(PLAIN);
    const waiting = waiter.step(PLAIN);
    await waiting.waitForLine(/held by/);
    await github.commitFile(LOCK_BRANCH, 'notes.txt', 'hello\n', 'release staging: PR 1 (run 1) succeeded');
    await github.commitFile(LOCK_BRANCH, 'README.md', 'edited by hand\n', 'evict staging');

    await holder.finish('success');

    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await waiter.finish('success');
    expect(await github.file(LOCK_BRANCH, 'notes.txt')).toBe('hello\n');
    await expectEnd(scene);
  });
});
