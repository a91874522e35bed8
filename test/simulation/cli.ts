// npm run simulate -- [--seeds N] [--from N] [--jobs N]
// npm run simulate -- --seed N [--trace]
//
// Simulates seed after seed, in as many processes as there are jobs, and tells what came of it. A run that breaks a
// promise is told with the end of its transcript; after twenty of them it is enough. One seed alone can be told whole.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { simulate, traceOf, type Result } from './simulation.ts';

const MOST_FAILURES = 20;
const PROGRESS_EVERY = 10_000;
const LINES = 25;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

if (values.seed !== undefined) single(whole('seed', values.seed));
else if (whole('jobs', values.jobs) > 1) await share(whole('jobs', values.jobs));
else series(whole('from', values.from), whole('seeds', values.seeds));

function single(seed: number): void {
  const result = simulate(seed);
  if (values.trace) print(traceOf(result));
  else report(result);
  print(`seed ${seed}: ${result.broken.length === 0 ? 'every promise kept' : 'BROKEN'}, ${result.asks} asks`);
  process.exitCode = Number(result.broken.length > 0);
}

function series(from: number, count: number): void {
  const startedAt = performance.now();
  const counts = new Map<string, number>();
  let [asks, failures, done] = [0, 0, 0];
  const summary = (): string =>
    `seeds ${from} to ${from + done - 1}: ${failures} broken, ${asks} asks, ${((1000 * done) / (performance.now() - startedAt)).toFixed(0)} seeds/s`;
  while (done < count && failures < MOST_FAILURES) {
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
async function share(jobs: number): Promise<void> {
  const [from, seeds] = [whole('from', values.from), whole('seeds', values.seeds)];
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

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${name} must be a whole number, not "${text}"`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
