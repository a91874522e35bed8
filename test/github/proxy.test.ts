// Which fetch requests are sent by. That a proxy sees them, and whom `no_proxy` spares, is told by test/dist/proxy.test.ts:
// the package that knows reads the environment of a process once, while it is loaded.
import { afterAll, expect, it } from 'vitest';
import { InputError } from '../../src/lease/errors.ts';
import { fetchFor } from '../../src/github/proxy.ts';
import { graphqlUrlOf } from '../../src/world.ts';

const API = 'https://api.github.test';
const before = { ...process.env };
afterAll(() => {
  process.env = before;
});

it.for([{}, { https_proxy: '', HTTPS_PROXY: undefined }, { no_proxy: '*' }])(
  "sends by Node's own fetch where no proxy is set: %o",
  async (env) => {
    expect(await fetchFor(API, env)).toBe(globalThis.fetch);
  },
);

it('refuses a proxy that it does not know how to use, and shows no password, whatever the event is', async () => {
  process.env['GITHUB_EVENT_PATH'] = import.meta.filename;
  const error = await fetchFor(API, { HTTPS_PROXY: 'socks5://me:secret@proxy.test:1080' }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toMatchInlineSnapshot(
    `"The proxy that the environment names (HTTPS_PROXY) cannot be used: Invalid URL protocol: the URL must start with \`http:\` or \`https:\`. Give it as http:// or https://, a host and a port."`,
  );
});

it('refuses an address without a host', async () => {
  await expect(fetchFor(API, { https_proxy: 'proxy.test:8080' })).rejects.toThrow(
    'names (https_proxy) cannot be used: it is no address. Give it as http:// or https://, a host and a port.',
  );
});

it.for([
  ['https://api.github.com', 'https://api.github.com/graphql'],
  ['https://api.octocorp.ghe.com', 'https://api.octocorp.ghe.com/graphql'],
  ['https://github.example.com/api/v3', 'https://github.example.com/api/graphql'],
  ['https://github.example.com/api/v3/', 'https://github.example.com/api/graphql'],
])('finds GraphQL beside REST at %s', ([apiUrl, graphqlUrl]) => {
  expect(graphqlUrlOf(apiUrl!)).toBe(graphqlUrl);
});
