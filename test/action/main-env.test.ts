// What main leaves of its environment for post, and what post makes of it.
import { describe, expect, it } from 'vitest';
import type { Env } from '../../src/action/environment.ts';
import { parsePostInputs } from '../../src/action/inputs.ts';
import { printMainEnv, withMainEnv } from '../../src/action/main-env.ts';
import { anEnv } from './records.ts';

const PROXY = 'http://bob:pa%24s@proxy.example:3128';
const MAIN = anEnv(
  { summary: 'false', 'job-status': 'success' },
  {
    ACTIONS_RUNTIME_TOKEN: 'of the job',
    GITHUB_API_URL: 'https://ghe.example/api/v3',
    GITHUB_GRAPHQL_URL: 'https://ghe.example/api/graphql',
    HTTPS_PROXY: PROXY,
    no_proxy: '.local',
  },
);

/** The environment of the post step of a main step, as the runner and other steps have made it. */
function postOf(main: Env, post: Env): Env {
  const { ACTIONS_RUNTIME_TOKEN } = MAIN;
  return withMainEnv({ ACTIONS_RUNTIME_TOKEN, ...post, 'STATE_ref-lease-env': printMainEnv(main) });
}

describe('the environment of a post step', () => {
  it('has the token and the way to the server of main, whatever came between', () => {
    const post = postOf(
      MAIN,
      anEnv(
        { token: '', summary: '', 'job-status': 'failure' },
        {
          GITHUB_API_URL: 'https://elsewhere.example',
          GITHUB_SERVER_URL: 'https://elsewhere.example',
          https_proxy: 'http://thief.example',
          HTTPS_PROXY: 'http://thief.example',
          PATH: '/bin',
        },
      ),
    );
    expect(post).toMatchObject({
      GITHUB_API_URL: 'https://ghe.example/api/v3',
      GITHUB_GRAPHQL_URL: 'https://ghe.example/api/graphql',
      GITHUB_SERVER_URL: 'https://github.com',
      HTTPS_PROXY: PROXY,
      no_proxy: '.local',
      PATH: '/bin',
    });
    for (const name of ['https_proxy', 'http_proxy', 'HTTP_PROXY', 'NO_PROXY'])
      expect(post[name]).toBeUndefined();
    expect(parsePostInputs(post)).toEqual({ token: 'ghs_secret', summary: false, jobStatus: 'failure' });
  });

  it('has the token of main where the runner hands it that of another step', () => {
    expect(parsePostInputs(postOf(MAIN, anEnv({ token: 'ghs_other' }))).token).toBe('ghs_secret');
  });

  it.each<[string, Env, string | undefined]>([
    ['nothing', {}, undefined],
    ['nothing to take over', {}, ''],
    ['nothing of the kind', {}, JSON.stringify({ INPUT_TOKEN: 'ghs_other' })],
    ['what another job has sealed', {}, printMainEnv({ ...MAIN, ACTIONS_RUNTIME_TOKEN: 'of another job' })],
    ['what cannot be opened', { ACTIONS_RUNTIME_TOKEN: undefined }, printMainEnv(MAIN)],
  ])('is as it was where main has left %s', (_, variables, left) => {
    const own = { ACTIONS_RUNTIME_TOKEN: 'of the job', http_proxy: PROXY, ...variables };
    const env = anEnv({}, { ...own, 'STATE_ref-lease-env': left });
    expect(withMainEnv(env)).toBe(env);
  });
});

describe('what main leaves', () => {
  it('is its token, its summary and its way to the server, and nothing else', () => {
    const names = Object.keys(postOf({ ...MAIN, PATH: '/bin', INPUT_PAYLOAD: 'x' }, {}));
    expect(names.filter((name) => !name.startsWith('STATE_')).toSorted()).toEqual([
      'ACTIONS_RUNTIME_TOKEN',
      'GITHUB_API_URL',
      'GITHUB_GRAPHQL_URL',
      'GITHUB_SERVER_URL',
      'HTTPS_PROXY',
      'HTTP_PROXY',
      'INPUT_SUMMARY',
      'INPUT_TOKEN',
      'NO_PROXY',
      'http_proxy',
      'https_proxy',
      'no_proxy',
    ]);
  });

  it('is nothing where it would have to be left in the open', () => {
    expect(printMainEnv({ ...MAIN, ACTIONS_RUNTIME_TOKEN: undefined })).toBe('');
  });
});
