// The words of the audit log: one case for each thing that can happen, made by the real transitions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_BOARD, type Board } from '../../src/lease/board.ts';
import { createDocument, recreateDocument } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { describeChange } from '../../src/text/commit.ts';
import {
  boardOf,
  evict,
  grant,
  group,
  lockOf,
  mergeQueueStory,
  plain,
  poisoned,
  register,
  release,
  START,
  story,
} from './build.ts';

/** The token of a grant 20 s, and 60 s, after the start. */
const HELD = START + 20;
const TOKEN = START + 60;
const waiting = story('main', [0, register(group(12))], [10, register(group(13))]);
const held = story('main', [0, register(group(12))], [10, register(group(13))], [20, grant(13)]);
const locked = story('main', [0, { kind: 'lock', lock: lockOf() }]);

function board(...documents: (LeaseDocument | null)[]): Board {
  const found = documents.filter((document) => document !== null);
  return boardOf(Object.fromEntries(found.map((document) => [document.lease, document])));
}

function change(before: LeaseDocument | null, changes: Change[], by?: string): string[] {
  const after = transition(before ?? createDocument('main', START), changes, { now: START + 60 });
  const { subject, body } = describeChange(board(before), board(after), by === undefined ? {} : { by });
  return [subject, ...body.split('\n')];
}

