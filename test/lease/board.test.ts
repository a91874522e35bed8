// The files of the lock branch: what is written is read back the same, and what cannot be understood is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentToJson,
  isLargerThan,
  isUnreadable,
  leaseOf,
  LOCK_PATH,
  parseDocument,
  parseLock,
  pathOf,
  printDocument,
  printLock,
  unreadableError,
} from '../../src/lease/board.ts';
import { runs } from '../support/properties.ts';
import type { Unreadable } from '../../src/lease/board.ts';
import { registrationSchema } from '../../src/lease/schema.ts';
import { reachable } from './arbitrary.ts';
import { at, grant, group, LEASE, lockOf, plain, register, story, withdraw } from './build.ts';

const [g1, p1, p2] = [group(1), plain(1), plain(2, { payload: 'blue' })];
const held = story([0, register(g1)], [0.25, grant(g1)], [1, register(p2)], [3, withdraw(p1)]);
const json = documentToJson(held);
const [request, waiting] = json.requests as [{ [field: string]: unknown; parameters: object }, object];

/** Whatever a branch name, an actor or a payload may be. */
const text = fc.string({ unit: 'binary', maxLength: 20 });

describe('a document', () => {
  it('is read back as it was written, whatever its history and its texts', () => {
    fc.assert(
      fc.property(reachable, text, text, (document, untrusted, reason) => {
        const poisoned = {
          ...document,
          requests: document.requests.map((each) => ({ ...each, actor: untrusted, payload: reason })),
          outcomes: document.outcomes.map((each) => ({ ...each, head_ref: untrusted, reason })),
          watched: { [`seen:${untrusted}`]: { stamp: at(0.25), seconds: 70 } },
        };
        expect(parseDocument(LEASE, printDocument(poisoned))).toEqual(poisoned);
      }),
    );
  });

  it('is larger than a number of bytes, or not, by what is written', () => {
    // As far away as its times in letters take, and further.
    const off = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(reachable, off, (document, more) => {
        const size = Buffer.byteLength(printDocument(document));
        const found = [size - 1, size, size + more].map((most) => isLargerThan(document, most));
        expect(found).toEqual([true, false, more < 0]);
      }),
    );
  });

  it('is written with times in UTC and a line feed at its end', () => {
    const printed = printDocument(held);
    expect(printed.endsWith('}\n')).toBe(true);
    expect(JSON.parse(printed)).toEqual(json);
    expect(request.registered_at).toBe('2026-11-20T10:00:00Z');
    expect(request.granted_at).toBe('2026-11-20T10:00:00.250Z');
  });

  it('is refused where its lease is not the one that its path names', () => {
    expect(parseDocument('production', printDocument(held))).toEqual({
      unreadable: 'it says that it is of the lease "staging"',
    });
  });

  it.each<[string, string | null, RegExp]>([
    ['no text file', null, /not a text file, or too large/],
    ['an empty file', '', /^it is empty$/],
    ['nothing but spaces', ' \n', /^it is empty$/],
    ['what is not JSON', '{ "lease": ', /^it is not JSON$/],
    ['JSON that is no object', 'null', /^its content: /],
    ['a list', '[]', /^its content: /],
    ['a newer schema version', '{"schema_version": 2}', /schema version 2, newer than the 1 .*newer release/],
    ['a schema version that never was', '{"schema_version": 0}', /^schema_version: /],
    ['a schema version that is no number', '{"schema_version": "1"}', /^schema_version: /],
  ])('is refused: %s', (_, content, problem) => {
    expect(problemOf(parseDocument(LEASE, content))).toMatch(problem);
  });

  it.each([
    ['lists', '['.repeat(6000)],
    ['lists, closed', '['.repeat(6000) + ']'.repeat(6000)],
    ['objects', '{"a":'.repeat(6000) + '1' + '}'.repeat(6000)],
  ])('is refused, and harms nobody who reads it: thousands of %s in one another', (_, content) => {
    expect([parseDocument(LEASE, content), parseLock(content)].every(isUnreadable)).toBe(true);
  });

  const MOST = Number.MAX_SAFE_INTEGER;
  const zoned = (time: string) => withRequest({ seen_at: time });

  it.each<[string, object, RegExp]>([
    [
      'a broken promise',
      { requests: [...json.requests, { ...request, id: 'other' }] },
      /has two holders of one slot/,
    ],
    ['an unknown field', { colour: 'blue' }, /^its content: .*colour/],
    ['an unknown field of a request', withRequest({ colour: 'blue' }), /^requests\.0: .*colour/],
    ['a missing field', { lock: undefined }, /^lock: /],
    ['a request without a nonce', withRequest({ nonce: undefined }), /requests\.0\.nonce/],
    ['an unknown status', withRequest({ status: 'parked' }), /^requests\.0\.status: /],
    ['a request that waits with a token', withRequest({ status: 'pending' }), /requests\.0/],
    ['a head that is no sha', withRequest({ head_sha: 'main' }), /^requests\.0\.head_sha: must be a commit/],
    ['an empty id', withRequest({ id: '' }), /^requests\.0\.id: /],
    ['a time that is no date', zoned('2026-02-30T10:00:00Z'), /requests\.0\.seen_at/],
    ['a time after the year 9999', zoned('9999-12-31T23:59:59-14:00'), /requests\.0\.seen_at/],
    ['a time before the year 0', zoned('0000-01-01T00:00:00+14:00'), /requests\.0\.seen_at/],
    ['a negative epoch', { epoch: -1 }, /^epoch: /],
    ['an epoch that cannot be counted on', { epoch: MOST }, /^it has .*epoch/],
    ['a fraction of a sequence', { sequence: 1.5 }, /^sequence: /],
    ['a sequence that cannot be counted on', { sequence: MOST }, /^it has a sequence/],
    ['an expected number of zero', withParameter({ expected: 0 }), /requests\.0\.parameters\.expected/],
    ['a negative window', withParameter({ window: -1 }), /requests\.0\.parameters\.window/],
    ['a delay of a year', withParameter({ takeover_delay: 365 * 86_400 }), /takeover_delay/],
    ['a slot that is held', { slots: { 1: {} } }, /^slots/],
    ['too many requests', { requests: Array(2001).fill(waiting) }, /^requests/],
    ['too many outcomes', { outcomes: Array(201).fill(json.outcomes[0]) }, /^outcomes/],
    ['too many rounds', { rounds: Array(2001).fill(json.rounds[0]) }, /^rounds/],
    ['a long scope', withRequest({ scope: 's'.repeat(2049) }), /requests\.0\.scope/],
    ['a long name of a ref', withRequest({ head_ref: '#'.repeat(80_000) }), /requests\.0\.head_ref/],
    ['a long payload', withRequest({ payload: 'p'.repeat(4097) }), /requests\.0\.payload/],
    ['a long nonce', withRequest({ nonce: 'n'.repeat(65) }), /requests\.0\.nonce/],
    ['a deep stack', withRequest({ stack: Array(129).fill('a'.repeat(40)) }), /requests\.0\.stack/],
    ['fifteen levels more of lists', { extra: nested(15) }, /extra/],
    ['sixteen levels more of lists', { extra: nested(16) }, /^it is nested more than 16 levels deep$/],
  ])('is refused with a sentence: %s', (_, change, problem) => {
    expect(refusal(change)).toMatch(problem);
  });

  it('takes a commit of a SHA-256 repository, and an outcome without a nonce', () => {
    expect(refusal(withRequest({ head_sha: 'a'.repeat(64) }))).toBe('');
    expect(refusal({ outcomes: [{ ...json.outcomes[0], nonce: null }] })).toBe('');
  });

  it.each([
    ['absent', undefined],
    ['null', null],
  ])('has the usual value of a field that is %s', (_, value) => {
    const parameters = { ...held.requests[1]!.parameters, accepts: value, take: value, hold_limit: value };
    const bare = { alive_at: value, asked_at: value, slots: value, granted_at: value, epoch: value };
    const requests = [request, { ...waiting, ...bare, parameters }];
    const unset = { rest_until: value, slots: value, own_clock_at: value, watched: value };
    const text = JSON.stringify({ ...json, ...unset, requests });
    expect(parseDocument(LEASE, text)).toEqual(held);
  });
});

