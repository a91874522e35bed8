// Simulates seed after seed, from the command line.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from '../../scripts/command-line.ts';
import { simulate, traceOf, type Result } from './simulation.ts';

const MOST_FAILURES = 20;
const PROGRESS_EVERY = 10_000;
const LINES = 25;
const LAST_SEED = Number.MAX_SAFE_INTEGER;

const USAGE = `Usage: npm run simulate -- [--seeds 10000] [--from 1] [--jobs 1]
       npm run simulate -- --seed N [--trace]

Simulates seed after seed, in as many processes as there are jobs, and tells what came of it. A run that breaks a
promise is told with the end of its transcript; after ${MOST_FAILURES} of them it is enough. One seed alone can be told whole.
Exit code: 0 every promise was kept; 1 one was not; 2 wrong usage.`;

const { seeds, from, jobs, seed, trace } = commandLine(USAGE, (args) => {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '10000' },
      from: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  });
  return {
    seeds: wholeNumber('seeds', values.seeds, [1, LAST_SEED]),
    from: wholeNumber('from', values.from, [0, LAST_SEED]),
    jobs: wholeNumber('jobs', values.jobs, [1, 64]),
    seed: values.seed === undefined ? null : wholeNumber('seed', values.seed, [0, LAST_SEED]),
    trace: values.trace,
  };
});

if (seed !== null) single(seed);
else if (jobs > 1) await share();
else series();

function single(seed: number): void {
  const result = simulate(seed);
  if (trace) print(traceOf(result));
  else report(result);
  print(`seed ${seed}: ${result.broken.length === 0 ? 'every promise kept' : 'BROKEN'}, ${result.asks} asks`);
  process.exitCode = Number(result.broken.length > 0);
}

function series(): void {
  const startedAt = performance.now();
  const counts = new Map<string, number>();
  let [asks, failures, done] = [0, 0, 0];
  const summary = (): string =>
    `seeds ${from} to ${from + done - 1}: ${failures} broken, ${asks} asks, ${((1000 * done) / (performance.now() - startedAt)).toFixed(0)} seeds/s`;
  while (done < seeds && failures < MOST_FAILURES) {
    const result = simulate(from + done);
    done += 1;
    asks += result.asks;
    for (const [what, number] of result.counts) counts.set(what, (counts.get(what) ?? 0) + number);
    if (result.broken.length > 0) {
      failures += 1;
      report(result);
    }
    if (done % PROGRESS_EVERY === 0) print(summary());
  }
  print(summary());
  const list = [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([what, number]) => `${what} ${number}`);
  print(`what came of it: ${list.join(', ')}`);
  process.exitCode = Number(failures > 0);
}

/** Each process takes its part of the seeds. */
async function share(): Promise<void> {
  const each = Math.ceil(seeds / jobs);
  const runs = Array.from({ length: jobs }, (_, job) => {
    const first = from + job * each;
    const count = Math.min(each, from + seeds - first);
    const args = [import.meta.filename, '--from', `${first}`, '--seeds', `${count}`];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  });
  process.exitCode = Math.max(...(await Promise.all(runs)));
}

/** What a run broke, with what came directly before the first of it. */
function report(result: Result): void {
  const { seed, broken } = result;
  const [first] = broken;
  if (first === undefined) return;
  const lines = traceOf(result).split('\n');
  const at = lines.findIndex((line) => line.includes('BROKEN'));
  print(lines.slice(Math.max(0, at - LINES), at + 1).join('\n'));
  print(`seed ${seed} breaks ${first.promise}: ${first.what}`);
  print(`npm run simulate -- --seed ${seed} --trace\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
