// A rate limit at the release: the post step waits for a reset that comes soon, and warns at once of one that does not.
import { describe, expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn } from './expectations.ts';

describe.concurrent('a post step that reaches a rate limit', () => {
  it('waits until the reset, and then releases', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const holder = await plainJob(scene, 'a');
    await holder.use(PLAIN);
    github.limits.setRemaining('graphql', 0, { resetIn: 3 });

    const [post] = await holder.finish('success');

    expect(post?.exitCode).toBe(0);
    expect(post?.annotations).toMatchObject([
      { level: 'notice', message: expect.stringMatching(/rate limit/) },
    ]);
    expect((await scene.lease('staging')).outcomes).toMatchObject([{ outcome: 'success' }]);
    await expectEnd(scene);
  });

  it('waits out a secondary limit', async () => {
    await using scene = await openScene();
    const holder = await plainJob(scene, 'a');
    await holder.use(PLAIN);
    scene.github.fault({
      match: { operation: /graphql/ },
      times: 2,
      kind: 'rate-limit-secondary',
      status: 429,
      retryAfter: 1,
    });

    const [post] = await holder.finish('failure');

    expect(post?.exitCode).toBe(0);
    expect((await scene.lease('staging')).outcomes).toMatchObject([{ outcome: 'failure' }]);
    await expectEnd(scene);
  });

  it('warns at once where the reset is further away than it may wait, and the next in line takes over', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const token = 'ghs_isLimitedForAnHour';
    github.addToken(token, { contents: 'write', actions: 'read', bucket: 'limited' });
    const holder = await plainJob(scene, 'a');
    const held = await holder.use({ ...PLAIN, token });
    github.limits.setRemaining('graphql', 0, { name: 'limited', resetIn: 3600 });
    const before = performance.now();

    const [post] = await holder.finish('success');

    expect(performance.now() - before).toBeLessThan(10_000);
    expect(post).toMatchObject({ exitCode: 0, outcome: 'success' });
    expect(post?.annotations).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/rate limit refused .* until .*Z/) },
    ]);
    expect(post?.annotations[0]?.message).toMatch(/the next in line takes over/);
    expect(holderIn(await scene.lease('staging'))?.['id']).toBe(held.outputs['request-id']);
    const next = await plainJob(scene, 'b');
    expect((await next.use(PLAIN)).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene, [token]);
  });
});
