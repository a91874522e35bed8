// The fetch that requests are sent by: Node's own or, where a proxy is set, that of @actions/github.
//
// So the variables mean what they mean for every other action. The package decides by `process.env` while it is loaded,
// and brings an HTTP client of its own; it is loaded only where there is a proxy.
import { InputError } from '../lease/errors.ts';

/**
 * The fetch for a server, by the proxy that these variables (`https_proxy`, `no_proxy`, … in both cases) name for it. A
 * proxy that cannot be used is an InputError, which does not show its address: it may hold a password.
 */
export async function fetchFor(
  apiUrl: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<typeof globalThis.fetch> {
  const named = Object.keys(variables).filter((name) => !/^no_/i.test(name) && variables[name]);
  if (named.length === 0) return globalThis.fetch;
  for (const name of named) if (!isAddress(variables[name]!)) throw unusable([name], 'it is no address.');
  // Its context would read the event, which is read elsewhere, and may be broken.
  publish({ ...variables, GITHUB_API_URL: apiUrl, GITHUB_EVENT_PATH: undefined });
  try {
    const { defaults } = await import('@actions/github/lib/utils');
    return defaults.request?.['fetch'] as typeof globalThis.fetch;
  } catch (error) {
    throw unusable(named, (error as Error).message);
  }
}

// The package takes `proxy:3128` for an address of the scheme `proxy`, and then none at all.
function isAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).host !== '';
}

function unusable(named: readonly string[], problem: string): InputError {
  return new InputError(
    `The proxy that the environment names (${named.join(', ')}) cannot be used: ${problem} ` +
      'Give it as http:// or https://, a host and a port.',
  );
}

/** Where names of variables have no case, what is not set must not take away what is. */
function publish(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(variables)) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}
