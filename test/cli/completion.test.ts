// Completion: what bash offers when it is asked, and that the other shells read their scripts, where they are installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completion } from '../../src/cli/completion.ts';
import { COMMANDS } from '../../src/cli/table.ts';

/** What bash offers for these words, of which the last is being written. */
function offered(...words: readonly string[]): string[] {
  const quoted = ['ref-lease', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${completion.bash()}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _ref_lease; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-u', '-c', script], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('bash', () => {
  it('offers the commands', () => {
    expect(offered('')).toEqual([...COMMANDS.map(({ name }) => name), 'help']);
    expect(offered('un')).toEqual(['unlock']);
  });

  it('offers the options of a command', () => {
    expect(offered('lock', '--')).toEqual(
      expect.arrayContaining(['--lease', '--all', '--reason', '--until', '--url', '--help']),
    );
    expect(offered('lock', '--t')).toEqual([]);
    expect(offered('unlock', '--t')).toEqual(['--token']);
  });

  it('offers shells, and nothing where a value is written', () => {
    expect(offered('completion', 'z')).toEqual(['zsh']);
    expect(offered('run', '-l', '')).toEqual([]);
    expect(offered('run', '--ttl', '')).toEqual([]);
  });

  it('offers commands behind --, then files', () => {
    expect(offered('run', '-l', 'a', '--', 'bas')).toContain('bash');
    expect(offered('run', '-l', 'a', '--', 'cat', 'completion.t')).toEqual(['completion.test.ts']);
  });
});

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

describe.each(['zsh', 'fish'] as const)('%s', (shell) => {
  it('has every command and option', async () => {
    await expect(completion[shell]()).toMatchFileSnapshot(`__snapshots__/completion.${shell}`);
  });

  it.skipIf(!isInstalled(shell))('reads its script', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ref-lease-completion-'));
    const file = join(folder, 'completion');
    writeFileSync(file, completion[shell]());
    const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([0, '']);
  });
});
