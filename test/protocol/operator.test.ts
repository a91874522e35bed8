// The errands of an operator, view by view: what they want next, whatever has happened in between.
import { describe, expect, it } from 'vitest';
import { byClock, type Time } from '../../src/lease/age.ts';
import type { LeaseDocument, Lock } from '../../src/lease/schema.ts';
import { LEASE } from '../../src/lease/slot-table.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import type { Next, View } from '../../src/protocol/errand.ts';
import { lockErrand, unlockErrand, type LockMemo, type UnlockMemo } from '../../src/protocol/operator.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';
import { LOCK } from './knowing.ts';
import { START } from './moment.ts';

const wanting = (number: number, accepts: string[]) => {
  const request = aRequest(number);
  return { ...request, parameters: { ...request.parameters, accepts } };
};
const [EU, US] = [7, 8].map((number) => wanting(number, ['eu', 'us', 'ap'])) as [
  ReturnType<typeof wanting>,
  ReturnType<typeof wanting>,
];
/** A pool of three, of which two are held. */
const POOL = aLease(
  'staging',
  START,
  registers(EU),
  { kind: 'grant', id: EU.id, slots: ['eu'] },
  registers(US),
  { kind: 'grant', id: US.id, slots: ['us'] },
);
const [EU_TOKEN, US_TOKEN] = POOL.requests.map(({ epoch }) => epoch!) as [number, number];
const THEIRS: Lock = { ...LOCK, actor: 'bob', reason: 'fire', at: START + 61 };

function viewOf(document: LeaseDocument, overrides: Partial<View> = {}): View {
  const time = byClock(START + 60);
  return {
    isThere: true,
    document,
    boardLock: null,
    others: null,
    time,
    mayLand: false,
    proofs: {},
    ...overrides,
  };
}

/** The document after somebody's changes, a minute and a half later. */
const after = (document: LeaseDocument, ...changes: readonly Change[]): LeaseDocument =>
  transition(document, changes, { now: START + 90 });

/** The document after the write that was wanted. */
function written(document: LeaseDocument, wants: Next<unknown>): LeaseDocument {
  if (wants.kind !== 'write') throw new Error(`it wants ${wants.kind}`);
  return after(document, ...wants.changes);
}

const { actor, reason, run_url } = LOCK;
const lock = (slots: string[] | null): LockMemo => ({
  ofOne: true,
  slots,
  wish: { actor, reason, run_url, until: null },
  lock: null,
});
const unlock = (given: Partial<UnlockMemo> = {}): UnlockMemo => ({
  ofOne: true,
  slots: null,
  token: null,
  force: false,
  by: 'mona',
  reason: 'stuck',
  beganAt: null,
  target: null,
  ...given,
});

describe('lock of all leases', () => {
  it('is overtaken by nobody where a lock that is long over has gone with another write', () => {
    const all: LockMemo = { ...lock(null), ofOne: false };
    const over: Lock = { ...THEIRS, at: START - 200_000, until: START - 100_000 };
    const first = lockErrand.next(all, viewOf(POOL, { boardLock: over }));
    expect(first.wants).toMatchObject({ kind: 'write-board-lock', lock: { actor } });
    expect(lockErrand.next(first.memo, viewOf(POOL)).wants).toEqual(first.wants);
    const another = lockErrand.next(first.memo, viewOf(POOL, { boardLock: THEIRS }));
    expect(another.wants).toMatchObject({ result: { kind: 'overtaken', present: THEIRS } });
  });
});

