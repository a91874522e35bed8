// Writes what the documentation takes from elsewhere: docs/reference.md has the inputs and outputs of action.yml,
// docs/benchmarks.md the figures of bench/results.json, docs/cli.md the table of commands, each between markers such as `<!-- inputs:start -->` and
// `<!-- inputs:end -->`. They are lists where a table of so many words would be wider than a screen.
//
// With --check it writes nothing and fails when a page is not current. Markers that are missing are an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import type { Results } from '../bench/results.ts';
import { conditionsOf, rowsOf, storeTable } from '../bench/table.ts';
import { EXIT_STATUSES } from '../src/cli/exit.ts';
import { row, usageOf } from '../src/cli/help.ts';
import { GLOBAL, type Option } from '../src/cli/options.ts';
import { COMMANDS, type CommandSpec } from '../src/cli/table.ts';
import { table } from '../src/text/cells.ts';

interface Entry {
  readonly description: string;
  readonly default?: string;
}

type Entries = Readonly<Record<string, Entry>>;

const ROOT = join(import.meta.dirname, '..');

/** What the pages are made from. */
export interface Sources {
  readonly actionYml: string;
  readonly results: Results;
}

/** The pages with generated parts, and those parts by the names of their markers. */
export const PAGES: Readonly<Record<string, (sources: Sources) => Readonly<Record<string, string>>>> = {
  'docs/reference.md': ({ actionYml }) => {
    const { inputs, outputs } = parse(actionYml) as { inputs: Entries; outputs: Entries };
    return { inputs: inputsOf(inputs), outputs: outputsOf(outputs) };
  },
  'docs/cli.md': () => ({
    commands: COMMANDS.map(commandOf).join('\n\n'),
    globals: optionList(GLOBAL),
    statuses: EXIT_STATUSES.map(([status, meaning]) => `- **${status}:** ${meaning}`).join('\n'),
  }),
  'docs/benchmarks.md': ({ results }) => ({ bench: figuresOf(results) }),
};

/** A page with its generated parts as the sources give them. */
export async function current(page: string, text: string, sources: Sources): Promise<string> {
  const parts = Object.entries(PAGES[page]?.(sources) ?? {});
  const made = parts.reduce((made, [name, content]) => between(page, made, name, content), text);
  return format(made, { ...(await resolveConfig(join(ROOT, page))), parser: 'markdown' });
}

function inputsOf(inputs: Entries): string {
  const sections = Object.entries(inputs).map(([name, entry]) => {
    const { meaning, byDefault, usedBy } = split(entry.description);
    const standard = byDefault || (entry.default ? code(entry.default) : '');
    const facts = [standard && `- Default: ${standard}`, usedBy && `- Used by: ${usedBy}`].filter(Boolean);
    return [`### ${code(name)}`, meaning, facts.join('\n')].join('\n\n');
  });
  return sections.join('\n\n');
}

function outputsOf(outputs: Entries): string {
  const lines = Object.entries(outputs).map(([name, entry]) => {
    const { meaning, usedBy } = split(entry.description);
    return `- ${code(name)} (${usedBy}): ${meaning}`;
  });
  return lines.join('\n');
}

function commandOf(spec: CommandSpec): string {
  const { name, summary, about, options, examples } = spec;
  const shown = Object.entries(examples)
    .map(([text, line]) => `# ${text}\n${line}`)
    .join('\n');
  return [
    `### ${code(name)}`,
    `${summary}. ${about}`,
    fenced(usageOf(spec)),
    ...(options.length === 0 ? [] : [optionList(options)]),
    fenced(shown),
  ].join('\n\n');
}

function optionList(options: readonly Option[]): string {
  return options
    .map((option) => {
      const [form, text] = row(option);
      return `- ${code(form.trim())}: ${text.replace(/\$\w+/g, '`$&`')}`;
    })
    .join('\n');
}

function figuresOf(results: Results): string {
  const lines = rowsOf(results).map(
    ([what, found, compared]) => `- **${what}:** ${found}${compared && `. _To compare:_ ${compared}`}`,
  );
  const [heading = [], ...rows] = storeTable(results);
  return `${conditionsOf(results)}\n\n${lines.join('\n')}\n\n${table(heading, rows)}`;
}

/** A description's parts: `<meaning> Default: <default>. Used by: <modes>.` */
function split(description: string): { meaning: string; byDefault: string; usedBy: string } {
  const [rest = '', usedBy = ''] = description.trim().split(/ Used by: /);
  const [meaning = '', byDefault = ''] = rest.split(/ Default: /);
  return { meaning, byDefault: byDefault.replace(/\.$/, ''), usedBy: usedBy.replace(/\.$/, '') };
}

function code(text: string): string {
  return `\`${text}\``;
}

function fenced(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

function between(page: string, text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${page} lacks the markers "${start}" and "${end}", in this order`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** The sources as they stand in the repository. */
export function sources(): Sources {
  return {
    actionYml: readFileSync(join(ROOT, 'action.yml'), 'utf8'),
    results: JSON.parse(readFileSync(join(ROOT, 'bench', 'results.json'), 'utf8')) as Results,
  };
}

/** Writes the pages, or with `check` only tells whether they are current. */
async function main(check: boolean): Promise<void> {
  for (const page of Object.keys(PAGES)) {
    const path = join(ROOT, page);
    const text = readFileSync(path, 'utf8');
    const made = await current(page, text, sources());
    if (made === text) continue;
    if (check)
      throw new Error(`${page} is not what its sources give: run "npm run docs" and commit the result`);
    writeFileSync(path, made);
  }
}

if (import.meta.main) {
  await main(process.argv.includes('--check')).catch((error: Error) => {
    process.stderr.write(`docs: ${error.message}\n`);
    process.exit(1);
  });
}
