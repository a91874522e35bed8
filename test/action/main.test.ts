// The main step as a process: what it checks before it asks anything of GitHub.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { anEnv, type Given } from './records.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Runs a main step whose GitHub is nowhere; its annotations. */
function main(
  given: Given,
  variables: Record<string, string> = {},
): { status: number | null; told: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'main-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const names = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'];
  const files = names.map((name) => [name, join(folder, name)] as const);
  for (const [, path] of files) writeFileSync(path, '');
  const env = {
    ...anEnv({ 'check-run-id': '99', ...given }, { GITHUB_API_URL: 'http://127.0.0.1:9' }),
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    ...Object.fromEntries(files),
    ...variables,
  };
  // What is not refused asks a GitHub that is not there, for minutes.
  const { status, stdout } = spawnSync(process.execPath, [MAIN], { env, encoding: 'utf8', timeout: 120_000 });
  const told = stdout.split(/\r?\n/).filter((line) => /^::(?:error|warning)/.test(line));
  return { status, told };
}

it('fails where it could not tell what it has got', () => {
  const { status, told } = main({}, { GITHUB_OUTPUT: '/nowhere/output' });
  expect([status, told]).toEqual([
    1,
    [expect.stringMatching(/"\/nowhere\/output".* GITHUB_OUTPUT names, does not/)],
  ]);
});

it('warns of an input that does not exist, and fails for one that it does not use', () => {
  const { status, told } = main({ mode: 'lock', force: 'true' }, { INPUT_TMEOUT: '5m' });
  expect([status, told]).toEqual([
    1,
    [expect.stringMatching(/^::warning .*"tmeout".*"timeout"/), expect.stringMatching(/^::error .*"force"/)],
  ]);
});

it('fails where the address of the server is none', () => {
  const { status, told } = main({ mode: 'guard' }, { GITHUB_GRAPHQL_URL: 'ghe.example' });
  expect([status, told]).toEqual([
    1,
    [expect.stringMatching(/^::error .*GITHUB_GRAPHQL_URL is "ghe\.example"/)],
  ]);
});
