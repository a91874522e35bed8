// The files through which the runner and a step talk to each other; a variable names each of them.
//
// A file that cannot be used is an InputError that names the variable, the path and what to look for, in place of
// whatever comes up in the middle of the work.
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { InputError } from '../lease/errors.ts';
import { variableError, type Env } from './environment.ts';
import { quoted } from '../text/printable.ts';

/** Throws unless the file that a variable names can be written to. */
export function requireWritable(env: Env, variable: string): void {
  const path = pathOf(env, variable, 'the path of a file that the step can write to');
  // Opened as what will be written is, but never created: the runner reads none but its own.
  attempt(variable, path, 'written', () =>
    closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND)),
  );
}

/** The object in the JSON file that a variable names. */
export function readJsonObject(env: Env, variable: string): Readonly<Record<string, unknown>> {
  const path = pathOf(env, variable, 'the path of a JSON file');
  const text = attempt(variable, path, 'read', () => readFileSync(path, 'utf8'));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw fileError(variable, path, `is not JSON (${Buffer.byteLength(text)} bytes)`, cause);
  }
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>;
  throw fileError(variable, path, 'is JSON, but not an object');
}

function pathOf(env: Env, variable: string, allowed: string): string {
  const path = env[variable] ?? '';
  if (path === '') throw variableError(variable, path, allowed);
  return path;
}

function attempt<T>(variable: string, path: string, done: 'written' | 'read', body: () => T): T {
  try {
    return body();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be ${done} (${code})`;
    throw fileError(variable, path, problem, cause);
  }
}

function fileError(variable: string, path: string, problem: string, cause?: unknown): InputError {
  const error = new InputError(
    `The file ${quoted(path, 300)}, which the environment variable ${variable} names, ${problem}. The runner makes it: ` +
      'look for an earlier step that removes or changes files in RUNNER_TEMP or sets this variable, or for a container ' +
      'whose user has no access to it.',
  );
  error.cause = cause;
  return error;
}
