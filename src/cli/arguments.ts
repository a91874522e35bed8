// From the words of a command line to a command and what it was given. Nothing is asked of the world.
//
// The words are taken apart by Node's own parser; what they may be is said by the table.
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { allOf, anyOf } from '../input/choices.ts';
import { nearest } from '../input/nearest.ts';
import { InputError } from '../lease/errors.ts';
import { shellWord } from '../text/escape.ts';
import { quoted } from '../text/printable.ts';
import { GLOBAL, HELP, isValued, SHOW_VERSION, type Flag, type Option, type Valued } from './options.ts';
import { COMMANDS, type CommandName, type CommandSpec } from './table.ts';

/** What a command was given, read and checked. */
export class Given {
  readonly #values: ReadonlyMap<string, unknown>;
  /** What follows the options. */
  readonly operands: readonly string[];

  constructor(values: ReadonlyMap<string, unknown>, operands: readonly string[]) {
    this.#values = values;
    this.operands = operands;
  }

  /** The value of an option; `null` where it was not given. */
  get<V>(option: Valued<V>): V | null {
    return (this.#values.get(option.name) as V | undefined) ?? null;
  }

  has(option: Flag): boolean {
    return this.#values.has(option.name);
  }
}

export type Parsed =
  | { readonly kind: 'command'; readonly name: CommandName; readonly given: Given }
  /** `null`: of the whole. */
  | { readonly kind: 'help'; readonly spec: CommandSpec | null }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'version' };

const NAMES = COMMANDS.map(({ name }) => name);

/** Reads the arguments; throws an InputError that says what is wrong, and where the help is. */
export function parseArguments(args: readonly string[]): Parsed {
  const [first, ...rest] = args;
  if (first === undefined) return { kind: 'nothing' };
  if (is(HELP, first)) return { kind: 'help', spec: null };
  if (is(SHOW_VERSION, first)) return { kind: 'version' };
  if (first === 'help') return { kind: 'help', spec: rest[0] === undefined ? null : commandNamed(rest[0]) };
  const spec = commandNamed(first);
  const { given, texts } = split(spec, rest);
  if (texts.has(HELP.name)) return { kind: 'help', spec };
  check(spec, texts);
  return { kind: 'command', name: spec.name, given: new Given(read(spec, texts), operands(spec, given)) };
}

function commandNamed(word: string): (typeof COMMANDS)[number] {
  const found = COMMANDS.find(({ name }) => name === word);
  if (found !== undefined) return found;
  const isOption = word.startsWith('-');
  const meant = nearest(word, NAMES);
  const advice = isOption
    ? 'The command comes first, its options after it.'
    : meant === null
      ? `There are ${allOf(NAMES)}.`
      : `Is "${meant}" meant?`;
  throw new InputError(`There is no command ${quoted(word)}. ${advice}`);
}

/** The words before and behind `--` that are no options, and the text of each option; `true` for a flag. */
interface Split {
  readonly given: { readonly before: readonly string[]; readonly behind: readonly string[] };
  readonly texts: ReadonlyMap<string, string | true>;
}

function split(spec: CommandSpec, args: readonly string[]): Split {
  const known = optionsOf(spec);
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    known.map((option) => [option.name, { ...option, type: isValued(option) ? 'string' : 'boolean' }]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const texts = new Map<string, string | true>();
  const end = tokens.find(({ kind }) => kind === 'option-terminator');
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = known.find(({ name }) => name === token.name);
    if (option === undefined) throw unknownOption(spec, token.rawName, known);
    if (texts.has(option.name)) throw new InputError(`--${option.name} is given twice.`);
    if (token.inlineValue && token.rawName === `-${option.short}` && token.value.startsWith('='))
      throw tiedToLetter(option, token.value);
    // What looks like the next option is no value, unless it is tied to this one by "=".
    const isNext = token.inlineValue === false && /^-\D/.test(token.value);
    if (isNext && isValued(option)) throw needsValue(option, isMeant(token.value, known) ? '' : token.value);
    texts.set(option.name, valueOf(option, token.value));
  }
  const before = tokens
    .filter((token) => token.kind === 'positional' && (end === undefined || token.index < end.index))
    .map((token) => (token as { readonly value: string }).value);
  return { given: { before, behind: end === undefined ? [] : args.slice(end.index + 1) }, texts };
}

