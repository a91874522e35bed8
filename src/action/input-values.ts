// One input at a time: from the text that was given to a value, or an InputError that says what is allowed.
//
// An input that was not given has its default: that of the table, or the fallback. No parser here looks at another input,
// except for the name that a message shows.
import type { Seconds } from '../lease/instant.ts';
import { parseDurationIn, type DurationRange } from '../input/duration.ts';
import { anyOf } from '../input/choices.ts';
import { parseIntegerIn, type IntegerRange } from '../input/integer.ts';
import { LONGEST_TEXT } from '../input/limits.ts';
import { inputError, rawInput, readInput, type Env } from './environment.ts';
import type { InputName } from './input-table.ts';

/** Reads a boolean of the YAML 1.2 core schema; `null` where the text is not one. */
export function parseBoolean(text: string): boolean | null {
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  return /^(?:false|False|FALSE)$/.test(text) ? false : null;
}

/** The value of a boolean input. */
export function booleanInput(env: Env, name: InputName): boolean {
  const given = readInput(env, name);
  const value = parseBoolean(given);
  if (value === null) throw inputError(name, given, 'true or false');
  return value;
}

/** The value of an input that has a fixed set of values. */
export function choiceInput<const T extends string>(env: Env, name: InputName, choices: readonly T[]): T {
  const given = readInput(env, name);
  const value = choices.find((choice) => choice === given);
  if (value === undefined) throw inputError(name, given, anyOf(choices));
  return value;
}

/** The value of an input that is a whole number of a range; `also` names what else the input may be. */
export function integerInput<T extends number | null = never>(
  env: Env,
  name: InputName,
  { fallback, also = '', ...range }: IntegerRange & { readonly fallback?: T; readonly also?: string },
): number | T {
  const given = readInput(env, name);
  if (given === '' && fallback !== undefined) return fallback;
  const value = parseIntegerIn(given, range);
  if (typeof value === 'string') throw inputError(name, given, `${also}${value}`);
  return value;
}

/** The value of an input that is a duration of a range. */
export function durationInput<T extends Seconds | null = never>(
  env: Env,
  name: InputName,
  { fallback, ...range }: DurationRange & { readonly fallback?: T },
): Seconds | T {
  const given = readInput(env, name);
  if (given === '' && fallback !== undefined) return fallback;
  const value = parseDurationIn(given, range);
  if (typeof value === 'string') throw inputError(name, given, value);
  return value;
}

/** The value of an input that is free text of so many bytes, or `null`; what surrounds it stays if `verbatim`. */
export function textInput(
  env: Env,
  name: InputName,
  options: { readonly verbatim?: boolean; readonly atMost?: number } = {},
): string | null {
  const { verbatim = false, atMost = LONGEST_TEXT } = options;
  const given = verbatim ? rawInput(env, name) : readInput(env, name);
  if (given === '') return null;
  const bytes = Buffer.byteLength(given);
  if (bytes > atMost) throw inputError(name, given, `at most ${atMost} bytes of UTF-8, and it has ${bytes}`);
  return given;
}
