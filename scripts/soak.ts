// Runs the tests again and again, to find those that depend on how fast the machine is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from './command-line.ts';

const USAGE = `Usage: npm run soak -- [--idle 20] [--busy 5] [--load 4] [-- arguments of Vitest]

Runs npm test so many times on the machine as it is, and so many times beside as many busy processes as --load says;
tells of each run whether it was green.
Exit code: 0 every run was green; 1 one was not; 2 wrong usage.`;

interface Run {
  readonly green: boolean;
  readonly seconds: number;
  /** What has failed: names of tests, or what kept them from running. */
  readonly failed: readonly string[];
}

/** What the report of Vitest says, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const ROOT = join(import.meta.dirname, '..');

/** Processes that each keep one core busy, until they are ended. */
function busyProcesses(count: number): { end(): void } {
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
  );
  const end = (): void => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', end);
  return {
    end() {
      end();
      process.removeListener('exit', end);
    },
  };
}

/** What `npm test` runs, one after the other. */
const SCRIPTS = ['test:parts', 'test:protocols', 'test:programs'] as const;

/** One run of all tests. */
async function runAll(more: readonly string[], report: string): Promise<Run> {
  const runs: Run[] = [];
  for (const script of SCRIPTS) runs.push(await runTests(script, more, `${report}-${script.slice(5)}.json`));
  return {
    green: runs.every(({ green }) => green),
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    failed: runs.flatMap(({ failed }) => failed),
  };
}

async function runTests(
  script: (typeof SCRIPTS)[number],
  more: readonly string[],
  report: string,
): Promise<Run> {
  const startedAt = performance.now();
  const reporters = ['--reporter=json', `--outputFile.json=${report}`];
  const child = spawn('npm', ['run', script, '--', ...reporters, ...more], { cwd: ROOT, stdio: 'ignore' });
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - startedAt) / 1000;
  return { green: code === 0, seconds, failed: code === 0 ? [] : failuresIn(report, code) };
}

function failuresIn(path: string, code: number | null): string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return [`there is no report; the tests ended with ${code ?? 'a signal'}`];
  }
  const failed = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    const file = name.replace(`${ROOT}/`, '');
    if (tests.length > 0) return tests.map(({ fullName }) => `${file}: ${fullName}`);
    return status === 'failed' ? [`${file}: ${message?.split('\n')[0] ?? 'failed'}`] : [];
  });
  // Vitest fails for more than tests: an unhandled rejection, or what no test of a folder reaches.
  return failed.length > 0 ? failed : [`no test has failed; the tests ended with ${code ?? 'a signal'}`];
}

/** So many runs beside so many busy processes, one line each. */
async function series(name: string, runs: number, load: number, more: readonly string[]): Promise<Run[]> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ref-lease-soak-'));
  const busy = busyProcesses(load);
  const done: Run[] = [];
  try {
    for (let n = 1; n <= runs; n += 1) {
      const run = await runAll(more, join(folder.path, `${n}`));
      done.push(run);
      const verdict = run.green ? 'green' : 'RED';
      console.log(
        `${name} ${n}/${runs}: ${verdict}, ${run.seconds.toFixed(0)} s ${run.failed.join('; ')}`.trimEnd(),
      );
    }
  } finally {
    busy.end();
  }
  return done;
}

function summary(name: string, runs: readonly Run[]): string {
  if (runs.length === 0) return `${name}: no run`;
  const green = runs.filter((run) => run.green).length;
  const seconds = runs.map((run) => run.seconds).toSorted((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  return `${name}: ${green} of ${runs.length} green, ${median.toFixed(0)} s in the median, ${(seconds.at(-1) ?? 0).toFixed(0)} s at most`;
}

// Whatever ends this process ends the busy ones, by their listener to its exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { runs, load, more } = commandLine(USAGE, (args) => {
  const { values, positionals } = parseArgs({
    args,
    options: {
      idle: { type: 'string', default: '20' },
      busy: { type: 'string', default: '5' },
      load: { type: 'string', default: '4' },
    },
    allowPositionals: true,
  });
  return {
    runs: {
      idle: wholeNumber('idle', values.idle, [0, 1000]),
      busy: wholeNumber('busy', values.busy, [0, 1000]),
    },
    load: wholeNumber('load', values.load, [0, 64]),
    more: positionals,
  };
});
const idle = await series('idle', runs.idle, 0, more);
const busy = await series(`beside ${load} busy`, runs.busy, load, more);
console.log(summary('idle', idle));
console.log(summary(`beside ${load} busy`, busy));
const failures = [...idle, ...busy].flatMap((run) => run.failed);
for (const name of new Set(failures)) {
  console.log(`${failures.filter((each) => each === name).length} × ${name}`);
}
process.exitCode = failures.length === 0 ? 0 : 1;
