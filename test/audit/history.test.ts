// What cannot be read of a history, on real git repositories: why, in a few words.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NoBranch, Repository } from '../../src/audit/history.ts';
import { GitRepository } from './repository.ts';

async function latest(where: string, branch?: string) {
  const options = { env: process.env, ...(branch === undefined ? {} : { branch }) };
  using repository = await Repository.open(where, options);
  return await repository.latest('ref-lease', 20, null);
}

it('tells a branch that is not there, in a repository on this machine and in one that is cloned', async () => {
  using repository = new GitRepository();
  const address = `file://${repository.path}`;
  const places: Parameters<typeof latest>[] = [[repository.path], [address, 'ref-lease'], [address]];
  // One after another: nobody would listen to one that fails before its turn.
  for (const place of places) await expect(latest(...place)).rejects.toThrow(NoBranch);
});

it('says that a folder is no repository', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-folder-'));
  try {
    await expect(latest(folder)).rejects.toThrow(/^git rev-parse failed: not a git repository [^\n]*$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('says on one line what git says, without a password', async () => {
  const failed = await latest('http://ann:secret@127.0.0.1:1/shop.git', 'ref-lease').catch(String);
  expect(failed).toMatch(/^Error: git clone failed: [^\n]*connect[^\n]*$/);
  expect(failed).not.toContain('secret');
});
