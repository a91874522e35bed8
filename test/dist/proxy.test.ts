// The network as companies have it: the API is reached through a forward proxy, which is told by the environment, and
// its certificate is one of their own. The names of the servers here lead nowhere without the proxy.
import { expect, it } from 'vitest';
import { startGitHub } from '../support/github/github.ts';
import { CERTIFICATE, ForwardProxy } from '../support/proxy/forward-proxy.ts';
import { Runner } from '../support/runner/runner.ts';
import { ACTION_DIR, outcomeIn, Scene } from '../support/scene.ts';
import { expectEnd, openStory, PLAIN } from './story.ts';

const PASSWORD = 'se/cret';
const NOWHERE = 'http://127.0.0.1:1';

/** A job that acquires and releases. Its steps have these variables; a later step of it leads astray. */
async function useThrough(scene: Scene, env: Readonly<Record<string, string>>): Promise<void> {
  const job = await scene.job();
  Object.assign(job.job.env, env);
  expect(await job.use(PLAIN)).toMatchObject({ exitCode: 0, annotations: [] });
  Object.assign(job.job.env, { https_proxy: NOWHERE, http_proxy: NOWHERE, NO_PROXY: 'nothing.test' });
  const [post] = await job.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'success' });
}

it.concurrent(
  'sends every request to Enterprise Server through a proxy that asks for a password',
  async () => {
    const runner = { apiUrl: 'https://github.test/api/v3', graphqlUrl: '' };
    await using scene = await openStory({ layout: 'enterprise', runner });
    const { accounting, serverUrl } = scene.github;
    await using proxy = await ForwardProxy.open({ to: serverUrl, credentials: `me:${PASSWORD}` });
    const credentials = `me:${encodeURIComponent(PASSWORD)}`;
    await useThrough(scene, { https_proxy: proxy.url(credentials), NODE_EXTRA_CA_CERTS: CERTIFICATE });
    // Main reads and writes, and so does post.
    expect(accounting.length).toBeGreaterThanOrEqual(4);
    expect(proxy.requests).toHaveLength(accounting.length);
    expect(new Set(proxy.requests)).toContain('POST github.test/api/graphql');
    expect(new Set(proxy.tunnels)).toEqual(new Set(['github.test:443']));
    await expectEnd(scene, [PASSWORD, encodeURIComponent(PASSWORD)]);
  },
);

it.concurrent('sends every request to a server without TLS through its proxy, in a tunnel too', async () => {
  await using scene = await openStory({
    runner: { apiUrl: 'http://github.test', graphqlUrl: 'http://github.test/graphql' },
  });
  await using proxy = await ForwardProxy.open({ to: scene.github.serverUrl });
  await useThrough(scene, { HTTP_PROXY: proxy.url(), https_proxy: NOWHERE });
  expect(proxy.requests).toHaveLength(scene.github.accounting.length);
  expect(new Set(proxy.tunnels)).toEqual(new Set(['github.test:80']));
  await expectEnd(scene);
});

it.concurrent('sends nothing through a proxy that is not meant for the server', async () => {
  await using github = await startGitHub();
  // An address of this machine that is not one of those that no proxy is ever asked for.
  const outside = (url: string) => url.replace('127.0.0.1', '0.0.0.0');
  const { serverUrl, token } = github;
  const addresses = { apiUrl: outside(github.apiUrl), graphqlUrl: outside(github.graphqlUrl), serverUrl };
  await using scene = new Scene(github, new Runner({ actionDir: ACTION_DIR, ...addresses, token }));
  await using proxy = await ForwardProxy.open({ to: serverUrl });
  await useThrough(scene, {
    http_proxy: proxy.url(),
    NO_PROXY: `github.test, ${new URL(outside(serverUrl)).host}`,
  });
  expect(github.accounting).not.toEqual([]);
  expect({ tunnels: proxy.tunnels, requests: proxy.requests }).toEqual({ tunnels: [], requests: [] });
  await expectEnd(scene);
});

it.concurrent('tells that the proxy refuses, and nobody its password', async () => {
  await using scene = await openStory({ runner: { apiUrl: 'https://github.test', graphqlUrl: '' } });
  await using proxy = await ForwardProxy.open({ to: scene.github.serverUrl, credentials: 'me:another' });
  const job = await scene.job('main', { debug: true });
  job.job.env['HTTPS_PROXY'] = proxy.url(`me:${PASSWORD.replace('/', '')}`);
  const step = job.step(PLAIN);
  await step.waitForLine(/407/);
  await job.job.cancel();
  await step.finished;
  await job.finish();
  expect(proxy.refused).toBeGreaterThan(0);
  expect(scene.github.accounting).toEqual([]);
  await expectEnd(scene, [PASSWORD.replace('/', '')]);
});
