// Checks that every commit of a lock branch keeps the promises of docs/design.md.
import { parseArgs } from 'node:util';
import { printable } from '../src/text/printable.ts';
import { audit, lineOf, summaryOf } from '../src/audit/check.ts';
import { commandLine } from './command-line.ts';

const USAGE = `Usage: npm run audit -- <path or address of a clone> [--branch ref-lease]

Walks the lock branch commit by commit: a line for each commit that breaks a promise, and a summary.
Exit code: 0 every promise is kept; 1 one is not; 2 the branch could not be read, or wrong usage.`;

const { where, branch } = commandLine(USAGE, (args) => {
  const { values, positionals } = parseArgs({
    args,
    options: { branch: { type: 'string', default: 'ref-lease' } },
    allowPositionals: true,
  });
  const [first, ...others] = positionals;
  if (first === undefined || others.length > 0) throw new TypeError('One clone is audited at a time');
  return { where: first, branch: values.branch };
});
process.exit(await tell(where, branch));

async function tell(where: string, branch: string): Promise<number> {
  try {
    const report = await audit(where, branch);
    for (const finding of report.findings) print(lineOf(finding));
    print(summaryOf(report));
    return report.findings.length === 0 ? 0 : 1;
  } catch (error) {
    print(`The audit did not come to an end: ${(error as Error).message}`);
    return 2;
  }
}

function print(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}
