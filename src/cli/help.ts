// The help: of the whole, and of each command; each fits a screen.
import { EXIT_STATUSES } from './exit.ts';
import { GLOBAL, isValued, SHOW_VERSION, type Option } from './options.ts';
import { COMMANDS, type CommandSpec } from './table.ts';

const WIDTH = 80;
const INDENT = '  ';

/** Decorates a heading; see terminal.ts. */
type Heading = (text: string) => string;

/** The help of a command, or of the whole. */
export function help(spec: CommandSpec | null, heading: Heading): string {
  return spec === null ? overview(heading) : commandHelp(spec, heading);
}

function overview(heading: Heading): string {
  const commands = COMMANDS.map(({ name, summary }) => [name, summary] as const);
  return sections([
    ['ref-lease shares an environment, a device or an account by a branch of any git', 'repository.'],
    [
      `${heading('Usage:')} ref-lease COMMAND [OPTION]...`,
      `       ref-lease -${SHOW_VERSION.short}, --${SHOW_VERSION.name}`,
    ],
    [heading('Commands:'), ...columns(commands)],
    [heading('Options of every command:'), ...columns(GLOBAL.map(row))],
    [heading('Exit statuses:'), ...columns(EXIT_STATUSES)],
    ['More: ref-lease COMMAND --help'],
  ]);
}

function commandHelp(spec: CommandSpec, heading: Heading): string {
  const { summary, about, options, examples } = spec;
  return sections([
    [`${summary}.`],
    [`${heading('Usage:')} ${usageOf(spec)}`],
    wrapped(about, WIDTH),
    ...(options.length === 0 ? [] : [[heading('Options:'), ...columns(options.map(row))]]),
    [
      heading('Examples:'),
      ...Object.entries(examples).flatMap(([text, line]) => [`${INDENT}# ${text}`, `${INDENT}${line}`]),
    ],
    ['Options of every command, and exit statuses: ref-lease --help'],
  ]);
}

/** `ref-lease lock (--lease NAME|--all) --reason TEXT [OPTION]...`. */
export function usageOf({ name, options, required = [], runsCommand, choices }: CommandSpec): string {
  const needed = required.map((group) => {
    const forms = group.map(formOf);
    return forms.length === 1 ? forms[0]! : `(${forms.join('|')})`;
  });
  const more = options.some((option) => !required.flat().includes(option)) ? ['[OPTION]...'] : [];
  const operand = runsCommand ? ['-- COMMAND [ARGUMENT]...'] : choices ? [choices.join('|')] : [];
  return ['ref-lease', name, ...needed, ...more, ...operand].join(' ');
}

function formOf(option: Option): string {
  return isValued(option) ? `--${option.name} ${option.value}` : `--${option.name}`;
}

/** An option as a row: `-l, --lease NAME`, and what it does, with its limits and its default. */
export function row(option: Option): readonly [form: string, text: string] {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  const { limits, byDefault } = isValued(option) ? option : {};
  const notes = [limits, byDefault === undefined ? undefined : `default: ${byDefault}`].filter(
    (note) => note !== undefined,
  );
  return [`${short}${formOf(option)}`, `${option.text}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const room = WIDTH - INDENT.length - width;
  return rows.flatMap(([left, right]) =>
    wrapped(right, room).map((line, index) => `${INDENT}${(index === 0 ? left : '').padEnd(width)}${line}`),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function sections(parts: readonly (readonly string[])[]): string {
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
