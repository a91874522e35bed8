// The addresses of the server.
import { describe, expect, it } from 'vitest';
import { checkServer } from '../../src/action/requirements.ts';
import { anEnv, inputErrorOf } from './records.ts';

const VARIABLES = ['GITHUB_API_URL', 'GITHUB_GRAPHQL_URL', 'GITHUB_SERVER_URL'];

describe.each(VARIABLES)('%s', (variable) => {
  const refusal = (value: string | undefined): string =>
    inputErrorOf(() => checkServer(anEnv({}, { [variable]: value })));

  it.each([undefined, '', 'https://api.github.com', 'http://127.0.0.1:8080/api/v3/'])(
    'may be %s',
    (value) => {
      expect(refusal(value)).toBe('no error');
    },
  );

  it.each(['ghe.example', 'ssh://ghe.example', 'https://', 'localhost:8080'])('must not be %s', (value) => {
    expect(refusal(value)).toContain(
      `The environment variable ${variable} is "${value}"; it must be an address`,
    );
  });

  it('must not have a password in it, which is not repeated', () => {
    expect(refusal('https://bob:hunt@er2@ghe.example/')).toContain(
      'is "https://***@ghe.example/"; it must be',
    );
    expect(refusal('https://bob@ghe.example')).toContain('is "https://***@ghe.example"; it must be');
  });
});
