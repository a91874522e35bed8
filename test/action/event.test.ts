// The event of a run: merge groups, everything else, and payloads that cannot be used.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Env } from '../../src/action/environment.ts';
import { eventContext, readEvent } from '../../src/action/event.ts';
import { aGroup, anEnv, aPush, BASE, HEAD, inputErrorOf } from './records.ts';

const MERGE_GROUP = {
  head_sha: HEAD,
  head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${BASE}`,
  base_sha: BASE,
  base_ref: 'refs/heads/main',
  head_commit: { id: HEAD },
};
const GROUP_ENV = anEnv(
  {},
  {
    GITHUB_EVENT_NAME: 'merge_group',
    GITHUB_REF: MERGE_GROUP.head_ref,
    GITHUB_REF_NAME: MERGE_GROUP.head_ref.replace('refs/heads/', ''),
  },
);

function payload(overrides: object = {}): unknown {
  return { action: 'checks_requested', merge_group: { ...MERGE_GROUP, ...overrides }, repository: {} };
}

describe('eventContext', () => {
  it('reads a merge group from the payload', () => {
    expect(eventContext(GROUP_ENV, payload())).toEqual(aGroup());
  });

  it('keeps the slashes of a base branch', () => {
    const head_ref = MERGE_GROUP.head_ref.replace('/main/', '/release/1.2/');
    const env = { ...GROUP_ENV, GITHUB_REF: head_ref };
    expect(eventContext(env, payload({ head_ref, base_ref: 'refs/heads/release/1.2' }))).toMatchObject({
      group: true,
      baseRef: 'refs/heads/release/1.2',
      baseBranch: 'release/1.2',
    });
  });

  it('reads any other event from the environment', () => {
    expect(eventContext(anEnv(), payload())).toEqual(aPush());
  });

  it.each(['pull_request', 'pull_request_target', 'pull_request_review'])(
    'reads the base of a %s',
    (name) => {
      const variables = {
        GITHUB_EVENT_NAME: name,
        GITHUB_REF: 'refs/pull/12/merge',
        GITHUB_REF_NAME: '12/merge',
        GITHUB_BASE_REF: 'develop',
      };
      expect(eventContext(anEnv({}, variables), null)).toEqual(
        aPush({ headRef: 'refs/pull/12/merge', baseRef: 'refs/heads/develop', baseBranch: 'develop' }),
      );
    },
  );

  const refusal = (value: unknown): string => inputErrorOf(() => eventContext(GROUP_ENV, value));

  it.each([
    [
      { action: 'destroyed', merge_group: MERGE_GROUP },
      'This run was started by a merge group that was destroyed (activity "destroyed"), so there is nothing to share a lease for',
    ],
    [
      { action: 'x\ny' },
      'The activity of the merge_group event is "x\\u{a}y"; only "checks_requested" can be used',
    ],
  ])('refuses the activity of %o', (value, why) => {
    expect(refusal(value)).toBe(
      `${why}. Restrict the trigger of the workflow: on: { merge_group: { types: [checks_requested] } }.`,
    );
  });

  const LONG = `refs/heads/${'x'.repeat(1014)}`;
  const NO_REF = 'which is not a ref of at most 1024 characters';

  it.each([
    [{}, 'no "merge_group"'],
    [payload({ base_sha: undefined }), 'no "merge_group.base_sha"'],
    [payload({ head_sha: 'HEAD' }), '"HEAD" as "merge_group.head_sha", which is not a commit sha'],
    [payload({ base_sha: 12 }), '"12" as "merge_group.base_sha", which is not a commit sha'],
    [payload({ base_ref: 'refs/heads/a b' }), `"refs/heads/a b" as "merge_group.base_ref", ${NO_REF}`],
    [payload({ head_ref: '' }), `"" as "merge_group.head_ref", ${NO_REF}`],
    [payload({ head_ref: LONG }), `"${LONG.slice(0, 80)}…" as "merge_group.head_ref", ${NO_REF}`],
    [payload({ base_ref: LONG }), `"${LONG.slice(0, 80)}…" as "merge_group.base_ref", ${NO_REF}`],
  ])('refuses a payload that lacks a field, or has one that makes no sense: %o', (value, what) => {
    expect(refusal(value)).toBe(
      `The payload of the merge_group event has ${what}. GitHub sends head_sha, head_ref, base_sha and base_ref: ` +
        'run the workflow from a merge queue, or give it the payload of a real one.',
    );
  });

  it.each([null, undefined, 'text', 7, []])('refuses the payload %j', (value) => {
    expect(refusal(value)).toContain('has no "merge_group"');
  });

  it('refuses a run without a commit', () => {
    expect(inputErrorOf(() => eventContext(anEnv({}, { GITHUB_SHA: '' }), null))).toMatchInlineSnapshot(
      `"The environment variable GITHUB_SHA is not set; it must be the sha of a commit. The runner sets it: ref-lease works only as a step of a GitHub Actions job."`,
    );
  });
});

describe('the chain of a merge group', () => {
  const OTHER = 'c'.repeat(40);
  const REF = MERGE_GROUP.head_ref;
  const ELSEWHERE = REF.replace('pr-12', 'pr-13');
  const STAGING = 'refs/heads/staging';

  it.each<[string, object, Env]>([
    [`head_sha is "${OTHER}", and GITHUB_SHA is "${HEAD}"`, { head_sha: OTHER }, {}],
    [`head_sha is "${HEAD}", and GITHUB_SHA is "${OTHER}"`, {}, { GITHUB_SHA: OTHER }],
    [`head_ref is "${ELSEWHERE}", and GITHUB_REF is "${REF}"`, { head_ref: ELSEWHERE }, {}],
    [`head_ref is "${REF}", and GITHUB_REF is ""`, {}, { GITHUB_REF: undefined }],
    [`head_ref "${REF}" does not end in its base_sha "${OTHER}"`, { base_sha: OTHER }, {}],
    [`base_ref is "${STAGING}", and GITHUB_REF is "${REF}"`, { base_ref: STAGING }, {}],
  ])('does not count for an event of which the %s', (difference, merge_group, variables) => {
    const env = { ...GROUP_ENV, ...variables };
    const warning = expect.stringMatching(/is not that of this run: .* the run is treated as a plain one/);
    const event = eventContext(env, payload(merge_group));
    expect(event).toEqual(aPush({ headSha: env['GITHUB_SHA']!, headRef: env['GITHUB_REF'] ?? '', warning }));
    expect(event.warning).toContain(`its ${difference}`);
  });
});

describe('the variables of the runner', () => {
  it.each(['GITHUB_REF', 'GITHUB_REF_NAME', 'GITHUB_BASE_REF'])(
    'are refused where %s is too long to keep',
    (name) => {
      const given = (length: number) => anEnv({}, { [name]: 'x'.repeat(length) });
      expect(eventContext(given(1013), null).group).toBe(false);
      expect(inputErrorOf(() => eventContext(given(1014), null))).toContain(
        `${name} is "${'x'.repeat(80)}…"; it must be a ref of at most 1013 characters`,
      );
    },
  );
});

describe('readEvent', () => {
  function eventFile(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'event-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'event.json');
    writeFileSync(path, text);
    return path;
  }

  it('reads the payload from the file of the runner', () => {
    const path = eventFile(JSON.stringify(payload()));
    expect(readEvent({ ...GROUP_ENV, GITHUB_EVENT_PATH: path })).toEqual(aGroup());
  });

  it('names the file that cannot be used', () => {
    const env = { ...GROUP_ENV, GITHUB_EVENT_PATH: eventFile('{') };
    expect(inputErrorOf(() => readEvent(env))).toContain('GITHUB_EVENT_PATH names, is not JSON (1 bytes)');
  });

  it.each<[unknown, string]>([
    [{ ref: 'develop' }, 'develop'],
    [{ ref: 'no branch' }, '12/merge'],
    [{ ref: 7 }, '12/merge'],
    [undefined, '12/merge'],
  ])('reads the base of a pull request of which the runner tells none: %o', (base, baseBranch) => {
    const path = eventFile(JSON.stringify({ action: 'submitted', pull_request: { base } }));
    const variables = {
      GITHUB_REF: 'refs/pull/12/merge',
      GITHUB_REF_NAME: '12/merge',
      GITHUB_EVENT_PATH: path,
    };
    expect(readEvent(anEnv({}, { GITHUB_EVENT_NAME: 'pull_request_review', ...variables }))).toMatchObject({
      baseBranch,
      headRef: 'refs/pull/12/merge',
    });
  });

  it('needs no payload for other events', () => {
    expect(readEvent(anEnv({}, { GITHUB_EVENT_PATH: '/nowhere/event.json' }))).toEqual(aPush());
  });
});
