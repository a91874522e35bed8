// What must not be read in any log: the token, and what a proxy wants to know before it lets anybody through.
import { readInput, type Env } from './environment.ts';
import { PROXY_VARIABLES } from './main-env.ts';

/** The secrets that the environment of a step has, longest first. */
export function secretsOf(env: Env): string[] {
  const proxies = PROXY_VARIABLES.flatMap((name) => credentialsOf(env[name] ?? ''));
  const secrets = [readInput(env, 'token'), ...proxies].filter((secret) => secret !== '');
  return [...new Set(secrets)].toSorted((one, other) => other.length - one.length);
}

// `http://name:password@proxy:3128`, also without the scheme; the password may be percent-encoded, and have an @ of its own.
function credentialsOf(proxy: string): string[] {
  const userinfo = /^(?:\w+:\/\/)?(.+)@/.exec(proxy)?.[1];
  if (userinfo === undefined) return [];
  const password = userinfo.slice(userinfo.indexOf(':') + 1);
  return [userinfo, password, decoded(userinfo), decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
