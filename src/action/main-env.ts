// What the post step takes over from the environment of its main step, in place of what it finds in its own.
//
// Inside nested composite actions the runner evaluates the inputs of a post step in the context of another step
// (https://github.com/actions/runner/issues/2030), and any later step of the job can send requests elsewhere by a proxy
// variable in GITHUB_ENV. So main leaves its token and its way to the server, sealed, for post. Whether the job has
// succeeded only post can be told.
import { variableOf, type Env } from './environment.ts';
import { seal, unseal } from './sealed.ts';

/** The variables of proxies, which every HTTP client on a runner reads; their values may hold a password. */
export const PROXY_VARIABLES = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'no_proxy',
  'NO_PROXY',
] as const;

/** The variables of proxies of a step, set or not. */
export function proxyVariables(env: Env): Env {
  return only(PROXY_VARIABLES, env);
}

function only(names: readonly string[], env: Env): Env {
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

const VARIABLES = [
  variableOf('token'),
  variableOf('summary'),
  'GITHUB_API_URL',
  'GITHUB_GRAPHQL_URL',
  'GITHUB_SERVER_URL',
  ...PROXY_VARIABLES,
];

/** The name under which the runner keeps it. */
export const MAIN_ENV_NAME = 'ref-lease-env';

/** What the post step takes over, as text for the runner to keep; empty where it cannot be kept safely. */
export function printMainEnv(env: Env): string {
  return seal(JSON.stringify(only(VARIABLES, env)), env);
}

/** The environment of a post step as it is to be used: in these variables what main has left, if it has. */
export function withMainEnv(env: Env): Env {
  const text = unseal(env[`STATE_${MAIN_ENV_NAME}`] ?? '', env);
  if (text === null) return env;
  // Nothing else in the job could have sealed it, so it has the form that main gave it.
  return { ...env, ...only(VARIABLES, JSON.parse(text) as Env) };
}
