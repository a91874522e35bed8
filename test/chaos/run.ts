// npm run chaos -- --runners 50 --seed 7: one chaos run, or several with --runs; keeps the log of a run that failed.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';
import { brokenPromises } from './history.ts';

const { values } = parseArgs({
  options: {
    runners: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    runs: { type: 'string', default: '1' },
  },
});
let failures = 0;
for (let n = 0; n < Number(values.runs); n += 1) {
  const options = { runners: Number(values.runners), seed: Number(values.seed) + n };
  const { problems, log, counts } = await chaos(options, brokenPromises);
  console.log(
    `seed ${options.seed}: ${problems.length === 0 ? 'no promise broken' : 'BROKEN'} ${JSON.stringify(counts)}`,
  );
  if (problems.length === 0) continue;
  failures += 1;
  const file = join(mkdtempSync(join(tmpdir(), 'ref-lease-chaos-')), `seed-${options.seed}.log`);
  writeFileSync(file, [...problems, '', ...log, ''].join('\n'));
  console.log(`${problems.join('\n')}\nThe log is in ${file}.`);
}
process.exit(failures === 0 ? 0 : 1);
