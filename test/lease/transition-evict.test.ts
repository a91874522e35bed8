// The transition that removes the dead, and frees holders.
import { describe, expect, it } from 'vitest';
import { isUnreadable, parseDocument, printDocument } from '../../src/lease/board.ts';
import { holderOf } from '../../src/lease/document.ts';
import { LONGEST_BY, LONGEST_REASON } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  endOf,
  evict,
  grant,
  group,
  LEASE,
  plain,
  register,
  renew,
  START,
  story,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);
const p2 = plain(2);

describe('evict', () => {
  it('removes one that waits, without a takeover delay', () => {
    const document = story([0, register(p1)], [5, evict(p1, 'plain-2', 'its job ended')]);
    expect(document.requests).toEqual([]);
    expect(endOf(document, p1)).toMatchObject({ outcome: 'evicted', by: 'plain-2', reason: 'its job ended' });
    expect(endOf(document, p1)).not.toHaveProperty('takeover_delay');
  });

  it('frees a holder, with its token and its takeover delay', () => {
    const document = story([0, register(p1)], [1, grant(p1)], [5, evict(p1)]);
    expect(endOf(document, p1)).toMatchObject({ outcome: 'evicted', takeover_delay: 30, epoch: START + 1 });
    expect(holderOf(document)).toBeUndefined();
    expect(document.rest_until).toBe(at(35));
  });

  it.each([
    ['a holder by another token', p1.id, START],
    ['a holder as one that waits', p1.id, null],
    ['one that waits as a holder', p2.id, START + 1],
    ['one that is not there', 'unknown', null],
  ])('has no effect on %s', (_, id, epoch) => {
    const document = story([0, register(p1)], [1, grant(p1)], [2, register(p2)]);
    const change = { kind: 'evict', id, epoch, by: 'checker', reason: 'dead' } as const;
    expect(transition(document, [change], { now: at(5) })).toBe(document);
  });

  it('lets the lease rest only after a holder, which has asked for it, unless that is waived', () => {
    const eager = plain(1, { parameters: { takeover_delay: 0 } });
    expect(story([0, register(eager)], [1, grant(eager)], [5, evict(eager)]).rest_until).toBeNull();
    expect(story([0, register(p1)], [5, evict(p1)]).rest_until).toBeNull();
    const held = story([0, register(p1)], [1, grant(p1)]);
    const change = {
      kind: 'evict',
      id: p1.id,
      epoch: START + 1,
      by: 'alice',
      reason: '',
      waives: true,
    } as const;
    expect(write(held, 5, change).rest_until).toBeNull();
    const resting = write(held, 5, evict(p1), register(p2));
    expect(write(resting, 6, evict(p2)).rest_until).toBe(at(35));
  });

  it('cuts what it is told to the length that a document takes', () => {
    const document = story([0, register(p1)], [5, evict(p1, 'b'.repeat(9999), 'r'.repeat(9999))]);
    expect(endOf(document, p1).reason).toHaveLength(LONGEST_REASON);
    expect(endOf(document, p1).by).toHaveLength(LONGEST_BY);
    expect(isUnreadable(parseDocument(LEASE, printDocument(document)))).toBe(false);
  });

  it('does not restart a window: nothing has been tested', () => {
    const document = story([0, register(g1)], [1, grant(g1)], [2, register(g2)], [9, evict(g1)]);
    expect(document.rounds[0]?.changed_at).toBe(at(2));
  });

  it('goes with the grant to the next in the same write', () => {
    const document = story(
      [0, register(p1)],
      [1, grant(p1)],
      [2, register(p2)],
      [3, renew(p2)],
      [5, evict(p1), grant(p2)],
    );
    expect(holderOf(document)).toMatchObject({ id: 'plain-2', epoch: START + 5 });
    expect(document.sequence).toBe(START + 5);
  });
});
