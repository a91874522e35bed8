// What people call the ref of a request.
import { expect, test } from 'vitest';
import { fullName, nameOf, pullRequestOf, refName } from '../../src/text/ref-name.ts';
import { aLease, registers } from '../engine/world.ts';
import { registrationOfProcess } from '../../src/lease/process.ts';
import { sha } from './build.ts';

test.each([
  ['a merge group', `refs/heads/gh-readonly-queue/main/pr-12-${sha(1)}`, 'PR 12'],
  [
    'a merge group of a branch with slashes',
    `refs/heads/gh-readonly-queue/release/1.x/pr-7-${sha(1)}`,
    'PR 7',
  ],
  ['a pull request', 'refs/pull/12/merge', 'PR 12'],
  ['a branch', 'refs/heads/feature/login', 'feature/login'],
  ['a branch that looks like a pull request', 'refs/heads/pull/12/merge', 'pull/12/merge'],
  ['a tag', 'refs/tags/v1.2.3', 'v1.2.3'],
  ['another ref', 'refs/notes/x', 'refs/notes/x'],
  ['no ref', '', '0a0a0a0a0a'],
])('names %s', (_, head_ref, name) => {
  expect(refName({ head_ref, head_sha: sha(10) })).toBe(name);
});

test('takes no number that is too long to be one', () => {
  expect(pullRequestOf('refs/pull/123456789012345/merge')).toBeNull();
});

test('calls a process what it calls itself, and says what it is about where that is known', () => {
  const own = { name: 'ann@laptop:77', actor: 'ann', nonce: '0123456789ab', ttl: 60, takeoverDelay: 0 };
  const request = (headRef?: string) =>
    aLease(
      'staging',
      0,
      registers(registrationOfProcess({ ...own, ...(headRef === undefined ? {} : { headRef }) })),
    ).requests[0]!;
  expect(nameOf(request())).toBe('ann@laptop:77');
  expect(fullName(request())).toBe('ann@laptop:77');
  expect(fullName(request('refs/heads/main'))).toBe('ann@laptop:77 (main)');
});
