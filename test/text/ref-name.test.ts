// What people call the ref of a request.
import { expect, test } from 'vitest';
import { pullRequestOf, refName } from '../../src/text/ref-name.ts';
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