function withRequest(change: object): object {
  return { requests: [{ ...request, ...change }, waiting] };
}

function withParameter(change: object): object {
  return withRequest({ parameters: { ...request.parameters, ...change } });
}

/** A list in a list, so many levels deep. */
function nested(levels: number): unknown {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

/** Why the document is refused with these fields; empty where it is not. */
function refusal(change: object): string {
  return problemOf(parseDocument(LEASE, JSON.stringify({ ...json, ...change })));
}

function problemOf(parsed: object | Unreadable): string {
  return isUnreadable(parsed) ? parsed.unreadable : '';
}

describe('the lock of all leases', () => {
  it.each([
    ['until somebody opens it', lockOf()],
    ['until a time', lockOf({ until: at(3600.5), reason: '"quoted"\nand broken' })],
  ])('is read back as it was written: %s', (_, lock) => {
    expect(parseLock(printLock(lock))).toEqual(lock);
  });

  it.each<[string, string | null, RegExp]>([
    ['no text file', null, /not a text file/],
    ['an empty file', '', /^it is empty$/],
    ['a newer schema version', '{"schema_version": 9}', /schema version 9/],
    ['an unknown field', printLock(lockOf()).replace('"reason"', '"cause"'), /^reason: |cause/],
    ['a long reason', printLock(lockOf({ reason: '' })).replace('""', `"${'r'.repeat(2049)}"`), /^reason/],
  ])('is refused: %s', (_, content, problem) => {
    expect(problemOf(parseLock(content))).toMatch(problem);
  });
});

describe('paths', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });

  it('are of one lease each, whatever its name', () => {
    fc.assert(
      fc.property(name, (lease) => {
        expect(pathOf(lease)).toMatch(/^leases\/[^/]+\.json$/);
        expect(leaseOf(pathOf(lease))).toBe(lease);
      }),
      runs(1000),
    );
  });

  it.each([
    ['a slash in a name', 'feature/blue', 'leases/feature%2Fblue.json'],
    ['a percent sign in a name', '50%', 'leases/50%25.json'],
  ])('encode %s', (_, lease, path) => {
    expect(pathOf(lease)).toBe(path);
  });

  it.each([
    ['the board', 'README.md'],
    ['the lock of all leases', LOCK_PATH],
    ['a lease without a name', 'leases/.json'],
    ['a file in a folder below', 'leases/a/b.json'],
    ['a folder before it', 'old/leases/a.json'],
    ['another ending', 'leases/a.yml'],
    ['a broken percent code', 'leases/%zz.json'],
    ['a code that nobody needs', 'leases/%61.json'],
  ])('are of no lease: %s', (_, path) => {
    expect(leaseOf(path)).toBeNull();
  });
});

