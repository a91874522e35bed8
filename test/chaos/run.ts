// npm run chaos -- --processes 50 --minutes 60 --seed 7: one long chaos run; keeps the log of a run that failed.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';

/** A whole number from 1 to `most`. */
function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`--${name} must be a whole number from 1 to ${most}, not "${text}"`);
}

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31) + 1) },
  },
});
const options = {
  processes: whole('processes', values.processes, 200),
  jobs: Number.POSITIVE_INFINITY,
  time: whole('minutes', values.minutes, 24 * 60) * 60_000,
  seed: whole('seed', values.seed, 2 ** 31),
};
const { problems, log, counts } = await chaos(options);
const verdict = problems.length === 0 ? 'no promise broken' : 'BROKEN';
console.log(`seed ${options.seed}: ${verdict} ${JSON.stringify(counts)}`);
if (problems.length > 0) {
  const file = join(mkdtempSync(join(tmpdir(), 'ref-lease-chaos-')), `seed-${options.seed}.log`);
  writeFileSync(file, [...problems, '', ...log, ''].join('\n'));
  console.log(`${problems.join('\n')}\nThe log is in ${file}.`);
}
process.exit(problems.length === 0 ? 0 : 1);
