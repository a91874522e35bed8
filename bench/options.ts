// The command line of the benchmark.
import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [options]
  --quick      a subset that ends within a minute; written only where --out says
  --out FILE   where the figures are written (bench/results.json); npm run docs puts them into docs/benchmarks.md`;

/** What the person who measures asks for; `out` is empty where nothing is to be written. */
export type Options = ReturnType<typeof parseOptions>;

/** Reads the arguments; fails with a TypeError on what it does not know. */
export function parseOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      out: { type: 'string', default: '' },
    },
  });
  const { quick } = values;
  // The reference figures are those of the whole.
  const out = values.out || (quick ? '' : 'bench/results.json');
  return { quick, out };
}
