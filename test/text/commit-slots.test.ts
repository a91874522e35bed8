// The words of the audit log about slots: who got, lost and left which, and which an operator closed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_BOARD } from '../../src/lease/board.ts';
import { recreateDocument } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { describeChange } from '../../src/text/commit.ts';
import {
  boardOf,
  evict,
  grant,
  largePool,
  lockOf,
  poisoned,
  pooled,
  poolStory,
  register,
  release,
  START,
  story,
} from './build.ts';

const LATER = START + 190;
const waiting = story('pool', [0, register(pooled(1, ['eu', 'us', 'ap', 'sa', 'af'], 5))]);
const held = transition(poolStory(), [], { now: LATER });
const lock = lockOf({ at: LATER });

function change(before: LeaseDocument, ...changes: readonly Change[]): string[] {
  const after = transition(before, changes, { now: LATER });
  const { subject, body } = describeChange(boardOf({ pool: before }), boardOf({ pool: after }));
  return [subject, ...body.split('\n')];
}

describe('the words of one write', () => {
  test.each<[string, LeaseDocument, Change[], string[]]>([
    [
      'a grant of several slots',
      waiting,
      [grant(1, 'eu', 'us', 'ap', 'sa', 'af')],
      [
        `acquire pool: b1 (run 4701) holds it (eu, us, ap and 2 more), token ${LATER}`,
        `- acquire pool: b1 (run 4701, job staging) holds it (eu, us, ap, sa, af), token ${LATER}`,
      ],
    ],
    [
      'a release',
      held,
      [release(1, START, 'success')],
      [
        'release pool: b1 (run 4701) succeeded (eu)',
        '- release pool: b1 (run 4701, job staging) succeeded (eu)',
      ],
    ],
    [
      'a renewal',
      held,
      [{ kind: 'renew', id: 'id-2' }],
      [
        'renew pool: b2 (run 4702) still holds it (us)',
        '- renew pool: b2 (run 4702, job staging) still holds it (us)',
      ],
    ],
    [
      'the evictions of two holders, with a lock of one of them',
      held,
      [
        { kind: 'unlock', slots: ['us'] },
        evict(1, START, 'bob', 'stuck'),
        evict(2, START + 20, 'bob', 'stuck'),
      ],
      [
        `evict pool: b1 (run 4701) held it (eu) with token ${START}: stuck, and 1 more, and unlock`,
        `- evict pool: b1 (run 4701, job staging) held it (eu) with token ${START}: stuck (by bob)`,
        `- evict pool: b2 (run 4702, job staging) held it (us) with token ${START + 20}: stuck (by bob)`,
        '- unlock pool (us): it was locked since 2026-11-20 10:01:50 UTC by bob: disk | full',
      ],
    ],
    [
      'a lock of several slots, of which one was locked',
      held,
      [{ kind: 'lock', lock, slots: ['eu', 'us'] }],
      [
        'lock pool (eu, us): database migration (by bob)',
        '- lock pool (eu, us): database migration (by bob)',
      ],
    ],
    [
      'the opening of slots',
      held,
      [{ kind: 'unlock', slots: ['us', 'sa'] }],
      [
        'unlock pool (us, sa): it was locked by bob: disk | full',
        '- unlock pool (us, sa): it was locked since 2026-11-20 10:01:50 UTC by bob: disk | full',
      ],
    ],
    [
      'a lock of the lease and one of a slot',
      held,
      [{ kind: 'lock', lock, slots: ['*', 'eu'] }],
      [
        'lock pool: database migration (by bob)',
        '- lock pool: database migration (by bob)',
        '- lock pool (eu): database migration (by bob)',
      ],
    ],
  ])('tell of %s', (_, before, changes, words) => {
    expect(change(before, ...changes)).toEqual(words);
  });

  test('tell of a lock in the first write of a lease', () => {
    const after = transition(story('pool'), [{ kind: 'lock', lock, slots: ['eu'] }], { now: LATER });
    const { body } = describeChange(EMPTY_BOARD, boardOf({ pool: after }));
    expect(body).toBe('- create pool\n- lock pool (eu): database migration (by bob)');
  });

  test('tell of the opening of what no request has named, before its lock would have ended', () => {
    const before = story('pool', [0, { kind: 'lock', lock: lockOf({ until: START + 600 }), slots: ['eu'] }]);
    const after = transition(before, [{ kind: 'unlock', slots: ['eu'] }], { now: START + 60 });
    expect(Object.keys(after.slots)).toEqual([]);
    expect(describeChange(boardOf({ pool: before }), boardOf({ pool: after })).subject).toBe(
      'unlock pool (eu): it was locked by bob: database migration',
    );
  });

  test.each<[string, number | null, Change, string]>([
    [
      'tell of the opening of a slot that is forgotten with it',
      null,
      { kind: 'unlock', slots: ['eu'] },
      'unlock pool (eu): it was locked by bob: database migration',
    ],
    [
      'tell of no opening where the lock of a slot that is forgotten has ended by itself',
      START + 60,
      register(pooled(2, ['us'])),
      'register pool: b2 (run 4702) waits, place 1',
    ],
  ])('%s', (_, until, last, subject) => {
    const before = story('pool', [0, { kind: 'lock', lock: lockOf({ until }), slots: ['eu'] }]);
    const after = transition(before, [last], { now: START + 31 * 86_400 });
    expect(Object.keys(after.slots)).not.toContain('eu');
    expect(describeChange(boardOf({ pool: before }), boardOf({ pool: after })).subject).toBe(subject);
  });

  test('name those who hold slots of a branch that was made anew, the first of many', () => {
    const many = recreateDocument(largePool(30, 25), LATER);
    const { subject, body } = describeChange(EMPTY_BOARD, boardOf({ gpus: many }));
    expect(subject).toBe(
      `restore gpus: the branch was gone, b1 (run 4701) holds it (gpu-1), token ${START}; and 24 more`,
    );
    expect(body).toMatch(
      /; b10 \(run 4710, job staging\) holds it \(gpu-10\), token \d+; and 15 more, 0 waiting$/,
    );
  });
});

test('are harmless and short whatever slots are called', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('#1', '@a', 'fixes ', 'GH-1', '\n', '://', 'w'.repeat(50)),
      maxLength: 9,
    }),
  );
  fc.assert(
    fc.property(names, (name) => {
      const full = poisoned(poolStory(), name);
      const open = { ...full, lock: null, slots: {}, requests: [] };
      for (const [before, after] of [
        [EMPTY_BOARD, boardOf({ pool: full })],
        [boardOf({ pool: full }), boardOf({ pool: open })],
      ] as const) {
        const { subject, body } = describeChange(before, after);
        expect(subject.length).toBeLessThanOrEqual(100);
        expect(`${subject} ${body}`).not.toMatch(/#\d|@|GH-\d|:\/\//i);
        for (const line of [subject, ...body.split('\n')]) expect(line).not.toMatch(/[\n\r]/);
      }
    }),
  );
});
