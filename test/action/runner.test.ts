// The real runner port in a process of its own: what it writes to stdout, to the runner's files, and as exit code.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STATE_NAME } from '../../src/action/environment.ts';
import { printState } from '../../src/action/state.ts';
import { COMPILE_CACHE } from '../support/processes.ts';
import { aState } from './records.ts';

const MODULE = new URL('../../src/action/runner.ts', import.meta.url).href;
const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'] as const;

const STATE = aState();

// Windows ends its lines in another way.
const plain = (text: string): string => text.replaceAll('\r\n', '\n');

/** Runs statements on `runner` in a process of its own. */
function run(statements: string, variables: Record<string, string | undefined> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = Object.fromEntries(FILES.map((name) => [name, join(folder, name)]));
  for (const path of Object.values(paths)) writeFileSync(path, '');
  const script = `import { actionsRunner } from ${JSON.stringify(MODULE)};\nconst runner = actionsRunner(process.env);\n${statements}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      PATH: process.env['PATH'],
      SystemRoot: process.env['SystemRoot'],
      ...COMPILE_CACHE,
      ...paths,
      ...variables,
    },
    encoding: 'utf8',
  });
  const file = (name: (typeof FILES)[number]): string =>
    plain(readFileSync(paths[name]!, 'utf8')).replaceAll(/ghadelimiter_[0-9a-f-]+/g, 'DELIMITER');
  return { status, stdout: plain(stdout), stderr, file };
}

describe('the runner', () => {
  it('writes to the log what no line of can be a command of others', () => {
    const { stdout, status } = run(`
      runner.info('waiting\\n::error::forged\\nend ##[error]forged');
      runner.notice('pull\\n::request');
      runner.warning('100%');
      runner.debug('detail');
    `);
    expect(stdout).toMatchInlineSnapshot(`
      "waiting
      : :error::forged
      end ## [error]forged
      ::notice title=ref-lease::pull%0A: :request
      ::warning title=ref-lease::100%25
      ::debug::detail
      "
    `);
    expect(status).toBe(0);
  });

  it('fails the step once it ends', () => {
    const { stdout, status } = run(`runner.fail('No.'); runner.info('still here');`);
    expect(stdout).toMatchInlineSnapshot(`
      "::error title=ref-lease::No.
      still here
      "
    `);
    expect(status).toBe(1);
  });

  it('masks the secrets', () => {
    const variables = { INPUT_TOKEN: ' ghs_secret ', HTTPS_PROXY: 'http://bob:hunter2@proxy.example' };
    expect(run('runner.maskSecrets()', variables).stdout).toBe(
      '::add-mask::bob:hunter2\n::add-mask::ghs_secret\n::add-mask::hunter2\n',
    );
    expect(run('runner.maskSecrets()').stdout).toBe('');
  });

  it('sets outputs', () => {
    const { file } = run(
      `runner.setOutputs({ status: 'pending', payload: 'a\\nb', holder: null, 'fencing-token': null });`,
    );
    expect(file('GITHUB_OUTPUT')).toMatchInlineSnapshot(`
      "status<<DELIMITER
      pending
      DELIMITER
      result<<DELIMITER
      pending
      DELIMITER
      payload<<DELIMITER
      a
      b
      DELIMITER
      holder<<DELIMITER
      null
      DELIMITER
      fencing-token<<DELIMITER

      DELIMITER
      "
    `);
  });

  it('leaves a state that post reads', () => {
    const { file } = run(`runner.saveState(${JSON.stringify(STATE)});`);
    expect(file('GITHUB_STATE')).toContain(`${STATE_NAME}<<DELIMITER\n${printState(STATE)}\n`);

    const post = run('runner.info(JSON.stringify(runner.savedState()))', {
      [`STATE_${STATE_NAME}`]: printState(STATE),
    });
    expect(JSON.parse(post.stdout)).toEqual(STATE);
  });

  it('leaves its environment for post, sealed, and takes back what an earlier one of its name says', () => {
    const variables = { INPUT_TOKEN: 'ghs_secret', ACTIONS_RUNTIME_TOKEN: 'of the job' };
    const { file } = run('runner.begin(); runner.saveEnv();', variables);
    expect(file('GITHUB_STATE').replaceAll(/[\w+/=]{60,}/g, 'SEALED')).toMatchInlineSnapshot(`
      "ref-lease<<DELIMITER

      DELIMITER
      ref-lease-env<<DELIMITER

      DELIMITER
      ref-lease-env<<DELIMITER
      SEALED
      DELIMITER
      "
    `);
  });

  it('makes a random part once and exports it to the job', () => {
    const { stdout, file } = run('runner.info(runner.nonce()); runner.info(runner.nonce());');
    const [first, second] = stdout.split('\n');
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(file('GITHUB_ENV')).toBe(`REF_LEASE_NONCE<<DELIMITER\n${first}\nDELIMITER\n`);
  });

  it('takes the random part of an earlier step', () => {
    const { stdout, file } = run('runner.info(runner.nonce())', { REF_LEASE_NONCE: '0123456789ab' });
    expect(stdout).toBe('0123456789ab\n');
    expect(file('GITHUB_ENV')).toBe('');
  });

  it('counts its use for later steps of the same composite action, and nowhere else', () => {
    const within = { GITHUB_ACTION: 'deploy', GITHUB_ACTION_PATH: '/actions/deploy' };
    expect(run('runner.countUse()', within).file('GITHUB_ENV')).toBe(
      'REF_LEASE_USES_deploy<<DELIMITER\n1\nDELIMITER\n',
    );
    const later = { ...within, REF_LEASE_USES_deploy: '1' };
    expect(run('runner.countUse()', later).file('GITHUB_ENV')).toContain('\n2\n');
    expect(run('runner.countUse()', { GITHUB_ACTION: 'deploy' }).file('GITHUB_ENV')).toBe('');
  });

  it('replaces the summary', () => {
    const { file } = run(`await runner.writeSummary('# One\\n'); await runner.writeSummary('# Two\\n');`);
    expect(file('GITHUB_STEP_SUMMARY')).toBe('# Two\n');
  });

  it('warns where the summary cannot be written', () => {
    const { stdout, status } = run(`await runner.writeSummary('# One\\n')`, {
      GITHUB_STEP_SUMMARY: '/nowhere/summary',
    });
    expect(stdout).toMatch(
      /^::warning title=ref-lease::The step summary was not written: The file "\/nowhere\/summary", which .* GITHUB_STEP_SUMMARY /,
    );
    expect(status).toBe(0);
  });

  const TRY = `const attempt = async (body) => { try { await body(); } catch (error) { console.log(error.message); } };`;

  it.each([
    ['GITHUB_OUTPUT', `runner.setOutputs({ held: true })`],
    ['GITHUB_STATE', `runner.saveState(${JSON.stringify(STATE)})`],
  ])('names %s where it is missing, at first and where it is needed: %s', (variable, use) => {
    const statements = `${TRY} await attempt(() => runner.begin()); await attempt(() => ${use});`;
    const told = `The file "/nowhere/file", which the environment variable ${variable} names, does not exist.`;
    const { stdout } = run(statements, { [variable]: '/nowhere/file' });
    expect(stdout.split('\n').map((line) => line.slice(0, told.length))).toEqual([told, told, '']);
  });

  it.each([
    [
      '/nowhere/file',
      /^::warning title=ref-lease::The file "\/nowhere\/file", which .* GITHUB_ENV names, does not/,
    ],
    ['', /^::warning title=ref-lease::The environment variable GITHUB_ENV is not set/],
  ])('makes a random part also where it can tell nobody of it, and warns: %j', (path, told) => {
    const { stdout, status } = run('runner.begin(); runner.info(runner.nonce())', { GITHUB_ENV: path });
    expect(stdout).toMatch(told);
    expect(stdout).toMatch(
      / request-id and fencing-token, and ask for a lease in one step only\.\n[0-9a-f]{12}\n$/,
    );
    expect(status).toBe(0);
  });

  it('counts no use of a composite action that later steps would not know of', () => {
    const within = { GITHUB_ACTION: 'deploy', GITHUB_ACTION_PATH: '/actions/deploy', GITHUB_ENV: '' };
    expect(run(`${TRY} await attempt(() => runner.countUse())`, within).stdout).toMatch(
      /^The .* GITHUB_ENV /,
    );
  });

  it('finds all of its files there', () => {
    expect(run('runner.begin()')).toMatchObject({ stdout: '', status: 0 });
  });
});
