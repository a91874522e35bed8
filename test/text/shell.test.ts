// Words of shell commands: a shell reads them as they were.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shellQuoted, shellWord } from '../../src/text/escape.ts';

describe('shellQuoted', () => {
  test.each(['a', "it's", 'a##[error]b', 'a###[##[\n ::error::b\r::c\n::', "'##[", '::a'])(
    '%j is read by a shell as it was, and the runner takes no line of it for a command',
    (text) => {
      const written = shellQuoted(text);
      const { stdout } = spawnSync('sh', ['-c', `printf %s ${written}`], { encoding: 'utf8' });
      expect(stdout).toBe(text);
      expect(written).not.toMatch(/##\[|^\s*::/m);
    },
  );
});

describe('shellWord', () => {
  test.each([
    ['a plain name', 'staging', 'staging'],
    ['all leases', '*', "'*'"],
    ['a command', '$(rm -rf /)', "'$(rm -rf /)'"],
    ['a quote', "a'b", "'a'\\''b'"],
    ['an empty name', '', "''"],
  ])('quotes %s', (_, text, expected) => {
    expect(shellWord(text)).toBe(expected);
  });
});