describe('lock of slots', () => {
  it('writes one lock on all of them, and is done when that is there', () => {
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(POOL));
    expect(first.wants).toMatchObject({ changes: [{ kind: 'lock', slots: ['eu', 'ap'] }] });
    const next = written(POOL, first.wants);
    expect(lockErrand.next(first.memo, viewOf(next)).wants).toMatchObject({
      kind: 'done',
      result: { kind: 'locked', strange: [] },
    });
  });

  it('writes again where nothing of it is there', () => {
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(POOL));
    const again = lockErrand.next(first.memo, viewOf(after(POOL, { kind: 'renew', id: EU.id })));
    expect(again.wants).toEqual(first.wants);
  });

  it.each<[string, Change, Lock | null]>([
    ['lock', { kind: 'lock', lock: THEIRS, slots: ['ap'] }, THEIRS],
    ['opening', { kind: 'unlock', slots: ['ap'] }, null],
  ])('is overtaken by the %s of one of them that comes after it', (_, change, present) => {
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(POOL));
    const landed = after(written(POOL, first.wants), change);
    expect(lockErrand.next(first.memo, viewOf(landed)).wants).toMatchObject({
      result: { kind: 'overtaken', present, locked: ['eu'] },
    });
  });

  it.each<[string, number, string]>([
    ['began before it, and is replaced', -1, 'write'],
    ['began when it did, and came after its first view', 0, 'done'],
    ['began after it', 1, 'done'],
  ])('meets a lock of one that %s', (_, later, kind) => {
    const before = after(POOL, { kind: 'lock', lock: { ...THEIRS, at: START }, slots: ['ap'] });
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(before));
    const theirs = { ...THEIRS, at: first.memo.lock!.at + later };
    const met = after(before, { kind: 'lock', lock: theirs, slots: ['ap'] });
    const { wants } = lockErrand.next(first.memo, viewOf(met));
    expect(wants).toMatchObject(
      kind === 'write' ? first.wants : { kind, result: { kind: 'overtaken', present: theirs, locked: [] } },
    );
  });

  it('closes what another operator has opened meanwhile', () => {
    const before = after(POOL, { kind: 'lock', lock: { ...THEIRS, at: START }, slots: ['ap'] });
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(before));
    const opened = after(before, { kind: 'unlock', slots: ['ap'] });
    expect(lockErrand.next(first.memo, viewOf(opened)).wants).toEqual(first.wants);
  });

  it('comes after what it finds, though the clock of that may have been ahead', () => {
    const before = after(POOL, { kind: 'lock', lock: { ...THEIRS, at: START + 7200 }, slots: ['ap'] });
    const first = lockErrand.next(lock(['eu', 'ap']), viewOf(before));
    expect(first.memo.lock?.at).toBe(START + 7200.001);
    const next = written(before, first.wants);
    expect(lockErrand.next(first.memo, viewOf(next)).wants).toMatchObject({ result: { kind: 'locked' } });
  });

  it('is too late where its end has passed before it is there', () => {
    const memo = lock(['eu']);
    const first = lockErrand.next({ ...memo, wish: { ...memo.wish, until: { after: 300 } } }, viewOf(POOL));
    const until = START + 60 + 300;
    const next = viewOf(written(POOL, first.wants), { time: byClock(until) });
    expect(lockErrand.next(first.memo, next).wants).toMatchObject({ result: { kind: 'too-late', until } });
  });

  it('is not overtaken by what happens to other slots', () => {
    const first = lockErrand.next(lock(['eu']), viewOf(POOL));
    const other = after(POOL, { kind: 'lock', lock: THEIRS, slots: ['us'] }, { kind: 'lock', lock: THEIRS });
    expect(lockErrand.next(first.memo, viewOf(other)).wants).toEqual(first.wants);
  });

  it('tells which of them nobody had named before it', () => {
    const first = lockErrand.next(lock(['uss', 'us', 'constructor']), viewOf(POOL));
    const next = written(POOL, first.wants);
    expect(lockErrand.next(first.memo, viewOf(next)).wants).toMatchObject({
      result: { kind: 'locked', strange: ['uss', 'constructor'] },
    });
  });
});

