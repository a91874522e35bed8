// The command line of the benchmark.
import { parseArgs } from 'node:util';

/** What the person who measures asks for. */
export interface Options {
  /** A subset that ends within a minute. */
  readonly quick: boolean;
  /** Where the figures are written, as JSON. */
  readonly out: string;
  /** Print the table of the README, and no other. */
  readonly markdown: boolean;
  /** Put that table into README.md. */
  readonly readme: boolean;
}

export const USAGE = `npm run bench -- [options]
  --quick      a subset that ends within a minute; written only where --out says
  --out FILE   where the figures are written (bench/results.json)
  --markdown   print the table of the README
  --readme     put that table into README.md`;

/** Reads the arguments; fails with a TypeError on what it does not know. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      out: { type: 'string', default: '' },
      markdown: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
    },
  });
  const { quick, markdown, readme } = values;
  // The reference figures are those of the whole.
  const out = values.out || (quick ? '' : 'bench/results.json');
  return { quick, out, markdown, readme };
}
