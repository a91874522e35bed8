// mode: lock. An operator closes a lease, or all of them, to new grants; holders finish, and waiters are told why.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { auditLog, normalised } from './expectations.ts';
import {
  expectNoGrantWhileLocked,
  holding,
  operate,
  operatorJob,
  pushJob,
  said,
  served,
  STAGING,
  timedScene,
  waiting,
} from './operator.ts';

it('closes a lease to new grants, lets the holder finish, and tells everyone who waits', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const locked = await operate(scene, { mode: 'lock', lease: 'staging', reason: 'database migration' });
  expect(said(locked)).toMatchInlineSnapshot(`
    "exit 0
    The lease staging is locked to new grants. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Locked by alice, until somebody unlocks it: database migration"
  `);
  expect(JSON.parse(locked.outputs['state']!)).toMatchObject({
    lock: { reason: 'database migration', actor: 'alice', until: null },
  });
  const waiter = await waiting(scene);
  await holder.job.finish('success');
  const line = await waiter.step.waitForLine(/place 1 of 1; locked/);
  expect(normalised(line)).toMatchInlineSnapshot(
    `"Waiting for the lease staging: place 1 of 1; locked by alice since <time> UTC, until somebody unlocks it: database migration."`,
  );

  await operate(scene, { mode: 'unlock', lease: 'staging', reason: 'migrated' });
  await served(waiter);
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "acquire staging: main (run <n>) holds it, token <n>
    lock staging: database migration (by alice)
    register staging: waiter (run <n>) waits, place 1
    release staging: main (run <n>) succeeded
    unlock staging (by alice: migrated): it was locked by alice: database migration
    acquire staging: waiter (run <n>) holds it, token <n>
    release staging: waiter (run <n>) succeeded"
  `);
  await expectNoGrantWhileLocked(scene);
  await expectEnd(scene);
});

it('replaces the lock when it is locked again, by the same person or another one', async () => {
  await using scene = await openScene();
  const lock = { mode: 'lock', lease: 'staging' };
  const told: string[] = [];
  for (const [reason, actor] of [
    ['first', 'alice'],
    ['second', 'alice'],
    ['third', 'bob'],
  ] as const) {
    const { exitCode, stdout, outputs } = await operate(scene, { ...lock, reason }, actor);
    expect({ exitCode, lock: (JSON.parse(outputs['state']!) as { lock: unknown }).lock }).toMatchObject({
      exitCode: 0,
      lock: { reason, actor },
    });
    told.push(normalised(stdout.trim()));
  }
  expect(told).toMatchInlineSnapshot(`
    [
      "The lease staging is locked to new grants. Nobody holds it. Locked by alice, until somebody unlocks it: first",
      "The lease staging is locked to new grants. Nobody holds it. Locked by alice, until somebody unlocks it: second",
      "The lease staging is locked to new grants. Nobody holds it. Locked by bob, until somebody unlocks it: third",
    ]
  `);
  expect((await scene.lease('staging')).lock).toMatchObject({ reason: 'third', actor: 'bob' });
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "lock staging: first (by alice)
    lock staging: second (by alice)
    lock staging: third (by bob)"
  `);
  await expectEnd(scene);
});

it.for([
  ['a duration', (): string => '10m'],
  ['a time', (): string => new Date(Date.now() + 600_000).toISOString()],
] as const)('opens by itself after %s, without a write', async ([, until]) => {
  const { scene: timed, putForward } = await timedScene();
  await using scene = timed;
  await operate(scene, { mode: 'lock', lease: 'staging', reason: 'a pause', until: until() });
  const waiter = await waiting(scene);
  const line = await waiter.step.waitForLine(/locked by alice/);
  expect(normalised(line)).toMatchInlineSnapshot(
    `"Waiting for the lease staging: place 1 of 1; locked by alice since <time> UTC, until <time> UTC: a pause."`,
  );
  putForward(11);
  await served(waiter);
  expect((await scene.log()).filter((subject) => subject.startsWith('unlock'))).toEqual([]);
  await expectEnd(scene);
});

it.for([
  ['a time that has passed', { until: '2020-02-29T12:00:00Z' }],
  ['no reason', { reason: '' }],
  ['a duration of nothing', { until: '0s' }],
  ['a time without a zone', { until: '2030-01-01 12:00' }],
  ['a name that is none', { lease: 'a lease' }],
] as const)('fails with %s, and writes nothing', async ([name, inputs]) => {
  await using scene = await openScene();
  const failed = await operate(scene, { mode: 'lock', lease: 'staging', reason: 'why', ...inputs });
  expect(said(failed)).toMatchSnapshot(name);
  expect(await scene.github.head('ref-lease')).toBeNull();
  await expectEnd(scene);
});

it('closes all leases with *, also those that nobody has asked for yet, and opens them again', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const locked = await operate(scene, { mode: 'lock', lease: '*', reason: 'freeze' });
  expect(said(locked)).toMatchInlineSnapshot(`
    "exit 0
    All leases are locked to new grants. Holders finish. Locked by alice, until somebody unlocks it: freeze"
  `);
  expect(locked.outputs).toMatchObject({ lease: '*', state: 'null', holder: 'null' });
  const waiter = await waiting(scene);
  const newcomer = await pushJob(scene, 'newcomer');
  const step = newcomer.step({ ...STAGING, lease: 'other' });
  const line = await step.waitForLine(/locked by alice/);
  expect(normalised(line)).toMatchInlineSnapshot(
    `"Waiting for the lease other: place 1 of 1; locked by alice since <time> UTC, until somebody unlocks it: freeze."`,
  );
  await holder.job.finish('success');
  await waiter.step.waitForLine(/place 1 of 1; locked by alice/);

  const opened = await operate(scene, { mode: 'unlock', lease: '*', reason: 'thaw' }, 'bob');
  expect(said(opened)).toMatchInlineSnapshot(`
    "exit 0
    All leases opened to new grants again."
  `);
  await served(waiter);
  await served({ job: newcomer, step });
  expect(await scene.github.file('ref-lease', 'lock.json')).toBeNull();
  await expectNoGrantWhileLocked(scene);
  await expectEnd(scene);
});

it('opens all leases by itself at the end of a lock of all', async () => {
  const { scene: timed, putForward } = await timedScene();
  await using scene = timed;
  await operate(scene, { mode: 'lock', lease: '*', reason: 'freeze', until: '10m' });
  const waiter = await waiting(scene);
  await waiter.step.waitForLine(/locked by alice/);
  putForward(11);
  await served(waiter);
  await expectEnd(scene);
});

it('needs the permission to write, and says which', async () => {
  await using scene = await openScene();
  await holding(scene);
  const token = scene.github.addToken('ghs_reader', { contents: 'read' });
  const job = await operatorJob(scene);
  const failed = await job.use({ mode: 'lock', lease: 'staging', reason: 'why', token });
  expect(said(failed)).toMatchInlineSnapshot(`
    "exit 1
    error: GitHub refused writing the branch ref-lease in octo/shop (FORBIDDEN: Resource not accessible by integration). The token needs the permission "contents: write" on octo/shop: put "permissions: { contents: write }" in the workflow or the job, or give the input token a token that has it. See docs/operations.md#permission"
  `);
  await job.finish();
  await expectEnd(scene, [token]);
});
