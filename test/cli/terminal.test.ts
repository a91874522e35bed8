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
  return { terminal: new Terminal({ streams, clock, env }, loudness), clock, out };
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
  const waiting = (text: string) => ({ text: `Waiting: ${text}` });

  it('tells each state whole, and below it how long it has been in all, which goes away', async () => {
    const { terminal, clock, out } = aTerminal({ isTTY: true, env: { NO_COLOR: '1' }, columns: 30 });
    await clock.advance(60);
    terminal.progress(waiting('place 2; held by somebody since noon.'));
    await clock.advance(1);
    terminal.progress(waiting('place 1; locked by 王: 資料庫搬遷.'));
    await clock.advance(1);
    terminal.tell({ level: 'info', text: 'Held.' });
    await clock.advance(5);
    expect(out.stderr.split(CLEAR)).toEqual([
      'ref-lease: Waiting: place 2; held by somebody since noon.\n',
      'waiting for 1 m',
      'waiting for 1 m 1 s',
      'ref-lease: Waiting: place 1; locked by 王: 資料庫搬遷.\n',
      'waiting for 1 m 1 s',
      'waiting for 1 m 2 s',
      'ref-lease: Held.\n',
    ]);
  });

  it('goes on below warnings, calls and data, and ends with an error', () => {
    const { terminal, out } = aTerminal({ isTTY: true, env: { NO_COLOR: '1' }, loudness: 'verbose' });
    terminal.progress({ text: 'Trying.' }, 'trying');
    terminal.tell({ level: 'warning', text: 'No answer.' });
    terminal.tell({ level: 'debug', text: 'git fetch' });
    terminal.data('ok: git');
    terminal.error('Gone.');
    expect(out.stderr.split(CLEAR)).toEqual([
      'ref-lease: Trying.\n',
      'trying for 0 s',
      'ref-lease: warning: No answer.\n',
      'trying for 0 s',
      'ref-lease: git fetch\n',
      'trying for 0 s',
      '',
      'trying for 0 s',
      'ref-lease: error: Gone.\n',
    ]);
    expect(out.stdout).toBe('ok: git\n');
  });

  it('has a line that fits the narrowest terminal, where it can be taken away', () => {
    const { terminal, out } = aTerminal({ isTTY: true, env: { NO_COLOR: '1' }, columns: 12 });
    terminal.progress(waiting('place 1.'));
    terminal.settle();
    expect(out.stderr).toBe(`ref-lease: Waiting: place 1.\n${CLEAR}waiting for${CLEAR}`);
  });

  it('is reminded of where no line moves: in a pipe, and in a terminal that cannot take it away', () => {
    const stderrOf = (options: Parameters<typeof aTerminal>[0]): string => {
      const { terminal, out } = aTerminal(options);
      terminal.progress(waiting('place 1.'));
      terminal.progress({ text: 'For 4 m now: place 1.', isReminder: true });
      terminal.settle();
      return out.stderr;
    };
    const both = 'ref-lease: Waiting: place 1.\nref-lease: For 4 m now: place 1.\n';
    expect(stderrOf({})).toBe(both);
    expect(stderrOf({ isTTY: true, env: { TERM: 'dumb' } })).toBe(both);
    expect(stderrOf({ isTTY: true })).not.toContain('For 4 m now');
  });

  it('is a line for each change elsewhere, and none where it is quiet', () => {
    const { terminal, out } = aTerminal();
    terminal.progress(waiting('place 2.'));
    terminal.progress(waiting('place 1.'));
    terminal.progress(waiting('place 1.'));
    expect(out.stderr).toBe('ref-lease: Waiting: place 2.\nref-lease: Waiting: place 1.\n');
    const quiet = aTerminal({ loudness: 'quiet', isTTY: true });
    quiet.terminal.progress(waiting('place 2.'));
    expect(quiet.out.stderr).toBe('');
  });
});
