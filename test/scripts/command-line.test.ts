// The tools of the repository say what they take, and refuse what they do not.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../scripts/command-line.ts';

const SOAK = join(import.meta.dirname, '../../scripts/soak.ts');

function soak(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SOAK, ...args], { encoding: 'utf8' });
  return { status, out: stdout.split('\n')[0], err: stderr.split('\n').slice(0, 3) };
}

describe('a tool', () => {
  it('tells its usage on request', () => {
    expect(soak('--help')).toEqual({
      status: 0,
      out: 'Usage: npm run soak -- [--idle 20] [--busy 5] [--load 4] [-- arguments of Vitest]',
      err: [''],
    });
  });

  it('says what is wrong, and tells its usage', () => {
    expect(soak('--idle', 'many')).toEqual({
      status: 2,
      out: '',
      err: [
        '--idle must be a whole number from 0 to 1000, not "many"',
        '',
        expect.stringMatching(/^Usage: npm run soak/),
      ],
    });
  });
});

describe('a whole number', () => {
  it('is within its bounds', () => {
    expect([wholeNumber('n', '0', [0, 3]), wholeNumber('n', '3', [0, 3])]).toEqual([0, 3]);
  });

  it.each(['', '4', '-1', '1.5', '1e0', ' 1', '0x1'])('is not %j', (text) => {
    expect(() => wholeNumber('n', text, [0, 3])).toThrow(
      new TypeError(`--n must be a whole number from 0 to 3, not "${text}"`),
    );
  });
});
