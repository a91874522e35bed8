// Jobs of one run ask for one lease: each is a request of its own, one holds at a time, and an outcome counts only
// for the same job, the same leg of its matrix and the same `scope`.
import { expect, it } from 'vitest';
import { openScene, type SceneJob, type SceneJobOptions } from '../support/scene.ts';
import { auditLog, expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy } from './train.ts';

interface Twin {
  readonly options?: SceneJobOptions;
  readonly inputs?: Readonly<Record<string, string>>;
}

const apart: readonly [string, Twin, Twin][] = [
  ['two jobs', { options: { job: 'api' } }, { options: { job: 'web' } }],
  ['two legs of a matrix', { options: { jobIndex: 0 } }, { options: { jobIndex: 1 } }],
  [
    'two calls of a reusable workflow with a `scope` each',
    { inputs: { scope: 'eu' } },
    { inputs: { scope: 'us' } },
  ],
];

it.for(apart)('lets %s of one run hold the lease one after the other', async ([, one, other]) => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const first = await ask(scene, group!, one.inputs, one.options);
  const token = await untilHeldBy(scene, first);
  const run = runOf(first.job);
  const second = await ask(scene, group!, other.inputs, { ...other.options, run });
  await second.step.waitForLine(/place 1 of 1; held by PR 1 /);
  expect(second.id).not.toBe(first.id);
  await first.step.finished;
  await first.job.finish('success');
  expect(await untilHeldBy(scene, second)).toBe(token + 1);
  expect((await second.step.finished).outputs).toMatchObject({ status: 'acquired', 'request-id': second.id });
  await second.job.finish('failure');
  expect((await scene.lease()).outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
    [first.id, 'success'],
    [second.id, 'failure'],
  ]);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('completes the waiting second call of a reusable workflow without a `scope` by the success of the first', async () => {
  await using scene = await openScene();
  const [group] = await queueUp(scene, 1);
  const first = await ask(scene, group!);
  const run = runOf(first.job);
  const second = await ask(scene, group!, {}, { run });
  expect(second.id).not.toBe(first.id);
  await first.step.finished;
  await first.job.finish('success');
  expect((await second.step.finished).outputs).toMatchObject({
    status: 'completed',
    'request-id': second.id,
  });
  await second.job.finish('success');
  // Nothing tells a call that comes now from a re-run of the first one, so it asks anew.
  const third = await ask(scene, group!, {}, { run });
  expect((await third.step.finished).outputs).toMatchObject({ status: 'acquired' });
  await third.job.finish('success');
  expect(await auditLog(scene)).toMatchInlineSnapshot(`
    "acquire main: PR 1 (run <n>) holds it, token <n>
    register main: PR 1 (run <n>) waits, place 1
    release main: PR 1 (run <n>) succeeded, 1 contained request completed
    acquire main: PR 1 (run <n>) holds it, token <n>
    release main: PR 1 (run <n>) succeeded"
  `);
  await expectPromises(scene);
  expectCleanScene(scene);
});

function runOf({ runId, attempt }: SceneJob): { runId: number; attempt: number } {
  return { runId, attempt };
}
