// The board of a lease with slots: what is known of each, who waits for which, and that it is bounded.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/properties.ts';
import { renderBoard } from '../../src/text/markdown.ts';
import { stateSummary } from '../../src/text/summary.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  boardOf,
  evict,
  grant,
  largePool,
  lockOf,
  mergeQueueStory,
  plain,
  poisoned,
  pooled,
  poolStory,
  register,
  release,
  SERVER,
  START,
  story,
} from './build.ts';

const options = { branch: 'ref-lease', now: START + 190, serverUrl: SERVER, boardLock: null };

/** Somebody holds a pool of two as a whole, after one who held both by their names. */
const wholeTaken = story(
  'pool',
  [0, register(pooled(1, ['eu', 'us'], 2)), grant(1, 'eu', 'us')],
  [5, register(plain(2, 'migration'))],
  [10, release(1, START, 'success')],
  [20, grant(2)],
);

/** The rows of the table that begins with a heading, cell by cell. */
function tableOf(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const end = lines.findIndex((line, at) => at > start && line === '');
  const rows = start === -1 ? [] : lines.slice(start, end).filter((_, at) => at !== 1);
  return rows.map((row) => row.slice(2, -2).split(' | '));
}

/** A column of it. */
function column(text: string, heading: string, of: string): string[] {
  const [first = [], ...rows] = tableOf(text, heading);
  const at = first.indexOf(of);
  return at === -1 ? [] : rows.map((row) => row[at]!);
}

const statesOf = (document: LeaseDocument, after = 190, boardLock = lockOf({ until: START })): string[] =>
  column(stateSummary(document, { ...options, now: START + after, boardLock }), 'Slot', 'State');

describe('the board of a pool', () => {
  test('shows who holds each slot, what keeps the others from being granted, and what those who wait want', async () => {
    const board = boardOf({ pool: poolStory(), main: mergeQueueStory() });
    await expect(renderBoard(board, options)).toMatchFileSnapshot('__snapshots__/pool.md');
  });

  test('shows until when a process wants a slot', () => {
    const { parameters } = pooled(1, ['eu', 'us']);
    const outside = { ...parameters, held_by: 'process', max_hold: 600, takeover_delay: 0 } as const;
    const held = story(
      'pool',
      [0, register(pooled(1, ['eu', 'us'], 1, { parameters: outside }))],
      [5, grant(1, 'eu')],
    );
    const [note] = column(stateSummary(held, { ...options, now: START + 6 }), 'Slot', 'Note');
    expect(note).toMatch(/^until \d\d:\d\d:\d\d$/);
  });

  test('shows slots that nobody holds or asks for as free', () => {
    const idle = story(
      'pool',
      [0, register(pooled(1, ['eu', 'us']))],
      [5, grant(1, 'eu')],
      [9, release(1, START + 5, 'success')],
    );
    const text = renderBoard(boardOf({ idle }), options);
    expect(tableOf(text, 'Slot')).toEqual([
      ['Slot', 'State'],
      ['`eu`', 'free'],
      ['`us`', 'free'],
    ]);
    expect(text).not.toContain('Nobody holds this lease.');
  });

  test('shows a hold of the whole lease in a sentence, and all slots as held', () => {
    const text = renderBoard(boardOf({ taken: wholeTaken, main: mergeQueueStory() }), options);
    expect(text).toContain('**Held** by `migration`: [run 4702]');
    expect(tableOf(text, 'Slot')).toEqual([
      ['Slot', 'State'],
      ['`eu`', 'held'],
      ['`us`', 'held'],
    ]);
    expect(text).toContain('| [`taken`](#lease-taken) | held | `migration` |');
    expect(text).toContain('# free it from a holder that is stuck, and open it;');
    const ended = transition(wholeTaken, [release(2, START + 20, 'failure')], { now: START + 30 });
    const registration = pooled(3, ['eu']);
    const left = transition(ended, [{ kind: 'withdraw', registration, reason: 'cancelled' }], {
      now: START + 40,
    });
    expect(column(stateSummary(left, options), 'When (UTC)', 'Slots')).toEqual(['', 'all', '`eu`, `us`']);
  });

  test('says until when the whole lease rests', () => {
    const evicted = transition(wholeTaken, [evict(2, START + 20, 'id-9', 'dead')], { now: START + 170 });
    const at = (after: number): string =>
      renderBoard(boardOf({ evicted }), { ...options, now: START + after });
    expect(at(190)).toContain(
      'The next grant waits until 2026-11-20 10:03:21 UTC, after an eviction.\n\n| Slot |',
    );
    expect(at(300)).not.toContain('The next grant');
  });

  test('says that a slot is locked, whatever the lock is of', () => {
    const lock = lockOf();
    const open = poolStory();
    expect(statesOf(open)).toEqual(['held', 'held, locked', 'resting', 'locked', 'free']);
    expect(statesOf({ ...open, lock })).toEqual(['held', 'held, locked', 'locked', 'locked', 'locked']);
    expect(statesOf(open, 190, lock)).toEqual(['held', 'held, locked', 'locked', 'locked', 'locked']);
  });

  test('says no more of a lock, or of a rest, that is over', () => {
    const until = { kind: 'lock', lock: lockOf({ until: START + 195 }), slots: ['us', 'sa'] } as const;
    const document = transition(poolStory(), [until], { now: START + 185 });
    expect(statesOf(document, 190)).toEqual(['held', 'held, locked', 'resting', 'locked', 'free']);
    expect(statesOf(document, 300)).toEqual(['held', 'held', 'free', 'free', 'free']);
    const text = (after: number): string =>
      renderBoard(boardOf({ document }), { ...options, now: START + after });
    expect(text(190)).toContain('locked by `bob` since 10:00:00 until 10:03:15: database migration |');
    expect(text(190)).toContain("-f lease=pool -f slots=us -f reason='why'");
    expect(text(300)).not.toContain('slots=us');
  });

  test('shows a lease with a locked slot before those that work, and how many are locked', () => {
    const text = renderBoard(boardOf({ a: mergeQueueStory(), pool: poolStory() }), options);
    expect(column(text, 'Lease', 'Lease')).toEqual(['[`pool`](#lease-pool)', '[`a`](#lease-a)']);
    expect(column(text, 'Lease', 'State')).toEqual(['2 of 5 held, 2 of 5 locked', 'held']);
  });
});

