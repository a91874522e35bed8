// The inputs of each mode: exactly its fields, complete; and the message for each way to get them wrong.
import { describe, expect, it } from 'vitest';
import type { EventContext } from '../../src/input/event.ts';
import { INPUT_NAMES, type InputName } from '../../src/action/input-table.ts';
import { parseInputs, parsePostInputs } from '../../src/action/inputs.ts';
import { aGroup, anEnv, aPush, inputErrorOf, refusalOf, type Given } from './records.ts';

const COMMON = {
  token: 'ghs_secret',
  repository: { owner: 'octo', repo: 'shop' },
  branch: 'ref-lease',
  store: 'api',
  summary: true,
};

describe('each mode', () => {
  it.each<[Given, object]>([
    [
      { mode: 'release', 'release-with-status': 'success' },
      { lease: 'main', releaseWithStatus: 'success', requestId: null, fencingToken: null },
    ],
    [{ mode: 'guard' }, { lease: 'main', requestId: null, fencingToken: null }],
    [{ mode: 'status' }, { lease: null, keepHistory: null }],
    [
      { mode: 'lock', reason: 'migration' },
      { lease: 'main', slots: null, reason: 'migration', until: null },
    ],
    [
      { mode: 'unlock', reason: 'done' },
      { lease: 'main', slots: null, reason: 'done', fencingToken: null, force: false },
    ],
  ])('has exactly the fields that it uses, with their defaults: %o', (given, fields) => {
    expect(parseInputs(anEnv(given), aPush())).toEqual({ mode: given.mode, ...COMMON, ...fields });
  });

  it('takes what it is given, without white space around it', () => {
    const given: Given = {
      mode: ' release ',
      lease: 'staging\n',
      repository: 'octo/locks',
      branch: 'ops/leases',
      store: 'git',
      summary: 'False',
      'release-with-status': 'cancelled',
      'request-id': '4711/1/staging/0/99/2',
      'fencing-token': '1795166417',
    };
    expect(parseInputs(anEnv(given), aPush())).toEqual({
      mode: 'release',
      token: 'ghs_secret',
      repository: { owner: 'octo', repo: 'locks' },
      branch: 'ops/leases',
      store: 'git',
      summary: false,
      lease: 'staging',
      releaseWithStatus: 'cancelled',
      requestId: '4711/1/staging/0/99/2',
      fencingToken: 1795166417,
    });
  });

  it.each(['lock', 'unlock'])('takes * for all leases in mode %s', (mode) => {
    expect(parseInputs(anEnv({ mode, lease: '*', reason: 'freeze' }), aPush())).toMatchObject({
      lease: null,
    });
  });

  it.each(['lock', 'unlock'])('takes a number for the name of a slot in mode %s', (mode) => {
    expect(parseInputs(anEnv({ mode, slots: '3', reason: 'repair' }), aPush())).toMatchObject({
      slots: ['3'],
    });
  });

  it('takes one lease in mode status, and the length of the history', () => {
    const inputs = parseInputs(anEnv({ mode: 'status', lease: 'staging', 'keep-history': '500' }), aPush());
    expect(inputs).toMatchObject({ lease: 'staging', keepHistory: 500 });
  });

  it.each([
    ['2h', { after: 7200 }],
    ['2026-11-20T18:00:00+01:00', { at: Date.parse('2026-11-20T17:00:00Z') / 1000 }],
    ['2026-11-20T18:00Z', { at: Date.parse('2026-11-20T18:00:00Z') / 1000 }],
  ])('reads until %s', (until, expected) => {
    expect(parseInputs(anEnv({ mode: 'lock', reason: 'x', until }), aPush())).toMatchObject({
      until: expected,
    });
  });

  it.each<[string, EventContext, string]>([
    ['a push', aPush({ baseBranch: 'v1' }), 'v1'],
    ['a pull request', aPush({ headRef: 'refs/pull/12/merge', baseBranch: 'develop' }), 'develop'],
    ['a merge group', aGroup({ baseBranch: 'release/1.2' }), 'release/1.2'],
  ])(
    'takes the base branch or, without one, the ref name for the name of the lease: %s',
    (_, event, lease) => {
      expect(parseInputs(anEnv(), event)).toMatchObject({ lease });
    },
  );

  it('may keep its leases on a branch of that name in another repository', () => {
    const inputs = parseInputs(anEnv({ repository: 'octo/locks', branch: 'main' }), aPush());
    expect(inputs.branch).toBe('main');
  });
});

