// mode: unlock. An operator opens a lease, and frees it from a holder that is stuck; that job finds out.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { auditLog, holderIn, outcomeIn } from './expectations.ts';
import { holding, operate, said, served, timedScene, waiting } from './operator.ts';

const UNLOCK = { mode: 'unlock', lease: 'staging', reason: 'runner was lost' };

it('does nothing, and says so, where there is nothing to open', async () => {
  await using scene = await openScene();
  const none = await operate(scene, UNLOCK);
  expect(await scene.github.head('ref-lease')).toBeNull();
  const all = await operate(scene, { ...UNLOCK, lease: '*' });
  const holder = await holding(scene);
  const head = await scene.github.head('ref-lease');
  const held = await operate(scene, UNLOCK);
  expect(await scene.github.head('ref-lease')).toBe(head);
  expect([none, all, held].map(said).join('\n')).toMatchInlineSnapshot(`
    "exit 0
    The lease staging had no lock of an operator. Nobody holds it.
    exit 0
    All leases had no lock of an operator.
    exit 0
    The lease staging had no lock of an operator. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>."
  `);
  await holder.job.finish('success');
  await expectEnd(scene);
});

it.for([
  ['its token', (token: string) => ({ 'fencing-token': token })],
  ['force', () => ({ force: 'true' })],
] as const)('frees a holder by %s; its guard and its post step see that', async ([, how]) => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const waiter = await waiting(scene);
  const freed = await operate(scene, { ...UNLOCK, ...how(holder.token) });
  expect(said(freed)).toMatchSnapshot('the operator');
  expect(outcomeIn(await scene.lease('staging'), holder.id)).toMatchObject({
    outcome: 'evicted',
    reason: 'freed by an operator: runner was lost',
    epoch: Number(holder.token),
  });
  await waiter.step.finished;
  const guard = await holder.job.use({ mode: 'guard', lease: 'staging' });
  expect(said(guard)).toMatchSnapshot('the guard');
  expect(guard.outputs['held']).toBe('false');
  const results = await holder.job.finish();
  expect(results.map(said).join('\n')).toMatchSnapshot('the post steps');
  expect(holderIn(await scene.lease('staging'))).toMatchObject({ epoch: Number(holder.token) + 1 });
  await served(waiter);
  expect(await auditLog(scene)).toMatchSnapshot('the audit log');
  await expectEnd(scene);
});

it('waits for the takeover delay of the holder that it has freed', async () => {
  const { scene: timed, putForward } = await timedScene();
  await using scene = timed;
  const holder = await holding(scene, { 'takeover-delay': '10m' });
  const waiter = await waiting(scene);
  await operate(scene, { ...UNLOCK, force: 'true' });
  await waiter.step.waitForLine(/free again at .* after the eviction of a dead holder/);
  putForward(11);
  await served(waiter);
  await holder.job.finish();
  await expectEnd(scene);
});

it('frees nobody by another token, and says who holds the lease', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const head = await scene.github.head('ref-lease');
  const stale = String(Number(holder.token) - 1);
  const wrong = await operate(scene, { ...UNLOCK, 'fencing-token': stale });
  expect(said(wrong)).toMatchInlineSnapshot(`
    "exit 1
    error: Nobody was freed: the lease staging on the branch ref-lease is not held with the fencing token <n>. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the token that the board shows now, or force: true. See docs/operations.md#not-holder"
  `);
  await holder.job.finish('success');
  const free = await operate(scene, { ...UNLOCK, 'fencing-token': holder.token });
  expect(said(free)).toMatchInlineSnapshot(`
    "exit 1
    error: Nobody was freed: the lease staging on the branch ref-lease is not held with the fencing token <n>. Nobody holds it. Give the token that the board shows now, or force: true. See docs/operations.md#not-holder"
  `);
  expect(await scene.github.head('ref-lease')).not.toBe(head);
  expect(outcomeIn(await scene.lease('staging'), holder.id)).toMatchObject({ outcome: 'success' });
  await expectEnd(scene);
});

it('opens a locked lease and frees its holder in one write', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  await operate(scene, { mode: 'lock', lease: 'staging', reason: 'stop' });
  const waiter = await waiting(scene);
  const before = (await scene.log()).length;
  const freed = await operate(scene, { ...UNLOCK, 'fencing-token': holder.token });
  expect(said(freed)).toMatchInlineSnapshot(`
    "exit 0
    The lease staging opened to new grants again. The hold of <run>/1/staging/0/<job> with the token <n> has ended. Nobody holds it."
  `);
  await served(waiter);
  expect((await scene.log()).slice(before).map((subject) => subject.split(' ')[0])).toEqual([
    'evict',
    'acquire',
    'release',
  ]);
  await holder.job.finish();
  await expectEnd(scene);
});

it('opens a lock of all leases only where all are meant', async () => {
  await using scene = await openScene();
  await operate(scene, { mode: 'lock', lease: '*', reason: 'freeze' });
  await operate(scene, { mode: 'lock', lease: 'staging', reason: 'stop' });
  const waiter = await waiting(scene);
  await operate(scene, UNLOCK);
  expect(await scene.github.file('ref-lease', 'lock.json')).not.toBeNull();
  expect((await scene.lease('staging')).lock).toBeNull();
  await waiter.step.waitForLine(/locked by alice since .*: freeze/);
  await operate(scene, { ...UNLOCK, lease: '*' });
  await served(waiter);
  await expectEnd(scene);
});

it.for([
  ['a token and force', { 'fencing-token': '17', force: 'true' }],
  ['an end', { until: '2h' }],
  ['a token for all leases', { lease: '*', 'fencing-token': '17' }],
  ['force for all leases', { lease: '*', force: 'true' }],
  ['no reason', { reason: ' ' }],
] as const)('fails with %s before any request is sent', async ([name, inputs]) => {
  await using scene = await openScene();
  const failed = await operate(scene, { ...UNLOCK, ...inputs });
  expect(said(failed)).toMatchSnapshot(name);
  expect(scene.github.accounting).toEqual([]);
  await expectEnd(scene);
});
