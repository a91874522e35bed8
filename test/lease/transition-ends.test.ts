// The transitions that end a request: release, complete, withdraw, evict.
import { describe, expect, it } from 'vitest';
import { isUnreadable, parseDocument, printDocument } from '../../src/lease/board.ts';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { holderOf } from '../../src/lease/document.ts';
import { LONGEST, type LeaseDocument } from '../../src/lease/schema.ts';
import { COMPLETED_AT_ONCE, type Change } from '../../src/lease/transition.ts';
import {
  at,
  complete,
  endedAs,
  endOf,
  epochOf,
  evict,
  grant,
  group,
  heldBy,
  ids,
  LEASE,
  plain,
  proved,
  joining,
  register,
  release,
  sha,
  START,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, g3, p1, p2] = [group(1), group(2), group(3), plain(1), plain(2)];
const train = write(waiting(g1, g2, g3), 400, grant(g3));
const both = { head_sha: sha(9), parameters: { propagate: true } } as const;
const alone = { parameters: { propagate: false } } as const;

const releaseOf = (id: string, epoch: number): Change => ({
  kind: 'release',
  id,
  epoch,
  outcome: 'failure',
  proofs: NO_PROOFS,
});
const evictOf = (id: string, epoch: number | null, rest?: number): Change => ({
  kind: 'evict',
  id,
  epoch,
  by: 'checker',
  reason: 'dead',
  ...(rest === undefined ? {} : { rest }),
});

it.each<[string, LeaseDocument, Change]>([
  ['a release by another token', heldBy(p1), releaseOf(p1.id, START)],
  ['a release of a request that does not hold the lease', heldBy(p1, p2), releaseOf(p2.id, START + 1)],
  ['a release where nobody holds the lease', waiting(p1), releaseOf(p1.id, START + 1)],
  ['a withdrawal of the holder', heldBy(g1), withdraw(g1)],
  ['a withdrawal of what has ended', endedAs('success', g1), withdraw(g1)],
  ['an eviction of a holder by another token', heldBy(p1), evictOf(p1.id, START)],
  ['an eviction of a holder as one that waits', heldBy(p1), evictOf(p1.id, null)],
  ['an eviction of one that waits as a holder', heldBy(p1, p2), evictOf(p2.id, START + 1)],
  ['an eviction of one that is not there', heldBy(p1), evictOf('unknown', null)],
])('has no effect: %s', (_, document, change) => {
  expect(write(document, 500, change)).toBe(document);
});

describe('the end of a hold', () => {
  it('is an outcome that keeps what the request was', () => {
    const document = write(train, 500, releaseOf(g3.id, epochOf(train)!));
    const { id, run_id, run_url, scope, head_ref, nonce } = g3;
    const kept = { id, run_id, run_url, scope, head_ref, nonce };
    expect(endOf(document, g3)).toEqual({
      ...kept,
      run_attempt: 1,
      job: 'staging',
      job_index: 0,
      priority: 3,
      base_sha: sha(2),
      head_sha: sha(3),
      propagate: true,
      outcome: 'failure',
      at: at(500),
      by: g3.id,
      round: train.rounds[0]!.id,
      registered_at: at(2),
      granted_at: at(400),
      epoch: START + 400,
    });
    expect(holderOf(document)).toBeUndefined();
  });

  it('as failure completes nothing, and leaves every window as it is', () => {
    const document = write(write(heldBy(g1, g2), 410, register(g3)), 500, release(g1, 'failure'));
    expect(ids(document.requests)).toEqual(['group-2', 'group-3']);
    expect(document.rounds).toMatchObject([{ changed_at: at(410) }]);
  });

  it.each([
    ['as failure', release(g3, 'failure')],
    ['by an eviction', evict(g3)],
  ])('%s leaves the round that was granted', (_, end) => {
    expect(write(train, 500, end).rounds).toMatchObject([{ changed_at: at(2), granted: true }]);
  });
});

