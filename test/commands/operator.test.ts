// Modes lock and unlock: of one lease, of all, and against other operators.
import { describe, expect, it } from 'vitest';
import type { Told } from '../../src/commands/outcome.ts';
import { newLeaseSentence } from '../../src/text/waiting.ts';
import { registers } from '../engine/world.ts';
import { aRequest, aStage, besideHolder, codeOf, granted, type Given } from './stage.ts';

const OTHER = aRequest(7);
const LOCK: Given = { mode: 'lock', reason: 'database migration' };
const UNLOCK: Given = { mode: 'unlock', reason: 'migration done' };

describe('the name of a lease', () => {
  it.each(['acquire', 'lock', 'unlock', 'release', 'guard'])(
    'that differs only in case from one on the board is refused, and nothing is written: %s',
    async (mode) => {
      const stage = besideHolder();
      const { head } = stage.world.store.memory;
      const given = mode === 'release' ? { 'release-with-status': 'success' } : {};
      const more = mode === 'lock' || mode === 'unlock' ? { reason: 'repair' } : given;
      const finished = await stage.run({ mode, lease: 'STAGING', ...more });
      expect(codeOf(finished)).toBe('input');
      expect(finished.outcome.failure?.message).toContain('has a lease staging');
      expect(stage.world.store.memory.head).toBe(head);
    },
  );

  it.each(['lock', 'unlock'])('that nobody has asked for is doubted: %s', async (mode) => {
    const stage = aStage();
    const told = async (): Promise<readonly Told[]> =>
      (await stage.run({ mode, lease: 'stagign', reason: 'repair' })).outcome.told;
    const doubt = (await told()).find(({ level }) => level === 'warning');
    // There is nothing that the name could be compared with.
    expect(doubt?.text).toBe('Nobody has asked for the lease stagign yet. The board has no lease.');
  });

  it('that nobody has asked for cannot be freed by force', async () => {
    const stage = besideHolder();
    const finished = await stage.run({ mode: 'unlock', lease: 'stagign', reason: 'stuck', force: 'true' });
    expect(finished.outcome.failure).toMatchObject({ code: 'not-holder' });
    expect(finished.outcome.failure?.message).toMatch(
      /^Nobody was freed, and nothing was opened: .*The board has staging\./,
    );
  });

  it('that is free and open cannot be freed by force, and that fails', async () => {
    const stage = aStage();
    stage.write(registers(OTHER), { kind: 'withdraw', registration: OTHER, reason: 'cancelled' });
    const finished = await stage.run({ ...UNLOCK, force: 'true' });
    expect(codeOf(finished)).toBe('not-holder');
    expect(finished.outcome.failure?.message).toBe(
      'Nobody was freed, and nothing was opened: nobody holds the lease staging on the branch ref-lease.',
    );
  });

  it('is not doubted where the lease is on the board, nor where all are meant', async () => {
    const stage = besideHolder();
    for (const lease of ['staging', '*']) {
      const { outcome } = await stage.run({ mode: 'lock', lease, reason: 'repair' });
      expect(outcome.told.map(({ level }) => level)).toEqual(['info']);
    }
  });

  it('stands among at most twenty others', () => {
    const names = Array.from({ length: 23 }, (_, index) => `lease-${index}`);
    expect(newLeaseSentence('stagign', names)).toMatch(/lease-19 and 3 more\. Is that/);
  });
});

describe('lock', () => {
  it('closes one lease, and leaves its holder', async () => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    const { outcome } = await stage.run(LOCK);
    expect(outcome.failure).toBeNull();
    expect(stage.lease().lock).toEqual({
      reason: 'database migration',
      actor: 'mona',
      at: stage.world.clock.now(),
      until: null,
      run_url: 'https://github.com/octo/shop/actions/runs/4711',
    });
    expect(outcome.outputs).toMatchObject({
      lease: 'staging',
      holder: { epoch },
      state: { lock: { actor: 'mona' } },
    });
    expect(stage.world.store.memory.board.lock).toBeNull();
  });

  it('closes all leases, and touches none of them', async () => {
    const stage = besideHolder();
    const before = stage.lease();
    const { outcome } = await stage.run({ ...LOCK, lease: '*' });
    expect(stage.world.store.memory.board.lock).toMatchObject({ reason: 'database migration' });
    const files = [...stage.world.store.memory.files.keys()];
    expect(files).toEqual(['leases/staging.json', 'lock.json', 'README.md']);
    expect(stage.lease()).toEqual(before);
    expect(outcome.outputs).toEqual({
      lease: '*',
      holder: null,
      holders: [],
      state: null,
      'board-url': 'memory:ref-lease',
    });
  });

  it.each([
    ['2h', 7_200],
    ['2026-11-20T11:30:00Z', 5_400],
  ])('may have an end: %s', async (until, seconds) => {
    const stage = aStage();
    const start = stage.world.clock.now();
    await stage.run({ ...LOCK, until });
    expect(stage.lease().lock?.until).toBe(start + seconds);
  });

  it('whose end has passed is refused, and writes nothing', async () => {
    const stage = aStage();
    const locked = await stage.run({ ...LOCK, until: '2026-11-20T09:00:00Z' });
    expect([codeOf(locked), stage.world.store.calls.compareAndSwap]).toEqual(['input', 0]);
  });

  it('replaces the lock that it finds', async () => {
    const stage = aStage();
    await stage.run(LOCK);
    await stage.later(60);
    expect(codeOf(await stage.run({ ...LOCK, reason: 'longer than we thought' }))).toBeNull();
    expect(stage.lease().lock).toMatchObject({ reason: 'longer than we thought' });
  });

  it('that another operator has overtaken fails, and says who has locked it now', async () => {
    const stage = aStage();
    await stage.run({ ...LOCK, reason: 'an earlier one' });
    await stage.later(60);
    stage.beforeWrite(() => {
      const lock = { reason: 'fire', actor: 'bob', at: stage.world.clock.now(), until: null, run_url: '' };
      stage.write({ kind: 'lock', lock });
    });
    const { outcome } = await stage.run(LOCK);
    expect(outcome.failure).toMatchObject({
      code: 'not-holder',
      message: expect.stringMatching(
        /not locked by this command: another operator .* by bob, .*: fire$/,
      ) as unknown,
    });
    expect(stage.lease().lock?.actor).toBe('bob');
  });
});

