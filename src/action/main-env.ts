// What the post step takes over from the environment of its main step, in place of what it finds in its own.
//
// Inside nested composite actions the runner evaluates the inputs of a post step in the context of another step
// (https://github.com/actions/runner/issues/2030), and any later step of the job can send requests elsewhere by a proxy
// variable in GITHUB_ENV. So main leaves its token and the way to the server in the state that the runner keeps for its
// post step alone; whether the job has succeeded only post can know.
import * as z from 'zod';
import { variableOf, type Env } from './environment.ts';

/** The variables of proxies, which every HTTP client on a runner reads; their values may hold a password. */
export const PROXY_VARIABLES = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'no_proxy',
  'NO_PROXY',
] as const;

const VARIABLES = [
  variableOf('token'),
  variableOf('summary'),
  'GITHUB_API_URL',
  'GITHUB_GRAPHQL_URL',
  'GITHUB_SERVER_URL',
  ...PROXY_VARIABLES,
] as const;

/** The name under which the runner keeps it. */
export const MAIN_ENV_NAME = 'ref-lease-env';

const mainEnvSchema = z.partialRecord(z.enum(VARIABLES), z.string());

/** Writes what the post step takes over, as text. It has the token in it: to be masked before. */
export function printMainEnv(env: Env): string {
  return JSON.stringify(Object.fromEntries(VARIABLES.map((name) => [name, env[name]])));
}

/** The environment of a post step as it is to be used: where main has left its own, that of main in these variables. */
export function withMainEnv(env: Env): Env {
  const left = parseMainEnv(env[`STATE_${MAIN_ENV_NAME}`] ?? '');
  return left === null ? env : { ...env, ...Object.fromEntries(VARIABLES.map((name) => [name, left[name]])) };
}

function parseMainEnv(text: string): Env | null {
  try {
    return mainEnvSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
