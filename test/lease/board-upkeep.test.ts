// The upkeep of the board: sizes in bytes, and leases that nobody uses any more.
import { describe, expect, it } from 'vitest';
import {
  fileNameOf,
  leaseOf,
  LONGEST_FILE_NAME,
  pathOf,
  printDocument,
  prune,
  sizeOf,
  type Board,
  type Unreadable,
} from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  at,
  endedAs,
  evict,
  grant,
  heldBy,
  LEASE,
  lockOf,
  plain,
  register,
  START,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [p1, p4] = [plain(1), plain(4)];
const held = heldBy(p1, plain(2));

describe('sizes', () => {
  it('are those of the document as it is written, in bytes', () => {
    const ascii = sizeOf(waiting(plain(1, { payload: 'abc' })));
    const wide = sizeOf(waiting(plain(1, { payload: '語語語' })));
    expect(wide - ascii).toBe(6);
    expect(sizeOf(held)).toBe(Buffer.byteLength(printDocument(held)));
  });

  it('of file names are those of their percent codes', () => {
    expect(fileNameOf('語')).toBe('%E8%AA%9E.json');
    expect(pathOf('語')).toBe('leases/%E8%AA%9E.json');
    expect(Buffer.byteLength(fileNameOf('語'.repeat(28)))).toBeGreaterThan(LONGEST_FILE_NAME);
    expect(Buffer.byteLength(fileNameOf('語'.repeat(27)))).toBeLessThanOrEqual(LONGEST_FILE_NAME);
  });
});

it.each([
  ['CON', '%43ON.json'],
  ['aux.prod', '%61ux.prod.json'],
  ['com1', '%63om1.json'],
  ['console', 'console.json'],
  ['com', 'com.json'],
])('the file of a lease is one on Windows too: %s', (lease, name) => {
  expect(fileNameOf(lease)).toBe(name);
  expect(leaseOf(`leases/${name}`)).toBe(lease);
  expect(leaseOf(`leases/${lease}.json`)).toBe(name.startsWith('%') ? null : lease);
});

describe('a lease that nobody uses', () => {
  const DAY = 86_400;
  const now = at(31 * DAY);
  const used = endedAs('success', p1);
  const OVER = { kind: 'lock', lock: lockOf({ until: at(60) }) } as const;
  const OF_LATE = { kind: 'lock', lock: lockOf({ until: now - DAY - 1 }) } as const;
  const boardOf = (leases: Record<string, LeaseDocument | Unreadable>): Board => ({
    leases: new Map(Object.entries(leases)),
    lock: null,
  });

  it.each<[string, LeaseDocument | Unreadable, boolean]>([
    ['leaves the board after thirty days', used, true],
    ['stays for thirty days', write(used, 2 * DAY, register(p1), withdraw(plain(3))), false],
    ['stays where one of the last days has used it', write(used, DAY, withdraw(plain(3))), false],
    ['stays where somebody waits', write(used, 3, register(p4)), false],
    ['stays where somebody holds it', write(used, 3, register(p4), grant(p4)), false],
    ['stays where it is locked', write(used, 3, { kind: 'lock', lock: lockOf() }), false],
    ['stays while it rests', { ...used, rest_until: now }, false],
    ['leaves where its rest is over', write(write(used, 3, register(p4), grant(p4)), 4, evict(p4)), true],
    ['stays where a slot is locked', write(used, 3, { kind: 'lock', lock: lockOf(), slots: ['eu'] }), false],
    ['leaves where a lock that is long over was not opened', write(used, 3, OVER), true],
    ['leaves where one of a slot was not opened', write(used, 3, { ...OVER, slots: ['eu'] }), true],
    ['stays where a lock was over within the last day', write(used, 3, OF_LATE), false],
    ['stays where one of a slot was', write(used, 3, { ...OF_LATE, slots: ['eu'] }), false],
    ['stays where its tokens are ahead of the clock', { ...used, epoch: Math.floor(now) }, false],
    ['stays where its sequence is ahead of the clock', { ...used, sequence: Math.floor(now) }, false],
    ['stays where it cannot be read', { unreadable: 'it is empty' }, false],
  ])('%s', (_, document, leaves) => {
    const board = boardOf({ old: document, busy: held });
    expect([...prune(board, { now, trusted: true }, 'new').leases.keys()]).toEqual(
      leaves ? ['busy'] : ['old', 'busy'],
    );
  });

  it('is never the one that is written just now', () => {
    const board = boardOf({ old: used });
    expect(prune(board, { now, trusted: true }, 'old')).toBe(board);
  });

  it('leaves by a clock of its own too, but not where that alone tells that a lock is over', () => {
    const board = boardOf({ old: used, locked: write(used, 3, OVER) });
    expect([...prune(board, { now, trusted: false }, 'new').leases.keys()]).toEqual(['locked']);
  });

  it('leaves with nineteen others at once', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, number) => [`old-${number}`, used]));
    const board = prune(boardOf(many), { now, trusted: true }, 'new');
    expect(board.leases.size).toBe(5);
    expect(prune(board, { now, trusted: true }, 'new').leases.size).toBe(0);
  });

  it('is made anew with higher tokens', () => {
    const anew = write(createDocument(LEASE, now), 31 * DAY, register(p1), grant(p1));
    expect(anew.epoch).toBeGreaterThan(used.epoch);
    expect(anew.sequence).toBeGreaterThan(used.sequence);
    expect(used.epoch).toBe(START + 1);
  });
});

describe('a lock of all leases', () => {
  const DAY = 86_400;
  const until = at(3600);
  const dropped = (lock: Board['lock'], now: number, trusted = true): boolean => {
    const board: Board = { leases: new Map([['busy', held]]), lock };
    const after = prune(board, { now, trusted }, 'new');
    expect([after === board, after.leases]).toEqual([after.lock === lock, board.leases]);
    return after.lock === null;
  };

  it.each<[string, Board['lock'], number, boolean, boolean]>([
    [
      'stays a day longer than its end, for a clock that is behind',
      lockOf({ until }),
      until + DAY + 1,
      true,
      false,
    ],
    ['goes with the next write after that', lockOf({ until }), until + DAY + 2, true, true],
    ['stays where a clock of its own alone tells that', lockOf({ until }), until + 99 * DAY, false, false],
    ['stays where it has no end', lockOf(), at(999 * DAY), true, false],
    ['stays where it cannot be read', { unreadable: 'it is empty' }, at(999 * DAY), true, false],
  ])('%s', (_, lock, now, trusted, expected) => {
    expect(dropped(lock, now, trusted)).toBe(expected);
  });
});
