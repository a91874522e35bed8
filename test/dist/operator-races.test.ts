// Operators who act at the same moment as jobs: every order of their requests ends well.
//
// Both have a token of their own, so that the requests of each are let go one at a time. What comes after the
// requests that are ordered here, repeats after a lost race above all, runs freely.
import { describe, expect, it } from 'vitest';
import { openScene, type Scene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { holderIn, outcomeIn } from './expectations.ts';
import {
  expectNoGrantWhileLocked,
  holding,
  operate,
  orders,
  pushJob,
  race,
  STAGING,
  type Order,
} from './operator.ts';

/** The name of an order: who of the two goes next. */
const named = (all: readonly Order[], a: string, b: string): [string, Order][] =>
  all.map((order) => [order.map((who) => (who === 'a' ? a : b)).join(', '), order]);

/** A branch with a lease that nobody holds, so that no race is about creating the branch. */
async function openedScene(): Promise<Scene> {
  const scene = await openScene();
  const before = await holding(scene);
  await before.job.finish('success');
  return scene;
}

async function expectRaceEnd(scene: Scene): Promise<void> {
  await expectNoGrantWhileLocked(scene);
  await expectEnd(scene, ['ghs_racer_a', 'ghs_racer_b']);
}

describe.each(['staging', '*'])('a grant that races with a lock of %s', (lease) => {
  it.for(named(orders(2, 2), 'grant', 'lock'))('is before it or waits for it: %s', async ([, order]) => {
    await using scene = await openedScene();
    const job = await pushJob(scene, 'main');
    let asked: ReturnType<typeof job.step> | undefined;
    await race(scene, order, {
      a: async (token) => {
        asked = job.step({ ...STAGING, token });
        await Promise.race([asked.finished, asked.waitForLine(/locked by alice/)]);
      },
      b: async (token) => {
        const lock = await operate(scene, { mode: 'lock', lease, reason: 'freeze', token });
        expect(lock).toMatchObject({ exitCode: 0, annotations: [] });
      },
    });
    await operate(scene, { mode: 'unlock', lease, reason: 'thaw' });
    const { outputs } = await asked!.finished;
    expect(outputs['status']).toBe('acquired');
    await job.finish('success');
    expect(holderIn(await scene.lease('staging'))).toBeUndefined();
    await expectRaceEnd(scene);
  });
});

describe('a release that races with an operator who frees the lease', () => {
  it.for(named(orders(2, 2), 'release', 'unlock'))('ends the hold once: %s', async ([, order]) => {
    await using scene = await openedScene();
    const holder = await holding(scene);
    const ends: unknown[] = [];
    await race(scene, order, {
      a: async (token) => {
        const release = { mode: 'release', lease: 'staging', 'release-with-status': 'success', token };
        ends.push((await holder.job.use(release)).exitCode);
      },
      b: async (token) => {
        const unlock = { mode: 'unlock', lease: 'staging', reason: 'stuck', force: 'true', token };
        expect(await operate(scene, unlock)).toMatchObject({ exitCode: 0, annotations: [] });
      },
    });
    const { outcome } = outcomeIn(await scene.lease('staging'), holder.id) ?? {};
    // Whoever came too late was told: the release fails where the hold had been ended by another hand.
    expect([outcome, ...ends]).toEqual(outcome === 'evicted' ? ['evicted', 1] : ['success', 0]);
    await holder.job.finish();
    expect(holderIn(await scene.lease('staging'))).toBeUndefined();
    await expectRaceEnd(scene);
  });

  it.for(named(orders(1, 2), 'post', 'unlock'))('so does a post step: %s', async ([, order]) => {
    await using scene = await openedScene();
    // The token of the job is that of its post step too.
    const token = scene.github.addToken('ghs_racer_a', { contents: 'write', actions: 'read' });
    const holder = await holding(scene, { token });
    await race(scene, order, {
      a: async () => {
        const [post] = await holder.job.finish('success');
        expect(post?.exitCode).toBe(0);
      },
      b: async (own) => {
        const unlock = { mode: 'unlock', lease: 'staging', reason: 'stuck', force: 'true', token: own };
        expect(await operate(scene, unlock)).toMatchObject({ exitCode: 0, annotations: [] });
      },
    });
    const { outcome } = outcomeIn(await scene.lease('staging'), holder.id) ?? {};
    const warned = scene.results.some(({ annotations }) =>
      annotations.some(({ message }) => message.includes('had lost the lease staging')),
    );
    expect([outcome, warned]).toEqual(outcome === 'evicted' ? ['evicted', true] : ['success', false]);
    expect(holderIn(await scene.lease('staging'))).toBeUndefined();
    await expectRaceEnd(scene);
  });
});

describe('a grant that races with a cut of the history', () => {
  it.for(named(orders(2, 3), 'grant', 'cut'))('is kept, and so is the cut: %s', async ([, order]) => {
    await using scene = await openedScene();
    const job = await pushJob(scene, 'main');
    const before = await scene.lease('staging');
    await race(scene, order, {
      a: async (token) => {
        const { outputs } = await job.use({ ...STAGING, token });
        expect(outputs['status']).toBe('acquired');
      },
      b: async (token) => {
        const cut = await operate(scene, { mode: 'status', 'keep-history': '1', token });
        expect(cut).toMatchObject({ exitCode: 0, annotations: [] });
      },
    });
    const lease = await scene.lease('staging');
    expect(lease.epoch).toBe(before.epoch + 1);
    expect(lease.outcomes).toEqual(before.outcomes);
    const log = await scene.log();
    expect(log.length).toBeLessThanOrEqual(2);
    expect(log.at(-1)).toMatch(/^acquire staging/);
    await job.finish('success');
    expect((await scene.lease('staging')).outcomes).toHaveLength(before.outcomes.length + 1);
    await expectRaceEnd(scene);
  });
});
