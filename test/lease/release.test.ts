// How a hold, or what is left of a request, ends: every verdict.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { decideRelease, type RunReleaser, type StepReleaser } from '../../src/lease/release.ts';
import { unprovedBelow } from '../../src/lease/settlement.ts';
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

/** The post step of the third group. */
function me(overrides: Partial<StepReleaser> = {}): StepReleaser {
  return {
    id: g3.id,
    nonce: g3.nonce,
    epoch: EPOCH,
    outcome: 'success',
    registration: g3,
    ...overrides,
  };
}

describe('a request that holds the lease', () => {
  const released = { kind: 'release', id: g3.id, epoch: EPOCH, by: g3.id, proofs: NO_PROOFS } as const;

  it.each<[string, StepReleaser, object]>([
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
    expect(endOf(transition(waiting, verdict.changes, { now: at(5) }), g3)).toMatchObject({
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

describe('a request of the id that another step of the job has written', () => {
  const other = { ...g3, nonce: 'another' };
  const otherWaits = story([0, register(other)]);
  const otherHolds = story([0, register(other)], [1, grant(other)]);

  it.each([
    ['it waits', otherWaits, false],
    ['it holds the lease', otherHolds, false],
    ['it holds the lease, and a write of the own one may land, which has no effect then', otherHolds, true],
  ])('is left alone: %s', (_, document, mayLand) => {
    expect(decideRelease(me(), document, NO_PROOFS, mayLand)).toEqual({ kind: 'nothing' });
  });

  it('is closed where a write of the own one may land, and would take it over', () => {
    expect(decideRelease(me(), otherWaits, NO_PROOFS, true)).toEqual({
      kind: 'write',
      changes: [{ kind: 'withdraw', registration: g3, reason: 'the job ended' }],
    });
  });
});

describe('an explicit release', () => {
  const run = (overrides: Partial<RunReleaser> = {}): RunReleaser => ({
    id: g3.id,
    nonce: null,
    epoch: EPOCH,
    outcome: 'success',
    runId: g3.run_id,
    runAttempt: g3.run_attempt,
    ...overrides,
  });
  const ofRun = group(3, { parameters: { held_by: 'run' } });
  const heldByRun = story([0, register(ofRun)], [1, grant(ofRun)]);
  const released = { kind: 'write', changes: [{ kind: 'release', id: g3.id, epoch: EPOCH, by: g3.id }] };
  const notYours = { kind: 'not-yours' };

  it.each<[string, RunReleaser, typeof held, object]>([
    ['of the run and attempt that holds it', run(), held, released],
    ['by another attempt, of a hold of a job', run({ runAttempt: 2 }), held, notYours],
    ['by another attempt, of a hold of the run', run({ runAttempt: 2 }), heldByRun, released],
    ['by another run, whatever it knows', run({ runId: 9 }), held, notYours],
    ['by another run, of a hold of a run', run({ runId: 9 }), heldByRun, notYours],
    ['by another token', run({ epoch: EPOCH - 1 }), held, { kind: 'not-own' }],
    ['by the command line, with the token', run({ runId: null }), held, released],
    ['by the command line, without the token', run({ runId: null, epoch: null }), held, notYours],
    ['of a request that waits', run(), waiting, { kind: 'nothing' }],
    ['of a request that is not there', run(), empty, { kind: 'nothing' }],
  ])('%s', (_, releaser, document, expected) => {
    expect(decideRelease(releaser, document, NO_PROOFS, false)).toMatchObject(expected);
  });

  it('of its own job needs no token, and ends the hold as it says', () => {
    expect(decideRelease(run({ epoch: null }), held, NO_PROOFS, false)).toMatchObject({
      changes: [{ kind: 'release', epoch: EPOCH, outcome: 'success' }],
    });
  });

  it('says who wrote it', () => {
    expect(decideRelease(run({ by: 'alice' }), held, NO_PROOFS, false)).toMatchObject({
      changes: [{ by: 'alice' }],
    });
  });

  it('finds that the request has ended', () => {
    const ended = story([0, register(g3)], [1, grant(g3)], [2, release(g3, 'success')]);
    const outcome = endOf(ended, g3);
    expect(decideRelease(run(), ended, NO_PROOFS, false)).toEqual({ kind: 'ended', outcome });
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
