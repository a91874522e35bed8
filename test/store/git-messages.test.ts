// What a person reads when git fails, on a git that is scripted; and what no person may read.
import { describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError, type LeaseError } from '../../src/lease/errors.ts';
import { gitEnvironment, withoutSecrets } from '../../src/store/git/environment.ts';
import { TraceReader } from '../../src/store/git/trace.ts';
import { scriptedGitStore, type Script, type Scripted } from './scripted-git.ts';

const http = (status: number | null, said = `The requested URL returned error: ${status}`): Scripted => ({
  code: 128,
  stderr: `fatal: unable to access 'https://octocat:secret@git.test/octo/locks.git/': ${said}\n`,
  trace: { isHttp: true, status },
});

const SSH: Scripted = {
  code: 128,
  stderr:
    'git@git.test: Permission denied (publickey).\r\nfatal: Could not read from remote repository.\n\n' +
    'Please make sure you have the correct access rights\nand the repository exists.\n',
};

async function failureWith(script: Script): Promise<LeaseError & { readonly lasting?: boolean }> {
  const failed = await scriptedGitStore(script)
    .store.read()
    .catch((error: unknown) => error);
  expect(failed).toSatisfy((error) => error instanceof UnavailableError || error instanceof PermissionError);
  return failed as LeaseError;
}

const unread = (fetch: Scripted): Script => ({ fetch: [fetch], 'ls-remote': [fetch] });

describe('a failure', () => {
  it.each<[string, Script]>([
    ['401', unread(http(401))],
    ['403', unread(http(403))],
    ['404', unread(http(404, 'not found'))],
    ['407', unread(http(407, 'CONNECT tunnel failed, response 407'))],
    ['410', unread(http(410))],
    ['429', unread(http(429))],
    ['503', unread(http(503))],
    ['HTTP without an answer', unread(http(null, 'Could not resolve host: git.test'))],
    ['ssh', unread(SSH)],
    ['killed', unread({ code: null })],
    ['silent', unread({ code: 1 })],
    ['wordy', unread({ code: 128, stderr: `fatal: ${'x'.repeat(400)}\nhint: read the manual\n` })],
    ['shown and not to be had', { fetch: [SSH], 'ls-remote': [{ stdout: `1\trefs/heads/ref-lease\n` }] }],
    ['too old', { '--version': [{ stdout: 'git version 2.30.2\n' }] }],
    ['from before', { '--version': [{ stdout: 'git version 1.99.0\n' }] }],
    ['something else', { '--version': [{ stdout: 'usage: git\n' }] }],
    ['no folder', { init: [{ code: 128, stderr: 'fatal: cannot mkdir /private: Permission denied\n' }] }],
    [
      'a disk that is full',
      {
        'cat-file': [{ code: 128, stderr: 'fatal: No space left on device\n' }],
        'ls-tree': [{ stdout: `100644 blob ${'b'.repeat(40)} 2\tlock.json\0` }],
      },
    ],
  ])('has a message: %s', async (_, script) => {
    const { code, message, lasting } = await failureWith(script);
    expect(message).not.toContain('secret');
    expect(`${code}${lasting === true ? ', lasting' : ''}: ${message}`).toMatchSnapshot();
  });

  it.each(['2.31.0', '2.39.5 (Apple Git-154)', '2.100.0', '3.0.0.windows.1'])(
    'is none with git %s',
    async (version) => {
      const { store } = scriptedGitStore({ '--version': [{ stdout: `git version ${version}\n` }] });
      expect(await store.read()).toMatchObject({ head: 'a'.repeat(40) });
    },
  );
});

describe('the address of the board', () => {
  it('shows no credentials, and is another one where the caller says so', () => {
    expect(scriptedGitStore({}).store.url).toBe('https://git.test/octo/locks.git');
    const boardUrl = 'https://git.test/octo/locks/tree/ref-lease';
    expect(scriptedGitStore({}, { boardUrl }).store.url).toBe(boardUrl);
  });
});

