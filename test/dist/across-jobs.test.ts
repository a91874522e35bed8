// `auto-release: false`: the lease is held across jobs, and ended by mode: release with the outputs of the first.
import { expect, it } from 'vitest';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectCleanScene, expectPromises, holderIn, normalised, outcomeIn } from './expectations.ts';
import { asking, untilHeldBy } from './train.ts';

interface Held {
  readonly run: { readonly runId: number; readonly attempt: number };
  readonly inputs: Readonly<Record<string, string>>;
}

/** A first job acquires, and ends without a release. */
async function hold(scene: Scene): Promise<Held> {
  const job = scene.pushJob(await scene.github.push('main'), { job: 'acquire' });
  const { outputs } = await job.use({ 'auto-release': 'false', 'takeover-delay': '0s', payload: 'env 7' });
  const [post] = await job.finish('success');
  expect(post?.stdout).toMatch(/stays held after this job \(auto-release: false\), fencing token \d+/);
  expect(holderIn(await scene.lease())).toMatchObject({ id: outputs['request-id'] });
  return {
    run: { runId: job.runId, attempt: job.attempt },
    inputs: { 'request-id': outputs['request-id']!, 'fencing-token': outputs['fencing-token']! },
  };
}

async function laterJob(scene: Scene, { run }: Held, job: string): Promise<SceneJob> {
  return scene.pushJob(await scene.github.push('main', 0), { run, job });
}

it('holds the lease across jobs until another job releases it, once or repeatedly', async () => {
  await using scene = await openScene();
  const held = await hold(scene);
  const deploy = await laterJob(scene, held, 'deploy');
  const guarded = await deploy.use({ mode: 'guard', ...held.inputs });
  expect(guarded).toMatchObject({ exitCode: 0, outputs: { held: 'true', payload: 'env 7' } });
  const token = String(Number(held.inputs['fencing-token']) - 1);
  const stale = await deploy.use({ mode: 'guard', ...held.inputs, 'fencing-token': token });
  expect(stale).toMatchObject({ exitCode: 1, outputs: { held: 'false', payload: '' } });
  await deploy.finish();

  const end = await laterJob(scene, held, 'release');
  for (const _ of ['first', 'repeated']) {
    const released = await end.use({ mode: 'release', 'release-with-status': 'success', ...held.inputs });
    expect(released).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: { lease: 'main', holder: 'null' },
    });
    expect(released.stdout).toContain('The lease main is released');
  }
  await end.finish('success');
  const lease = await scene.lease();
  expect(lease.outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
    [held.inputs['request-id'], 'success'],
  ]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it.for([
  ['failure', 'failure'],
  ['cancelled', 'failure'],
] as const)('ends a hold that is released as %s as %s', async ([given, outcome]) => {
  await using scene = await openScene();
  const held = await hold(scene);
  const end = await laterJob(scene, held, 'release');
  // The token may be left out; the id tells whose hold is meant.
  const { exitCode } = await end.use({
    mode: 'release',
    'release-with-status': given,
    'request-id': held.inputs['request-id']!,
  });
  expect(exitCode).toBe(0);
  await end.finish('success');
  expect(outcomeIn(await scene.lease(), held.inputs['request-id'])).toMatchObject({ outcome });
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('frees nothing and says why when the id or the token of a release is wrong', async () => {
  await using scene = await openScene();
  const held = await hold(scene);
  const before = await scene.github.head('ref-lease');
  const wrong = [
    { ...held.inputs, 'request-id': '1/1/other/0/2' },
    { ...held.inputs, 'fencing-token': String(Number(held.inputs['fencing-token']) - 1) },
    // Without inputs, the job that releases is meant, and it has acquired nothing.
    {},
  ];
  const said: string[] = [];
  for (const inputs of wrong) {
    const end = await laterJob(scene, held, 'release');
    const result = await end.use({ mode: 'release', 'release-with-status': 'success', ...inputs });
    expect(result.exitCode).toBe(1);
    said.push(...result.annotations.map(({ level, message }) => normalised(`${level}: ${message}`)));
    await end.finish();
  }
  expect(said).toMatchInlineSnapshot(`
    [
      "error: The lease main on the branch ref-lease was not released: the request 1/1/other/0/2 does not hold it with the fencing token <n>. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder",
      "error: The lease main on the branch ref-lease was not released: the request <run>/1/acquire/0/<job> does not hold it with the fencing token <n>. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder",
      "error: The lease main on the branch ref-lease was not released: the job release of run <n> does not hold it. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder",
    ]
  `);
  expect(await scene.github.head('ref-lease')).toBe(before);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('fails the guard, and a late release, of a holder that an operator has removed for another one', async () => {
  await using scene = await openScene();
  const held = await hold(scene);
  const operator = await laterJob(scene, held, 'operator');
  const freed = await operator.use({ mode: 'unlock', lease: 'main', reason: 'stuck', force: 'true' });
  expect(freed.exitCode).toBe(0);
  await operator.finish('success');
  const next = await asking(scene, scene.pushJob(await scene.github.push('main')));
  await untilHeldBy(scene, next);
  await next.step.finished;

  const late = await laterJob(scene, held, 'late');
  const guarded = await late.use({ mode: 'guard', ...held.inputs });
  expect(guarded).toMatchObject({ exitCode: 1, outputs: { held: 'false', payload: '' } });
  const released = await late.use({ mode: 'release', 'release-with-status': 'success', ...held.inputs });
  expect(released.exitCode).toBe(1);
  const said = [guarded, released].flatMap(({ annotations }) =>
    annotations.map(({ message }) => normalised(message)),
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "Stop: the request <run>/1/acquire/0/<job> does not hold the lease main with the fencing token <n> on the branch ref-lease. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Do not touch the resource; acquire the lease anew. See docs/operations.md#not-holder",
      "The lease main on the branch ref-lease was not released: the request <run>/1/acquire/0/<job> does not hold it with the fencing token <n>. It has ended as evicted (freed by an operator: stuck). It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Give the outputs request-id and fencing-token of the job that acquired it. See docs/operations.md#not-holder",
    ]
  `);
  await late.finish();
  expect(holderIn(await scene.lease())).toMatchObject({ id: next.id });
  await next.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});
