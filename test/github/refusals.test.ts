// What people read where GitHub, or what stands before it, decides against a call: all of it on one page.
import { describe, expect, it } from 'vitest';
import type { LeaseError } from '../../src/lease/errors.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import {
  graphqlRefusalOf,
  refusalOf,
  repositoryNotFound,
  unavailable,
  unexpected,
} from '../../src/github/faults.ts';
import { connected, read } from './api.ts';

const PURPOSE = {
  doing: 'writing the branch ref-lease',
  repository: 'octo/shop',
  permission: 'contents: write',
};
const CLOCK = { now: () => 1_795_168_800 };

const page = (status: number, html: string): LeaseError | null =>
  refusalOf({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, data: html }, PURPOSE, CLOCK);
const rest = (status: number, message: string): LeaseError | null =>
  refusalOf({ status, headers: {}, data: { message } }, PURPOSE, CLOCK);
const graphql = (type: string | undefined, message: string): LeaseError | null =>
  graphqlRefusalOf({ status: 200, headers: {}, data: {} }, [{ type, message }], PURPOSE, CLOCK);
const network = (cause: object, message = 'fetch failed'): LeaseError =>
  unavailable(
    PURPOSE,
    message,
    new Error('fetch failed', { cause: Object.assign(new Error(message), cause) }),
  );

const TUNNEL = (status: number) => `Proxy response (${status}) !== 200 when HTTP Tunneling`;
const SAML =
  'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
const IP_LIST =
  'Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, ' +
  'and your IP address is not permitted to access this resource.';

const SCENES: readonly (readonly [string, LeaseError | null])[] = [
  ['the token may not write', rest(403, 'Resource not accessible by integration')],
  ['the token is not known', rest(401, 'Bad credentials')],
  ['the repository is not there', repositoryNotFound(PURPOSE)],
  ['single sign-on', graphql('FORBIDDEN', SAML)],
  ['an IP allow list', graphql('FORBIDDEN', IP_LIST)],
  ['an archived repository', rest(403, 'Repository was archived so is read-only.')],
  [
    'an archived repository, by GraphQL',
    graphql('UNPROCESSABLE', 'Repository was archived so is read-only.'),
  ],
  ['a repository that is blocked', rest(451, 'Repository access blocked')],
  ['no API at this address', unexpected({ status: 404, headers: {}, data: 'Not Found' }, PURPOSE)],
  [
    'no host of that name',
    network({ code: 'ENOTFOUND', hostname: 'git.example' }, 'getaddrinfo ENOTFOUND git.example'),
  ],
  ['a host that is not named', network({ code: 'ENOTFOUND' })],
  ['a certificate of an unknown authority', network({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })],
  ['no TLS', network({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' })],
  ['a proxy that asks who it is', network({ code: 'UND_ERR_ABORTED' }, TUNNEL(407))],
  ['the same, without a tunnel', rest(407, 'Proxy Authentication Required')],
  ['a proxy that lets nothing through', network({ code: 'UND_ERR_ABORTED' }, TUNNEL(403))],
  ['a page of a gateway that refuses', page(403, '<title>\n Access\n denied</title>')],
  ['a page to log in', page(200, '<html><body>Log in</body></html>')],
];

it('what a person reads is as it stands on the page', async () => {
  const page = SCENES.map(([name, error]) => `## ${name}\n\n${error!.code}: ${error!.message}\n`).join('\n');
  await expect(page).toMatchFileSnapshot('__snapshots__/refusals.md');
});

describe('a fault', () => {
  it.each(SCENES.slice(8))('stays until somebody acts: %s', (_, error) => {
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error as UnavailableError).lasting).toBe(true);
  });

  it.each([
    ['a name that cannot be looked up for now', network({ code: 'EAI_AGAIN' })],
    ['a refused connection', network({ code: 'ECONNREFUSED' })],
    ['a proxy whose own server is down', network({ code: 'UND_ERR_ABORTED' }, TUNNEL(502))],
    ['an error without a code', network({}, 'other side closed')],
    ['a fault of GitHub', rest(502, 'Server Error')],
  ])('passes: %s', (_, error) => {
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error as UnavailableError).lasting).toBe(false);
  });

  it('of a host that is not there is told by the real network as well', async () => {
    const fetch = () =>
      Promise.reject(
        Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('getaddrinfo ENOTFOUND git.example'), {
            code: 'ENOTFOUND',
            hostname: 'git.example',
          }),
        }),
      );
    await expect(connected({ fetch }).client.get(read)).rejects.toMatchObject({ lasting: true });
  });
});
