// How a hold, or what is left of a request, ends: every verdict.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { decideRelease, unprovedBelow, type Releaser } from '../../src/lease/release.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  endOf,
  evict,
  grant,
  group,
  liveOf,
  plain,
  proved,
  register,
  release,
  START,
  story,
  withdraw,
} from './build.ts';

const g1 = group(1);
const g3 = group(3);
const empty = story([0, withdraw(plain(9))]);
const waiting = story([0, register(g3)]);
const held = story([0, register(g3)], [1, grant(g3)]);
const EPOCH = START + 1;

function me(overrides: Partial<Releaser> = {}): Releaser {
  return { id: g3.id, epoch: EPOCH, outcome: 'success', registration: g3, ...overrides };
}

describe('a request that holds the lease', () => {
  const released = { kind: 'release', id: g3.id, epoch: EPOCH, by: g3.id, proofs: NO_PROOFS } as const;

  it.each<[string, Releaser, object]>([
    ['ends as success', me(), { ...released, outcome: 'success' }],
    ['ends as failure', me({ outcome: 'failure' }), { ...released, outcome: 'failure' }],
    [
      'ends as failure where main never knew that it held',
      me({ epoch: null }),
      { ...released, outcome: 'failure' },
    ],
    [
      'ends with the reason that is given',
      me({ outcome: 'failure', reason: 'cancelled' }),
      { ...released, outcome: 'failure', reason: 'cancelled' },
    ],
  ])('%s', (_, releaser, change) => {
    expect(decideRelease(releaser, held, NO_PROOFS, false)).toEqual({ kind: 'write', changes: [change] });
  });

  it('hands on what was proved', () => {
    const proofs = proved(g3, g1);
    expect(decideRelease(me(), held, proofs, false)).toMatchObject({ changes: [{ proofs }] });
  });

  it('is not ended by another token', () => {
    const verdict = decideRelease(me({ epoch: EPOCH - 1 }), held, NO_PROOFS, true);
    expect(verdict).toEqual({ kind: 'not-own', holder: liveOf(held, g3) });
  });
});

describe('a request that waits', () => {
  it.each([
    ['the job ended', me()],
    ['cancelled', me({ reason: 'cancelled', registration: null, epoch: null })],
  ])('is withdrawn: %s', (reason, releaser) => {
    const verdict = decideRelease(releaser, waiting, NO_PROOFS, false);
    expect(verdict).toMatchObject({ kind: 'write', changes: [{ kind: 'withdraw', reason }] });
    if (verdict.kind !== 'write') return;
    expect(endOf(transition(waiting, verdict.changes, at(5)), g3)).toMatchObject({
      outcome: 'withdrawn',
      reason,
      run_id: g3.run_id,
    });
  });

  it('is withdrawn, not released, while another one holds the lease', () => {
    const document = story([0, register(plain(1))], [0, grant(plain(1))], [1, register(g3)]);
    expect(decideRelease(me(), document, NO_PROOFS, false)).toMatchObject({
      changes: [{ kind: 'withdraw' }],
    });
  });
});

describe('a request that is not there', () => {
  it.each([
    ['is nothing to do where no write is under way', me(), false, { kind: 'nothing' }],
    [
      'is nothing to do where the process cannot have registered it',
      me({ registration: null }),
      true,
      { kind: 'nothing' },
    ],
    [
      'is closed off while a write may land',
      me(),
      true,
      { kind: 'write', changes: [{ kind: 'withdraw', registration: g3, reason: 'the job ended' }] },
    ],
    [
      'is closed off with the reason that is given',
      me({ reason: 'cancelled' }),
      true,
      { kind: 'write', changes: [{ kind: 'withdraw', registration: g3, reason: 'cancelled' }] },
    ],
  ])('%s', (_, releaser, unanswered, expected) => {
    expect(decideRelease(releaser, empty, NO_PROOFS, unanswered)).toEqual(expected);
  });
});

describe('a request that has ended', () => {
  it.each([
    ['as success', story([0, register(g3)], [1, grant(g3)], [2, release(g3, 'success')])],
    ['as evicted', story([0, register(g3)], [1, grant(g3)], [2, evict(g3)])],
    ['as withdrawn', story([0, withdraw(g3)])],
  ])('stays ended %s, whatever is under way', (_, document) => {
    const outcome = endOf(document, g3);
    expect(decideRelease(me(), document, NO_PROOFS, true)).toEqual({ kind: 'ended', outcome });
  });
});

describe('what the compare API must be asked before a success', () => {
  it('are the waiting requests of the scope that nothing proves yet', () => {
    const document = story(
      [0, register(g3)],
      [1, grant(g3)],
      [2, register(g1)],
      [3, register(group(2))],
      [4, register(group(5, { base_sha: group(9).head_sha }))],
      [5, register(group(6, { scope: 'canary' }))],
      [6, register(plain(7, { scope: g3.scope }))],
    );
    const ids = (proofs = NO_PROOFS): string[] =>
      unprovedBelow(document, liveOf(document, g3), proofs).map(({ id }) => id);
    expect(ids()).toEqual(['group-5']);
    expect(ids(proved(g3, group(5)))).toEqual([]);
  });
});