describe('a success', () => {
  it('completes everything that is proved to be contained in it', () => {
    const document = write(train, 500, release(g3, 'success'));
    expect([document.requests, document.rounds]).toEqual([[], []]);
    expect(document.outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['group-3', 'success'],
      ['group-1', 'completed'],
      ['group-2', 'completed'],
    ]);
    expect(endOf(document, g1)).toMatchObject({ by: 'group-3', completed_by: sha(3), at: at(500) });
    expect(endOf(document, g3)).not.toHaveProperty('reason');
  });

  it('completes what the compare API has proved', () => {
    const apart = heldBy(g3, g1);
    expect(write(apart, 500, release(g3, 'success')).requests).toHaveLength(1);
    expect(write(apart, 500, release(g3, 'success', proved(g3, g1))).requests).toHaveLength(0);
  });

  it.each([
    ['(which it does where nothing of the following holds)', g3, g2, false],
    ['it sits above', g3, group(4), true],
    ['it is of another scope', g3, group(2, { scope: 'canary' }), true],
    ['it does not want outcomes to propagate', g3, group(2, alone), true],
    ['the holder does not want that', group(3, alone), g2, true],
    ['it is another attempt of the same job', g3, group(2, { run_id: g3.run_id, run_attempt: 2 }), true],
    ['only the names of refs say so', group(3, { stack: [sha(7)] }), group(7, { base_sha: sha(70) }), true],
    ['(nor where two plain requests of one head ask for it)', plain(1, both), plain(2, both), false],
    ['it is plain, and has not asked for it', plain(1, both), plain(2, { head_sha: sha(9) }), true],
  ])('leaves a request alone where %s', (_, holder, other, stays) => {
    const ended = write(heldBy(holder, other), 500, release(holder, 'success'));
    expect(ids(ended.requests)).toEqual(stays ? [other.id] : []);
  });

  /** The holder, with so many legs of a matrix in its round, succeeds. */
  function withLegs(count: number, shared: Parameters<typeof group>[1]): LeaseDocument {
    const holder = group(3, { ...shared, run_id: 1 });
    const legs = Array.from({ length: count }, (_, n) =>
      group(2, { ...shared, id: `leg-${n}`, job_index: n }),
    );
    const held = write(heldBy(holder), 2, ...legs.map((leg) => joining(leg, holder)));
    return write(held, 3, release(holder, 'success'));
  }

  it('completes a hundred at once, and leaves the others to themselves', () => {
    const ended = withLegs(COMPLETED_AT_ONCE + 1, { scope: 's', head_ref: 'r', run_url: '' });
    expect(ids(ended.requests)).toEqual([`leg-${COMPLETED_AT_ONCE}`]);
  });

  it('completes no more than half of the room for outcomes takes', () => {
    const ended = withLegs(40, { job_index: 1, scope: 's'.repeat(2000), head_ref: 'r'.repeat(1000) });
    const completed = ended.outcomes.filter(({ outcome }) => outcome === 'completed').length;
    expect(completed).toBeGreaterThan(15);
    expect(completed).toBeLessThan(25);
    expect(ended.requests).toHaveLength(40 - completed);
  });
});

it('complete settles a late request by the earlier success', () => {
  const late = write(endedAs('success', g2), 3, register(g1));
  const document = write(late, 4, complete(g1, endOf(late, g2)));
  expect(document.requests).toEqual([]);
  const end = { outcome: 'completed', by: g2.id, completed_by: sha(2), at: at(4) };
  expect(endOf(document, g1)).toMatchObject(end);
});

describe('withdraw', () => {
  it('ends a request that waits', () => {
    const document = write(waiting(g1), 5, withdraw(g1, 'timed-out'));
    expect(document.requests).toEqual([]);
    const end = { outcome: 'withdrawn', at: at(5), by: g1.id, reason: 'timed-out', registered_at: at(0) };
    expect(endOf(document, g1)).toMatchObject(end);
  });

  it('closes an id that was never registered, without the times of a request', () => {
    const outcome = endOf(story([5, withdraw(g1)]), g1);
    expect(outcome).toMatchObject({ outcome: 'withdrawn', at: at(5), head_sha: sha(1), propagate: true });
    expect(outcome).not.toHaveProperty('round');
    expect(outcome).not.toHaveProperty('registered_at');
  });
});

describe('evict', () => {
  it('removes one that waits, without a takeover delay', () => {
    const document = write(waiting(p1), 5, evict(p1, 'plain-2', 'its job ended'));
    expect([document.requests, document.rest_until]).toEqual([[], null]);
    expect(endOf(document, p1)).toMatchObject({ outcome: 'evicted', by: 'plain-2', reason: 'its job ended' });
    expect(endOf(document, p1)).not.toHaveProperty('takeover_delay');
  });

  it('frees a holder, with its token and its takeover delay, for which the lease rests', () => {
    const patient = plain(1, { parameters: { takeover_delay: 600 } });
    const document = write(heldBy(patient, p2), 5, evict(patient));
    expect(endOf(document, p1)).toMatchObject({ outcome: 'evicted', takeover_delay: 600, epoch: START + 1 });
    expect(holderOf(document)).toBeUndefined();
    expect(document).toMatchObject({ rest_until: at(605), rest_since: at(5) });
    expect(write(document, 6, evict(p2))).toMatchObject({ rest_until: at(605), rest_since: at(5) });
  });

  it('lets the lease rest only where the holder has asked for it, and for as long as the write says', () => {
    const eager = plain(1, { parameters: { takeover_delay: 0 } });
    expect(write(heldBy(eager), 5, evict(eager)).rest_until).toBeNull();
    expect(write(heldBy(p1), 5, evictOf(p1.id, START + 1, 0)).rest_until).toBeNull();
    const longer = write(heldBy(p1), 5, evictOf(p1.id, START + 1, 700));
    expect(longer).toMatchObject({ rest_until: at(705), rest_since: at(5) });
    expect(endOf(longer, p1).takeover_delay).toBe(700);
  });

  it('cuts what it is told to the length that a document takes', () => {
    const document = write(waiting(p1), 5, evict(p1, 'b'.repeat(9999), 'r'.repeat(9999)));
    expect(endOf(document, p1).reason).toHaveLength(LONGEST.reason);
    expect(endOf(document, p1).by).toHaveLength(LONGEST.by);
    expect(isUnreadable(parseDocument(LEASE, printDocument(document)))).toBe(false);
  });

  it('goes with the grant to the next in the same write', () => {
    const document = write(heldBy(p1, p2), 5, evict(p1), grant(p2));
    expect(holderOf(document)).toMatchObject({ id: 'plain-2', epoch: START + 5 });
  });
});
