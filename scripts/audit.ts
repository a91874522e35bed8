// npm run audit -- <path or address of a clone> [--branch ref-lease]
//
// Walks a lock branch commit by commit and checks that every one keeps the promises of docs/design.md. One line for each
// that does not, a summary, and status 1 where there is anything to tell.
import { parseArgs } from 'node:util';
import { printable } from '../src/text/printable.ts';
import { audit, lineOf, summaryOf } from '../src/audit/check.ts';

const { values, positionals } = parseArgs({
  options: { branch: { type: 'string', default: 'ref-lease' } },
  allowPositionals: true,
});

const [where] = positionals;
if (where === undefined || positionals.length > 1) {
  print('Usage: npm run audit -- <path or address of a clone> [--branch ref-lease]');
  process.exit(2);
}
process.exit(await tell(where, values.branch));

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
