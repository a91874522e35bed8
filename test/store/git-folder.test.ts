// Where git keeps what it reads: a machine that has no place for it says so, and it is nobody's bug.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Repository } from '../../src/audit/history.ts';
import { connect } from '../../src/cli/world.ts';
import { plainGit } from '../../src/git-world.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { newFolder } from '../../src/store/git/folder.ts';

let parent = '';

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ref-lease-parent-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true, force: true });
});

it('is a new folder each time', () => {
  const [one, other] = [newFolder(parent, 'a-'), newFolder(parent, 'a-')];
  expect(one).not.toBe(other);
  expect([one, other].map((folder) => existsSync(folder))).toEqual([true, true]);
});

it('says where none can be made, to whoever needs one', async () => {
  // A file is a place where nobody makes a folder, not even root.
  const file = join(parent, 'file');
  writeFileSync(file, '');
  vi.stubEnv('TMPDIR', file);
  const url = 'file:///srv/shop.git';
  const where = { token: '', repository: { owner: 'octo', repo: 'shop' }, serverUrl: 'https://git.test' };
  const needs: readonly (() => unknown)[] = [
    () => connect({ url, branch: 'ref-lease' }, {}, () => undefined),
    () => Repository.open(url, { env: {}, branch: 'ref-lease', isWhole: false }),
    () => plainGit(where, { RUNNER_TEMP: file }),
  ];
  for (const need of needs) {
    const failed = await (async () => need())().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnavailableError);
    expect(failed).toMatchObject({ message: expect.stringContaining(`No folder can be made in ${file} `) });
  }
});
