// Jobs of one run ask for one lease: each is a request of its own, one holds at a time, and an outcome counts only
// for the same job, the same leg of its matrix and the same `scope`.
import { expect, it } from 'vitest';
import { openScene, type SceneJob, type SceneJobOptions } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { ask, queueUp, untilHeldBy } from './train.ts';

interface Twin {
  readonly options?: SceneJobOptions;
  readonly inputs?: Readonly<Record<string, string>>;
}

const apart: readonly [string, Twin, Twin][] = [
  ['two jobs', { options: { job: 'api' } }, { options: { job: 'web' } }],
  ['two legs of a matrix', { options: { jobIndex: 0 } }, { options: { jobIndex: 1 } }],
  // Nothing tells the second from a re-run of the first, and it may do different work: it is not completed.
  ['two calls of a reusable workflow without a `scope`', {}, {}],
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

function runOf({ runId, attempt }: SceneJob): { runId: number; attempt: number } {
  return { runId, attempt };
}