describe('a board', () => {
  it('tells what could not be read from what is there and what is not', () => {
    expect(isUnreadable({ unreadable: 'x' })).toBe(true);
    expect([held, lockOf(), null, undefined].some(isUnreadable)).toBe(false);
  });

  it('says of a broken file where it is and how to repair it', () => {
    const where = { branch: 'ref-lease', head: 'abc', path: 'leases/staging.json' };
    expect(unreadableError(where, 'it is empty')).toMatchObject({
      code: 'state',
      message: expect.stringMatching(
        /leases\/staging\.json .*branch ref-lease .*commit abc.*it is empty.*not overwritten.*git fetch origin ref-lease.*git log -p FETCH_HEAD/,
      ),
    });
    expect(unreadableError({ ...where, head: null }, 'it is empty').message).toMatch(/commit unknown/);
  });

  it.each([
    ['a lease stops that lease', 'leases/staging.json', /the lease is granted to nobody until/],
    ['the lock of all leases stops all of them', LOCK_PATH, /no lease is granted until/],
  ])('says that a broken file of %s', (_, path, expected) => {
    const where = { branch: 'ref-lease', head: 'abc', path };
    expect(unreadableError(where, 'it is empty').message).toMatch(expected);
  });
});

it('the schema of a registration takes it without what the lease adds to it', () => {
  expect(registrationSchema.safeParse(g1).data).toEqual(g1);
  const more: object = { ...g1, status: 'pending' };
  expect(registrationSchema.safeParse(more).success).toBe(false);
});
