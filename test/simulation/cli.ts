// npm run simulate -- --seeds 10000 --runners 20 [--from N] [--seed N [--trace]] [--all]
//
// Simulates seed after seed and tells what was injected and what came of it. The first seed that breaks a promise ends
// it, with the trace of its last events and status 1; with --all the failures are gathered and counted by their kind.
import { parseArgs } from 'node:util';
import { simulate, type Result } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    runners: { type: 'string', default: '8' },
    from: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

const PROGRESS_EVERY = 500;
const LINES_OF_TRACE = 150;

const runners = whole('runners', values.runners);
const kinds = new Map<string, number[]>();
const total = { events: 0, hours: 0, faults: new Map<string, number>(), counts: new Map<string, number>() };
const startedAt = performance.now();

// Not by `process.exit`, which would cut off what is still on its way out.
process.exitCode =
  values.seed === undefined
    ? await series(
        values.from === undefined ? freshSeed() : whole('from', values.from),
        whole('seeds', values.seeds),
      )
    : await single(whole('seed', values.seed));

async function single(seed: number): Promise<number> {
  const result = await simulate({ seed, runners, traced: true });
  if (values.trace || result.broken.length > 0) printTrace(result, values.trace ? Infinity : LINES_OF_TRACE);
  add(result);
  print(
    `seed ${seed}, ${runners} runners, hash ${result.hash}: ${result.broken.length === 0 ? 'every promise kept' : 'BROKEN'}`,
  );
  summarize(1);
  return result.broken.length === 0 ? 0 : 1;
}

async function series(from: number, count: number): Promise<number> {
  print(`seeds ${from} to ${from + count - 1}, ${runners} runners each`);
  for (let seed = from; seed < from + count; seed++) {
    const result = await simulate({ seed, runners });
    add(result);
    const done = seed - from + 1;
    if (result.broken.length > 0 && !values.all) {
      printTrace(await simulate({ seed, runners, traced: true }), LINES_OF_TRACE);
      summarize(done);
      print(`seed ${seed} breaks a promise: npm run simulate -- --seed ${seed} --runners ${runners} --trace`);
      return 1;
    }
    for (const broken of result.broken.slice(0, 1)) {
      const kind = broken.replace(/[0-9a-f]{6,}|\d+(?:\.\d+)?/g, 'N').slice(0, 160);
      kinds.set(kind, [...(kinds.get(kind) ?? []), seed]);
    }
    if (done % PROGRESS_EVERY === 0) print(`${done} seeds, ${rate(done)} runs/s`);
  }
  summarize(count);
  for (const [kind, seeds] of kinds)
    print(`${seeds.length} x ${kind} (seeds ${seeds.slice(0, 8).join(', ')})`);
  return kinds.size === 0 ? 0 : 1;
}

function add(result: Result): void {
  total.events += result.events;
  total.hours += result.virtualSeconds / 3600;
  for (const [name, count] of result.faults) total.faults.set(name, (total.faults.get(name) ?? 0) + count);
  for (const [name, count] of result.counts) total.counts.set(name, (total.counts.get(name) ?? 0) + count);
}

function summarize(runs: number): void {
  print(
    `${runs} runs at ${rate(runs)} runs/s: ${total.events} events, ${total.hours.toFixed(0)} hours of virtual time`,
  );
  print(`what came of it: ${table(total.counts)}`);
  print(`faults injected: ${table(total.faults)}`);
}

function printTrace({ trace, broken }: Result, lines: number): void {
  for (const line of trace.slice(-Math.min(lines, trace.length))) print(line);
  for (const line of broken) print(`BROKEN ${line}`);
}

function table(counts: ReadonlyMap<string, number>): string {
  return (
    [...counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'nothing'
  );
}

function rate(runs: number): string {
  return ((1000 * runs) / (performance.now() - startedAt)).toFixed(1);
}

function freshSeed(): number {
  return Date.now() * 1000;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  print(`--${name} must be a whole number, not "${text}"`);
  process.exit(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
