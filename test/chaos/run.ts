// One long chaos run, from the command line.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from '../../scripts/command-line.ts';
import { Random } from '../simulation/random.ts';
import { chaos } from './chaos.ts';
import { ALL_FATES, contend, type Fate } from './shells.ts';

const USAGE = `Usage: npm run chaos -- [--processes 10] [--minutes 1] [--seed N] [--shells]

Kills, stops and cuts off so many processes that share a lease: the shipped action, or with --shells the command line.
A run that fails leaves its log. Exit code: 0 no promise was broken; 1 one was; 2 wrong usage.`;

/** Half of them succeed, so that the others have somebody to meet. */
function* drawn(random: Random): Iterable<Fate> {
  for (;;) yield random.chance(0.5) ? 'succeeds' : random.pick(ALL_FATES);
}

const { processes, time, seed, shells } = commandLine(USAGE, (args) => {
  const { values } = parseArgs({
    args,
    options: {
      processes: { type: 'string', default: '10' },
      minutes: { type: 'string', default: '1' },
      shells: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31) + 1) },
    },
  });
  return {
    processes: wholeNumber('processes', values.processes, [1, 200]),
    time: wholeNumber('minutes', values.minutes, [1, 24 * 60]) * 60_000,
    seed: wholeNumber('seed', values.seed, [1, 2 ** 31]),
    shells: values.shells,
  };
});
const random = new Random(seed);
const { problems, log, counts } = shells
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