describe('unlock of slots', () => {
  const places = (memo: UnlockMemo, document: LeaseDocument): string[] | undefined =>
    unlockErrand.next(memo, viewOf(document)).memo.target?.places.map(({ slot }) => slot);
  const frees = ({ wants }: { wants: Next<unknown> }): number[] =>
    wants.kind !== 'write'
      ? []
      : wants.changes.flatMap((change) => (change.kind === 'evict' ? [change.epoch!] : []));
  const CLOSED = after(
    POOL,
    { kind: 'lock', lock: LOCK },
    { kind: 'lock', lock: LOCK, slots: ['eu', 'us', 'ap'] },
  );

  it.each<[string, Partial<UnlockMemo>, string[]]>([
    ['everything', {}, [LEASE, 'eu', 'us', 'ap']],
    ['these', { slots: ['us', 'ap'] }, ['us', 'ap']],
    ['what the holder of the token has, and not the lease', { token: US_TOKEN }, ['us']],
    ['these, where the token is that of one of them', { token: US_TOKEN, slots: ['us', 'ap'] }, ['us', 'ap']],
  ])('opens %s', (_, given, expected) => {
    expect(places(unlock(given), CLOSED)).toEqual(expected);
  });

  it.each<[string, Partial<UnlockMemo>, number[]]>([
    ['nobody', {}, []],
    ['the holder of the token', { token: US_TOKEN }, [US_TOKEN]],
    ['everybody by force', { force: true }, [EU_TOKEN, US_TOKEN]],
    ['who holds these by force', { force: true, slots: ['ap', 'eu'] }, [EU_TOKEN]],
  ])('frees %s', (_, given, expected) => {
    expect(frees(unlockErrand.next(unlock(given), viewOf(CLOSED)))).toEqual(expected);
  });

  it('frees nobody where the token is that of other slots', () => {
    const { wants } = unlockErrand.next(unlock({ token: US_TOKEN, slots: ['eu'] }), viewOf(POOL));
    expect(wants).toMatchObject({ kind: 'done', result: { kind: 'not-held' } });
  });

  it('seems to be done where there is nothing to open', () => {
    const { wants } = unlockErrand.next(unlock({ slots: ['ap', 'unknown'] }), viewOf(POOL));
    expect(wants).toMatchObject({ kind: 'seems-done', result: { target: { places: [], holders: [] } } });
  });

  it('is done once, and leaves what has come after its first view', () => {
    const first = unlockErrand.next(unlock({ force: true }), viewOf(CLOSED));
    const opened = written(CLOSED, first.wants);
    expect(unlockErrand.next(first.memo, viewOf(opened)).wants).toMatchObject({ kind: 'done' });
    const other = wanting(9, ['us']);
    const later = after(
      opened,
      registers(other),
      { kind: 'grant', id: other.id, slots: ['us'] },
      { kind: 'lock', lock: THEIRS, slots: ['us', 'ap'] },
    );
    expect(unlockErrand.next(first.memo, viewOf(later)).wants).toMatchObject({ kind: 'done' });
  });

  it('opens and frees what is left, where others have done a part of it', () => {
    const first = unlockErrand.next(unlock({ force: true }), viewOf(CLOSED));
    const part = after(
      CLOSED,
      { kind: 'unlock', slots: ['eu'] },
      { kind: 'release', id: EU.id, epoch: EU_TOKEN, outcome: 'success', proofs: {} },
    );
    const next = unlockErrand.next(first.memo, viewOf(part));
    expect(next.wants).toMatchObject({
      changes: [
        { kind: 'unlock', slots: [LEASE, 'us', 'ap'], waives: false },
        { kind: 'evict', epoch: US_TOKEN },
      ],
    });
  });

  it('waives the rest of slots by force, but not under a lock that came later', () => {
    const evict = (id: string, epoch: number): Change => ({
      kind: 'evict',
      id,
      epoch,
      by: 'x',
      reason: 'dead',
    });
    const rests = after(POOL, evict(EU.id, EU_TOKEN), evict(US.id, US_TOKEN));
    const first = unlockErrand.next(unlock({ force: true }), viewOf(rests));
    expect(first.wants).toMatchObject({ changes: [{ kind: 'unlock', slots: ['eu', 'us'], waives: true }] });
    const closed = after(rests, { kind: 'lock', lock: THEIRS, slots: ['us'] });
    const next = unlockErrand.next(first.memo, viewOf(closed));
    expect(next.wants).toMatchObject({ changes: [{ kind: 'unlock', slots: ['eu'], waives: true }] });
    expect(unlockErrand.next(unlock(), viewOf(rests)).wants).toMatchObject({ kind: 'seems-done' });
  });

  it('waives a rest by force though it is over by a stamp that is not of the same clock', () => {
    const rests = after(POOL, { kind: 'evict', id: EU.id, epoch: EU_TOKEN, by: 'x', reason: 'dead' });
    const late = byClock(START + 1e6);
    const wants = (time: Time) =>
      unlockErrand.next(unlock({ force: true, slots: ['eu'] }), viewOf(rests, { time })).wants;
    expect(wants(late)).toMatchObject({ kind: 'seems-done' });
    expect(wants({ ...late, ownClockAt: START + 90 })).toMatchObject({
      changes: [{ slots: ['eu'], waives: true }],
    });
  });

  it('of all leases opens no slot', () => {
    const memo = unlock({ ofOne: false });
    const { wants } = unlockErrand.next(memo, viewOf(CLOSED, { boardLock: LOCK }));
    expect(wants).toEqual({ kind: 'write-board-lock', lock: null });
    expect(places(memo, CLOSED)).toBeUndefined();
  });
});
