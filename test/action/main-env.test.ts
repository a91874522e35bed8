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
    GITHUB_API_URL: 'https://ghe.example/api/v3',
    GITHUB_GRAPHQL_URL: 'https://ghe.example/api/graphql',
    HTTPS_PROXY: PROXY,
    no_proxy: '.local',
  },
);

/** The environment of the post step of a main step, as the runner and other steps have made it. */
function postOf(main: Env, post: Env): Env {
  return withMainEnv({ ...post, 'STATE_ref-lease-env': printMainEnv(main) });
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

  it.each(['', '{', 'null', '[]', '{"INPUT_TOKEN":7}', '{"PATH":"/tmp"}'])(
    'is as it was where main has left nothing of the kind: %s',
    (text) => {
      const env = anEnv({}, { http_proxy: PROXY, 'STATE_ref-lease-env': text });
      expect(withMainEnv(env)).toBe(env);
    },
  );
});

describe('what main leaves', () => {
  it('is its token, its summary and its way to the server, and nothing else', () => {
    expect(JSON.parse(printMainEnv({ ...MAIN, PATH: '/bin', INPUT_PAYLOAD: 'x' }))).toEqual({
      INPUT_TOKEN: 'ghs_secret',
      INPUT_SUMMARY: 'false',
      GITHUB_API_URL: 'https://ghe.example/api/v3',
      GITHUB_GRAPHQL_URL: 'https://ghe.example/api/graphql',
      GITHUB_SERVER_URL: 'https://github.com',
      HTTPS_PROXY: PROXY,
      no_proxy: '.local',
    });
  });
});