describe('those who wait for slots', () => {
  const slots = (request: Registration): string[] =>
    column(stateSummary(story('pool', [0, register(request)]), options), 'Place', 'Slots');

  test.each<[string, Registration, string]>([
    ['one of some', pooled(1, ['eu', 'us']), '1 of `eu`, `us`'],
    ['all of them', pooled(1, ['eu', 'us'], 2), '`eu`, `us`'],
    ['the only one', pooled(1, ['eu']), '`eu`'],
    ['some of a number', pooled(1, ['1', '2', '3'], 2), '2 of 3'],
    ['some of many', pooled(1, [...'abcdefg'], 3), '3 of `a`, `b`, `c`, `d`, `e` and 2 more'],
  ])('are shown with what they want: %s', (_, request, cell) => {
    expect(slots(request)).toEqual([cell]);
  });

  test('are told from one another by what they wait for', () => {
    const status = (document: LeaseDocument, after = 190): string[] =>
      column(stateSummary(document, { ...options, now: START + after }), 'Place', 'Status');
    expect(status(poolStory())).toEqual([
      'keeps `af`',
      'waits',
      'waits for the end of a lock',
      'waits for the end of a lock',
    ]);
    // When ap has rested, both are there.
    expect(status(poolStory(), 300)[0]).toBe('next');
    expect(status({ ...poolStory(), lock: lockOf() })).toEqual([
      'first after the lock',
      'waits',
      'waits',
      'waits',
    ]);
  });

  test('keep nothing that has no name', () => {
    const document = story(
      'pool',
      [0, register(pooled(1, ['eu'])), grant(1, 'eu')],
      [5, register(plain(2, 'b'))],
    );
    expect(column(stateSummary(document, options), 'Place', 'Status')).toEqual(['next']);
    expect(column(stateSummary(document, options), 'Slot', 'Note')).toEqual([]);
  });

  test('are named where a free slot is theirs', () => {
    const notes = (after: number): string[] =>
      column(stateSummary(poolStory(), { ...options, now: START + after }), 'Slot', 'Note');
    expect(notes(190).at(-1)).toBe('kept for `b5`');
    expect(notes(300).at(-1)).toBe('next is `b5`');
  });
});

describe('the size of the board of a pool', () => {
  test('is bounded by a number of names and of commands', () => {
    const text = renderBoard(boardOf({ gpus: largePool(30, 25), main: mergeQueueStory() }), options);
    expect(tableOf(text, 'Slot')).toHaveLength(31);
    expect(text.match(/-f token=/g)).toHaveLength(11);
    expect(text).toContain('| 25 of 30 held | `b1`, `b2`, `b3` and 22 more |');
  });

  test('is bounded by rows, by the slots of a row, and by bytes whatever names are in it', () => {
    const names = Array.from({ length: 100 }, (_, index) => `${'|'.repeat(250)}${index}`);
    const all = story('pool', [0, register(pooled(1, names, 100))], [5, grant(1, ...names)]);
    const text = renderBoard(boardOf({ pool: poisoned(all, '|'.repeat(3000)) }), options);
    expect(new TextEncoder().encode(text).length).toBeLessThan(256 * 1024);
    const commands = text.split('\n').filter((line) => line.startsWith('# free'));
    expect(commands.map((line) => line.length < 2500)).toEqual([true]);
    expect(tableOf(text, 'Slot')).toHaveLength(51);
    expect(text).toContain('\n\nand 50 more\n');
  });

  test('keeps names apart that begin alike', () => {
    const long = largePool(2, 1, (n) => `${'gpu-cluster/'.repeat(20)}${n}`);
    const names = column(renderBoard(boardOf({ long }), options), 'Slot', 'Slot');
    expect(names).toEqual([expect.stringMatching(/^`.{59}1`$/), expect.stringMatching(/^`.{59}2`$/)]);
  });

  test('leaves out slots that are free, not those that are held', () => {
    const names = Object.keys(largePool(100, 1).slots);
    const document = story('gpus', [0, register(pooled(1, names))], [5, grant(1, 'gpu-99')]);
    const [first] = column(renderBoard(boardOf({ gpus: document }), options), 'Slot', 'Slot');
    expect(first).toBe('`gpu-99`');
    expect(tableOf(stateSummary(document, options), 'Slot')).toHaveLength(101);
  });

  test('is one row for each slot, whatever names are in it', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('|', '\n', '`', '<b>', '](x)', '@a', '#1', '\\'), maxLength: 8 }),
    );
    fc.assert(
      fc.property(hostile, (name) => {
        const text = renderBoard(boardOf({ pool: poisoned(poolStory(), name) }), options);
        // In a code span, and in a block of code, it is only text.
        const bare = text.replace(/```sh[^]*?```/g, '').replace(/`[^`\n]*`/g, '');
        expect(bare).not.toMatch(/<b>|@a/);
        const [, ...rows] = tableOf(text, 'Slot');
        expect(rows.map((row) => row.length)).toEqual([11, 11, 11, 11, 11].map(() => rows[0]!.length));
        expect(rows).toHaveLength(5);
      }),
      runs(40),
    );
  });
});
