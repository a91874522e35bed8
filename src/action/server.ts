// The addresses of the server, as the runner gives them.
import { variableError, type Env } from './environment.ts';

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

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
