// What a lease costs where nobody else wants it, on a branch that exists: requests, and how many wait for another.
import { expect, it } from 'vitest';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { costOf, figure, LATENCY, type Cost } from './figures.ts';
import { queueUp } from './train.ts';

interface Use {
  readonly acquire: Cost;
  readonly release: Cost;
}

/** Lets a first job make the branch. */
async function openWithBranch(): Promise<Scene> {
  const scene = await openScene({ latency: LATENCY });
  const first = scene.pushJob(await scene.github.push('main'));
  await first.use({ lease: 'main' });
  await first.finish('success');
  return scene;
}

async function useOnce(
  scene: Scene,
  job: SceneJob,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<Use> {
  scene.github.resetAccounting();
  const { outputs } = await job.use({ lease: 'main' });
  expect(outputs['status']).toBe('acquired');
  const acquire = costOf(scene.github.accounting);
  await meanwhile();
  scene.github.resetAccounting();
  await job.finish('success');
  return { acquire, release: costOf(scene.github.accounting) };
}

function expectCheap(name: string, { acquire, release }: Use): void {
  figure(`uncontended acquire of ${name}`, acquire);
  figure(`its release`, release);
  expect(acquire.requests).toBeLessThanOrEqual(4);
  expect(acquire.roundTrips).toBeLessThanOrEqual(3);
  expect(release.requests).toBeLessThanOrEqual(2);
}

it('sends a plain request in two round trips, and its release in one', async () => {
  await using scene = await openWithBranch();
  const use = await useOnce(scene, scene.pushJob(await scene.github.push('main')));
  expectCheap('a plain request', use);
  expect(use.acquire).toMatchObject({ requests: 2, roundTrips: 2 });
  expect(use.release).toMatchObject({ requests: 1, roundTrips: 1 });
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('looks at the board, the commits and the merge groups side by side for a merge group', async () => {
  await using scene = await openWithBranch();
  const [group] = await queueUp(scene, 1);
  const use = await useOnce(scene, scene.groupJob(group!));
  expectCheap('a merge group', use);
  expect(use.acquire).toMatchObject({ requests: 4, roundTrips: 2 });
  expect(use.release).toMatchObject({ requests: 1, roundTrips: 1 });
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('costs a later merge group no more than the first: what came before it is known from the document', async () => {
  await using scene = await openWithBranch();
  const queue = scene.github.mergeQueue();
  const uses: Use[] = [];
  for (const pullRequest of [1, 2, 3, 4]) {
    uses.push(await useOnce(scene, scene.groupJob(await queue.enqueue(pullRequest))));
    await queue.merge(pullRequest);
  }
  expectCheap('the fourth merge group', uses[3]!);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('pays a refused write and a read more for the release where the board has changed meanwhile', async () => {
  await using scene = await openWithBranch();
  const push = await scene.github.push('main');
  const use = await useOnce(scene, scene.pushJob(push), async () => {
    const other = scene.pushJob(push);
    await other.use({ lease: 'other' });
    await other.finish('success');
  });
  figure('a release after another lease has changed', use.release);
  expect(use.release.requests).toBeLessThanOrEqual(3);
  await expectPromises(scene);
  expectCleanScene(scene);
});
