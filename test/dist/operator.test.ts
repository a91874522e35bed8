// An operator looks at leases, closes and opens them, frees a holder, and cuts the history; each a job of its own, in a
// workflow of its own, as in the example lease-unlock.yml.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { StageResult } from '../support/runner/runner.ts';
import { LOCK_BRANCH, outcomeIn, type Scene } from '../support/scene.ts';
import { annotationsOf, expectEnd, expectError, openStory, PLAIN } from './story.ts';

const GUARD = { mode: 'guard', lease: 'staging' };

/** Runs one command of an operator. */
async function operate(scene: Scene, inputs: Readonly<Record<string, string>>): Promise<StageResult> {
  const job = await scene.job('main', {
    job: 'lease',
    workflow: '.github/workflows/lease-unlock.yml',
    actor: 'alice',
  });
  return job.use({ reason: inputs['mode'] === 'status' ? '' : 'because of x', ...inputs });
}

function expectDone(result: StageResult, ...facts: string[]): void {
  expect(result, result.lines.join('\n')).toMatchObject({ exitCode: 0, annotations: [] });
  for (const fact of facts) expect(result.stdout).toContain(fact);
}

it.concurrent('closes leases, shows them, opens them again, and frees a holder by its token', async () => {
  await using scene = await openStory();
  const { github } = scene;
  const none = await operate(scene, { mode: 'status' });
  expectDone(none, LOCK_BRANCH);
  expect(none.outputs).toMatchObject({ lease: '', holder: 'null', state: '{}' });

  const holder = await scene.job();
  const held = await holder.use({ ...PLAIN, payload: 'v1.2' });
  const token = held.outputs['fencing-token']!;
  const locked = await operate(scene, { mode: 'lock', lease: 'staging', until: '1h' });
  expectDone(locked, 'staging', 'alice', 'because of x');
  expect(JSON.parse(locked.outputs['state']!)).toMatchObject({
    lock: { reason: 'because of x', actor: 'alice' },
  });
  const all = await operate(scene, { mode: 'lock', lease: '*', reason: 'freeze' });
  expect(all.outputs).toMatchObject({ lease: '*', state: 'null', holder: 'null' });
  const waiter = await scene.job();
  const waiting = waiter.step(PLAIN);
  await waiting.waitForLine(/place 1 of 1/);
  await expectStatus(scene, held);

  const wrong = { mode: 'unlock', lease: 'staging', 'fencing-token': String(Number(token) - 1) };
  expectError(await operate(scene, wrong), 'not-holder', 'staging', `token ${token}`);
  expectDone(await operate(scene, { mode: 'unlock', lease: 'staging', 'fencing-token': token }), token);
  expect(outcomeIn(await scene.lease('staging'), holder.runId)).toMatchObject({
    outcome: 'evicted',
    reason: expect.stringContaining('because of x') as unknown,
  });
  expectError(await holder.use(GUARD), 'not-holder', 'staging');
  const posts = await holder.finish('success');
  expect(posts.flatMap(annotationsOf)).toEqual([expect.stringMatching(/^warning: .*because of x/)]);

  // The lock of all leases is still there.
  await waiting.waitForLine(/locked by alice .*freeze/);
  expect((await scene.lease('staging')).requests).toMatchObject([{ status: 'pending' }]);
  expectDone(await operate(scene, { mode: 'unlock', lease: '*' }));
  expect((await waiting.finished).outputs).toMatchObject({ status: 'acquired' });
  expect(await github.file(LOCK_BRANCH, 'lock.json')).toBeNull();
  await waiter.finish('success');
  await expectEnd(scene);
});

