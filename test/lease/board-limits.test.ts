// The board within its bounds: files that harm their reader, sizes in bytes, and leases that nobody uses any more.
import { describe, expect, it } from 'vitest';
import {
  documentToJson,
  fileNameOf,
  idleLeases,
  isUnreadable,
  LONGEST_FILE_NAME,
  parseDocument,
  parseLock,
  pathOf,
  printDocument,
  printLock,
  prune,
  sizeOf,
  type Board,
  type Unreadable,
} from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  at,
  evict,
  grant,
  group,
  LEASE,
  lockOf,
  plain,
  register,
  release,
  START,
  story,
  withdraw,
  write,
} from './build.ts';

const p1 = plain(1);
const held = story([0, register(group(1))], [1, grant(group(1))], [2, register(p1)], [3, withdraw(plain(2))]);

type Json = ReturnType<typeof documentToJson>;

/** The document as JSON, with something changed. */
function changed(change: (json: Json) => object): string {
  return JSON.stringify(change(documentToJson(held)));
}

function problemOf(text: string): string {
  const parsed = parseDocument(LEASE, text);
  return isUnreadable(parsed) ? parsed.unreadable : '';
}

describe('a file that harms its reader', () => {
  it.each([
    ['thousands of lists in one another', '['.repeat(6000)],
    ['thousands of lists in one another, closed', `${'['.repeat(6000)}${']'.repeat(6000)}`],
    ['thousands of objects in one another', `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`],
  ])('is unreadable, and stops nobody else: %s', (_, text) => {
    expect(isUnreadable(parseDocument(LEASE, text))).toBe(true);
    expect(isUnreadable(parseLock(text))).toBe(true);
  });

  it('is nested no deeper than sixteen levels', () => {
    const nested = (levels: number): string =>
      changed((json) => ({
        ...json,
        extra: JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as object,
      }));
    expect(problemOf(nested(15))).toMatch(/extra/);
    expect(problemOf(nested(16))).toBe('it is nested more than 16 levels deep');
  });

  it.each<[string, (json: Json) => object, RegExp]>([
    [
      'a sequence that cannot be counted on',
      (json) => ({ ...json, sequence: Number.MAX_SAFE_INTEGER }),
      /^it has a sequence/,
    ],
    [
      'an epoch that cannot be counted on',
      (json) => ({ ...json, epoch: Number.MAX_SAFE_INTEGER }),
      /^it has .*epoch/,
    ],
    ['too many requests', (json) => ({ ...json, requests: Array(2001).fill(json.requests[1]) }), /^requests/],
    ['too many outcomes', (json) => ({ ...json, outcomes: Array(201).fill(json.outcomes[0]) }), /^outcomes/],
    ['too many rounds', (json) => ({ ...json, rounds: Array(2001).fill(json.rounds[0]) }), /^rounds/],
    [
      'a time after the year 9999',
      withRequest({ seen_at: '9999-12-31T23:59:59-14:00' }),
      /requests\.0\.seen_at/,
    ],
    [
      'a time before the year 0',
      withRequest({ seen_at: '0000-01-01T00:00:00+14:00' }),
      /requests\.0\.seen_at/,
    ],
    ['a delay of a year', withDelay(365 * 86_400), /takeover_delay/],
    ['a long scope', withRequest({ scope: 's'.repeat(2049) }), /requests\.0\.scope/],
    ['a long name of a ref', withRequest({ head_ref: '#'.repeat(80_000) }), /requests\.0\.head_ref/],
    ['a long payload', withRequest({ payload: 'p'.repeat(4097) }), /requests\.0\.payload/],
    ['a long nonce', withRequest({ nonce: 'n'.repeat(65) }), /requests\.0\.nonce/],
    ['a deep stack', withRequest({ stack: Array(129).fill('a'.repeat(40)) }), /requests\.0\.stack/],
    ['a slot that is held', (json) => ({ ...json, slots: { 1: {} } }), /^slots/],
    ['a request that waits with a token', withRequest({ status: 'pending' }), /requests\.0/],
  ])('is refused with a sentence: %s', (_, change, problem) => {
    expect(problemOf(changed(change))).toMatch(problem);
  });

  it('is refused also as a lock', () => {
    const long = printLock(lockOf()).replace('database migration', 'r'.repeat(2049));
    expect(parseLock(long)).toMatchObject({ unreadable: expect.stringMatching(/^reason/) });
  });
});