describe('the words of one write', () => {
  test.each<[string, LeaseDocument | null, Change[], string[]]>([
    [
      'a registration',
      waiting,
      [register(group(14, { run_attempt: 2 }))],
      [
        'register main: PR 14 (run 4714) waits, place 1',
        '- register main: PR 14 (run 4714, attempt 2, job staging) waits, place 1',
      ],
    ],
    [
      'the first request of a lease, granted at once',
      null,
      [register(plain(5, 'feature/#12')), grant(5)],
      [
        `acquire main: feature/12 (run 4705) holds it, token ${TOKEN}`,
        '- create main',
        '- register main: feature/12 (run 4705, job staging)',
        `- acquire main: feature/12 (run 4705, job staging) holds it, token ${TOKEN}`,
      ],
    ],
    [
      'a grant',
      waiting,
      [grant(13)],
      [
        `acquire main: PR 13 (run 4713) holds it, token ${TOKEN}`,
        `- acquire main: PR 13 (run 4713, job staging) holds it, token ${TOKEN}`,
      ],
    ],
    [
      'a success that completes others',
      held,
      [release(13, HELD, 'success')],
      [
        'release main: PR 13 (run 4713) succeeded, 1 contained request completed',
        '- release main: PR 13 (run 4713, job staging) succeeded, 1 contained request completed',
        '- complete main: PR 12 (run 4712, job staging) is contained in PR 13 (run 4713, job staging)',
      ],
    ],
    [
      'a failure',
      held,
      [release(13, HELD, 'failure')],
      ['release main: PR 13 (run 4713) failed', '- release main: PR 13 (run 4713, job staging) failed'],
    ],
    [
      'the eviction of a holder',
      held,
      [evict(13, HELD, 'id-12', 'its job has ended')],
      [
        `evict main: PR 13 (run 4713) held it with token ${HELD}: its job has ended`,
        `- evict main: PR 13 (run 4713, job staging) held it with token ${HELD}: its job has ended (by PR 12 (run 4712, job staging))`,
      ],
    ],
    [
      'the eviction of a request that waits',
      held,
      [evict(12, null, 'bob (run 99)', 'stuck')],
      [
        'evict main: PR 12 (run 4712) waited: stuck',
        '- evict main: PR 12 (run 4712, job staging) waited: stuck (by bob (run 99))',
      ],
    ],
    [
      'a withdrawal',
      waiting,
      [{ kind: 'withdraw', registration: group(12), reason: 'timed out' }],
      [
        'withdraw main: PR 12 (run 4712): timed out',
        '- withdraw main: PR 12 (run 4712, job staging): timed out',
      ],
    ],
    [
      'a withdrawal that closes off a write without an answer',
      waiting,
      [{ kind: 'withdraw', registration: group(20, { job_index: 3 }), reason: 'cancelled' }],
      [
        'withdraw main: PR 20 (run 4720), never registered: cancelled',
        '- withdraw main: PR 20 (run 4720, job staging, leg 3), never registered: cancelled',
      ],
    ],
    [
      'a renewal',
      held,
      [{ kind: 'renew', id: 'id-12' }],
      ['renew main: PR 12 (run 4712) still waits', '- renew main: PR 12 (run 4712, job staging) still waits'],
    ],
    [
      'a question to act',
      held,
      [{ kind: 'ask', id: 'id-12' }],
      [
        'ask main: PR 12 (run 4712) to act or be passed over',
        '- ask main: PR 12 (run 4712, job staging) to act or be passed over',
      ],
    ],
    [
      'a sign of life that another one saw',
      held,
      [{ kind: 'alive', id: 'id-13' }],
      [
        'see main: the job of PR 13 (run 4713) is alive',
        '- see main: the job of PR 13 (run 4713, job staging) is alive',
      ],
    ],
    [
      'an answer to a question, and what came with it',
      transition(held, [{ kind: 'ask', id: 'id-12' }], { now: START + 40 }),
      [{ kind: 'alive', id: 'id-13' }, { kind: 'renew', id: 'id-12' }, register(group(14))],
      [
        'register main: PR 14 (run 4714) waits, place 2',
        '- renew main: PR 12 (run 4712, job staging) still waits',
        '- see main: the job of PR 13 (run 4713, job staging) is alive',
        '- register main: PR 14 (run 4714, job staging) waits, place 2',
      ],
    ],
    [
      'a lock with an end',
      held,
      [{ kind: 'lock', lock: lockOf({ until: START + 3600 }) }],
      [
        'lock main: database migration (by bob, until 2026-11-20 11:00:00 UTC)',
        '- lock main: database migration (by bob, until 2026-11-20 11:00:00 UTC)',
      ],
    ],
  ])('tell of %s', (_, before, changes, words) => {
    expect(change(before, changes)).toEqual(words);
  });

  test('name the operator who unlocks', () => {
    expect(change(locked, [{ kind: 'unlock' }], 'alice')).toEqual([
      'unlock main (by alice): it was locked by bob: database migration',
      '- unlock main (by alice): it was locked since 2026-11-20 10:00:00 UTC by bob: database migration',
    ]);
  });

  test('tell of a success long ago that completes a request', () => {
    const before = mergeQueueStory();
    const success = before.outcomes.find((outcome) => outcome.outcome === 'success')!;
    expect(change(before, [{ kind: 'complete', id: 'id-14', by: success }])[0]).toBe(
      'complete main: PR 14 (run 4714) is contained in PR 13 (run 4713)',
    );
    const forgotten = { ...before, outcomes: [] };
    expect(change(forgotten, [{ kind: 'complete', id: 'id-14', by: success }])[0]).toBe(
      'complete main: PR 14 (run 4714) is contained in the success of 0d0d0d0d0d',
    );
  });

  test('tell that a branch was made anew', () => {
    const after = transition(recreateDocument(held, START + 60), [register(group(14))], { now: START + 60 });
    const subject = `restore main: the branch was gone, PR 13 (run 4713) holds it, token ${HELD}`;
    expect(describeChange(board(held), board(after))).toEqual({
      subject,
      body: [
        `- restore main: the branch was gone, PR 13 (run 4713, job staging) holds it, token ${HELD}, 2 waiting`,
        '- register main: PR 14 (run 4714, job staging) waits, place 2',
      ].join('\n'),
    });
    expect(describeChange(EMPTY_BOARD, board(after)).subject).toBe(subject);
    const idle = recreateDocument(
      { ...held, requests: [], outcomes: mergeQueueStory().outcomes },
      START + 60,
    );
    expect(describeChange(EMPTY_BOARD, board(idle)).subject).toBe(
      'restore main: the branch was gone, nobody holds it',
    );
  });

  test('are few where nothing happened', () => {
    expect(describeChange(board(held), board(held))).toEqual({ subject: 'update the board', body: '' });
  });

  test('stop after many lines', () => {
    const many = transition(
      waiting,
      Array.from({ length: 500 }, (_, at) => register(plain(at + 20, 'b'))),
      {
        now: START + 60,
      },
    );
    const lines = describeChange(board(waiting), board(many)).body.split('\n');
    expect(lines).toHaveLength(151);
    expect(lines.at(-1)).toBe('- and 350 more');
  });
});

