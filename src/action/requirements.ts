// What a step needs of its runner: a Node that is new enough, addresses of the server, and the files through which the two
// talk to each other; a variable names each of them.
//
// What cannot be used is an InputError that names the variable, the path and what to look for, in place of whatever comes
// up in the middle of the work.
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { InputError } from '../lease/errors.ts';
import { variableError, type Env } from './environment.ts';
import { quoted } from '../text/printable.ts';

/** GitHub's runner takes the Node that action.yml names; others may take what is there. */
const OLDEST_NODE = 20;

/** Throws where this Node is too old: `version` is that of `process.versions.node`. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new InputError(
    `This step runs on Node ${version}, and the action is made for Node 24. GitHub's runner brings it along; put it on ` +
      'the PATH of another runner, such as act on the machine itself.',
  );
}

/** Throws an InputError where an address is not one that requests can be sent to; what is not set is left to others. */
export function checkServer(env: Env): void {
  for (const variable of ['GITHUB_API_URL', 'GITHUB_GRAPHQL_URL', 'GITHUB_SERVER_URL']) {
    const given = env[variable] ?? '';
    if (given === '' || isAddress(given)) continue;
    // Not as it is: there may be a password in it.
    throw variableError(
      variable,
      given.replace(/\/\/.*@/, '//***@'),
      'an address such as https://github.example, without a name or password in it',
    );
  }
}

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

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
