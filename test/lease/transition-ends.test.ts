// The transitions that end a request: release, complete, withdraw, evict.
import { describe, expect, it } from 'vitest';
import { holderOf } from '../../src/lease/document.ts';
import { COMPLETED_AT_ONCE, transition } from '../../src/lease/transition.ts';
import {
  at,
  complete,
  endOf,
  epochOf,
  grant,
  group,
  plain,
  proved,
  register,
  release,
  sha,
  START,
  story,
  withdraw,
  write,
} from './build.ts';
import { NO_PROOFS } from '../../src/lease/containment.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);
const p1 = plain(1);
const train = story([0, register(g1)], [1, register(g2)], [2, register(g3)], [400, grant(g3)]);

describe('a release', () => {
  it('turns the hold into an outcome that keeps what the request was', () => {
    const document = write(train, 500, {
      kind: 'release',
      id: g3.id,
      epoch: epochOf(train)!,
      outcome: 'failure',
      by: 'an operator',
      reason: 'the job was cancelled',
      proofs: NO_PROOFS,
    });
    expect(endOf(document, g3)).toEqual({
      id: g3.id,
      run_id: g3.run_id,
      run_attempt: 1,
      job: 'staging',
      job_index: 0,
      run_url: g3.run_url,
      scope: g3.scope,
      priority: 3,
      base_sha: sha(2),
      head_sha: sha(3),
      head_ref: g3.head_ref,
      nonce: 'nonce-3',
      propagate: true,
      outcome: 'failure',
      at: at(500),
      by: 'an operator',
      reason: 'the job was cancelled',
      round: train.rounds[0]!.id,
      registered_at: at(2),
      granted_at: at(400),
      epoch: START + 400,
    });
    expect(holderOf(document)).toBeUndefined();
  });

  it.each([
    ['by another token', g3.id, START],
    ['of a request that does not hold the lease', g2.id, START + 400],
    ['of a request that is not there', 'unknown', START + 400],
  ])('has no effect %s', (_, id, epoch) => {
    const change = { kind: 'release', id, epoch, outcome: 'success', by: id, proofs: NO_PROOFS } as const;
    expect(transition(train, [change], { now: at(500) })).toBe(train);
  });

  it('has no effect where nobody holds the lease', () => {
    const waiting = story([0, register(p1)]);
    expect(transition(waiting, [{ kind: 'release', ...released }], { now: at(1) })).toBe(waiting);
  });
});

const released = { id: p1.id, epoch: START + 1, outcome: 'success', by: p1.id, proofs: NO_PROOFS } as const;

describe('a success', () => {
  it('completes everything that is proved to be contained in it', () => {
    const document = write(train, 500, release(g3, 'success'));
    expect(document.requests).toEqual([]);
    expect(document.rounds).toEqual([]);
    expect(document.outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['group-3', 'success'],
      ['group-1', 'completed'],
      ['group-2', 'completed'],
    ]);
    expect(endOf(document, g1)).toMatchObject({ by: 'group-3', completed_by: sha(3), at: at(500) });
    expect(endOf(document, g3)).not.toHaveProperty('reason');
  });

  it('completes what the compare API has proved', () => {
    const apart = story([0, register(g1)], [1, register(g3)], [400, grant(g3)]);
    expect(write(apart, 500, release(g3, 'success')).requests).toHaveLength(1);
    expect(write(apart, 500, release(g3, 'success', proved(g3, g1))).requests).toHaveLength(0);
  });

  it.each([
    ['it sits above', group(4), true],
    ['it is of another scope', group(2, { scope: 'canary' }), true],
    ['it does not want outcomes to propagate', group(2, { parameters: { propagate: false } }), true],
    ['it is another attempt of the same job', group(2, { run_id: group(3).run_id, run_attempt: 2 }), true],
    ['only the names of refs say so', group(7, { base_sha: sha(70) }), true],
    ['(which it does where nothing of that holds)', group(2), false],
  ])('leaves a request alone where %s', (_, other, stays) => {
    const holder = group(3, { stack: [sha(7)] });
    const document = story([0, register(other)], [1, register(holder)], [400, grant(holder)]);
    const ended = write(document, 500, release(holder, 'success'));
    expect(ended.requests.map((request) => request.id)).toEqual(stays ? [other.id] : []);
  });

  it('completes nothing where the holder does not want it to propagate', () => {
    const alone = group(3, { parameters: { propagate: false } });
    const document = story([0, register(g2)], [1, register(alone)], [400, grant(alone)]);
    expect(write(document, 500, release(alone, 'success')).requests).toHaveLength(1);
  });

  it('completes a plain request of the same head only where both ask for it', () => {
    const both = { head_sha: sha(9), parameters: { propagate: true } } as const;
    const holder = plain(1, both);
    for (const [waiter, left] of [
      [plain(2, both), 0],
      [plain(2, { head_sha: sha(9) }), 1],
    ] as const) {
      const document = story([0, register(holder)], [0, grant(holder)], [1, register(waiter)]);
      expect(write(document, 2, release(holder, 'success')).requests).toHaveLength(left);
    }
  });

  it('completes a hundred at once, and leaves the others to themselves', () => {
    const holder = group(3, { scope: 's' });
    let document = story([0, register(holder)], [1, grant(holder)]);
    for (let number = 0; number <= COMPLETED_AT_ONCE; number += 1) {
      const leg = { id: `leg-${number}`, scope: 's', head_ref: 'r', run_url: '' };
      document = write(document, 2, register(group(2, leg), true));
    }
    const ended = write(document, 3, release(holder, 'success'));
    expect(ended.requests.map((request) => request.id)).toEqual([`leg-${COMPLETED_AT_ONCE}`]);
  });

  it('completes no more than half of the room for outcomes takes', () => {
    const large = { job_index: 1, scope: 's'.repeat(2000), head_ref: 'r'.repeat(1000) } as const;
    const holder = group(3, { ...large, run_id: 1 });
    let document = story([0, register(holder)], [1, grant(holder)]);
    for (let number = 0; number < 40; number += 1) {
      document = write(document, 2, register(group(2, { ...large, id: `leg-${number}` }), true));
    }
    const ended = write(document, 3, release(holder, 'success'));
    const completed = ended.outcomes.filter(({ outcome }) => outcome === 'completed');
    expect(completed.length).toBeGreaterThan(15);
    expect(completed.length).toBeLessThan(25);
    expect(ended.requests).toHaveLength(40 - completed.length);
  });
});

