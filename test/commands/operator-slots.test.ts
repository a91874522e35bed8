// Modes lock and unlock, of slots of a lease: the others go on.
import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { lockAt } from '../../src/lease/slot-table.ts';
import { aRequest, aStage, codeOf, registers, wordsOf, type Given, type Stage } from './stage.ts';

const LOCK: Given = { mode: 'lock', reason: 'broken disk' };
const UNLOCK: Given = { mode: 'unlock', reason: 'repaired' };
const ACQUIRE: Given = { mode: 'acquire', wait: 'false' };
const [EU, US] = [7, 8].map((number) => wanting(number, ['eu', 'us', 'ap'])) as [
  ReturnType<typeof wanting>,
  ReturnType<typeof wanting>,
];

function wanting(number: number, accepts: string[], take = 1) {
  const request = aRequest(number);
  return { ...request, parameters: { ...request.parameters, accepts, take } };
}

/** A stage with a pool of three, of which eu is held since 0 and us since 60. */
async function aPool(): Promise<Stage> {
  const stage = aStage();
  stage.write(registers(US), registers(EU), { kind: 'grant', id: EU.id, slots: ['eu'] });
  await stage.later(60);
  stage.write({ kind: 'grant', id: US.id, slots: ['us'] });
  return stage;
}

const tokenOf = (stage: Stage, slot: string): string => String(stage.lease().slots[slot]!.epoch);
const locked = (stage: Stage): string[] =>
  Object.keys(stage.lease().slots).filter((slot) => lockAt(stage.lease(), slot) !== null);
const holding = (stage: Stage): (string[] | null)[] => stage.lease().requests.map(({ slots }) => slots);

describe('lock of slots', () => {
  it('closes these, and others are granted as before', async () => {
    const stage = await aPool();
    const { outcome } = await stage.run({ ...LOCK, slots: 'ap' });
    expect([outcome.failure, locked(stage), stage.lease().lock]).toEqual([null, ['ap'], null]);
    expect(codeOf(await stage.run({ ...ACQUIRE, slots: 'ap' }, { run: 1 }))).toBeNull();
    expect(codeOf(await stage.run({ ...ACQUIRE, slots: 'ap, sa' }, { run: 2 }))).toBeNull();
    expect(holding(stage)).toEqual([['us'], ['eu'], ['sa']]);
  });

  it('replaces the locks that it finds, and leaves those of other slots', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'us, ap' });
    await stage.later(60);
    await stage.run({ ...LOCK, slots: 'eu, ap', reason: 'power' });
    const reasons = ['eu', 'us', 'ap'].map((slot) => lockAt(stage.lease(), slot)?.reason);
    expect(reasons).toEqual(['power', 'broken disk', 'power']);
  });

  it('that another operator has overtaken fails, and locks none of them', async () => {
    const stage = await aPool();
    stage.beforeWrite(() => {
      const lock = { reason: 'fire', actor: 'bob', at: stage.world.clock.now(), until: null, run_url: '' };
      stage.write({ kind: 'lock', lock, slots: ['us'] });
    });
    const { outcome } = await stage.run({ ...LOCK, slots: 'eu, us' });
    expect(outcome.failure).toMatchObject({
      code: 'not-holder',
      message:
        'The slots eu, us of the lease staging are not locked by this command: another operator came after it. Run it again, where its lock is still wanted. Locked by bob, until somebody unlocks them: fire',
    });
    expect(locked(stage)).toEqual(['us']);
  });

  it('closes what another operator has opened meanwhile', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'us' });
    await stage.later(60);
    stage.beforeWrite(() => stage.write({ kind: 'unlock', slots: ['us'] }));
    expect(codeOf(await stage.run({ ...LOCK, reason: 'fire', slots: 'eu, us' }))).toBeNull();
    expect(locked(stage)).toEqual(['eu', 'us']);
  });

  it.each([
    ['locked', /another operator came after it\. Only eu is\. .* Locked by bob,/, ['eu', 'us']],
    ['opened', /another operator came after it\. Only eu is\. .* One of them is open now\.$/, ['eu']],
  ])('that another operator has %s after its own write says what of it is left', async (how, said, left) => {
    const stage = await aPool();
    const { store, clock } = stage.world;
    const swap = store.compareAndSwap.bind(store);
    store.compareAndSwap = async (...write) => {
      store.compareAndSwap = swap;
      await swap(...write);
      const lock = { reason: 'fire', actor: 'bob', at: clock.now(), until: null, run_url: '' };
      stage.write(
        how === 'locked' ? { kind: 'lock', lock, slots: ['us'] } : { kind: 'unlock', slots: ['us'] },
      );
      throw new UnavailableError('GitHub did not answer.');
    };
    const { outcome } = await stage.run({ ...LOCK, slots: 'eu, us' });
    expect(outcome.failure?.message).toMatch(said);
    expect(locked(stage)).toEqual(left);
  });

  it.each([
    ['eu, app', 'Nobody has asked for the slot app of the lease staging yet. It has eu, us, ap.', 'it is'],
    [
      'app, uss',
      'Nobody has asked for the slots app, uss of the lease staging yet. It has eu, us, ap.',
      'they are',
    ],
  ])('that nobody has named is doubted: %s', async (slots, doubt, isOrAre) => {
    const stage = await aPool();
    const { outcome } = await stage.run({ ...LOCK, slots });
    expect(outcome.told.map(wordsOf)).toEqual([
      expect.stringMatching(/^info: The slots .* are locked to new grants\./),
      `warning: ${doubt} Is that what you meant? As long as ${isOrAre} locked, nobody is granted the whole lease either.`,
    ]);
    expect((await stage.run({ ...LOCK, slots })).outcome.told).toHaveLength(1);
  });

  it('of a lease without any is doubted', async () => {
    const stage = aStage();
    stage.write(registers(aRequest(7)));
    const { outcome } = await stage.run({ ...LOCK, slots: 'eu' });
    expect(outcome.told[1]?.text).toContain('It has no slot with a name.');
  });
});

