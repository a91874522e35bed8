// The stand-in: git and the API see one repository, and know the same tokens.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Client, expectClean } from './client.ts';
import { runGit } from './git-process.ts';
import { startGitHub } from './github.ts';
import type { GitHub } from './github.ts';

let github: GitHub;
let client: Client;
beforeEach(async () => {
  github = await startGitHub();
  client = new Client(github);
});
afterEach(() => github.close());

/** Runs git as somebody with a token would; its own repository is that of the stand-in, which has all objects. */
function git(token: string | null, verb: string, name: string, ...refspecs: string[]) {
  const { host } = new URL(github.serverUrl);
  const user = token === null ? '' : `any:${token}@`;
  return runGit(github.repositoryPath, [verb, `http://${user}${host}/${name}`, ...refspecs]);
}

it('shows a push by git in every answer that comes after it', async () => {
  const before = await client.get('/git/matching-refs/heads');
  const pushed = await git(github.token, 'push', 'octo/shop.git', 'main:pushed');
  expect(pushed).toMatchObject({ code: 0 });
  const after = await client.get('/git/matching-refs/heads');
  expect([before, after].map(({ body }) => (body as { ref: string }[]).map(({ ref }) => ref))).toEqual([
    ['refs/heads/main'],
    ['refs/heads/main', 'refs/heads/pushed'],
  ]);
  expectClean(github);
});

it('shows git what the API has written', async () => {
  const reply = await client.commit(await client.head(), 'x');
  const { stdout } = await git(github.token, 'ls-remote', 'octo/shop', 'refs/heads/main');
  expect(stdout).toBe(`${String(reply.at('data.createCommitOnBranch.commit.oid'))}\trefs/heads/main\n`);
});

it('asks for a token, lets it do what it may, and hides what is not there', async () => {
  github.addToken('reader', { contents: 'read' });
  github.addToken('nobody');
  expect(await git('reader', 'ls-remote', 'octo/shop')).toMatchObject({ code: 0 });
  const refused = await Promise.all([
    git(null, 'ls-remote', 'octo/shop'),
    git('unknown', 'ls-remote', 'octo/shop'),
    git('nobody', 'ls-remote', 'octo/shop'),
    git('reader', 'push', 'octo/shop', 'main:pushed'),
    git(github.token, 'ls-remote', 'octo/nowhere'),
  ]);
  expect(refused.map(({ code }) => code)).toEqual([128, 128, 128, 128, 128]);
  expect(await github.head('pushed')).toBeNull();
});
