// The inputs of each mode: exactly its fields, complete; and the message for each way to get them wrong.
import { describe, expect, it } from 'vitest';
import { INPUT_NAMES } from '../../src/action/environment.ts';
import type { InputName } from '../../src/action/environment.ts';
import { parseInputs, parsePostInputs } from '../../src/action/inputs.ts';
import { aGroup, anEnv, aPush, inputErrorOf } from './records.ts';

type Given = Partial<Record<InputName, string>>;

const COMMON = {
  token: 'ghs_secret',
  repository: { owner: 'octo', repo: 'shop' },
  branch: 'ref-lease',
  summary: true,
};

describe('each mode', () => {
  it('has exactly the fields that it uses, with their defaults', () => {
    expect(parseInputs(anEnv({ mode: 'release', 'release-with-status': 'success' }), aPush())).toEqual({
      mode: 'release',
      ...COMMON,
      lease: 'main',
      releaseWithStatus: 'success',
      requestId: null,
      fencingToken: null,
    });
    expect(parseInputs(anEnv({ mode: 'guard' }), aPush())).toEqual({
      mode: 'guard',
      ...COMMON,
      lease: 'main',
      requestId: null,
      fencingToken: null,
    });
    expect(parseInputs(anEnv({ mode: 'status' }), aPush())).toEqual({
      mode: 'status',
      ...COMMON,
      lease: null,
      keepHistory: null,
    });
    expect(parseInputs(anEnv({ mode: 'lock', reason: 'migration' }), aPush())).toEqual({
      mode: 'lock',
      ...COMMON,
      lease: 'main',
      reason: 'migration',
      until: null,
    });
    expect(parseInputs(anEnv({ mode: 'unlock', reason: 'done' }), aPush())).toEqual({
      mode: 'unlock',
      ...COMMON,
      lease: 'main',
      reason: 'done',
      fencingToken: null,
      force: false,
    });
  });

  it('takes what it is given, without white space around it', () => {
    const given: Given = {
      mode: ' release ',
      lease: 'staging\n',
      repository: 'octo/locks',
      branch: 'ops/leases',
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
      summary: false,
      lease: 'staging',
      releaseWithStatus: 'cancelled',
      requestId: '4711/1/staging/0/99/2',
      fencingToken: 1795166417,
    });
  });

  it.each(['lock', 'unlock'])('takes * for all leases in mode %s', (mode) => {
    expect(parseInputs(anEnv({ mode, lease: '*', reason: 'freeze' }), aPush()).lease).toBeNull();
  });

  it('takes one lease in mode status, and the length of the history', () => {
    const inputs = parseInputs(anEnv({ mode: 'status', lease: 'staging', 'keep-history': '500' }), aPush());
    expect(inputs).toMatchObject({ lease: 'staging', keepHistory: 500 });
  });

  it.each([
    ['2h', { kind: 'after', seconds: 7200 }],
    ['2026-11-20T18:00:00+01:00', { kind: 'at', instant: Date.parse('2026-11-20T17:00:00Z') / 1000 }],
    ['2026-11-20T18:00', { kind: 'at', instant: Date.parse('2026-11-20T18:00:00Z') / 1000 }],
  ])('reads until %s', (until, expected) => {
    expect(parseInputs(anEnv({ mode: 'lock', reason: 'x', until }), aPush())).toMatchObject({
      until: expected,
    });
  });

  it('ignores what it does not use, however malformed', () => {
    const given: Given = {
      mode: 'guard',
      ttl: 'x',
      'poll-interval': '0s',
      'release-with-status': 'y',
      'keep-history': '-1',
    };
    expect(parseInputs(anEnv(given), aPush()).mode).toBe('guard');
  });

  it('takes the ref name or, in a merge queue, the base branch for the name of the lease', () => {
    expect(parseInputs(anEnv(), aPush({ leaseName: '12/merge' })).lease).toBe('12/merge');
    expect(parseInputs(anEnv(), aGroup({ leaseName: 'release/1.2' })).lease).toBe('release/1.2');
  });

  it('may keep its leases on a branch of that name in another repository', () => {
    const inputs = parseInputs(anEnv({ repository: 'octo/locks', branch: 'main' }), aPush());
    expect(inputs.branch).toBe('main');
  });
});

function refusal(given: Given, event: Parameters<typeof parseInputs>[1] = aPush()): string {
  return inputErrorOf(() => parseInputs(anEnv(given), event));
}

