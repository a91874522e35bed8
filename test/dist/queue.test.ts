// Merge groups: the highest of a train works and completes those below it; a group that GitHub rebuilds is superseded.
import { expect, it } from 'vitest';
import type { Stage } from '../support/runner/runner.ts';
import { holderIn, LOCK_BRANCH, outcomeIn, type SceneJob } from '../support/scene.ts';
import { expectEnd, expectError, openStory, verbsOf } from './story.ts';

// The round is complete when the highest group has asked, and nobody waits for the window.
const LONG = { 'stabilisation-window': '1h' };

it.concurrent(
  'gives the lease to the highest of three groups, and completes the others by its success',
  async () => {
    await using scene = await openStory();
    const queue = scene.github.mergeQueue();
    for (const pullRequest of [1, 2, 3]) await queue.enqueue(pullRequest);
    const groups = queue.groups();
    const cars: { job: SceneJob; step: Stage }[] = [];
    for (const [index, group] of groups.entries()) {
      const job = scene.groupJob(group);
      cars.push({ job, step: job.step({ ...LONG, payload: `preview ${index + 1}` }) });
      await scene.untilLease('main', ({ requests }) => requests.length === index + 1);
    }
    const [low, middle, high] = cars as [(typeof cars)[0], (typeof cars)[0], (typeof cars)[0]];
    const won = await high.step.finished;
    const held = await scene.lease();
    expect(won).toMatchObject({ exitCode: 0, annotations: [] });
    expect(won.outputs).toMatchObject({
      status: 'acquired',
      lease: 'main',
      'fencing-token': String(held.epoch),
      priority: '3',
      'stacked-pull-requests': '[{"number":1},{"number":2},{"number":3}]',
      payload: 'preview 3',
      holder: JSON.stringify(holderIn(held)),
    });
    await high.job.finish('success');

    for (const [index, { job, step }] of [low, middle].entries()) {
      const result = await step.finished;
      expect(result).toMatchObject({ exitCode: 0, annotations: [] });
      expect(result.outputs).toMatchObject({
        status: 'completed',
        result: 'completed',
        'fencing-token': '',
        priority: String(index + 1),
        'completed-by': groups[2]!.headSha,
        payload: `preview ${index + 1}`,
        holder: 'null',
      });
      const [nothing] = await job.finish('success');
      expect(nothing).toMatchObject({ exitCode: 0, annotations: [] });
    }
    expect(await verbsOf(scene)).toEqual(['register', 'register', 'acquire', 'release']);
    expect(await scene.github.file(LOCK_BRANCH, 'README.md')).toContain('# Leases of this repository');
    await expectEnd(scene);
  },
);

it.concurrent(
  'ends the request of a group that was rebuilt as superseded, and serves the rebuilt one',
  async () => {
    await using scene = await openStory();
    const queue = scene.github.mergeQueue();
    await queue.enqueue(1);
    const group = await queue.enqueue(2);
    const holder = await scene.job('main');
    await holder.use();
    const old = scene.groupJob(group);
    const step = old.step(LONG);
    await step.waitForLine(/held by/);
    const [rebuiltGroup] = await queue.dequeue(1);
    const result = await step.finished;
    expect(result.outputs).toMatchObject({ status: 'superseded', 'fencing-token': '' });
    expectError(result, 'superseded', 'main');
    await old.finish();
    const rebuilt = scene.groupJob(rebuiltGroup!);
    const waiting = rebuilt.step(LONG);
    await waiting.waitForLine(/held by/);
    await holder.finish('success');
    expect((await waiting.finished).outputs).toMatchObject({ status: 'acquired' });
    await rebuilt.finish('success');
    expect(outcomeIn(await scene.lease(), old.runId)).toMatchObject({ outcome: 'withdrawn' });
    await expectEnd(scene);
  },
);

it.concurrent(
  'keeps leases in another repository, on Enterprise Server too, and reads groups and commits in the own one',
  async () => {
    await using scene = await openStory({ layout: 'enterprise' });
    const { github } = scene;
    const locks = await github.repository('octo/locks');
    const queue = github.mergeQueue();
    // The middle group never asks, so that the document does not tell what the highest contains.
    for (const pullRequest of [1, 2, 3]) await queue.enqueue(pullRequest);
    const [low, , high] = queue.groups();
    const inputs = { ...LONG, repository: 'octo/locks', lease: 'account' };
    const top = scene.groupJob(high!);
    const won = await top.use(inputs);
    expect(won.outputs).toMatchObject({
      status: 'acquired',
      'board-url': `${github.serverUrl}/octo/locks/tree/ref-lease`,
    });
    await top.finish('success');
    const late = scene.groupJob(low!);
    const settled = await late.use(inputs);
    expect(settled.outputs).toMatchObject({ status: 'completed', 'completed-by': high!.headSha });
    const [nothing] = await late.finish('success');
    expect(nothing).toMatchObject({ exitCode: 0, annotations: [] });
    expect(await github.head(LOCK_BRANCH)).toBeNull();
    expect(await locks.file(LOCK_BRANCH, 'leases/account.json')).toContain('"outcome": "success"');
    await expectEnd(scene, [], locks);
  },
);
