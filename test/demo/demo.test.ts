// The demo as a user starts it, without a terminal: it tells a story line by line, and its exit code says whether the
// promises were kept.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DEMO = join(import.meta.dirname, '..', '..', 'demo', 'run.ts');
const FIGURES =
  /^\d+\.\d s wall time, \d+ requests, charged \d+ REST and \d+ GraphQL, (\d+) grants?, \d+ conflicts?$/;

interface Played {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

function demo(...args: string[]): Promise<Played> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [DEMO, ...args], (_, stdout, errors) =>
      resolve({ code: child.exitCode, lines: stdout.trimEnd().split('\n'), errors }),
    );
  });
}

function expectKept({ code, lines, errors }: Played, grants: number): void {
  expect(errors).toBe('');
  expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([]);
  expect(FIGURES.exec(lines.at(-1) ?? '')?.[1]).toBe(String(grants));
  expect(code).toBe(0);
}

describe.concurrent('the demo', { timeout: 120_000 }, () => {
  it('completes the groups below the highest one, which alone works', async ({ expect }) => {
    const played = await demo();
    expectKept(played, 1);
    const story = played.lines.join('\n');
    for (const pr of [1, 2, 3])
      expect(story).toContain(`PR ${pr} is completed without touching the resource`);
    expect(story).toContain('PR 4 has succeeded');
    expect(story).toMatch(/^\d\d:\d\d:\d\d {2}release main: PR 4 .* 3 contained requests completed$/m);
  });

  it('gives the lease to the next group after a failure and after a lost runner', async ({ expect }) => {
    const played = await demo(
      '--groups',
      '3',
      '--fail',
      '3',
      '--kill',
      '2',
      '--poll',
      '500ms',
      '--work',
      '1s',
    );
    expectKept(played, 3);
    const ends = played.lines.filter((line) => /PR \d has (failed|lost|succeeded)/.test(line));
    expect(ends.map((line) => line.replace(/^.* s {2}/, ''))).toEqual([
      'PR 3 has failed',
      'PR 2 has lost its runner while it held the lease',
      'PR 1 has succeeded',
    ]);
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['now'], "Unexpected argument 'now'"],
    [['--fail', '5'], '--fail must be a whole number from 1 to 4'],
    [['--kill', '2', '--late', '2'], 'Group 2 can have one fate only'],
    [['--work', '3'], '--work must be a time'],
  ])('refuses %j with its usage', async (args, why) => {
    const { code, errors, lines } = await demo(...args);
    expect(errors).toContain(why);
    expect(errors).toContain('Usage: npm run demo');
    expect(lines).toEqual(['']);
    expect(code).toBe(2);
  });

  it('explains its options with --help', async ({ expect }) => {
    const { code, lines } = await demo('--help');
    expect(lines[0]).toBe('Usage: npm run demo -- [options]');
    expect(code).toBe(0);
  });
});