describe('a refusal', () => {
  it('names an unknown mode', () => {
    expect(refusal({ mode: 'aquire' })).toMatchInlineSnapshot(
      `"The input "mode" was given as "aquire"; it must be acquire, release, guard, status, lock or unlock."`,
    );
    expect(refusal({ mode: 'Lock' })).toMatchInlineSnapshot(
      `"The input "mode" was given as "Lock"; it must be acquire, release, guard, status, lock or unlock."`,
    );
  });

  it('names a lease that cannot be one', () => {
    expect(refusal({ lease: '*' })).toMatchInlineSnapshot(
      `"The input "lease" was given as "*"; it must be a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes; "*" is reserved: it means all leases."`,
    );
    expect(refusal({ mode: 'status', lease: '*' })).toMatchInlineSnapshot(
      `"The input "lease" was given as "*"; it must be a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes; "*" is reserved: it means all leases."`,
    );
    expect(refusal({ lease: 'a//b' })).toMatchInlineSnapshot(
      `"The input "lease" was given as "a//b"; it must be a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes; one of its parts is empty."`,
    );
    expect(refusal({}, aPush({ leaseName: '' }))).toMatchInlineSnapshot(
      `"The input "lease" is empty, and the ref name "" cannot take its place: one of its parts is empty. Name the lease; it must be a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes."`,
    );
    expect(refusal({}, aGroup({ leaseName: 'x'.repeat(201) }))).toMatchInlineSnapshot(
      `"The input "lease" is empty, and the base branch "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" cannot take its place: it is longer than 200 bytes. Name the lease; it must be a valid part of a ref name, such as staging or release/1.2, of at most 200 bytes."`,
    );
  });

  it('names a repository or branch that cannot be one', () => {
    expect(refusal({ repository: 'https://github.com/octo/shop' })).toMatchInlineSnapshot(
      `"The input "repository" was given as "https://github.com/octo/shop"; it must be owner/name, such as octo/shop."`,
    );
    expect(refusal({ branch: 'refs/heads/ref-lease' })).toMatchInlineSnapshot(
      `"The input "branch" was given as "refs/heads/ref-lease"; it must be the name of a branch without refs/heads/, such as ref-lease, of at most 200 bytes; it must not begin with "refs/"."`,
    );
    expect(refusal({ branch: 'main' })).toMatchInlineSnapshot(
      `"The input "branch" was given as "main"; it must be a branch for leases alone, not the one that this workflow runs for."`,
    );
  });

  it('names what mode release needs', () => {
    expect(refusal({ mode: 'release' })).toMatchInlineSnapshot(
      `"The input "release-with-status" is empty; it must be success, failure or cancelled."`,
    );
    expect(refusal({ mode: 'release', 'release-with-status': 'skipped' })).toMatchInlineSnapshot(
      `"The input "release-with-status" was given as "skipped"; it must be success, failure or cancelled."`,
    );
    expect(refusal({ mode: 'guard', 'request-id': 'a b' })).toMatchInlineSnapshot(
      `"The input "request-id" was given as "a b"; it must be the output request-id of the job that acquired the lease."`,
    );
    expect(refusal({ mode: 'guard', 'request-id': 'a'.repeat(513) })).toContain('at most 512 bytes');
  });

  it.each(['-1', '1.5', '1e3', '0x10', '9007199254740992', 'latest', '１'])(
    'refuses the token %s',
    (token) => {
      expect(refusal({ mode: 'guard', 'fencing-token': token })).toBe(
        `The input "fencing-token" was given as "${token}"; it must be a whole number of at least 0 (and below 2^53).`,
      );
    },
  );

  it('names what the modes lock and unlock need', () => {
    expect(refusal({ mode: 'lock' })).toMatchInlineSnapshot(
      `"The input "reason" is empty; it must be a few words that are shown to everyone who waits."`,
    );
    expect(refusal({ mode: 'unlock', reason: '  \n ' })).toMatchInlineSnapshot(
      `"The input "reason" is empty; it must be a few words that are shown to everyone who waits."`,
    );
    expect(refusal({ mode: 'lock', reason: 'x', until: 'tomorrow' })).toMatchInlineSnapshot(
      `"The input "until" was given as "tomorrow"; it must be a duration such as 500ms, 30s, 5m, 1h30m or 2d (at most 3650d), or an ISO time such as 2026-11-20T18:00:00Z."`,
    );
    expect(refusal({ mode: 'lock', reason: 'x', until: '2026-02-30T00:00:00Z' })).toMatchInlineSnapshot(
      `"The input "until" was given as "2026-02-30T00:00:00Z"; it must be a duration such as 500ms, 30s, 5m, 1h30m or 2d (at most 3650d), or an ISO time such as 2026-11-20T18:00:00Z."`,
    );
    expect(refusal({ mode: 'lock', reason: 'x', until: '0s' })).toMatchInlineSnapshot(
      `"The input "until" was given as "0s"; it must be a duration above zero, or an ISO time."`,
    );
    expect(refusal({ mode: 'unlock', reason: 'x', force: 'yes' })).toMatchInlineSnapshot(
      `"The input "force" was given as "yes"; it must be true or false."`,
    );
    expect(refusal({ mode: 'lock', reason: 'é'.repeat(501) })).toMatchInlineSnapshot(
      `"The input "reason" was given as "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…"; it must be at most 1000 bytes of UTF-8, and it has 1002."`,
    );
    expect(parseInputs(anEnv({ mode: 'lock', reason: 'é'.repeat(500) }), aPush())).toMatchObject({
      reason: 'é'.repeat(500),
    });
  });

  it('names what mode status cannot keep', () => {
    expect(refusal({ mode: 'status', 'keep-history': '0' })).toMatchInlineSnapshot(
      `"The input "keep-history" was given as "0"; it must be a whole number of at least 1 (and below 2^53)."`,
    );
  });

  it('escapes and bounds what was given', () => {
    expect(refusal({ mode: `\u001b[31m\n::error::x${'y'.repeat(200)}` })).toMatchInlineSnapshot(
      `"The input "mode" was given as "\\u{1b}[31m\\u{a}::error::xyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…"; it must be acquire, release, guard, status, lock or unlock."`,
    );
  });

  it('never repeats the token', () => {
    expect(refusal({ token: '' })).toMatchInlineSnapshot(
      `"The input "token" is empty; it must be a token with the permission contents: write. Leave the input out to use that of the job; if it comes from a secret, check that this run may read it."`,
    );
    expect(refusal({ token: 'ghs_secret more' })).toMatchInlineSnapshot(
      `"The input "token" has white space, a control character or a character outside of ASCII in it; it must be a token with the permission contents: write. Leave the input out to use that of the job; if it comes from a secret, check that this run may read it."`,
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
