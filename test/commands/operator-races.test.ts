// Modes lock and unlock where what they see is old, or somebody else writes in between: they say what is so in the end.
import { describe, expect, it } from 'vitest';
import { LOCK_PATH, printLock } from '../../src/lease/board.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { aRequest, aStage, besideHolder, codeOf, granted, type Given, type Stage } from './stage.ts';

const OTHER = aRequest(7);
const LOCK: Given = { mode: 'lock', reason: 'database migration' };
const UNLOCK: Given = { mode: 'unlock', reason: 'migration done' };

/** Does something, and lets the first look of the next step be at what was before. */
async function unseen(stage: Stage, happens: () => Promise<unknown>): Promise<void> {
  const { store } = stage.world;
  const old = await store.read({});
  await happens();
  await stage.later(60);
  const read = store.read.bind(store);
  store.read = async () => {
    store.read = read;
    return old;
  };
}

describe('lock', () => {
  it.each(['staging', '*'])('locks what a lagging replica shows as locked still: %s', async (lease) => {
    const stage = aStage();
    await stage.run({ ...LOCK, lease, reason: 'an earlier one' });
    await stage.later(60);
    await unseen(stage, () => stage.run({ ...UNLOCK, lease }));
    expect(codeOf(await stage.run({ ...LOCK, lease }))).toBeNull();
    const { board } = stage.world.store.memory;
    expect(lease === '*' ? board.lock : stage.lease().lock).toMatchObject({ reason: 'database migration' });
  });

  it('whose end has passed before it was answered fails', async () => {
    const stage = aStage();
    const { store, clock } = stage.world;
    const swap = store.compareAndSwap.bind(store);
    store.compareAndSwap = async (...write) => {
      store.compareAndSwap = swap;
      await swap(...write);
      await clock.advance(400);
      throw new UnavailableError('GitHub did not answer.');
    };
    const { outcome } = await stage.run({ ...LOCK, until: '5m' });
    expect(outcome.failure?.message).toMatch(/2026-11-20 10:05:00 UTC, which has passed/);
  });
});

describe('unlock', () => {
  it('opens a lock that a lagging replica has hidden', async () => {
    const stage = aStage();
    await stage.run({ ...LOCK, reason: 'an earlier one' });
    await stage.later(60);
    await unseen(stage, () => stage.run({ ...LOCK, reason: 'a longer one' }));
    expect(codeOf(await stage.run(UNLOCK))).toBeNull();
    expect(stage.lease().lock).toBeNull();
  });

  it('frees by force whom a lagging replica has hidden', async () => {
    const stage = aStage();
    await unseen(stage, async () => stage.write(...granted(OTHER)));
    const { outcome } = await stage.run({ ...UNLOCK, force: 'true' });
    expect(outcome.told[0]?.text).toMatch(/^The lease staging is freed; it was held by .*run 7/);
  });

  it.each([
    ['its token', false],
    ['force', true],
  ])('says that a holder was not freed who has ended before the write: by %s', async (_, force) => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    const { id } = OTHER;
    stage.beforeWrite(() => stage.write({ kind: 'release', id, epoch, outcome: 'success', proofs: {} }));
    const named: Given = force ? { force: 'true' } : { 'fencing-token': String(epoch) };
    const { outcome } = await stage.run({ ...UNLOCK, ...named });
    expect(outcome.failure).toBeNull();
    expect(outcome.told[0]?.text).toMatch(
      /^Not freed: .*, which was over before\. It has ended as success at/,
    );
  });

  it.each<[string, Given]>([
    ['opens', {}],
    ['frees and opens', { force: 'true' }],
  ])('fails where another operator closes what it %s, before or after its write', async (_, given) => {
    for (const when of ['before', 'after'] as const) {
      const stage = aStage();
      await stage.run(LOCK);
      await stage.later(60);
      const { store, clock } = stage.world;
      const swap = store.compareAndSwap.bind(store);
      store.compareAndSwap = async (...write) => {
        store.compareAndSwap = swap;
        if (when === 'after') await swap(...write);
        await clock.advance(1);
        const lock = { reason: 'fire', actor: 'bob', at: clock.now(), until: null, run_url: '' };
        stage.write({ kind: 'lock', lock });
        if (when === 'after') throw new UnavailableError('GitHub did not answer.');
        return swap(...write);
      };
      const { outcome } = await stage.run({ ...UNLOCK, ...given });
      expect(outcome.failure?.message).toMatch(/It is locked by bob since .*: fire\. Run it again/);
      expect(stage.lease().lock?.actor).toBe('bob');
    }
  });

  it('fails where another operator locks all leases before the write that opens them', async () => {
    const stage = aStage();
    await stage.run({ ...LOCK, lease: '*' });
    await stage.later(60);
    const { store, clock } = stage.world;
    stage.beforeWrite(() => {
      const lock = { reason: 'fire', actor: 'bob', at: clock.now() + 1, until: null, run_url: '' };
      store.memory.putRaw(LOCK_PATH, printLock(lock));
    });
    const { outcome } = await stage.run({ ...UNLOCK, lease: '*' });
    expect(outcome.failure?.message).toMatch(/ All leases are locked by bob since .*: fire\. Run it again/);
  });

  it('frees nobody by force who has come after its first look', async () => {
    const stage = aStage();
    const { store, clock } = stage.world;
    const read = store.read.bind(store);
    let looks = 0;
    store.read = async (options) => {
      if (++looks === 2) {
        await clock.advance(1);
        stage.write(...granted(OTHER));
      }
      return read(options);
    };
    const { outcome } = await stage.run({ ...UNLOCK, force: 'true' });
    expect([outcome.failure?.code, stage.lease().requests.length]).toEqual(['not-holder', 1]);
  });
});