describe('unlock', () => {
  it('opens one lease', async () => {
    const stage = aStage();
    await stage.run(LOCK);
    const { outcome } = await stage.run(UNLOCK);
    expect([outcome.failure, stage.lease().lock]).toEqual([null, null]);
    expect(outcome.outputs).toMatchObject({ lease: 'staging', holder: null, state: { lock: null } });
    expect(stage.world.store.memory.commits.at(-1)!.message.subject).toContain('mona: migration done');
  });

  it('opens all leases, and leaves the locks of single ones', async () => {
    const stage = aStage();
    await stage.run(LOCK);
    await stage.run({ ...LOCK, lease: '*' });
    const { outcome } = await stage.run({ ...UNLOCK, lease: '*' });
    expect([stage.world.store.memory.board.lock, outcome.outputs.state]).toEqual([null, null]);
    expect(stage.lease().lock).not.toBeNull();
    const again = await stage.run({ ...UNLOCK, lease: '*' });
    expect(codeOf(again)).toBeNull();
    // Nobody is to think that what is still closed is open now.
    for (const { told } of [outcome, again.outcome])
      expect(told[0]?.text).toMatch(/lock of all leases.* locked by its own name stays closed\.$/);
  });

  it('says of one lease that the lock of all still closes it, as long as it does', async () => {
    const stage = aStage();
    await stage.run({ ...LOCK, lease: '*', reason: 'freeze', until: '1h' });
    const words = async () => (await stage.run(UNLOCK)).outcome.told[0]?.text;
    expect(await words()).toMatch(/All leases are locked by mona since [^]*: freeze\.$/);
    await stage.world.clock.advance(2 * 3600);
    expect(await words()).not.toContain('All leases');
  });

  it.each<[string, (token: number) => Given, boolean]>([
    ['nobody, where neither token nor force is given', () => ({}), false],
    ['the holder of the token', (token) => ({ 'fencing-token': String(token) }), true],
    ['whoever holds it, with force', () => ({ force: 'true' }), true],
  ])('frees %s', async (_, given, frees) => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    const { outcome } = await stage.run({ ...UNLOCK, ...given(epoch) });
    expect(outcome.failure).toBeNull();
    expect(stage.lease().requests).toHaveLength(frees ? 0 : 1);
    expect(stage.lease().outcomes.map(({ outcome: how, by, reason }) => [how, by, reason])).toEqual(
      frees
        ? [
            [
              'evicted',
              'mona (https://github.com/octo/shop/actions/runs/4711)',
              'freed by an operator: migration done',
            ],
          ]
        : [],
    );
  });

  it('lets the next grant wait after an eviction by token, and waives that with force', async () => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    await stage.run({ ...UNLOCK, 'fencing-token': String(epoch) });
    expect(stage.lease().rest_until).toBe(stage.world.clock.now() + 30);
    const { outcome } = await stage.run({ ...UNLOCK, force: 'true' });
    expect(stage.lease().rest_until).toBeNull();
    expect(outcome.told[0]?.text).toContain('is waived');
  });

  it('frees nobody with a token that is not held', async () => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    await stage.run(LOCK);
    const unlocked = await stage.run({ ...UNLOCK, 'fencing-token': '5' });
    expect(codeOf(unlocked)).toBe('not-holder');
    expect(stage.lease()).toMatchObject({ requests: [{ epoch }], lock: { actor: 'mona' } });
    expect(unlocked.outcome.outputs).toMatchObject({ holder: { epoch } });
  });

  it('leaves a hold and a lock that have come since its first look', async () => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    await stage.run(LOCK);
    stage.beforeWrite(() => {
      const { id } = OTHER;
      const lock = { reason: 'fire', actor: 'bob', at: stage.world.clock.now(), until: null, run_url: '' };
      stage.write({ kind: 'release', id, epoch, outcome: 'success', proofs: {} });
      stage.write({ kind: 'unlock' }, ...granted(aRequest(8)), { kind: 'lock', lock });
    });
    const { outcome } = await stage.run({ ...UNLOCK, force: 'true' });
    expect(outcome.failure?.message).toMatch(
      /^Not freed: .*run 7.*, which was over before\. It has ended as success at .* The lease staging opened .* It is locked by bob since .*: fire\. Run it again/,
    );
    expect(stage.lease()).toMatchObject({ requests: [{ run_id: 8 }], lock: { actor: 'bob' } });
  });
});
