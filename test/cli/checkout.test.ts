// What the folder says that the command runs in, asked of the real git.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkout } from '../../src/cli/checkout.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { addConfig, gitEnvironment } from '../../src/store/git/environment.ts';

let root = '';

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'ref-lease-checkout-')));
});
afterAll(() => rmSync(root, { recursive: true }));

const git = (directory: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: directory, encoding: 'utf8', env: { ...process.env, ...NOBODY } }).trim();

const NOBODY = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b',
};

describe('a folder', () => {
  it('without a checkout says nothing', async () => {
    expect(await checkout(root)).toEqual({
      origin: null,
      pushUrl: null,
      headSha: null,
      headRef: null,
      problem: expect.stringMatching(/^not a git repository /),
      config: [],
    });
  });

  it('of a checkout says where it came from, and what is checked out', async () => {
    const directory = join(root, 'shop');
    mkdirSync(join(directory, 'deep'), { recursive: true });
    git(directory, 'init', '--quiet', '--initial-branch', 'main');
    git(directory, 'remote', 'add', 'origin', '../shop.git');
    git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'first');
    const headSha = git(directory, 'rev-parse', 'HEAD');
    const found = {
      origin: join(root, 'shop.git'),
      pushUrl: null,
      headSha,
      headRef: 'refs/heads/main',
      problem: null,
      config: [],
    };
    expect(await checkout(directory)).toEqual(found);
    expect(await checkout(join(directory, 'deep'))).toEqual(found);
    git(directory, 'remote', 'set-url', '--add', 'origin', '../mirror.git');
    expect(await checkout(directory)).toEqual(found);
    git(directory, 'checkout', '--quiet', '--detach');
    expect(await checkout(directory)).toEqual({ ...found, headRef: null });
    git(directory, 'config', 'remote.origin.pushurl', 'git@host:shop.git');
    expect(await checkout(directory)).toMatchObject({
      ...found,
      headRef: null,
      pushUrl: 'git@host:shop.git',
    });
  });
});

describe('a folder that git does not read', () => {
  afterEach(() => vi.unstubAllEnvs());

  it("says why, where it is another user's", async () => {
    const directory = join(root, 'foreign');
    mkdirSync(directory);
    git(directory, 'init', '--quiet');
    git(directory, 'remote', 'add', 'origin', '../shop.git');
    expect(await checkout(directory)).toMatchObject({ origin: join(root, 'shop.git'), problem: null });
    // What git offers to its own tests, as nobody but root can give a folder away.
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const problem = expect.stringMatching(/^detected dubious ownership .* --add safe\.directory /);
    expect(await checkout(directory)).toMatchObject({ origin: null, problem });
  });

  it('is an error where there is no git', async () => {
    vi.stubEnv('PATH', join(root, 'nowhere'));
    await expect(checkout(root)).rejects.toThrow(UnavailableError);
    await expect(checkout(root)).rejects.toThrow(/There is no program "git" on this machine/);
  });
});

describe('git', () => {
  it('is reached as in the checkout, whatever folder it runs in', async () => {
    const directory = join(root, 'configured');
    mkdirSync(directory);
    git(directory, 'init', '--quiet');
    git(directory, 'config', 'url.https://git.example/.insteadOf', 'forge:');
    const { config } = await checkout(directory);
    const env = gitEnvironment(addConfig(process.env, config), { url: 'forge:shop' });
    const asked = execFileSync('git', ['ls-remote', '--get-url', 'forge:shop'], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    expect(asked).toBe('https://git.example/shop\n');
  });

  it('has what the checkout includes for itself alone, once, and nothing of what is no way to a server', async () => {
    const directory = join(root, 'included');
    mkdirSync(directory);
    git(directory, 'init', '--quiet');
    for (const [file, header] of [
      ['token', 'a: token'],
      ['always', 'b: always'],
    ] as const)
      git(directory, 'config', '--file', join(root, file), 'http.extraheader', header);
    git(directory, 'config', `includeIf.gitdir:${directory}/.git.path`, join(root, 'token'));
    git(directory, 'config', 'include.path', join(root, 'always'));
    git(directory, 'config', 'core.sshCommand', 'ssh -i key');
    git(directory, 'config', 'core.hooksPath', 'hooks');
    expect((await checkout(directory)).config).toEqual([
      ['core.sshcommand', 'ssh -i key'],
      ['http.extraheader', 'a: token'],
      ['http.extraheader', 'b: always'],
    ]);
  });

  it('has what the user includes for this folder, once, and in the order that counts', async () => {
    const directory = join(root, 'work');
    mkdirSync(directory);
    git(directory, 'init', '--quiet');
    const home = join(root, 'home');
    const here = join(root, 'at-work');
    writeFileSync(
      home,
      `[core] sshCommand = ssh -i private\n[http] extraheader = a: everywhere\n[credential] helper = store\n` +
        `[includeIf "gitdir:${directory}/"] path = ${here}\n[http] proxy = http://proxy\n`,
    );
    writeFileSync(
      here,
      '[core] sshCommand = ssh -i work\n[url "ssh://git@forge/"] insteadOf = https://forge/\n' +
        '[http] extraheader = b: here\n[http] proxy = http://overruled\n[user] name = ann\n',
    );
    git(directory, 'config', 'credential.helper', 'store');
    vi.stubEnv('GIT_CONFIG_GLOBAL', home);
    try {
      expect((await checkout(directory)).config).toEqual([
        ['core.sshcommand', 'ssh -i work'],
        ['url.ssh://git@forge/.insteadof', 'https://forge/'],
        ['http.extraheader', 'b: here'],
        ['http.proxy', 'http://overruled'],
        ['http.proxy', 'http://proxy'],
        ['credential.helper', 'store'],
      ]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('keeps what the environment says besides', () => {
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
    expect(addConfig(env, [['d.e', 'f']])).toEqual({
      ...env,
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_1: 'd.e',
      GIT_CONFIG_VALUE_1: 'f',
    });
  });
});
