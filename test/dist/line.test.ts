// Jobs that find the lease held: they wait, give up, are cancelled or go on without it, and the next one is granted.
import { expect, it } from 'vitest';
import type { Account } from '../support/github/accounting.ts';
import { LOCK_BRANCH, outcomeIn, until, type Scene, type SceneJob } from '../support/scene.ts';
import { annotationsOf, expectEnd, expectError, openStory, PLAIN } from './story.ts';

const TOKEN = 'ghs_theOneThatWaits';

it('serves the next in line when the holder ends; nobody else has left anything', async () => {
  await using scene = await openStory();
  scene.github.addToken(TOKEN, { contents: 'write', actions: 'read' });
  const holder = await scene.job();
  const held = await holder.use(PLAIN);
  const waiter = await scene.job();
  const waiting = waiter.step({ ...PLAIN, token: TOKEN });
  await waiting.waitForLine(new RegExp(`place 1 of 1; held by main .*run ${holder.runId}`));
  await expectFreePolls(scene);

  const signals = ['SIGINT', 'SIGTERM'] as const;
  await Promise.all(signals.map((signal) => expectWithdrawal(scene, signal)));
  await expectNoWait(scene, held.outputs['request-id']!);
  await Promise.all(['fail', 'continue'].map((onTimeout) => expectTimeout(scene, holder, onTimeout)));

  await holder.finish('success');
  const got = await waiting.finished;
  expect(got.outputs).toMatchObject({ status: 'acquired' });
  expect(Number(got.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
  await expectStepTwice(scene, waiter, got.outputs);
  await expectEnd(scene, [TOKEN]);
});

/** A look that finds nothing new is not charged. */
async function expectFreePolls({ github }: Scene): Promise<void> {
  const looks = (): Account[] =>
    github.accounting.filter(({ operation, client }) => operation === 'GET contents' && client === TOKEN);
  await until('a look that finds nothing new', () => looks().some(({ etagHit }) => etagHit));
  github.resetAccounting();
  await until('eight looks', () => looks().filter(({ endedAt }) => endedAt !== null).length >= 8);
  expect(github.totals(TOKEN)).toMatchObject({ core: 0, graphql: 0 });
}

/** The runner interrupts a job that waits; another one may begin with SIGTERM. */
async function expectWithdrawal(scene: Scene, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const job = await scene.job();
  const step = job.step(PLAIN);
  await step.waitForLine(/place \d of \d; held by/);
  if (signal === 'SIGINT') await job.job.cancel();
  else step.signal(signal);
  const result = await step.finished;
  expect(result).toMatchObject({ exitCode: 1, signal: null });
  expect(annotationsOf(result).at(-1)).toMatch(/^error: .*cancelled/i);
  const [post] = await job.finish('cancelled');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'withdrawn' });
}

async function expectNoWait(scene: Scene, holderId: string): Promise<void> {
  const job = await scene.job();
  const head = await scene.github.head(LOCK_BRANCH);
  const result = await job.use({ ...PLAIN, wait: 'false' });
  expect(result).toMatchObject({ exitCode: 0, annotations: [] });
  expect(result.outputs).toMatchObject({ status: 'pending', result: 'pending', 'fencing-token': '' });
  expect(JSON.parse(result.outputs['holder']!)).toMatchObject({ id: holderId });
  const [post] = await job.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await scene.github.head(LOCK_BRANCH)).toBe(head);
}

async function expectTimeout(scene: Scene, holder: SceneJob, onTimeout: string): Promise<void> {
  const job = await scene.job();
  const result = await job.use({ ...PLAIN, timeout: '2s', 'on-timeout': onTimeout });
  expect(result.outputs).toMatchObject({ status: 'timed-out', result: 'timed-out', 'fencing-token': '' });
  if (onTimeout === 'fail') expectError(result, 'timed-out', 'staging', `run ${holder.runId}`);
  else expect(result).toMatchObject({ exitCode: 0, annotations: [] });
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  const { requests } = await scene.lease('staging');
  expect(requests.map(({ run_id: run }) => run)).not.toContain(job.runId);
}

/** A further step of the job that holds is given the same lease; after a release it makes a new request. */
async function expectStepTwice(
  scene: Scene,
  job: SceneJob,
  first: Readonly<Record<string, string>>,
): Promise<void> {
  const id = first['request-id']!;
  const again = await job.use(PLAIN);
  expect(again.outputs).toMatchObject({ status: 'acquired', 'request-id': id });
  expect(again.outputs['fencing-token']).toBe(first['fencing-token']);
  const release = { mode: 'release', lease: 'staging', 'release-with-status': 'failure' };
  const released = await job.use(release);
  expect(released).toMatchObject({ exitCode: 0, annotations: [], outputs: { holder: 'null' } });
  const anew = await job.use(PLAIN);
  expect(anew.outputs).toMatchObject({ status: 'acquired', 'request-id': `${id}/2` });
  expect(Number(anew.outputs['fencing-token'])).toBeGreaterThan(Number(first['fencing-token']));
  const posts = await job.finish('success');
  expect(posts.flatMap(annotationsOf)).toEqual([]);
  const lease = await scene.lease('staging');
  expect([id, `${id}/2`].map((each) => outcomeIn(lease, each)?.['outcome'])).toEqual(['failure', 'success']);
}
