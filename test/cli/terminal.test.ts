// What a person reads: in a terminal, in a pipe, quiet and verbose; and what text of others cannot do.
import { describe, expect, it } from 'vitest';
import { Terminal, type Loudness } from '../../src/cli/terminal.ts';
import { ManualClock } from '../support/manual-clock.ts';

function aTerminal({
  isTTY = false,
  loudness = 'normal',
  env = {},
  columns = 60,
}: { isTTY?: boolean; loudness?: Loudness; env?: NodeJS.ProcessEnv; columns?: number } = {}) {
  const clock = new ManualClock();
  const out = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => (out[name] += text),
    isTTY,
    columns,
  });
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  return { terminal: new Terminal(streams, { clock, env, loudness }), clock, out };
}

const LEVELS = ['debug', 'info', 'notice', 'warning'] as const;
const CLEAR = '\r\u001b[K';

describe('words', () => {
  it.each([
    ['quiet', ['warning: d', 'error: e']],
    ['normal', ['b', 'c', 'warning: d', 'error: e']],
    ['verbose', ['a', 'b', 'c', 'warning: d', 'error: e']],
  ] as const)('go to stderr as loud as is asked for: %s', (loudness, lines) => {
    const { terminal, out } = aTerminal({ loudness });
    LEVELS.forEach((level, index) => terminal.tell({ level, text: 'abcd'[index]! }));
    terminal.error('e');
    expect(out).toEqual({ stdout: '', stderr: lines.map((line) => `ref-lease: ${line}\n`).join('') });
  });

  it('have colours in a terminal, unless NO_COLOR is set or it is dumb', () => {
    const stderrOf = (env: NodeJS.ProcessEnv): string => {
      const { terminal, out } = aTerminal({ isTTY: true, env });
      terminal.error('gone');
      return out.stderr;
    };
    expect(stderrOf({})).toBe('ref-lease: \u001b[31merror: \u001b[0mgone\n');
    expect(stderrOf({ NO_COLOR: '1' })).toBe('ref-lease: error: gone\n');
    expect(stderrOf({ TERM: 'dumb' })).toBe('ref-lease: error: gone\n');
  });

  it('of others set no colour, move no cursor, and begin no line as if they were ours', () => {
    const { terminal, out } = aTerminal();
    terminal.tell({ level: 'info', text: 'held by \u001b[31mmallory\u0007\nref-lease: error: gone' });
    expect(out.stderr).toBe('ref-lease: held by [31mmallory\n  ref-lease: error: gone\n');
  });
});

describe('data', () => {
  it('go to stdout, and end with a line feed', () => {
    const { terminal, out } = aTerminal({ loudness: 'quiet' });
    terminal.data('{}');
    terminal.data('# EOF\n');
    expect(out).toEqual({ stdout: '{}\n# EOF\n', stderr: '' });
  });
});

describe('a wait', () => {
  it('is one line of a terminal that tells how long it has been so, and goes away', async () => {
    const { terminal, clock, out } = aTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    terminal.progress('Waiting: place 2.');
    await clock.advance(2);
    terminal.progress('Waiting: place 1.');
    await clock.advance(1);
    terminal.tell({ level: 'info', text: 'Held.' });
    await clock.advance(5);
    expect(out.stderr.split(CLEAR)).toEqual([
      '',
      'Waiting: place 2. 0 s',
      'Waiting: place 2. 1 s',
      'Waiting: place 2. 2 s',
      '',
      'Waiting: place 1. 0 s',
      'Waiting: place 1. 1 s',
      'ref-lease: Held.\n',
    ]);
  });

  it('fits the width of the terminal', () => {
    const { terminal, out } = aTerminal({ isTTY: true, env: { NO_COLOR: '1' }, columns: 30 });
    terminal.progress('Waiting for the lease staging: place 2 of 3;\nheld by somebody.');
    expect(out.stderr).toBe(`${CLEAR}Waiting for the lease st… 0 s`);
    terminal.settle();
  });

  it('is a line for each change elsewhere, and none where it is quiet', () => {
    const { terminal, out } = aTerminal();
    terminal.progress('Waiting: place 2.');
    terminal.progress('Waiting: place 1.');
    terminal.progress('Waiting: place 1.');
    expect(out.stderr).toBe('ref-lease: Waiting: place 2.\nref-lease: Waiting: place 1.\n');
    const quiet = aTerminal({ loudness: 'quiet', isTTY: true });
    quiet.terminal.progress('Waiting: place 2.');
    expect(quiet.out.stderr).toBe('');
  });
});
