// Reads that fail or lag: waiting goes on. One failure of the network ends the step of the reference service's action.
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../support/github/faults.ts';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob, until } from './ending.ts';
import { untilLease } from './expectations.ts';

const READ = /^(?:graphql:query|GET )/;
const PATIENT = { ...PLAIN, ttl: '5m' };

const FAILURES: readonly (readonly [string, FaultKind])[] = [
  ['answered 502', { kind: 'status', status: 502 }],
  ['answered 503 with a page of HTML', { kind: 'status', status: 503, body: '<html>unicorn</html>' }],
  ['dropped', { kind: 'drop-before' }],
  ['dropped after it was carried out', { kind: 'drop-after' }],
  [
    'answered by GraphQL without data',
    { kind: 'status', status: 200, body: { data: null, errors: [{ message: 'Something went wrong' }] } },
  ],
];

describe.concurrent('when every third read is', () => {
  it.for(FAILURES)('%s, jobs wait and release as ever', async ([, kind]) => {
    await using scene = await openScene();
    let reads = 0;
    const [first, second] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    const isThird = ({ operation }: { readonly operation: string }) =>
      READ.test(operation) && reads++ % 3 === 0;
    scene.github.fault({ match: isThird, ...kind });
    expect((await first.use(PATIENT)).outputs['status']).toBe('acquired');
    const waiting = second.step(PATIENT);
    await waiting.waitForLine(/held by/);
    await first.finish('success');
    expect((await waiting.finished).outputs['status']).toBe('acquired');
    const [post] = await second.finish('success');
    expect(post?.exitCode).toBe(0);
    expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
      'success',
      'success',
    ]);
    await expectEnd(scene);
  });
});

describe.concurrent('while GitHub is down for longer than reads are repeated', () => {
  it('a job that waits keeps its place, says so once, and goes on', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const token = 'ghs_behindABrokenProxy';
    github.addToken(token, { contents: 'write', actions: 'read' });
    const [first, second] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await first.use(PATIENT);
    const waiting = second.step({ ...PATIENT, token });
    await waiting.waitForLine(/held by/);
    const down = github.fault({ match: { client: token }, kind: 'status', status: 503 });
    await waiting.waitForLine(/Trying again until it answers/);
    await first.finish('success');
    expect((await scene.lease('staging')).requests.map((each) => each['run_id'])).toEqual([second.runId]);
    down.remove();

    const result = await waiting.finished;

    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(result.annotations.filter(({ level }) => level === 'warning')).toHaveLength(1);
    expect(result.stdout).toMatch(/GitHub answers again/);
    await second.finish('success');
    await expectEnd(scene, [token]);
  });
});

describe.concurrent('when reads lag behind the writes', () => {
  it('all of them by a second and a half, for the whole life of two jobs', async () => {
    await using scene = await openScene();
    const [first, second] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    const board = /^(?:graphql:query|GET contents)$/;
    scene.github.fault({ match: { operation: board }, kind: 'stale', ms: 1500 });
    const held = await first.use(PATIENT);
    expect(held.outputs['status']).toBe('acquired');
    const waiting = second.step(PATIENT);
    await untilLease(scene, 'staging', ({ requests }) => requests.length === 2);
    await waiting.waitForLine(/held by/);
    await first.finish('success');
    const got = await waiting.finished;
    expect(Number(got.outputs['fencing-token'])).toBe(Number(held.outputs['fencing-token']) + 1);
    await second.finish('success');
    expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
      'success',
      'success',
    ]);
    await expectEnd(scene);
  });

  it.for([
    ['the creation of the branch', false],
    ['a commit', true],
  ] as const)(
    'by %s, for as long as it takes to tell a rule from a race, that is still a race',
    async ([, twice]) => {
      await using scene = await openScene();
      const { github } = scene;
      if (twice) await github.commitFile('ref-lease', 'notes.txt', 'hello');
      const [first, second] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
      await first.use(PATIENT);
      const stale = github.fault({ match: { operation: /^(?:graphql:query|GET contents)$/ }, kind: 'stale' });
      const waiting = second.step(PATIENT);
      const begun = github.accounting.length;
      const operation = twice ? 'graphql:createCommitOnBranch' : 'POST git/refs';
      await until('many lost races', () => {
        const lost = github.accounting.slice(begun).filter((each) => each.operation === operation);
        const took = (lost.at(-1)?.at ?? 0) - (lost[0]?.at ?? 0);
        return lost.length >= 8 && took > 9000;
      });
      stale.remove();
      await waiting.waitForLine(/held by/);

      await first.finish('success');

      expect((await waiting.finished).outputs['status']).toBe('acquired');
      await second.finish('success');
      await expectEnd(scene);
    },
  );

  it('by one write for a while, and then not', async () => {
    await using scene = await openScene();
    const [first, second, third] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await first.use(PATIENT);
    const stale = scene.github.fault({
      match: { operation: /^(?:graphql:query|GET contents)$/ },
      kind: 'stale',
    });
    const waiting = second.step(PATIENT);
    await stale.waitFor(6);
    stale.remove();
    await waiting.waitForLine(/held by/);
    const behind = third.step(PATIENT);
    await behind.waitForLine(/place 2 of 2/);
    await first.finish('success');
    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await second.finish('success');
    expect((await behind.finished).outputs['status']).toBe('acquired');
    await third.finish('success');
    await expectEnd(scene);
  });
});
