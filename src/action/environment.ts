// The environment of a step: how the runner hands inputs and facts over.
//
// Everything here works on a record, not on `process.env`, so that it can be tried without a runner. No value is
// checked here.
import { refusal } from '../input/refusal.ts';
import { InputError } from '../lease/errors.ts';
import { INPUT_TABLE, type InputName } from './input-table.ts';
import { quoted } from '../text/printable.ts';

/** Environment variables by name; the runner's, or a test's. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The name under which the runner keeps what main leaves for post. */
export const STATE_NAME = 'ref-lease';

/** Where the pages of the server are. */
export function serverUrlOf(env: Env): string {
  return env['GITHUB_SERVER_URL'] || 'https://github.com';
}

/** The variable in which the runner hands an input over. */
export function variableOf(name: InputName): string {
  return `INPUT_${name.toUpperCase()}`;
}

/** The value of an input exactly as it was given; empty where it was not. */
export function rawInput(env: Env, name: InputName): string {
  return env[variableOf(name)] ?? '';
}

/** The value of an input without surrounding white space; its default, or empty, where it was not given. */
export function readInput(env: Env, name: InputName): string {
  return rawInput(env, name).trim() || (INPUT_TABLE[name].byDefault ?? '');
}

/** The error for an input whose value is not allowed: `problem` is a sentence, `allowed` completes "it must be". */
export function inputError(name: InputName, given: string, allowed: string, problem?: string): InputError {
  return refusal(`The input "${name}"`, given, allowed, problem);
}

/** The error for a variable that every step of GitHub Actions has, and this one lacks. */
export function variableError(name: string, given: string, allowed: string): InputError {
  const was = given === '' ? 'is not set' : `is ${quoted(given)}`;
  return new InputError(
    `The environment variable ${name} ${was}; it must be ${allowed}. ` +
      'The runner sets it: ref-lease works only as a step of a GitHub Actions job.',
  );
}
