// A write that is under way when its job ends, and lands later or never: a request that was reported as ended never
// holds the lease afterwards. In another project a cancelled build still takes the lock later, and leaks it.
import { describe, expect, it } from 'vitest';
import type { FaultHandle } from '../support/github/faults.ts';
import { LOCK_BRANCH, openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn, outcomeIn } from './expectations.ts';

const COMMIT = 'graphql:createCommitOnBranch';
const CREATE = 'POST git/refs';

/** A lease that was used once, so that the branch is there. */
async function openUsed(): Promise<Scene> {
  const scene = await openScene();
  const first = await plainJob(scene, 'first');
  await first.use(PLAIN);
  await first.finish('success');
  return scene;
}

function idOf({ runId, jobId }: SceneJob): string {
  return `${runId}/1/staging/0/${jobId}`;
}

/** Lets the late write go, and proves that it took no effect and that the lease is free for others. */
async function expectLateWriteIsLost(scene: Scene, job: SceneJob, late: FaultHandle): Promise<void> {
  const head = await scene.github.head(LOCK_BRANCH);
  expect(outcomeIn(await scene.lease('staging'), idOf(job))).toMatchObject({ outcome: 'withdrawn' });
  await late.release();
  expect(await scene.github.head(LOCK_BRANCH)).toBe(head);
  const other = await plainJob(scene, 'other');
  expect((await other.use(PLAIN)).outputs['status']).toBe('acquired');
  await other.finish('success');
  await expectEnd(scene);
}

describe.concurrent('a write that is under way when the job is cancelled', () => {
  it('cannot land any more once main has reported its end', async () => {
    await using scene = await openUsed();
    const job = await plainJob(scene, 'b');
    const late = scene.github.hold({ operation: COMMIT }, 1);
    const step = job.step(PLAIN);
    await late.waitFor();

    await job.job.cancel();

    expect(await step.finished).toMatchObject({ exitCode: 1, signal: null, outcome: 'cancelled' });
    await job.finish();
    await expectLateWriteIsLost(scene, job, late);
  });

  it('is reported as acquired where it lands before main has looked again, and freed by the post step', async () => {
    await using scene = await openUsed();
    const { github } = scene;
    const job = await plainJob(scene, 'b');
    const late = github.hold({ operation: COMMIT }, 1);
    const step = job.step(PLAIN);
    await late.waitFor();
    const look = github.hold({ operation: 'graphql:query' });
    const cancelled = job.job.cancel();
    await look.waitFor();
    await late.release();
    await look.release();
    await cancelled;

    const result = await step.finished;
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(holderIn(await scene.lease('staging'))?.['id']).toBe(idOf(job));
    await job.finish();
    expect(outcomeIn(await scene.lease('staging'), idOf(job))).toMatchObject({ outcome: 'failure' });
    await expectEnd(scene);
  });

  it('cannot land any more once the post step of a killed main has run', async () => {
    await using scene = await openUsed();
    const job = await plainJob(scene, 'b');
    const late = scene.github.hold({ operation: COMMIT }, 1);
    const step = job.step(PLAIN);
    await late.waitFor();
    step.signal('SIGKILL');
    await step.finished;

    const [post] = await job.finish('cancelled');

    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(post?.stdout).toMatch(/has ended: withdrawn/);
    await expectLateWriteIsLost(scene, job, late);
  });

  it('cannot land any more where it is the creation of the branch', async () => {
    await using scene = await openScene();
    const job = await plainJob(scene, 'b');
    const late = scene.github.hold({ operation: CREATE }, 1);
    const step = job.step(PLAIN);
    await late.waitFor();
    step.signal('SIGKILL');
    await step.finished;

    const [post] = await job.finish('cancelled');

    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    await expectLateWriteIsLost(scene, job, late);
  });

  it('is recognised by the post step where it has landed, and freed', async () => {
    await using scene = await openUsed();
    const { github } = scene;
    const job = await plainJob(scene, 'b');
    const late = github.fault({ match: { operation: COMMIT }, times: 1, kind: 'delay-effect' });
    const step = job.step(PLAIN);
    await late.waitFor();
    step.signal('SIGKILL');
    await step.finished;
    await late.release();

    const [post] = await job.finish('success');

    expect(post?.exitCode).toBe(0);
    expect(outcomeIn(await scene.lease('staging'), idOf(job))).toMatchObject({ outcome: 'failure' });
    await expectEnd(scene);
  });
});

// A crash between two writes leaves other projects with a lock without content; here it leaves nothing.
describe.concurrent('a job that dies while it creates the branch', () => {
  it('leaves no branch, or a whole one', async () => {
    await using scene = await openScene();
    const { github } = scene;
    for (const operation of ['POST git/trees', 'POST git/commits', CREATE]) {
      const job = await plainJob(scene, operation.replace(/\W+/g, '-'));
      const held = github.hold({ operation }, 1);
      const step = job.step(PLAIN);
      await held.waitFor();
      await job.die();
      await step.finished;
      expect(await github.head(LOCK_BRANCH)).toBeNull();
      await held.release();
    }
    // The last one landed: a whole board, with a dead holder whom the next one evicts.
    const next = await plainJob(scene, 'next');
    expect((await next.use(PLAIN)).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene);
  });
});