describe('more locks of slots than a lease may have', () => {
  const names = (from: number, count: number): string =>
    Array.from({ length: count }, (_, n) => `s${from + n}`).join(',');

  it('are refused, and nothing is written', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: names(0, 99) });
    const before = stage.lease();
    const { outcome } = await stage.run({ ...LOCK, slots: names(200, 2) });
    expect(outcome.failure?.message).toBe(
      'The lease staging has 99 locked slots, and at most 100 are locked at a time. ' +
        'Open some of them first, or lock the whole lease, without slots.',
    );
    expect(stage.lease()).toEqual(before);
    expect(codeOf(await stage.run({ ...LOCK, slots: names(98, 2) }))).toBeNull();
    expect(locked(stage)).toHaveLength(100);
  });
});

describe('unlock of slots', () => {
  it('opens these, and leaves the locks of others and of the lease', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'us, ap' });
    await stage.run(LOCK);
    const { outcome } = await stage.run({ ...UNLOCK, slots: 'ap' });
    expect([outcome.failure, locked(stage)]).toEqual([null, ['us']]);
    expect(stage.lease().lock).not.toBeNull();
    expect(wordsOf(outcome.told[0]!)).toMatch(/The lease itself is locked by mona since .*: broken disk\.$/);
  });

  it('frees a holder of slots by its token, and says that the lease stays locked', async () => {
    const stage = await aPool();
    await stage.run(LOCK);
    const { outcome } = await stage.run({ ...UNLOCK, 'fencing-token': tokenOf(stage, 'eu') });
    expect([outcome.failure, holding(stage)]).toEqual([null, [['us']]]);
    expect(stage.lease().lock).not.toBeNull();
    expect(wordsOf(outcome.told[0]!)).toMatch(/The lease itself is locked by mona since .*: broken disk\.$/);
  });

  it('says nothing of a lock of the lease itself whose time is over', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'eu' });
    await stage.run({ ...LOCK, until: '1h' });
    await stage.later(7200);
    const { outcome } = await stage.run({ ...UNLOCK, slots: 'eu' });
    expect(outcome.told[0]?.text).toMatch(/^The slot eu of the lease staging opened .*\.$/);
    expect(outcome.told[0]?.text).not.toContain('locked');
  });

  it('leaves nothing of a slot that only a lock has named', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'ap, app', until: '2h' });
    const { outcome } = await stage.run(UNLOCK);
    expect(outcome.told[0]?.text).toContain('The slots ap, app of the lease staging opened');
    expect(Object.keys(stage.lease().slots)).toEqual(['eu', 'us', 'ap']);
  });

  it('opens everything where it names none', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'us, ap' });
    await stage.run(LOCK);
    await stage.run(UNLOCK);
    expect([locked(stage), stage.lease().lock, holding(stage)]).toEqual([[], null, [['us'], ['eu']]]);
  });

  it('by token frees one of several holders, and leaves the locks of other slots', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'eu, us, ap' });
    const { outcome } = await stage.run({ ...UNLOCK, 'fencing-token': tokenOf(stage, 'us') });
    expect([outcome.failure, locked(stage), holding(stage)]).toEqual([null, ['eu', 'ap'], [['eu']]]);
    expect(stage.lease().slots['us']!.rest_until).toBe(stage.world.clock.now() + 30);
    expect(stage.lease().slots['eu']!.rest_until).toBeNull();
  });

  it('by force frees those who hold the slots, whole holds, and waives their rest', async () => {
    const stage = await aPool();
    const both = wanting(9, ['ap', 'sa'], 2);
    stage.write(registers(both), { kind: 'grant', id: both.id, slots: ['ap', 'sa'] });
    const { outcome } = await stage.run({ ...UNLOCK, slots: 'us, sa', force: 'true' });
    expect([outcome.failure, holding(stage)]).toEqual([null, [['eu']]]);
    expect(Object.values(stage.lease().slots).map(({ rest_until }) => rest_until)).toEqual(
      [0, 1, 2, 3].map(() => null),
    );
    await stage.run({ ...UNLOCK, force: 'true' });
    expect(holding(stage)).toEqual([]);
  });

  it('by force waives the rest of slots after an earlier eviction', async () => {
    const stage = await aPool();
    await stage.run({ ...UNLOCK, 'fencing-token': tokenOf(stage, 'us') });
    await stage.run({ ...UNLOCK, 'fencing-token': tokenOf(stage, 'eu') });
    const { outcome } = await stage.run({ ...UNLOCK, slots: 'us', force: 'true' });
    expect(outcome.told[0]?.text).toContain('The wait after an eviction is waived.');
    const rests = Object.values(stage.lease().slots).map(({ rest_until }) => rest_until !== null);
    expect(rests).toEqual([true, false, false]);
  });

  it('by force fails for a slot that nobody knows, and doubts its name', async () => {
    const stage = await aPool();
    await stage.run(LOCK);
    const finished = await stage.run({ ...UNLOCK, slots: 'uss', force: 'true' });
    expect([codeOf(finished), holding(stage)]).toEqual(['not-holder', [['us'], ['eu']]]);
    expect(finished.outcome.failure?.message).toMatch(
      /nobody holds the slot uss of the lease .* The lease itself is locked .* Nobody has asked for the slot uss .* It has eu, us/,
    );
  });

  it('doubts no name of a slot that it has opened', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'af' });
    const { outcome } = await stage.run({ ...UNLOCK, slots: 'af' });
    expect(outcome.told.map(({ level }) => level)).toEqual(['info']);
  });

  it('frees nobody with the token of a holder of other slots', async () => {
    const stage = await aPool();
    const given = { ...UNLOCK, slots: 'eu, ap', 'fencing-token': tokenOf(stage, 'us') };
    const finished = await stage.run(given);
    expect([codeOf(finished), holding(stage)]).toEqual(['not-holder', [['us'], ['eu']]]);
    expect(finished.outcome.failure?.message).toMatch(
      /^Nobody was freed: the slots eu, ap of the lease staging .* are not held with .* Held by main \(run 7\) \(eu\)/,
    );
  });

  it('leaves holds and locks of slots that have come since its first look', async () => {
    const stage = await aPool();
    await stage.run({ ...LOCK, slots: 'eu, us' });
    stage.beforeWrite(() => {
      const { id, epoch } = stage.lease().requests.find(({ slots }) => slots?.[0] === 'us')!;
      const lock = { reason: 'fire', actor: 'bob', at: stage.world.clock.now(), until: null, run_url: '' };
      const other = wanting(9, ['us']);
      stage.write(
        { kind: 'release', id, epoch: epoch!, outcome: 'success', proofs: {} },
        { kind: 'unlock', slots: ['us'] },
        registers(other),
        { kind: 'grant', id: other.id, slots: ['us'] },
        { kind: 'lock', lock, slots: ['us'] },
      );
    });
    const { outcome } = await stage.run({ ...UNLOCK, force: 'true' });
    expect(outcome.failure).toMatchObject({
      code: 'not-holder',
      message: expect.stringMatching(/The slot us is locked by .* Run it again/) as unknown,
    });
    expect([holding(stage), locked(stage)]).toEqual([[['us']], ['us']]);
  });
});

describe('the outputs of any command', () => {
  it('list all holders by grant, and first the one that was granted first', async () => {
    const stage = await aPool();
    const { outputs } = (await stage.run({ mode: 'status' })).outcome;
    expect([outputs.holder, outputs.holders]).toMatchObject([{ id: EU.id }, [{ id: EU.id }, { id: US.id }]]);
  });
});
