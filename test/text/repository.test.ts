// Which repository a run belongs to, by an address that anyone may have written.
import { describe, expect, test } from 'vitest';
import { repositoryOf } from '../../src/text/escape.ts';

describe('repositoryOf', () => {
  test.each([
    ['https://github.com', 'https://github.com/a/b.c/actions/runs/1', 'https://github.com/a/b.c'],
    ['https://ghe.test/git/', 'https://ghe.test/git/a/b/actions/runs/1', 'https://ghe.test/git/a/b'],
    ['https://github.com', 'https://github.com/a/b/actions/runs/1?x', null],
    ['https://github.com', 'https://github.com/a/b/c/../../../d/e/actions/runs/1', 'https://github.com/d/e'],
    ['https://github.com', 'https://github.com/a/%2e%2e/b/actions/runs/1', null],
    ['https://github.com', 'https://github.com/a/%2e%2e%2fb/actions/runs/1', null],
    ['https://github.com', 'https://github.com/a/b)[x/actions/runs/1', null],
    ['https://github.com', 'https://github.com/a/b/c/actions/runs/1', null],
    ['https://github.com', 'https://github.com/a/actions/runs/1', null],
    ['https://github.com', 'https://e.co/a/b/actions/runs/1', null],
    ['https://github.com', 'https://x@github.com/a/b/actions/runs/1', null],
    ['https://github.com', '', null],
    ['', '/a/b/actions/runs/1', null],
  ])('below %s, of the run %s, is %s', (server, run, repository) => {
    expect(repositoryOf(run, server)).toBe(repository);
  });
});
