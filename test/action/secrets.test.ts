// What must not be read in any log.
import { describe, expect, it } from 'vitest';
import { secretsOf } from '../../src/action/secrets.ts';

describe('the secrets of a step', () => {
  it.each<[string, string[]]>([
    ['http://proxy.example:3128', []],
    ['proxy.example:3128', []],
    ['http://bob:hunter2@proxy.example:3128/', ['bob:hunter2', 'hunter2']],
    ['bob:hunter2@proxy.example', ['bob:hunter2', 'hunter2']],
    ['http://key-only@proxy.example', ['key-only']],
    ['http://bob:pa%24s%40@proxy.example', ['bob:pa%24s%40', 'pa%24s%40', 'bob:pa$s@', 'pa$s@']],
    ['http://bob:100%@proxy.example', ['bob:100%', '100%']],
    ['http://bob:a@b:c@proxy.example', ['bob:a@b:c', 'a@b:c']],
  ])('are what a proxy asks for: %s', (proxy, secrets) => {
    for (const name of ['https_proxy', 'HTTP_PROXY']) expect(secretsOf({ [name]: proxy })).toEqual(secrets);
  });

  it('are those of all proxies and the token, longest first, each once', () => {
    const env = { INPUT_TOKEN: ' ghs_secret\n', http_proxy: 'http://a:bb@p', HTTPS_PROXY: 'http://a:bb@p' };
    expect(secretsOf(env)).toEqual(['ghs_secret', 'a:bb', 'bb']);
    expect(secretsOf({})).toEqual([]);
  });
});
