// The demo as a user starts it, without a terminal: it tells a story line by line, and its exit code says whether the
// promises were kept. Each line is judged by what it says, never by when it came.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DEMO = join(import.meta.dirname, '..', '..', 'demo', 'run.ts');
const FIGURES =
  /^\d+\.\d s wall time, \d+ requests, charged \d+ REST and \d+ GraphQL, (\d+) grants?, \d+ conflicts?$/;

// As quick as it can be. The window is there for those who never come; everybody does.
const QUICK = '--poll 200ms --work 200ms --arrivals 100ms --takeover 0s --latency 0/0 --window 10m'.split(
  ' ',
);

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

describe.concurrent('the demo', () => {
  it('plays on after a failure and a lost runner, to a success that completes those below it', async () => {
    const { code, lines, errors } = await demo('--groups', '4', '--fail', '4', '--kill', '3', ...QUICK);
    expect(errors).toBe('');
    expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([]);
    expect(FIGURES.exec(lines.at(-1) ?? '')?.[1]).toBe('3');
    expect(code).toBe(0);
    const ends = lines.filter((line) => /PR \d (?:has (?:failed|lost|succeeded)|is completed)/.test(line));
    expect(ends.map((line) => line.replace(/^.* s {2}/, ''))).toEqual([
      'PR 4 has failed',
      'PR 3 has lost its runner while it held the lease',
      'PR 2 has succeeded',
      'PR 1 is completed without touching the resource',
    ]);
    expect(lines.join('\n')).toMatch(
      /^\d\d:\d\d:\d\d {2}release main: PR 2 .* 1 contained requests? completed$/m,
    );
  });

  it('tests the next group beside the highest, whose failure then costs no second wait', async () => {
    // Nobody is passed over, however slow the machine is.
    const { code, lines } = await demo(...'--groups 4 --fail 4 --slots 2 --ttl 1m'.split(' '), ...QUICK);
    expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([]);
    expect(code).toBe(0);
    const told = lines.map((line) => line.replace(/^.* s {2}/, '').replace(/slot \d.*$/, 'a slot'));
    const works = told.filter((line) => /^PR \d (?:works|has)/.test(line));
    expect(works.toSorted()).toEqual([
      'PR 2 has succeeded',
      'PR 2 works on a slot',
      'PR 3 has succeeded',
      'PR 3 works on a slot',
      'PR 4 has failed',
      'PR 4 works on a slot',
    ]);
    expect(works.indexOf('PR 3 works on a slot')).toBeLessThan(works.indexOf('PR 4 has failed'));
    expect(told).toContain('PR 1 is completed without touching the resource');
  });

  it('shares a pool: a lost runner costs its slot a takeover, and the others nothing', async () => {
    const { code, lines } = await demo('--pool', '--groups', '4', '--kill', '2', '--slots', '2', ...QUICK);
    expect(lines.filter((line) => line.startsWith('BROKEN'))).toEqual([]);
    expect(code).toBe(0);
    expect(FIGURES.exec(lines.at(-1) ?? '')?.[1]).toBe('4');
    const slots = lines.flatMap((line) => /works on slot (\w+),/.exec(line)?.[1] ?? []);
    expect([...new Set(slots)].toSorted()).toEqual(['eu', 'us']);
  });

  it('refuses what it does not know with its usage, and explains itself with --help', async () => {
    const [refused, explained] = await Promise.all([demo('--bogus'), demo('--help')]);
    expect(refused.errors).toContain("Unknown option '--bogus'");
    expect(refused.errors).toContain('Usage: npm run demo');
    expect(refused).toMatchObject({ code: 2, lines: [''] });
    expect(explained).toMatchObject({ code: 0, errors: '' });
    expect(explained.lines[0]).toBe('Usage: npm run demo -- [options]');
  });
});
