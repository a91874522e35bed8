// Enterprise Server: the API is at /api/v3 and /api/graphql, and there are no rate limits to speak of.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { untilLease } from './expectations.ts';

it('serves merge groups, waiters and the dead on Enterprise Server', async () => {
  await using scene = await openScene({ layout: 'enterprise' });
  const { github } = scene;
  const queue = github.mergeQueue();
  const groups = [await queue.enqueue(1), await queue.enqueue(2)] as const;
  const [low, high] = [scene.groupJob(groups[0]), scene.groupJob(groups[1])];
  const waiting = low.step();
  await untilLease(scene, 'main', ({ requests }) => requests.length === 1);
  expect((await high.use()).outputs['status']).toBe('acquired');
  await high.finish('success');
  expect((await waiting.finished).outputs).toMatchObject({
    status: 'completed',
    'completed-by': groups[1].headSha,
    'board-url': `${github.serverUrl}/octo/shop/tree/ref-lease`,
  });
  await low.finish('success');

  const dead = await plainJob(scene, 'a');
  await dead.use(PLAIN);
  await dead.die();
  const next = await plainJob(scene, 'b');
  expect((await next.use(PLAIN)).outputs['status']).toBe('acquired');
  await next.finish('success');
  await expectEnd(scene);
});
