// Main ends in the middle: killed or cancelled at any point, its request is ended by the time that post has run, and a
// write that was under way cannot land any more.
import { describe, expect, it } from 'vitest';
import { holderIn, LOCK_BRANCH, outcomeIn, type Scene } from '../support/scene.ts';
import { COMMIT, expectEnd, openStory, PLAIN } from './story.ts';

/** A lease that was used once, so that the branch is there and a grant is one commit. */
async function openUsed(): Promise<Scene> {
  const scene = await openStory();
  const first = await scene.job();
  await first.use(PLAIN);
  await first.finish('success');
  return scene;
}

/** The lease is free, and a newcomer is granted it. */
async function expectFree(scene: Scene): Promise<void> {
  expect((await scene.lease('staging')).requests).toEqual([]);
  const next = await scene.job();
  expect((await next.use({ ...PLAIN, wait: 'false' })).outputs).toMatchObject({ status: 'acquired' });
  await next.finish('success');
  await expectEnd(scene);
}

describe.concurrent('a main step that is killed', () => {
  it('before it was answered has left nothing', async () => {
    await using scene = await openStory();
    const job = await scene.job();
    const read = scene.github.hold({ operation: 'graphql:query' }, 1);
    const step = job.step(PLAIN);
    await read.waitFor();
    step.signal('SIGKILL');
    expect(await step.finished).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    await read.release();
    const [post] = await job.finish('cancelled');
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(await scene.github.head(LOCK_BRANCH)).toBeNull();
    await expectEnd(scene);
  });

  it('while it waits is withdrawn by post', async () => {
    await using scene = await openStory();
    const [holder, job] = [await scene.job(), await scene.job()];
    await holder.use(PLAIN);
    const step = job.step(PLAIN);
    await step.waitForLine(/held by/);
    step.signal('SIGKILL');
    await step.finished;
    const [post] = await job.finish('cancelled');
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'withdrawn' });
    await holder.finish('success');
    await expectFree(scene);
  });

  it.for([
    ['the creation of the branch', openStory, 'POST git/refs'],
    ['a grant', openUsed, COMMIT],
  ] as const)(
    'while %s is under way: post ends the request, and that write is lost',
    async ([, open, operation]) => {
      await using scene = await open();
      const job = await scene.job();
      const late = scene.github.hold({ operation }, 1);
      const step = job.step(PLAIN);
      await late.waitFor();
      step.signal('SIGKILL');
      await step.finished;
      const [post] = await job.finish('cancelled');
      expect(post).toMatchObject({ exitCode: 0, annotations: [] });
      expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'withdrawn' });
      const head = await scene.github.head(LOCK_BRANCH);
      await late.release();
      expect(await scene.github.head(LOCK_BRANCH)).toBe(head);
      await expectFree(scene);
    },
  );

  it('after its grant has landed, before it knew: post frees it, as a failure', async () => {
    await using scene = await openUsed();
    const job = await scene.job();
    scene.github.fault({ match: { operation: COMMIT }, times: 1, kind: 'hang-after' });
    const step = job.step(PLAIN);
    await scene.untilLease('staging', (lease) => holderIn(lease)?.['run_id'] === job.runId);
    step.signal('SIGKILL');
    await step.finished;
    const [post] = await job.finish('success');
    expect(post?.exitCode).toBe(0);
    expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'failure' });
    await expectFree(scene);
  });
});

it('reports a grant that lands while the job is being cancelled, and post frees it as a failure', async () => {
  await using scene = await openUsed();
  const { github } = scene;
  const job = await scene.job();
  const write = github.hold({ operation: COMMIT }, 1);
  const step = job.step(PLAIN);
  await write.waitFor();
  const look = github.hold({ operation: 'graphql:query' });
  const cancelled = job.job.cancel();
  await look.waitFor();
  await write.release();
  await look.release();
  await cancelled;
  expect(await step.finished).toMatchObject({ exitCode: 0, signal: null, outputs: { status: 'acquired' } });
  const [post] = await job.finish();
  expect(post?.exitCode).toBe(0);
  expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'failure' });
  await expectFree(scene);
});
