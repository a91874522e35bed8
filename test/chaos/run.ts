// npm run chaos -- --processes 50 --minutes 60 --seed 7: one long chaos run; keeps the log of a run that failed. With
// --shells it is one of the command line.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../simulation/random.ts';
import { chaos } from './chaos.ts';
import { ALL_FATES, contend, type Fate } from './shells.ts';

/** Half of them succeed, so that the others have somebody to meet. */
function* drawn(random: Random): Iterable<Fate> {
  for (;;) yield random.chance(0.5) ? 'succeeds' : random.pick(ALL_FATES);
}

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
    shells: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31) + 1) },
  },
});
const processes = whole('processes', values.processes, 200);
const time = whole('minutes', values.minutes, 24 * 60) * 60_000;
const seed = whole('seed', values.seed, 2 ** 31);
const random = new Random(seed);
const { problems, log, counts } = values.shells
  ? await contend({ processes, time, fates: drawn(random), random })
  : await chaos({ processes, time, jobs: Number.POSITIVE_INFINITY, seed });
const verdict = problems.length === 0 ? 'no promise broken' : 'BROKEN';
console.log(`seed ${seed}: ${verdict} ${JSON.stringify(counts)}`);
if (problems.length > 0) {
  const file = join(mkdtempSync(join(tmpdir(), 'ref-lease-chaos-')), `seed-${seed}.log`);
  writeFileSync(file, [...problems, '', ...log, ''].join('\n'));
  console.log(`${problems.join('\n')}\nThe log is in ${file}.`);
}
process.exit(problems.length === 0 ? 0 : 1);
