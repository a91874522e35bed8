// The files of the lock branch: what is written is read back the same, and what cannot be understood is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentToJson,
  EMPTY_BOARD,
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
import type { Unreadable } from '../../src/lease/board.ts';
import { documentSchema, registrationSchema } from '../../src/lease/schema.ts';
import { reachable } from './arbitrary.ts';
import { at, evict, grant, group, LEASE, lockOf, plain, register, story } from './build.ts';

const g1 = group(1);
const held = story([0, register(g1)], [0.25, grant(g1)], [1, register(plain(2, { payload: 'blue' }))]);
const json = documentToJson(held);
const request = json.requests[0]! as { [field: string]: unknown; parameters: object };

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
        };
        expect(parseDocument(LEASE, printDocument(poisoned))).toEqual(poisoned);
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

  it('is refused where it breaks a promise', () => {
    const twice = { ...json, requests: [...json.requests, { ...request, id: 'other' }] };
    expect(refusal(twice)).toMatch(/has 2 holders/);
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

  it.each<[string, object, RegExp]>([
    ['an unknown field', { ...json, colour: 'blue' }, /^its content: .*colour/],
    ['an unknown field of a request', withRequest({ colour: 'blue' }), /^requests\.0: .*colour/],
    ['a missing field', { ...json, lock: undefined }, /^lock: /],
    ['an unknown status', withRequest({ status: 'parked' }), /^requests\.0\.status: /],
    ['a head that is no sha', withRequest({ head_sha: 'main' }), /^requests\.0\.head_sha: must be a commit/],
    ['an empty id', withRequest({ id: '' }), /^requests\.0\.id: /],
    ['a time that is no date', withRequest({ seen_at: '2026-02-30T10:00:00Z' }), /requests\.0\.seen_at/],
    ['a negative epoch', { ...json, epoch: -1 }, /^epoch: /],
    ['a fraction of a sequence', { ...json, sequence: 1.5 }, /^sequence: /],
    ['an expected number of zero', withParameter({ expected: 0 }), /requests\.0\.parameters\.expected/],
    ['a negative window', withParameter({ window: -1 }), /requests\.0\.parameters\.window/],
  ])('is refused: %s', (_, content, problem) => {
    expect(refusal(content)).toMatch(problem);
  });

  it('takes a commit of a SHA-256 repository', () => {
    expect(refusal(withRequest({ head_sha: 'a'.repeat(64) }))).toBe('');
  });
});

function withRequest(change: object): object {
  return { ...json, requests: [{ ...request, ...change }, ...json.requests.slice(1)] };
}

function withParameter(change: object): object {
  return withRequest({ parameters: { ...request.parameters, ...change } });
}

/** Why a document is refused; empty where it is not. */
function refusal(content: object): string {
  return problemOf(parseDocument(LEASE, JSON.stringify(content)));
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
      { numRuns: 1000 },
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
  it('is empty before its branch exists', () => {
    expect(EMPTY_BOARD.leases.size).toBe(0);
    expect(EMPTY_BOARD.lock).toBeNull();
  });

  it('tells what could not be read from what is there and what is not', () => {
    expect([{ unreadable: 'x' }, held, lockOf(), null, undefined].map(isUnreadable)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
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

describe('schemas', () => {
  it('take a registration without what the lease adds to it', () => {
    expect(registrationSchema.safeParse(g1).data).toEqual(g1);
    const more: object = { ...g1, status: 'pending' };
    expect(registrationSchema.safeParse(more).success).toBe(false);
  });

  it('keep the token and the takeover delay of a holder that was evicted', () => {
    const document = story([0, register(g1)], [0, grant(g1)], [1, evict(g1)]);
    expect(documentSchema.decode(documentToJson(document)).outcomes[0]).toMatchObject({
      outcome: 'evicted',
      takeover_delay: 30,
      epoch: document.epoch,
    });
  });
});

describe('a field that may be left out', () => {
  it('may be null as well', () => {
    const document = story([0, register(group(1))]);
    const json = JSON.parse(printDocument(document)) as { requests: object[] };
    const [request] = json.requests;
    const padded = { ...json, requests: [{ ...request, granted_at: null, epoch: null, payload: null }] };
    expect(parseDocument(document.lease, JSON.stringify(padded))).toEqual(document);
  });
});
