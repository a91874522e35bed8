// mode: guard and mode: release, with all that they refuse. What they do across jobs is told in across-jobs.test.ts.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { holderIn, outcomeIn } from './expectations.ts';
import { holding, pushJob, said, served, STAGING, waiting } from './operator.ts';

const GUARD = { mode: 'guard', lease: 'staging' };
const RELEASE = { mode: 'release', lease: 'staging', 'release-with-status': 'success' };

it('lets the holder pass, with its token or without, and costs one read', async () => {
  await using scene = await openScene();
  const holder = await holding(scene, { payload: 'v1.2' });
  scene.github.resetAccounting();
  const passed = await holder.job.use(GUARD);
  expect(scene.github.accounting.map(({ operation }) => operation)).toEqual(['graphql:query']);
  expect(said(passed)).toMatchInlineSnapshot(`
    "exit 0
    The lease staging is held by this request, fencing token <n>."
  `);
  expect(passed.outputs).toMatchObject({ held: 'true', payload: 'v1.2', lease: 'staging' });
  const named = { ...GUARD, 'fencing-token': holder.token, 'request-id': holder.id };
  expect(await holder.job.use(named)).toMatchObject({ exitCode: 0, outputs: { held: 'true' } });
  await holder.job.finish('success');
  await expectEnd(scene);
});

it('stops whoever does not hold the lease, and says who does', async () => {
  await using scene = await openScene();
  const nobody = await (await pushJob(scene, 'early')).use(GUARD);
  const holder = await holding(scene);
  const other = await pushJob(scene, 'other');
  const stranger = await other.use(GUARD);
  const stale = await holder.job.use({ ...GUARD, 'fencing-token': String(Number(holder.token) - 1) });
  const waiter = await pushJob(scene, 'waiter');
  await waiter.use({ ...STAGING, wait: 'false' });
  const unlucky = await waiter.use(GUARD);
  const forged = await other.use({
    ...GUARD,
    'request-id': '1/1/staging/0/1',
    'fencing-token': holder.token,
  });
  const results = [nobody, stranger, stale, unlucky, forged];
  for (const { outputs } of results) expect(outputs).toMatchObject({ held: 'false', payload: '' });
  expect(results.map(said).join('\n')).toMatchInlineSnapshot(`
    "exit 1
    error: Stop: the job staging of run <n> does not hold the lease staging on the branch ref-lease. Nobody holds it. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder
    exit 1
    error: Stop: the job staging of run <n> does not hold the lease staging on the branch ref-lease. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder
    exit 1
    error: Stop: the request <run>/1/staging/0/<job> does not hold the lease staging with the fencing token <n> on the branch ref-lease. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder
    exit 1
    error: Stop: the job staging of run <n> does not hold the lease staging on the branch ref-lease. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder
    exit 1
    error: Stop: the request 1/1/staging/0/1 does not hold the lease staging with the fencing token <n> on the branch ref-lease. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder"
  `);
  await waiter.finish();
  await other.finish();
  await holder.job.finish('success');
  await expectEnd(scene);
});

it('stops a job whose lease has been released already', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  expect(await holder.job.use(RELEASE)).toMatchObject({ exitCode: 0 });
  expect(said(await holder.job.use(GUARD))).toMatchInlineSnapshot(`
    "exit 1
    error: Stop: the request <run>/1/staging/0/<job> does not hold the lease staging on the branch ref-lease. Nobody holds it. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder"
  `);
  await holder.job.finish();
  await expectEnd(scene);
});

it('releases before the end of the job; the post step then finds nothing to do', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const waiter = await waiting(scene);
  const released = await holder.job.use({ ...RELEASE, 'release-with-status': 'failure' });
  expect(said(released)).toMatchInlineSnapshot(`
    "exit 0
    The lease staging is released: the request <run>/1/staging/0/<job> has ended as failure."
  `);
  expect(outcomeIn(await scene.lease('staging'), holder.id)).toMatchObject({ outcome: 'failure' });
  await waiter.step.finished;
  const posts = await holder.job.finish('success');
  expect(posts.map(said).join('\n')).toMatchInlineSnapshot(`
    "exit 0
    exit 0
    The request for the lease staging has ended: failure."
  `);
  expect(holderIn(await scene.lease('staging'))).toMatchObject({ epoch: Number(holder.token) + 1 });
  await served(waiter);
  await expectEnd(scene);
});

it('does not release a request that waits, or one that never was', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const waiter = await waiting(scene);
  const { requests } = await scene.lease('staging');
  const pending = String(requests.find((request) => request['status'] === 'pending')?.['id']);
  const operator = await pushJob(scene, 'operator');
  const results = [
    await operator.use({ ...RELEASE, 'request-id': pending }),
    await operator.use(RELEASE),
    await operator.use({ ...RELEASE, lease: 'nowhere', 'request-id': pending }),
  ];
  expect(results.map(said).join('\n')).toMatchInlineSnapshot(`
    "exit 1
    error: The lease staging on the branch ref-lease was not released: the request <run>/1/staging/0/<job> does not hold it. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder
    exit 1
    error: The lease staging on the branch ref-lease was not released: the job staging of run <n> does not hold it. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder
    exit 1
    error: The lease nowhere on the branch ref-lease was not released: the request <run>/1/staging/0/<job> does not hold it. Nobody holds it. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder"
  `);
  expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
  await operator.finish();
  await holder.job.finish('success');
  await served(waiter);
  await expectEnd(scene);
});

it.for([
  ['no result', { 'release-with-status': '' }],
  ['the result of a job that was skipped', { 'release-with-status': 'skipped' }],
  ['an id with a space', { 'request-id': 'a b' }],
  ['a token that is no number', { 'fencing-token': 'x' }],
] as const)('fails with %s before any request is sent', async ([name, inputs]) => {
  await using scene = await openScene();
  const job = await pushJob(scene, 'main');
  expect(said(await job.use({ ...RELEASE, ...inputs }))).toMatchSnapshot(name);
  await job.finish();
  expect(scene.github.accounting).toEqual([]);
  await expectEnd(scene);
});