function withRequest(change: object): (json: Json) => object {
  return (json) => ({ ...json, requests: [{ ...json.requests[0], ...change }, ...json.requests.slice(1)] });
}

function withDelay(takeover_delay: number): (json: Json) => object {
  const { parameters } = documentToJson(held).requests[0]!;
  return withRequest({ parameters: { ...parameters, takeover_delay } });
}

describe('what a document may leave out', () => {
  it.each([
    ['is absent', undefined],
    ['is null', null],
  ])('has its usual value where it %s', (_, value) => {
    const request = held.requests[1]!;
    const text = changed((json) => ({
      ...json,
      rest_until: value,
      slots: value,
      requests: [
        json.requests[0],
        {
          ...json.requests[1],
          alive_at: value,
          asked_at: value,
          slots: value,
          parameters: { ...request.parameters, accepts: value, take: value },
        },
      ],
    }));
    expect(parseDocument(LEASE, text)).toEqual(held);
  });

  it('is the nonce of an outcome, but not that of a request', () => {
    const bare = changed((json) => ({
      ...json,
      outcomes: json.outcomes.map((each) => ({ ...each, nonce: null })),
    }));
    expect(problemOf(bare)).toBe('');
    expect(problemOf(changed(withRequest({ nonce: undefined })))).toMatch(/requests\.0\.nonce/);
  });
});

describe('sizes', () => {
  it('are those of the document as it is written, in bytes', () => {
    const ascii = sizeOf(story([0, register(plain(1, { payload: 'abc' }))]));
    const wide = sizeOf(story([0, register(plain(1, { payload: '語語語' }))]));
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

describe('a lease that nobody uses', () => {
  const DAY = 86_400;
  const now = at(31 * DAY);
  const used = story([0, register(p1)], [1, grant(p1)], [2, release(p1, 'success')]);
  const boardOf = (leases: Record<string, LeaseDocument | Unreadable>): Board => ({
    leases: new Map(Object.entries(leases)),
    lock: null,
  });

  it.each<[string, LeaseDocument | Unreadable, boolean]>([
    ['leaves the board after thirty days', used, true],
    ['stays for thirty days', write(used, 2 * DAY, register(p1), withdraw(plain(3))), false],
    ['stays where one of the last days has used it', write(used, DAY, withdraw(plain(3))), false],
    ['stays where somebody waits', write(used, 3, register(plain(4))), false],
    ['stays where somebody holds it', write(used, 3, register(plain(4)), grant(plain(4))), false],
    ['stays where it is locked', write(used, 3, { kind: 'lock', lock: lockOf() }), false],
    ['stays while it rests', { ...used, rest_until: now }, false],
    [
      'leaves where its rest is over',
      write(write(used, 3, register(plain(4)), grant(plain(4))), 4, evict(plain(4))),
      true,
    ],
    ['stays where its tokens are ahead of the clock', { ...used, epoch: Math.floor(now) }, false],
    ['stays where its sequence is ahead of the clock', { ...used, sequence: Math.floor(now) }, false],
    ['stays where it cannot be read', { unreadable: 'it is empty' }, false],
  ])('%s', (_, document, leaves) => {
    const board = boardOf({ old: document, busy: held });
    expect(idleLeases(board, now, 'new')).toEqual(leaves ? ['old'] : []);
    expect([...prune(board, now, 'new').leases.keys()]).toEqual(leaves ? ['busy'] : ['old', 'busy']);
  });

  it('is never the one that is written just now', () => {
    const board = boardOf({ old: used });
    expect(prune(board, now, 'old')).toBe(board);
  });

  it('leaves with nineteen others at once', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, number) => [`old-${number}`, used]));
    const board = prune(boardOf(many), now, 'new');
    expect(board.leases.size).toBe(5);
    expect(prune(board, now, 'new').leases.size).toBe(0);
  });

  it('is made anew with higher tokens', () => {
    const anew = write(createDocument(LEASE, now), 31 * DAY, register(p1), grant(p1));
    expect(anew.epoch).toBeGreaterThan(used.epoch);
    expect(anew.sequence).toBeGreaterThan(used.sequence);
    expect(used.epoch).toBe(START + 1);
  });
});
