// What the folder says that the command runs in, asked of the real git.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout, withConfig } from '../../src/cli/checkout.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';

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
    expect(await checkout(root)).toEqual({ origin: null, headSha: null, headRef: null, config: null });
  });

  it('of a checkout says where it came from, and what is checked out', async () => {
    const directory = join(root, 'shop');
    mkdirSync(join(directory, 'deep'), { recursive: true });
    git(directory, 'init', '--quiet', '--initial-branch', 'main');
    git(directory, 'remote', 'add', 'origin', '../shop.git');
    git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'first');
    const headSha = git(directory, 'rev-parse', 'HEAD');
    const config = join(directory, '.git', 'config');
    const found = { origin: join(root, 'shop.git'), headSha, headRef: 'refs/heads/main', config };
    expect(await checkout(directory)).toEqual(found);
    expect(await checkout(join(directory, 'deep'))).toEqual(found);
    git(directory, 'checkout', '--quiet', '--detach');
    expect(await checkout(directory)).toEqual({ ...found, headRef: null });
  });
});

describe('git', () => {
  it('is reached as in the checkout, whatever folder it runs in', async () => {
    const directory = join(root, 'configured');
    mkdirSync(directory);
    git(directory, 'init', '--quiet');
    git(directory, 'config', 'url.https://git.example/.insteadOf', 'forge:');
    const env = gitEnvironment(withConfig(process.env, await checkout(directory)), { url: 'forge:shop' });
    const asked = execFileSync('git', ['ls-remote', '--get-url', 'forge:shop'], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    expect(asked).toBe('https://git.example/shop\n');
  });

  it('keeps what the environment says besides', () => {
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
    expect(withConfig(env, { config: null })).toBe(env);
    expect(withConfig(env, { config: '/c' })).toEqual({
      ...env,
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_1: 'include.path',
      GIT_CONFIG_VALUE_1: '/c',
    });
  });
});