/** All leases and one, for a token that may only read; nothing is written. */
async function expectStatus(scene: Scene, held: StageResult): Promise<void> {
  const { github } = scene;
  const head = await github.head(LOCK_BRANCH);
  const token = github.addToken('ghs_reader', { contents: 'read' });
  const all = await operate(scene, { mode: 'status', token });
  expectDone(all, 'staging', held.outputs['fencing-token']!, 'because of x');
  expect(all.outputs).toMatchObject({ lease: '', holder: 'null', payload: '' });
  expect(Object.keys(JSON.parse(all.outputs['state']!) as object)).toEqual(['staging']);
  expect(all.summary).toMatch(/freeze[^]*## Lease `staging`[^]*```mermaid/);

  const one = await operate(scene, { mode: 'status', token, lease: 'staging' });
  expect(one.outputs).toMatchObject({ lease: 'staging', payload: 'v1.2' });
  expect(JSON.parse(one.outputs['holder']!)).toMatchObject({ id: held.outputs['request-id'] });
  const metrics = await readFile(one.outputs['metrics']!, 'utf8');
  expect(metrics).toContain('ref_lease_queue_size{lease="staging"} 1\n');
  expect(metrics).toMatch(/\n# EOF\n$/);
  expect(await github.head(LOCK_BRANCH)).toBe(head);
}

it.concurrent('cuts the history under a holder and frees it by force; a lock ends by itself', async () => {
  let ahead = 0;
  await using scene = await openStory({ now: () => Date.now() + ahead });
  const { github } = scene;
  const [holder, waiter] = [await scene.job(), await scene.job()];
  await holder.use(PLAIN);
  expectDone(await operate(scene, { mode: 'lock', lease: 'staging', until: '10m' }));
  const before = await scene.lease('staging');
  expectDone(await operate(scene, { mode: 'status', 'keep-history': '1' }), '1');
  expect(await scene.log()).toHaveLength(1);
  expect(await scene.lease('staging')).toEqual(before);
  expect((await holder.use(GUARD)).outputs['held']).toBe('true');

  const waiting = waiter.step({ ...PLAIN, ttl: '1h' });
  await waiting.waitForLine(/place 1 of 1/);
  // Freeing opens a lock too, so it is closed once more.
  expectDone(await operate(scene, { mode: 'unlock', lease: 'staging', force: 'true' }));
  expect(outcomeIn(await scene.lease('staging'), holder.runId)).toMatchObject({ outcome: 'evicted' });
  expect((await waiting.finished).outputs).toMatchObject({ status: 'acquired' });
  expectDone(await operate(scene, { mode: 'lock', lease: 'staging', until: '10m' }));
  await waiter.finish('success');
  const last = await scene.job();
  const closed = last.step({ ...PLAIN, ttl: '1h' });
  await closed.waitForLine(/locked by alice/);
  ahead += 11 * 60_000;
  expect((await closed.finished).outputs).toMatchObject({ status: 'acquired' });
  await last.finish('success');
  expect(await github.head(LOCK_BRANCH)).not.toBeNull();
  await expectEnd(scene);
});

it.concurrent(
  'asks the doctor, on a server that is well and where rules and permissions are missing',
  async () => {
    await using scene = await openStory();
    const { github } = scene;
    const branches = () => github.git('for-each-ref', '--format=%(refname)', 'refs/heads');
    const before = await branches();
    const well = await operate(scene, { mode: 'doctor', reason: '' });
    expectDone(
      well,
      'ok: Of two writes at once one wins',
      'is removed',
      'Everything that leases need works.',
    );
    expect(well.stdout).not.toContain('warning');
    expect(await branches()).toEqual(before);

    github.protect(LOCK_BRANCH, 'ruleset');
    github.addToken('ghs_noActions', { contents: 'write' });
    const less = await operate(scene, { mode: 'doctor', reason: '', token: 'ghs_noActions' });
    expect(less.exitCode).toBe(0);
    expect(annotationsOf(less)).toEqual([
      expect.stringMatching(/rules apply to the branch ref-lease: update/),
      expect.stringMatching(/actions: read.*max-hold/),
    ]);

    github.addToken('ghs_reads', { contents: 'read', actions: 'read' });
    const failed = await operate(scene, { mode: 'doctor', reason: '', token: 'ghs_reads' });
    expectError(failed, 'permission', 'keeps leases on the branch ref-lease from working', 'contents: write');
    expect(await branches()).toEqual(before);
    await expectEnd(scene, ['ghs_noActions', 'ghs_reads']);
  },
);