describe('the words of a change of the board', () => {
  test('tell of the lock of all leases', () => {
    const open = board(held);
    const closed: Board = { ...open, lock: lockOf() };
    expect(describeChange(open, closed).subject).toBe('lock all leases: database migration (by bob)');
    expect(describeChange(closed, open, { by: 'alice' }).subject).toBe(
      'unlock all leases (by alice): it was locked by bob: database migration',
    );
    expect(describeChange(closed, { ...closed, lock: lockOf() }).subject).toBe('update the board');
  });

  test('tell of no opening where a lock has ended by itself, and goes with another write', () => {
    const closed: Board = { ...board(waiting), lock: lockOf({ until: START + 60 }) };
    const after = board(transition(waiting, [grant(12)], { now: START + 100_000 }));
    expect(describeChange(closed, after).body).not.toContain('all leases');
    expect(describeChange({ ...closed, lock: lockOf() }, after).body).toContain('unlock all leases');
    expect(describeChange(closed, board(waiting)).subject).toContain('unlock all leases');
  });

  test('tell of leases that were forgotten, after all else', () => {
    const idle = (lease: string): LeaseDocument => ({ ...story(lease), lease });
    const before = board(idle('b'), idle('a'), waiting);
    const after = board(transition(waiting, [grant(12)], { now: START + 60 }));
    expect(describeChange(before, after)).toEqual({
      subject: `acquire main: PR 12 (run 4712) holds it, token ${TOKEN}`,
      body: [
        `- acquire main: PR 12 (run 4712, job staging) holds it, token ${TOKEN}`,
        '- forget a: nobody has used it for long',
        '- forget b: nobody has used it for long',
      ].join('\n'),
    });
  });

  test('pass over what is the same and what cannot be read', () => {
    const other = story('a', [0, register(plain(1, 'main'))]);
    const bad = { unreadable: 'it is not JSON' };
    const before = boardOf({ main: held, bad }, bad);
    const after = boardOf({ main: held, bad, a: other }, bad);
    expect(describeChange(before, after)).toEqual({
      subject: 'register a: main (run 4701) waits, place 1',
      body: '- create a\n- register a: main (run 4701, job staging) waits, place 1',
    });
  });

  test('are harmless and short whatever names are in them', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('#1', '@a', 'fixes ', 'GH-1', '\n', 'x: y', '😀', '://', 'w'.repeat(50)),
        maxLength: 9,
      }),
    );
    const steps = [waiting, held, mergeQueueStory(), locked];
    fc.assert(
      fc.property(names, fc.constantFrom(...steps), (name, document) => {
        const full = board(poisoned(document, name));
        const open = board({ ...poisoned(document, name), lock: null });
        for (const [before, after] of [
          [EMPTY_BOARD, full],
          [full, open],
        ] as const) {
          const { subject, body } = describeChange(before, after, { by: name });
          expect(subject.length).toBeLessThanOrEqual(100);
          expect(subject).not.toMatch(/[\n\r]|#\d|@|GH-\d|:\/\//i);
          expect(body).not.toMatch(/#\d|@|GH-\d|:\/\//i);
          for (const line of body.split('\n')) expect(line).toMatch(/^(- |$)/);
        }
      }),
    );
  });
});