function valueOf(option: Option, value: string | undefined): string | true {
  if (isValued(option)) {
    if (value === undefined) throw needsValue(option);
    return value;
  }
  if (value !== undefined) throw new InputError(`--${option.name} takes no value.`);
  return true;
}

function tiedToLetter({ name, short }: Option, value: string): InputError {
  const forms = `-${short} ${value.slice(1)}, or --${name}${value}`;
  return new InputError(`-${short} is followed by its value without "=": ${forms}.`);
}

/** Whether a word is this option. */
function is({ name, short }: Option, word: string): boolean {
  return word === `--${name}` || word === `-${short}`;
}

/** Whether a word is an option that there is, or the end of the options. */
function isMeant(word: string, known: readonly Option[]): boolean {
  return word === '--' || known.some((option) => is(option, word));
}

/** `tied`: what comes behind it and may be its value, though it looks like an option. */
function needsValue({ name, value }: Valued<unknown>, tied = ''): InputError {
  const advice =
    tied === '' ? '' : ` A value that begins with "-" is tied to it: --${name}=${shellWord(tied)}.`;
  return new InputError(`--${name} needs a value: --${name} ${value}.${advice}`);
}

function unknownOption(spec: CommandSpec, raw: string, known: readonly Option[]): InputError {
  const behind = spec.runsCommand ? ' Options of the command come behind --.' : '';
  const advice = elsewhere(raw) ?? similar(raw, known) ?? `See ref-lease ${spec.name} --help.`;
  return new InputError(`ref-lease ${spec.name} has no option ${quoted(raw)}. ${advice}${behind}`);
}

/** Says where an option belongs that others have; `null` where nobody has it. */
function elsewhere(raw: string): string | null {
  if (is(SHOW_VERSION, raw)) return `It comes without a command: ref-lease ${raw}.`;
  const commands = COMMANDS.filter(({ options }) => options.some((option) => is(option, raw)));
  return commands.length === 0 ? null : `It is an option of ${allOf(commands.map(({ name }) => name))}.`;
}

/** Asks for the option that is nearly written like this; `null` where there is none. */
function similar(raw: string, known: readonly Option[]): string | null {
  const word = /^--(.+)$/s.exec(raw)?.[1];
  const names = known.map(({ name }) => name);
  const meant = word === undefined ? null : nearest(word, names);
  return meant === null ? null : `Is --${meant} meant?`;
}

/** Those that a command knows, its own first. */
export function optionsOf(spec: CommandSpec): readonly Option[] {
  return [...spec.options, ...GLOBAL];
}

function check(spec: CommandSpec, texts: Split['texts']): void {
  for (const group of spec.required ?? []) {
    if (group.some(({ name }) => texts.has(name))) continue;
    throw new InputError(`ref-lease ${spec.name} needs ${anyOf(group.map(({ name }) => `--${name}`))}.`);
  }
  for (const [one, other] of spec.conflicts ?? []) {
    if (texts.has(one.name) && texts.has(other.name))
      throw new InputError(`--${one.name} and --${other.name} contradict each other.`);
  }
}

function read(spec: CommandSpec, texts: Split['texts']): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const option of optionsOf(spec)) {
    const given = texts.get(option.name);
    if (given !== undefined) values.set(option.name, isValued(option) ? option.read(given as string) : true);
  }
  return values;
}

function operands(spec: CommandSpec, { before, behind }: Split['given']): readonly string[] {
  if (!spec.runsCommand) return chosen(spec, [...before, ...behind]);
  const { name } = spec;
  const [first, second] = before;
  if (first !== undefined)
    throw new InputError(
      `ref-lease ${name} does not know what ${quoted(first)} is for. The command comes behind --: ref-lease ${name} … -- ${first}${second === undefined ? '' : ' …'}`,
    );
  if (!behind[0])
    throw new InputError(`ref-lease ${name} needs a command: ref-lease ${name} … -- ./deploy.sh`);
  return behind;
}

/** Nothing, or one of the choices. */
function chosen({ name, choices }: CommandSpec, given: readonly string[]): readonly string[] {
  const extra = given[choices === undefined ? 0 : 1];
  if (extra !== undefined)
    throw new InputError(`ref-lease ${name} does not know what ${quoted(extra)} is for.`);
  const [choice = ''] = given;
  if (choices !== undefined && !choices.includes(choice)) {
    const was = choice === '' ? 'is missing' : `was given as ${quoted(choice)}`;
    throw new InputError(`The shell ${was}; it must be ${anyOf(choices)}.`);
  }
  return given;
}
