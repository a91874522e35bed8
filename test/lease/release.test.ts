// How a hold, or what is left of a request, ends: every verdict.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { decidePost, decideRelease, type RunReleaser, type StepReleaser } from '../../src/lease/release.ts';
import {
  endedAs,
  endOf,
  evict,
  group,
  heldBy,
  plain,
  proved,
  START,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g3] = [group(1), group(3)];
const empty = story([0, withdraw(plain(9))]);
const waits = waiting(g3);
const held = heldBy(g3);
const closing = {
  kind: 'write',
  changes: [{ kind: 'withdraw', registration: g3, reason: 'the job ended' }],
};
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
  const released = { kind: 'release', id: g3.id, epoch: EPOCH, proofs: NO_PROOFS } as const;

  it.each<[string, StepReleaser, object]>([
    ['ends as success', me(), { ...released, outcome: 'success' }],
    ['ends as failure', me({ outcome: 'failure' }), { ...released, outcome: 'failure' }],
    ['ends as failure where main never knew of it', me({ epoch: null }), { ...released, outcome: 'failure' }],
  ])('%s', (_, releaser, change) => {
    expect(decidePost(releaser, held, NO_PROOFS, false)).toEqual({ kind: 'write', changes: [change] });
  });

  it('hands on what was proved', () => {
    const proofs = proved(g3, g1);
    expect(decidePost(me(), held, proofs, false)).toMatchObject({ changes: [{ proofs }] });
  });

  it('is not ended by another token', () => {
    const verdict = decidePost(me({ epoch: EPOCH - 1 }), held, NO_PROOFS, true);
    expect(verdict).toEqual({ kind: 'not-own' });
  });
});

describe('a request that waits', () => {
  it('is withdrawn', () => {
    const change = { kind: 'withdraw', registration: { id: g3.id }, reason: 'the job ended' };
    expect(decidePost(me({ epoch: null }), waits, NO_PROOFS, false)).toMatchObject({
      kind: 'write',
      changes: [change],
    });
  });

  it('is withdrawn, not released, while another one holds the lease', () => {
    const document = heldBy(plain(1), g3);
    expect(decidePost(me(), document, NO_PROOFS, false)).toMatchObject({
      changes: [{ kind: 'withdraw' }],
    });
  });
});

describe('a request of the id that another step of the job has written', () => {
  const other = { ...g3, nonce: 'another' };
  const otherWaits = waiting(other);
  const otherHolds = heldBy(other);

  it.each([
    ['it waits', otherWaits, false],
    ['it holds the lease', otherHolds, false],
    ['it holds the lease, and a write of the own one may land, which has no effect then', otherHolds, true],
  ])('is left alone: %s', (_, document, mayLand) => {
    expect(decidePost(me(), document, NO_PROOFS, mayLand)).toEqual({ kind: 'nothing' });
  });

  it('is closed where a write of the own one may land, and would take it over', () => {
    expect(decidePost(me(), otherWaits, NO_PROOFS, true)).toEqual(closing);
  });
});

describe('an explicit release', () => {
  const run = (overrides: Partial<RunReleaser> = {}): RunReleaser => ({
    id: g3.id,
    epoch: EPOCH,
    outcome: 'success',
    runId: g3.run_id,
    runAttempt: g3.run_attempt,
    ...overrides,
  });
  const ofRun = group(3, { parameters: { held_by: 'run' } });
  const heldByRun = heldBy(ofRun);
  const released = { kind: 'write', changes: [{ kind: 'release', id: g3.id, epoch: EPOCH }] };
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
    ['of a request that waits', run(), waits, { kind: 'nothing' }],
    ['of a request that is not there', run(), empty, { kind: 'nothing' }],
  ])('%s', (_, releaser, document, expected) => {
    expect(decideRelease(releaser, document, NO_PROOFS)).toMatchObject(expected);
  });

  it('of its own job needs no token, and ends the hold as it says', () => {
    expect(decideRelease(run({ epoch: null }), held, NO_PROOFS)).toMatchObject({
      changes: [{ kind: 'release', epoch: EPOCH, outcome: 'success' }],
    });
  });

  it('finds that the request has ended', () => {
    const ended = endedAs('success', g3);
    const verdict = decideRelease(run(), ended, NO_PROOFS);
    expect(verdict).toEqual({ kind: 'ended', outcome: endOf(ended, g3) });
  });
});

describe('a request that is not there', () => {
  it.each([
    ['is nothing to do where no write is under way', false, { kind: 'nothing' }],
    ['is closed off while a write may land', true, closing],
  ])('%s', (_, unanswered, expected) => {
    expect(decidePost(me(), empty, NO_PROOFS, unanswered)).toEqual(expected);
  });
});

describe('a request that has ended', () => {
  it.each([
    ['as success', endedAs('success', g3)],
    ['as evicted', write(held, 2, evict(g3))],
    ['as withdrawn', story([0, withdraw(g3)])],
  ])('stays ended %s, whatever is under way', (_, document) => {
    const outcome = endOf(document, g3);
    expect(decidePost(me(), document, NO_PROOFS, true)).toEqual({ kind: 'ended', outcome });
  });
});