function refusal(given: Given, event: Parameters<typeof parseInputs>[1] = aPush()): string {
  return inputErrorOf(() => parseInputs(anEnv(given), event));
}

describe('a refusal', () => {
  const MODE = 'acquire, release, guard, status, lock, unlock or doctor';
  const PART = 'a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes';
  const BRANCH = 'the name of a branch without refs/heads/, such as ref-lease, of at most 200 bytes';
  const REPOSITORY = 'owner/name, such as octo/shop, without the address of the server and without .git';
  const STATUS = 'success, failure or cancelled';
  const WORDS = 'a few words that are shown to everyone who waits';
  const UNTIL = 'a duration such as 500ms, 30s, 5m, 1h30m or 2d, or an ISO time such as 2026-11-20T18:00:00Z';
  const SLOTS = 'up to 100 different names, separated by commas or line breaks, such as eu, us';
  const GUARD: Given = { mode: 'guard' };
  const LOCK: Given = { mode: 'lock', reason: 'x' };
  const UNLOCK: Given = { mode: 'unlock', reason: 'x' };

  it.each<[InputName, string, string, Given?]>([
    ['mode', 'aquire', MODE],
    ['mode', 'Lock', MODE],
    ['repository', 'https://github.com/octo/shop', REPOSITORY],
    ['repository', 'octo/shop.git', REPOSITORY],
    [
      'branch',
      'main',
      'a branch for leases alone, such as ref-lease, and not the one that this workflow runs for',
    ],
    ['release-with-status', '', STATUS, { mode: 'release' }],
    ['release-with-status', 'skipped', STATUS, { mode: 'release' }],
    ['request-id', 'a b', 'the output request-id of the job that acquired the lease', GUARD],
    ['reason', '', WORDS, LOCK],
    ['until', 'tomorrow', UNTIL, LOCK],
    ['until', '2026-02-30T00:00:00Z', 'a day that there is, and there is no 2026-02-30', LOCK],
    ['until', '2026-02-30', 'a day that there is, and there is no 2026-02-30', LOCK],
    ['until', '2026-11-20', 'a day with its time and zone, such as 2026-11-20T18:00:00Z', LOCK],
    [
      'until',
      '2030-01-01T00:00:00',
      'a time that tells its zone: 2030-01-01T00:00:00Z in UTC, or with an offset from it, such as 2030-01-01T00:00:00+01:00',
      LOCK,
    ],
    ['until', '3651d', 'a duration of at most 3650d', LOCK],
    ['until', '0s', 'a duration above zero, or an ISO time', LOCK],
    ['force', 'yes', 'true or false', UNLOCK],
    ['keep-history', '0', 'a whole number of at least 1', { mode: 'status' }],
  ])('names %s, given as %j, and what it must be', (name, value, allowed, others = {}) => {
    expect(refusal({ ...others, [name]: value })).toBe(refusalOf(name, value, allowed));
  });

  it.each<[InputName, string, string, string, Given?]>([
    ['lease', '*', PART, 'it is reserved: in the modes lock and unlock it means all leases'],
    [
      'lease',
      '*',
      PART,
      'it is reserved: in the modes lock and unlock it means all leases',
      { mode: 'status' },
    ],
    ['lease', 'a//b', PART, 'one of its parts is empty'],
    ['branch', 'refs/heads/ref-lease', BRANCH, 'it must not begin with "refs/"'],
    ['slots', ',', SLOTS, 'there is no name in it', UNLOCK],
  ])('says what is wrong with the %s %s', (name, value, allowed, problem, others = {}) => {
    expect(refusal({ ...others, [name]: value })).toBe(refusalOf(name, value, allowed, problem));
  });

  it('names a variable of the runner that takes the place of an input', () => {
    const env = anEnv({}, { GITHUB_REPOSITORY: undefined });
    expect(inputErrorOf(() => parseInputs(env, aPush()))).toContain(
      'GITHUB_REPOSITORY is not set; it must be owner',
    );
  });

  it.each(['-1', '1.5', '1e3', '0x10', '9007199254740992', 'latest', '１'])(
    'refuses the token %s',
    (token) => {
      const allowed = `a whole number of at least 0${token.length > 6 ? ', below 2^53' : ''}`;
      expect(refusal({ ...GUARD, 'fencing-token': token })).toBe(refusalOf('fencing-token', token, allowed));
    },
  );

  it.each([
    [aPush({ baseBranch: '' }), 'the ref name "" cannot take its place: one of its parts is empty'],
    [
      aPush({ baseRef: 'refs/heads/a~b', baseBranch: 'a~b' }),
      'the base branch "a~b" cannot take its place: it has the character "~"',
    ],
    [
      aGroup({ baseBranch: 'x'.repeat(201) }),
      `the base branch "${'x'.repeat(80)}…" cannot take its place: it is longer than 200 bytes`,
    ],
  ])('names what cannot take the place of a lease that is not named', (event, why) => {
    expect(refusal({}, event)).toBe(
      `The input "lease" is empty, and ${why}. Name the lease; it must be ${PART}.`,
    );
  });

  it('names a text that is blank or too long', () => {
    expect(refusal({ ...UNLOCK, reason: '  \n ' })).toBe(refusalOf('reason', '', WORDS));
    expect(refusal({ ...LOCK, reason: 'é'.repeat(501) })).toBe(
      refusalOf('reason', `${'é'.repeat(80)}…`, 'at most 1000 bytes of UTF-8, and it has 1002'),
    );
    expect(refusal({ ...LOCK, reason: 'é'.repeat(500) })).toBe('no error');
    expect(refusal({ ...GUARD, 'request-id': 'a'.repeat(513) })).toContain('at most 512 bytes');
  });

  it('escapes and bounds what was given', () => {
    expect(refusal({ mode: `\u001b[31m\n::error::x${'y'.repeat(200)}` })).toBe(
      refusalOf('mode', `\\u{1b}[31m\\u{a}::error::x${'y'.repeat(64)}…`, MODE),
    );
  });

  it('never repeats the token', () => {
    const must =
      'it must be a token with the permission contents: write. ' +
      'Leave the input out to use that of the job. If it comes from a secret, check that this run may read it: ' +
      'runs for forks and for Dependabot may not read the secrets of Actions.';
    expect(refusal({ token: '' })).toBe(`The input "token" is empty; ${must}`);
    expect(refusal({ token: 'ghs_secret more' })).toBe(
      `The input "token" has white space, a control character or a character outside of ASCII in it; ${must}`,
    );
    for (const name of INPUT_NAMES) {
      if (name === 'token') continue;
      expect(refusal({ mode: 'release', token: 'ghs_secret\u0007', [name]: '\u0000' })).not.toContain(
        'ghs_secret',
      );
    }
  });
});

describe('parsePostInputs', () => {
  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['cancelled', 'cancelled'],
    ['', null],
    ['${{ job.status }}', null],
    ['Success', null],
  ])('reads the job status %j as %j', (given, expected) => {
    expect(parsePostInputs(anEnv({ 'job-status': given }))).toEqual({
      token: 'ghs_secret',
      summary: true,
      jobStatus: expected,
    });
  });

  it('takes any summary that is not a boolean for the default', () => {
    expect(parsePostInputs(anEnv({ summary: 'maybe' })).summary).toBe(true);
    expect(parsePostInputs(anEnv({ summary: 'false' })).summary).toBe(false);
  });
});
