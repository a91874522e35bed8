// docs/cli.md as far as the table says it: each command with its options and examples, and the exit statuses.
import { EXIT_STATUSES } from './exit.ts';
import { row, usageOf } from './help.ts';
import { GLOBAL, type Option } from './options.ts';
import { COMMANDS, type CommandSpec } from './table.ts';

/** The parts of the page, by the names of their markers. */
export function cliReference(): Readonly<Record<'commands' | 'globals' | 'statuses', string>> {
  return {
    commands: COMMANDS.map(section).join('\n\n'),
    globals: optionList(GLOBAL),
    statuses: EXIT_STATUSES.map(([status, meaning]) => `- **${status}:** ${meaning}`).join('\n'),
  };
}

function section(spec: CommandSpec): string {
  const { name, summary, about, options, examples } = spec;
  const shown = examples.map(({ text, line }) => `# ${text}\n${line}`).join('\n');
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

function fenced(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}
