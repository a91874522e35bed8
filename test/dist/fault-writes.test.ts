// Every write of a lease's life answered late, wrongly, twice or not at all: it takes effect exactly once.
//
// In the reference service a lost answer to the granting poll or to the release turns the retry into an error, and the
// winner never learns that it holds. Others let the text of an answer decide what has happened.
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../support/github/faults.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

const COMMIT = 'graphql:createCommitOnBranch';

/** Nobody is suspected while writes take long. */
const PATIENT = { ...PLAIN, ttl: '5m' };

const ONCE_EACH = [
  expect.stringMatching(/^acquire staging/),
  expect.stringMatching(/^register staging/),
  expect.stringMatching(/^release staging/),
  expect.stringMatching(/^acquire staging/),
  expect.stringMatching(/^release staging/),
];

/** Creation with a grant, registration, release, grant, release; each exactly once, whatever became of its answer. */
async function expectLifeOfTwo(
  scene: Scene,
  inputs: Readonly<Record<string, string>> = PATIENT,
): Promise<void> {
  const [first, second] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
  const held = await first.use(inputs);
  expect(held).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
  const waiting = second.step(inputs);
  await waiting.waitForLine(/place 1 of 1; held by/);
  const [post] = await first.finish('success');
  expect(post).toMatchObject({ exitCode: 0, outcome: 'success' });
  const got = await waiting.finished;
  expect(got).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
  expect(Number(got.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
  await second.finish('success');
  expect(await scene.log()).toEqual(ONCE_EACH);
  expect((await scene.lease('staging')).outcomes.map((each) => [each['outcome'], each['run_id']])).toEqual([
    ['success', first.runId],
    ['success', second.runId],
  ]);
  await expectEnd(scene);
}

const EVERY_WRITE: readonly (readonly [string, FaultKind])[] = [
  ['applied, and the connection breaks', { kind: 'drop-after' }],
  ['applied, and answered 502', { kind: 'status-after', status: 502 }],
  ['applied, and answered with an error that could be either', either('status-after')],
  ['answered a second and a half late', { kind: 'delay-effect', ms: 1500 }],
  ['applied long after the connection broke', { kind: 'delay-effect', ms: 700, drop: true }],
  ['applied twice, the second answer counting', { kind: 'duplicate', answer: 'last' }],
  ['applied twice, the first answer counting', { kind: 'duplicate', answer: 'first' }],
];

function either(kind: 'status' | 'status-after'): FaultKind {
  const message = 'Something went wrong while executing your query.';
  const body = { data: { createCommitOnBranch: null }, errors: [{ message, locations: [] }] };
  return { kind, status: 200, body };
}

describe.concurrent('when every write is', () => {
  it.for(EVERY_WRITE)('%s, each takes effect exactly once', async ([, kind]) => {
    await using scene = await openScene();
    scene.github.fault({ match: { operation: COMMIT }, ...kind });
    scene.github.fault({ match: { operation: 'POST git/refs' }, ...kind });
    await expectLifeOfTwo(scene);
  });
});

const FIRST_TRIES: readonly (readonly [string, FaultKind])[] = [
  ['lost before it arrives', { kind: 'drop-before' }],
  ['answered 502 without effect', { kind: 'status', status: 502 }],
  ['answered 500 with a page of HTML', { kind: 'status', status: 500, body: '<html>oops</html>' }],
  ['refused by a conflict that there is not', { kind: 'spurious-conflict' }],
  ['refused by an error that could be either', either('status')],
  [
    'refused in words that nobody has seen before',
    {
      kind: 'status',
      status: 200,
      body: {
        data: { createCommitOnBranch: null },
        errors: [{ type: 'SOMETHING_NEW', message: 'Le dépôt est occupé', locations: [] }],
      },
    },
  ],
];

describe.concurrent('when the first try of every write is', () => {
  it.for(FIRST_TRIES)('%s, the next one takes its place', async ([, kind]) => {
    await using scene = await openScene();
    // Every other write that is sent: each one is tried again after it failed.
    let sent = 0;
    const isFirstTry = ({ operation }: { readonly operation: string }) =>
      operation === COMMIT && sent++ % 2 === 0;
    scene.github.fault({ match: isFirstTry, ...kind });
    await expectLifeOfTwo(scene);
    expect(sent).toBe(8);
  });
});

describe.concurrent('when there is no answer at all to', () => {
  const written = (nth: number) => ({ operation: COMMIT, nth });
  it.for([
    ['the creation', { operation: 'POST git/refs', nth: 1 }],
    ['a registration', written(1)],
    ['a release', written(2)],
    ['a grant', written(3)],
  ] as const)('%s that was applied, it is recognised', async ([, match]) => {
    await using scene = await openScene();
    scene.github.fault({ match, kind: 'hang-after' });
    await expectLifeOfTwo(scene);
  });
});