describe('a URL in a message', () => {
  it.each([
    ['https://octocat:secret@git.test/octo/locks.git', 'https://git.test/octo/locks.git'],
    ['http://secret@git.test/locks.git', 'http://git.test/locks.git'],
    ['git@git.test:octo/locks.git', 'git@git.test:octo/locks.git'],
    ['ssh://git@git.test:22/octo/locks.git', 'ssh://git@git.test:22/octo/locks.git'],
    ['git+ssh://git:secret:s@git.test/locks.git', 'git+ssh://git@git.test/locks.git'],
    ["'SSH://git:sec@ret@git.test/a' 'ftp://a:secret@b'", "'SSH://git@git.test/a' 'ftp://b'"],
    ['xssh://secret@git.test/a', 'xssh://git.test/a'],
  ])('keeps the user of ssh, and shows nothing secret: %s', (url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });
});

describe('the environment of git', () => {
  const url = 'https://octocat@git.test/octo/locks.git';

  it('keeps how a server is reached, and drops what bends the work on a repository', () => {
    const env = gitEnvironment(
      {
        PATH: '/bin',
        LANG: 'de_DE.UTF-8',
        GIT_DIR: '/elsewhere',
        GIT_INDEX_FILE: 'index',
        GIT_TRACE: '1',
        GIT_CONFIG_PARAMETERS: "'core.bare=false'",
        GIT_SSH_COMMAND: 'ssh -v',
        GIT_SSL_CAINFO: 'ca.pem',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
      { url },
    );
    expect(
      Object.keys(env)
        .filter((name) => !/^GIT_CONFIG_(KEY|VALUE)_/.test(name))
        .toSorted(),
    ).toEqual([
      'GIT_CONFIG_COUNT',
      'GIT_CONFIG_GLOBAL',
      'GIT_SSH_COMMAND',
      'GIT_SSL_CAINFO',
      'GIT_TERMINAL_PROMPT',
      'LANG',
      'LC_ALL',
      'PATH',
    ]);
    expect(env).toMatchObject({ LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' });
  });

  it('carries the token for that URL alone, after the configuration that is there', () => {
    const inherited = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
    const env = gitEnvironment(inherited, { url, token: 'ghs_secret' });
    const count = Number(env['GIT_CONFIG_COUNT']);
    const config = Array.from({ length: count }, (_, index) => [
      env[`GIT_CONFIG_KEY_${index}`],
      env[`GIT_CONFIG_VALUE_${index}`],
    ]);
    expect(config[0]).toEqual(['a.b', 'c']);
    expect(config).toContainEqual(['core.hooksPath', '/dev/null']);
    const key = 'http.https://git.test/octo/locks.git.extraheader';
    expect(config.slice(-3)).toEqual([
      [key, ''],
      [key, `Authorization: Basic ${btoa('x-access-token:ghs_secret')}`],
      ['http.https://git.test/octo/locks.git.followRedirects', 'false'],
    ]);
  });

  it('takes a count that is none for nothing', () => {
    expect(gitEnvironment({ GIT_CONFIG_COUNT: 'many' }, { url })['GIT_CONFIG_KEY_0']).toBe('core.hooksPath');
  });
});

describe('the trace', () => {
  it('is read in pieces, and a line without an end is not kept for ever', () => {
    const reader = new TraceReader();
    reader.push('x'.repeat(100_000));
    reader.push('\n10:00 <= Recv header: HTTP/1.1 401 Unauthorized\n10:00 <= Recv hea');
    reader.push('der: HTTP/2 403\n10:00 packet:        git< object-format=sha256\n');
    reader.push('{"event":"child_start","child_class":"remote-https","argv":["git","remote-https"]}\n');
    reader.push('{"event":"child_start","argv":["git","pack-objects"]}');
    expect(reader.trace(true)).toEqual({
      isHttp: true,
      status: 403,
      format: 'sha256',
      hasPacked: false,
      isWhole: true,
    });
    reader.push('\n');
    expect(reader.trace(false)).toMatchObject({ hasPacked: true, isWhole: false });
  });
});
