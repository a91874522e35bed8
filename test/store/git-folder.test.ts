// Where git keeps what it reads: a machine that has no place for it says so, and it is nobody's bug.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newFolder } from '../../src/store/git/folder.ts';

const PARTS = `
import { Repository } from '${sourceOf('audit/history.ts')}';
import { connect } from '${sourceOf('cli/world.ts')}';
import { plainGit } from '${sourceOf('git-world.ts')}';
import { UnavailableError } from '${sourceOf('lease/errors.ts')}';
const url = 'file:///srv/shop.git';
const where = { token: '', repository: { owner: 'octo', repo: 'shop' }, serverUrl: 'https://git.test' };`;

function sourceOf(path: string): string {
  return new URL(`../../src/${path}`, import.meta.url).href;
}

let parent = '';

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ref-lease-parent-'));
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

it('is a new folder each time', () => {
  const [one, other] = [newFolder(parent, 'a-'), newFolder(parent, 'a-')];
  expect(one).not.toBe(other);
  expect([one, other].map((folder) => existsSync(folder))).toEqual([true, true]);
});

it('is an error that names the place where none can be made', () => {
  const file = aFile();
  expect(() => newFolder(file, 'a-')).toThrow(
    `No folder can be made in ${file} on this machine, for what git reads: ENOTDIR`,
  );
});

it('says where none can be made, to whoever needs one', () => {
  const file = aFile();
  const needs = [
    `connect({ url, branch: 'ref-lease' }, {}, () => undefined)`,
    `await Repository.open(url, { env: {}, branch: 'ref-lease', isWhole: false })`,
    `plainGit(where, { RUNNER_TEMP: ${JSON.stringify(file)} })`,
  ];
  for (const need of needs) {
    // What a process takes for its folder of temporary files is told by the environment that it was started in.
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `${PARTS} ${told(need)}`],
      {
        env: { ...process.env, TMPDIR: file },
        encoding: 'utf8',
      },
    );
    expect(stdout, stderr).toContain(`UnavailableError: No folder can be made in ${file} `);
  }
});

/** A place where nobody makes a folder, not even root. */
function aFile(): string {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  return file;
}

function told(need: string): string {
  return `try { ${need}; } catch (error) { console.log(error instanceof UnavailableError ? 'UnavailableError: ' + error.message : error); }`;
}
