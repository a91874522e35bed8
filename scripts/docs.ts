// Writes the tables of README.md between the markers `<!-- inputs:start -->` … `<!-- inputs:end -->`, and the same for
// outputs and bench: the inputs and outputs from action.yml, the figures from bench/results.json.
//
// With --check it writes nothing and fails when a table is not current. Markers that are missing are an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import type { Results } from '../bench/results.ts';
import { conditionsOf, markdownTable, rowsOf } from '../bench/table.ts';

interface Entry {
  readonly description: string;
  readonly default?: string;
}

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');

/** What the tables are made from. */
export interface Sources {
  readonly actionYml: string;
  readonly results: Results;
}

/** The README with its tables as the sources give them. */
export async function withTables(readme: string, { actionYml, results }: Sources): Promise<string> {
  const action = parse(actionYml) as { inputs: Record<string, Entry>; outputs: Record<string, Entry> };
  const inputs = table(
    ['input', 'default', 'used by', 'meaning'],
    Object.entries(action.inputs).map(([name, entry]) => {
      const { meaning, byDefault, usedBy } = split(entry.description);
      return [code(name), byDefault || code(entry.default ?? ''), usedBy, meaning];
    }),
  );
  const outputs = table(
    ['output', 'of', 'meaning'],
    Object.entries(action.outputs).map(([name, entry]) => {
      const { meaning, usedBy } = split(entry.description);
      return [code(name), usedBy, meaning];
    }),
  );
  const figures = `${markdownTable(rowsOf(results))}\n\n${conditionsOf(results)}`;
  const text = between(between(between(readme, 'inputs', inputs), 'outputs', outputs), 'bench', figures);
  return format(text, { ...(await resolveConfig(README)), parser: 'markdown' });
}

/** A description's parts: `<meaning> Default: <default>. Used by: <modes>.` */
function split(description: string): { meaning: string; byDefault: string; usedBy: string } {
  const [rest = '', usedBy = ''] = description.trim().split(/ Used by: /);
  const [meaning = '', byDefault = ''] = rest.split(/ Default: /);
  return { meaning, byDefault: byDefault.replace(/\.$/, ''), usedBy: usedBy.replace(/\.$/, '') };
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`README.md lacks the markers "${start}" and "${end}", in this order`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** The sources as they stand in the repository. */
export function sources(): Sources {
  return {
    actionYml: readFileSync(join(ROOT, 'action.yml'), 'utf8'),
    results: JSON.parse(readFileSync(join(ROOT, 'bench', 'results.json'), 'utf8')) as Results,
  };
}

/** Writes README.md, or with `check` only tells whether it is current. */
async function main(check: boolean): Promise<void> {
  const readme = readFileSync(README, 'utf8');
  const current = await withTables(readme, sources());
  if (current === readme) return;
  if (check)
    throw new Error(
      'README.md is not what action.yml and bench/results.json give: run "npm run docs" and commit the result',
    );
  writeFileSync(README, current);
}

if (import.meta.main) {
  await main(process.argv.includes('--check')).catch((error: Error) => {
    process.stderr.write(`docs: ${error.message}\n`);
    process.exit(1);
  });
}