describe('a failure', () => {
  it('completes nothing, and passes on at once where nothing contains it', () => {
    const document = write(train, 500, release(g3, 'failure'));
    expect(document.requests.map((request) => request.id)).toEqual(['group-1', 'group-2']);
    expect(document.rounds[0]).toMatchObject({ changed_at: at(2), granted: true });
  });

  it('leaves every window as it is: the failure itself says since when it counts', () => {
    const document = story(
      [0, register(g1)],
      [1, register(g2)],
      [400, grant(g1)],
      [410, register(g3)],
      [500, release(g1, 'failure')],
    );
    expect(document.rounds.map((round) => round.changed_at)).toEqual([at(1), at(410)]);
  });
});

describe('complete', () => {
  const succeeded = story([0, register(g2)], [1, grant(g2)], [2, release(g2, 'success')], [3, register(g1)]);
  const change = complete(g1, endOf(succeeded, g2));

  it('settles a late request by the earlier success', () => {
    const document = write(succeeded, 4, change);
    expect(document.requests).toEqual([]);
    expect(endOf(document, g1)).toMatchObject({
      outcome: 'completed',
      by: g2.id,
      completed_by: sha(2),
      at: at(4),
    });
  });

  it('has no effect a second time', () => {
    const document = write(succeeded, 4, change);
    expect(transition(document, [change], { now: at(9) })).toBe(document);
  });
});

describe('withdraw', () => {
  it('ends a request that waits', () => {
    const document = story([0, register(g1)], [5, withdraw(g1, 'timed-out')]);
    expect(document.requests).toEqual([]);
    expect(endOf(document, g1)).toMatchObject({
      outcome: 'withdrawn',
      at: at(5),
      by: g1.id,
      reason: 'timed-out',
      registered_at: at(0),
    });
  });

  it('closes an id that was never registered, without the times of a request', () => {
    const document = story([5, withdraw(g1)]);
    const outcome = endOf(document, g1);
    expect(outcome).toMatchObject({ outcome: 'withdrawn', at: at(5), head_sha: sha(1), propagate: true });
    expect(outcome).not.toHaveProperty('round');
    expect(outcome).not.toHaveProperty('registered_at');
    expect(transition(document, [register(g1)], { now: at(6) })).toBe(document);
  });

  it('has no effect on a holder, nor on what has ended', () => {
    const held = story([0, register(g1)], [1, grant(g1)]);
    expect(transition(held, [withdraw(g1)], { now: at(2) })).toBe(held);
    const ended = write(held, 3, release(g1, 'success'));
    expect(transition(ended, [withdraw(g1)], { now: at(4) })).toBe(ended);
  });
});
