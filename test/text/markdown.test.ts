// README.md of the lock branch: how it reads (file snapshots), what it names, and that it is bounded.
import { describe, expect, test } from 'vitest';
import { EMPTY_BOARD, type Board, type Unreadable } from '../../src/lease/board.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { renderBoard } from '../../src/text/markdown.ts';
import {
  evict,
  grant,
  group,
  lockOf,
  mergeQueueStory,
  plain,
  poisoned,
  register,
  release,
  SERVER,
  START,
  story,
} from './build.ts';

const options = { branch: 'ref-lease', now: START + 720, serverUrl: SERVER };
const only = (document: ReturnType<typeof story>): Board => ({
  leases: new Map([[document.lease, document]]),
  lock: null,
});
const snapshot = (name: string): string => `__snapshots__/${name}.md`;

describe('the board', () => {
  test('shows a merge queue', async () => {
    await expect(renderBoard(only(mergeQueueStory()), options)).toMatchFileSnapshot(snapshot('merge-queue'));
  });

  test('shows several leases, locks and what cannot be read', async () => {
    const deploys = story(
      'staging/eu west',
      [0, register(plain(1, 'main', { payload: 'v1.2 | <b>' }))],
      [5, grant(1)],
      [10, register(plain(2, 'feature/#12|x', { priority: 5, job_index: 2, run_attempt: 3 }))],
      [20, { kind: 'lock', lock: lockOf({ reason: 'ask @alice, see #12', until: START + 3600 }) }],
    );
    const board: Board = {
      leases: new Map<string, LeaseDocument | Unreadable>([
        ['staging/eu west', deploys],
        ['broken', { unreadable: 'it is not JSON' }],
        ['main', mergeQueueStory()],
      ]),
      lock: lockOf({ reason: 'release of 2.0' }),
    };
    await expect(renderBoard(board, options)).toMatchFileSnapshot(snapshot('several-leases'));
  });

  test('says that nobody has asked yet', () => {
    expect(renderBoard(EMPTY_BOARD, options)).toContain('Nobody has asked for a lease yet.');
  });

  test('names a lock of all leases that cannot be read', () => {
    const board: Board = { leases: new Map(), lock: { unreadable: 'it is empty' } };
    expect(renderBoard(board, options)).toContain('`lock.json` cannot be read: it is empty.');
  });

  test('forgets a lock whose time is over', () => {
    const board: Board = { ...EMPTY_BOARD, lock: lockOf({ until: START + 60 }) };
    expect(renderBoard(board, options)).not.toContain('locked');
  });

  test('says until when the eviction of a dead holder delays the next grant', () => {
    const before = story('main', [0, register(group(12))], [300, grant(12)]);
    const after = story(
      'main',
      [0, register(group(12))],
      [300, grant(12)],
      [715, evict(12, before.epoch, 'id-13', 'its job has ended')],
    );
    expect(renderBoard(only(after), options)).toContain('The next grant waits until 2026-11-20 10:12:26 UTC');
  });

  test('links to its own server only', () => {
    const run_url = 'https://elsewhere.test/acme/shop/actions/runs/1';
    const document = story(
      'main',
      [0, register(plain(1, 'a', { run_url })), grant(1)],
      [10, release(1, START, 'success')],
      [20, register(plain(2, 'b', { run_url })), grant(2), register(plain(3, 'c', { run_url }))],
      [30, { kind: 'lock', lock: lockOf({ run_url }) }],
    );
    const text = renderBoard({ leases: new Map([['main', document]]), lock: lockOf({ run_url }) }, options);
    expect(text.split('elsewhere.test')).toHaveLength(6);
    expect(text).not.toContain('](');
    expect(renderBoard(only(document), { ...options, serverUrl: 'https://elsewhere.test' })).toContain(
      `[run 4701](${run_url})`,
    );
  });

  test('does not depend on the order in which leases were read', () => {
    const a = story('a', [0, register(plain(1, 'main'))]);
    const b = story('b', [0, register(plain(2, 'main'))]);
    const forward: Board = {
      leases: new Map<string, LeaseDocument | Unreadable>([
        ['a', a],
        ['b', b],
      ]),
      lock: null,
    };
    const backward: Board = {
      leases: new Map<string, LeaseDocument | Unreadable>([
        ['b', b],
        ['a', a],
      ]),
      lock: null,
    };
    expect(renderBoard(forward, options)).toBe(renderBoard(backward, options));
  });
});

describe('the size of the board', () => {
  const crowd = (count: number, name = 'main'): ReturnType<typeof story> =>
    story(
      name,
      ...Array.from({ length: count }, (_, index) => [index, register(plain(index + 1, 'b'))] as const),
    );

  test('is bounded by a number of rows for each line', () => {
    const text = renderBoard(only(crowd(60)), options);
    expect(text).toContain('| 50 | `b` |');
    expect(text).not.toContain('| 51 |');
    expect(text).toContain('and 10 more');
  });

  test('is bounded by a number of bytes for all leases', () => {
    const line = poisoned(crowd(50), '|'.repeat(300));
    const leases = new Map(
      Array.from({ length: 100 }, (_, index) => [`l${index}`, { ...line, lease: `l${index}` }]),
    );
    const text = renderBoard({ leases, lock: null }, options);
    expect(new TextEncoder().encode(text).length).toBeLessThan(256 * 1024);
    expect(text.endsWith('There are more leases: `mode: status` shows them all.\n')).toBe(true);
  });
});
