// What an operator's errand does where others write between its views.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { View } from '../../src/protocol/errand.ts';
import { lockErrand, unlockErrand, type LockMemo, type UnlockMemo } from '../../src/protocol/operator.ts';
import { at, evict, grant, liveOf, lockOf, pooled, poolOf, register, timeAt, write } from '../lease/build.ts';

const [one, two] = [pooled(1, 'A'), pooled(2, 'B')];
const HELD = poolOf([one, 'A'], [two, 'B']);

function viewOf(document: LeaseDocument, after: number): View {
  return {
    isThere: true,
    document,
    boardLock: null,
    others: null,
    time: timeAt(after),
    mayLand: false,
    proofs: NO_PROOFS,
  };
}

describe('a lock of several slots', () => {
  const { reason, actor, run_url } = lockOf();
  const wish = { reason, actor, run_url, until: null };
  const LOCK: LockMemo = { ofOne: true, slots: ['A', 'B'], wish, lock: null };

  it('does not close again what another operator has opened since it was written', () => {
    const first = lockErrand.next(LOCK, viewOf(HELD, 10));
    const { lock } = first.memo;
    const written = write(HELD, 10, { kind: 'lock', lock: lock!, slots: ['A', 'B'] });
    const opened = write(written, 11, { kind: 'unlock', slots: ['A'] });
    // The answer to the write was lost, so the errand looks again.
    const { wants } = lockErrand.next(first.memo, viewOf(opened, 12));
    expect(wants).toMatchObject({ kind: 'done', result: { kind: 'overtaken', present: null } });
  });
});

describe('an opening', () => {
  const UNLOCK: UnlockMemo = {
    ofOne: true,
    slots: null,
    token: null,
    force: false,
    by: 'bob',
    reason: 'runner lost',
    beganAt: null,
    target: null,
  };

  it('that frees the holder of a slot by its token leaves the lock of the lease', () => {
    const locked = write(HELD, 10, { kind: 'lock', lock: lockOf(), slots: ['*', 'A'] });
    const memo = { ...UNLOCK, token: liveOf(HELD, one).epoch! };
    const { wants } = unlockErrand.next(memo, viewOf(locked, 11));
    expect(wants).toMatchObject({
      kind: 'write',
      changes: [
        { kind: 'unlock', slots: ['A'] },
        { kind: 'evict', id: one.id },
      ],
    });
  });

  it.each([
    ['opens what it sees at last, where it has seen nothing before', HELD, 'write'],
    ['leaves what it has not seen at first', write(HELD, 5, { kind: 'lock', lock: lockOf() }), 'done'],
  ])('that cannot tell by its clock what was there %s', (_, seen, kind) => {
    const own = (document: LeaseDocument, after: number): View => {
      const { time, ...view } = viewOf(document, after);
      return { ...view, time: { ...time, trusted: false } };
    };
    const first = unlockErrand.next(UNLOCK, own(seen, 10));
    const later = write(HELD, 12, { kind: 'lock', lock: { ...lockOf(), at: at(11) } });
    expect(unlockErrand.next(first.memo, own(later, 13)).wants).toMatchObject({ kind });
  });

  it('leaves the rest after an eviction that its first view did not show', () => {
    const resting = write(HELD, 10, evict(one));
    const first = unlockErrand.next({ ...UNLOCK, slots: ['A'], force: true }, viewOf(resting, 11));
    expect(first.wants).toMatchObject({ kind: 'write', changes: [{ kind: 'unlock', waives: true }] });
    const next = pooled(3, 'A');
    const again = write(write(resting, 50, register(next), grant(next, 'A')), 60, evict(next));
    // The write was made on an older head.
    expect(unlockErrand.next(first.memo, viewOf(again, 61)).wants).toMatchObject({ kind: 'done' });
  });
});
