// The command line of the benchmark.
import { parseArgs } from 'node:util';
import { wholeNumber } from '../scripts/command-line.ts';

export const USAGE = `Usage: npm run bench -- [options]
  --quick      a subset that ends within two minutes
  --crowd N    so many at once on plain git (100, which takes half of the time; 5 with --quick)
  --out FILE   where the figures are written (bench/results.json, unless they are not those of the whole); npm run docs puts
               them into docs/benchmarks.md`;

/** What the person who measures asks for; `out` is empty where nothing is to be written. */
export type Options = ReturnType<typeof parseOptions>;

/** Reads the arguments; fails with a TypeError on what it does not know. */
export function parseOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      crowd: { type: 'string', default: '' },
      out: { type: 'string', default: '' },
    },
  });
  const { quick } = values;
  const crowd = values.crowd === '' ? (quick ? 5 : 100) : wholeNumber('crowd', values.crowd, [1, 1000]);
  // The reference figures are those of the whole.
  const out = values.out || (quick || crowd !== 100 ? '' : 'bench/results.json');
  return { quick, crowd, out };
}
