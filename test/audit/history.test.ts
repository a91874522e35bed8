// What cannot be read of a history, on real git repositories: why, in a few words.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { NoBranch, Repository } from '../../src/audit/history.ts';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { GitRepository } from './repository.ts';

async function latest(where: string, isWhole = false, env = process.env) {
  using repository = await Repository.open(where, { env, branch: 'ref-lease', isWhole });
  return await repository.latest('ref-lease', 20, null);
}

it('tells a branch that is not there, in a repository on this machine and in one that is cloned', async () => {
  using repository = new GitRepository();
  const address = `file://${repository.path}`;
  const places: Parameters<typeof latest>[] = [[repository.path], [address, false], [address, true]];
  // One after another: nobody would listen to one that fails before its turn.
  for (const place of places) await expect(latest(...place)).rejects.toThrow(NoBranch);
});

it('says that a folder is no repository', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-folder-'));
  try {
    await expect(latest(folder)).rejects.toThrow(
      /^Git did not complete reading [^\n]*does not appear to be a git repository[^\n]*$/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('reads a path as whoever takes a lease there: its own branch, and not that of its origin', async () => {
  using repository = new GitRepository();
  repository.write({ 'leases/staging.json': '{}' });
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-folder-'));
  try {
    const config = join(folder, 'config');
    writeFileSync(config, '[safe]\n\tbareRepository = explicit\n');
    const env = { ...process.env, GIT_CONFIG_GLOBAL: config };
    expect(await latest(repository.path, false, env)).toMatchObject([{ subject: 'write' }]);
    const clone = join(folder, 'clone');
    repository.git(['clone', '--quiet', '--no-checkout', '.', clone]);
    await expect(latest(clone)).rejects.toThrow(NoBranch);
    await expect(latest(clone, true)).rejects.toThrow(NoBranch);
    repository.git(['-C', clone, 'branch', 'ref-lease', 'origin/ref-lease']);
    repository.write({ 'leases/staging.json': '{}\n' });
    repository.git(['-C', clone, 'fetch', '--quiet']);
    expect(await latest(clone)).toHaveLength(1);
    expect(await latest(repository.path)).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('says on one line what git says, where it was asked and what to try, without a password', async () => {
  const failed: unknown = await latest('http://ann:secret@127.0.0.1:1/shop.git').catch(String);
  expect(failed).toMatch(
    /^UnavailableError: [^\n]* http:\/\/127\.0\.0\.1:1\/shop\.git: [^\n]*connect[^\n]*"git ls-remote /,
  );
  expect(failed).not.toContain('secret');
});

it.each([
  [401, PermissionError],
  [404, PermissionError],
  [503, UnavailableError],
])('takes %i of a server for what it is to every other command', async (status, kind) => {
  const server = createServer((_, answer) => answer.writeHead(status).end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const failed: unknown = await latest(`http://127.0.0.1:${port}/shop.git`).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(kind);
    expect(failed).toMatchObject({ message: expect.stringContaining(`HTTP ${status}`) });
  } finally {
    server.close();
  }
});

it('says what failed on this machine where the server does not', async () => {
  using repository = new GitRepository();
  repository.write({ 'leases/staging.json': '{}' });
  rmSync(join(repository.path, 'objects'), { recursive: true });
  mkdirSync(join(repository.path, 'objects'));
  await expect(latest(`file://${repository.path}`)).rejects.toThrow(/^git clone failed: /);
});

it('reads the repository of another user where git was told that it may, and only there', async () => {
  using repository = new GitRepository();
  repository.write({ 'leases/staging.json': '{}' });
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-folder-'));
  try {
    // What git offers to its own tests, as nobody but root can give a repository away.
    const git = join(folder, 'git');
    writeFileSync(git, '#!/bin/sh\nPATH=${PATH#*:} GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"\n', {
      mode: 0o755,
    });
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    const config = join(folder, 'config');
    writeFileSync(config, '');
    const env = { ...process.env, GIT_CONFIG_GLOBAL: config };
    await expect(latest(repository.path, false, env)).rejects.toThrow(/dubious ownership/);
    writeFileSync(config, `[safe]\n\tdirectory = ${repository.path}\n`);
    expect(await latest(repository.path, false, env)).toMatchObject([{ subject: 'write' }]);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});
