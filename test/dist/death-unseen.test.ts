// Without `actions: read` nobody can see who is dead: then max-hold of silence decides, and those who live renew.
import { describe, expect, it } from 'vitest';
import { openScene, type Scene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';
import { holderIn, outcomeIn, untilLease } from './expectations.ts';

const TOKEN = 'ghs_cannotReadActions';
const UNSEEN = { ...PLAIN, token: TOKEN };

async function openBlind(): Promise<Scene> {
  const scene = await openScene();
  scene.github.addToken(TOKEN, { contents: 'write' });
  return scene;
}

describe.concurrent('without actions: read', () => {
  it('evicts a dead holder after its max-hold, and not before', async () => {
    await using scene = await openBlind();
    const holder = await plainJob(scene, 'a');
    const held = await holder.use({ ...UNSEEN, 'max-hold': '3s' });
    await holder.die();
    const next = await plainJob(scene, 'b');
    const result = await next.use(UNSEEN);

    expect(result.outputs['status']).toBe('acquired');
    const evicted = outcomeIn(await scene.lease('staging'), held.outputs['request-id']);
    expect(evicted).toMatchObject({ outcome: 'evicted' });
    const silence = Date.parse(String(evicted?.['at'])) - Date.parse(String(evicted?.['granted_at']));
    expect(silence).toBeGreaterThan(3000);
    await next.finish('success');
    await expectEnd(scene, [TOKEN]);
  });

  it('keeps a waiter in line that lives: it renews itself twice within its max-hold', async () => {
    await using scene = await openBlind();
    const [holder, waiter, last] = [
      await plainJob(scene, 'a'),
      await plainJob(scene, 'b'),
      await plainJob(scene, 'c'),
    ];
    await holder.use(UNSEEN);
    const short = { ...UNSEEN, 'max-hold': '3s' };
    const waiting = waiter.step(short);
    await waiting.waitForLine(/held by/);
    const behind = last.step(short);
    await behind.waitForLine(/place 2 of 2/);

    const seen = new Set<unknown>();
    const lease = await untilLease(scene, 'staging', ({ requests }) => {
      seen.add(requests.find((each) => each['run_id'] === waiter.runId)?.['seen_at']);
      return seen.size >= 4;
    });

    expect(lease.outcomes).toEqual([]);
    expect(holderIn(lease)?.['run_id']).toBe(holder.runId);
    await holder.finish('success');
    expect((await waiting.finished).outputs['status']).toBe('acquired');
    await waiter.finish('success');
    expect((await behind.finished).outputs['status']).toBe('acquired');
    await last.finish('success');
    await expectEnd(scene, [TOKEN]);
  });
});
