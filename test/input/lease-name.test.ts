// Names: the table of rules, and git itself as the judge of a sample.
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import { branchNameProblem, leaseNameProblem, parseRepository } from '../../src/input/lease-name.ts';

const problemOf = (name: string): string | null => leaseNameProblem(name, 'use --all');

describe('leaseNameProblem', () => {
  it.each([
    'staging',
    'release/1.2',
    'feature/x/y',
    'a',
    '@',
    '-x',
    'user@host',
    'größe',
    '部署',
    '12/merge',
    'a.b',
    "it's",
    'x'.repeat(200),
    '部'.repeat(27),
    'é😀',
  ])('allows %j', (name) => {
    expect(problemOf(name)).toBeNull();
  });

  it.each([
    ['*', 'it is reserved: use --all'],
    ['', 'one of its parts is empty'],
    ['/x', 'one of its parts is empty'],
    ['x/', 'one of its parts is empty'],
    ['x//y', 'one of its parts is empty'],
    ['.', 'one of its parts begins with "."'],
    ['..', 'it has ".."'],
    ['x/../y', 'it has ".."'],
    ['x/./y', 'one of its parts begins with "."'],
    ['.x', 'one of its parts begins with "."'],
    ['x.', 'it ends with "."'],
    ['x.lock', 'one of its parts ends with ".lock"'],
    ['x.lock/y', 'one of its parts ends with ".lock"'],
    ['a b', 'it has the character " "'],
    ['a~b', 'it has the character "~"'],
    ['a^b', 'it has the character "^"'],
    ['a:b', 'it has the character ":"'],
    ['a?b', 'it has the character "?"'],
    ['a*', 'it has the character "*"'],
    ['a[b', 'it has the character "["'],
    ['a\\b', 'it has the character "\\"'],
    ['a@{b', 'it has "@{"'],
    ['a\nb', 'it has a control character'],
    ['a\u007fb', 'it has a control character'],
    ['\ud800', 'it is not well-formed Unicode'],
    ['x'.repeat(201), 'it is longer than 200 bytes'],
    ['ö'.repeat(101), 'it is longer than 200 bytes'],
    ['a\u200bb', 'it has a character that cannot be seen ("\\u{200b}")'],
    ['a\u202eb', 'it has a character that cannot be seen ("\\u{202e}")'],
    ['a\u2028b', 'it has a character that cannot be seen ("\\u{2028}")'],
    ['a\u0085b', 'it has a character that cannot be seen ("\\u{85}")'],
    ['a\u00a0b', 'it has a character that cannot be seen ("\u00a0")'],
    ['a\u3164b', 'it has a character that cannot be seen ("\\u{3164}")'],
    ['a\ue000b', 'it has a character that cannot be seen ("\\u{e000}")'],
    ['部'.repeat(28), 'its file on the lock branch would have a name of 257 bytes, and 254 are allowed'],
    ['%'.repeat(84), 'its file on the lock branch would have a name of 257 bytes, and 254 are allowed'],
  ])('refuses %j: %s', (name, problem) => {
    expect(problemOf(name)).toBe(problem);
  });

  it('agrees with git on names of difficult pieces', () => {
    fc.assert(
      fc.property(difficultNames, (name) => {
        expect(problemOf(name) === null).toBe(gitAllows([`refs/leases/${name}`]));
      }),
      runs(60),
    );
  });
});

describe('branchNameProblem', () => {
  it.each(['ref-lease', 'ops/leases', 'main', '部'.repeat(66)])('allows %j', (name) => {
    expect(branchNameProblem(name)).toBeNull();
  });

  it.each([
    ['refs/heads/ref-lease', 'it must not begin with "refs/"'],
    ['-x', 'it must not begin with "-"'],
    ['HEAD', 'git reserves that name'],
    ['@', 'git reserves that name'],
    ['a b', 'it has the character " "'],
    ['', 'one of its parts is empty'],
  ])('refuses %j: %s', (name, problem) => {
    expect(branchNameProblem(name)).toBe(problem);
  });

  it('agrees with git on names of difficult pieces', () => {
    fc.assert(
      fc.property(difficultNames, (name) => {
        fc.pre(name !== '@'); // git takes it for HEAD, which it allows in some folders
        expect(branchNameProblem(name) === null).toBe(gitAllows(['--branch', name]));
      }),
      runs(60),
    );
  });
});

const difficultNames = fc.string({
  unit: fc.constantFrom(...'ab./@{-~:*[\\ \u0001ü', '.lock', 'HEAD'),
  maxLength: 6,
});

function gitAllows(args: readonly string[]): boolean {
  return spawnSync('git', ['check-ref-format', ...args]).status === 0;
}

describe('parseRepository', () => {
  it('splits owner and name', () => {
    expect(parseRepository('octo_corp/shop.js')).toEqual({ owner: 'octo_corp', repo: 'shop.js' });
  });

  it.each([
    '',
    'octo',
    'octo/',
    '/shop',
    'octo/shop/x',
    'octo/..',
    'octo/.',
    'octo/a b',
    'https://github.com/octo/shop',
    'octo/shop\n',
    'oct?o/shop',
  ])('refuses %j', (text) => {
    expect(parseRepository(text)).toBeNull();
  });
});
