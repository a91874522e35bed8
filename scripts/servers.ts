// Runs the contract of stores, and races, on more servers of git than `npm test` does: those of git itself, OpenSSH, and
// Gitea, which is built for it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from './command-line.ts';
import { outputOf } from './output.ts';

const USAGE = `Usage: npm run servers -- [--rounds 3]

Runs the contract of stores, and races of so many rounds, on git's own servers, OpenSSH and Gitea; tells how they went.
A server that cannot be had is said to be left out; in CI that is a failure.`;

const GITEA = 'v1.23.8';

/** A server, and where it is; fails with the reason where it cannot be had. */
interface Server {
  readonly name: string;
  readonly file: string;
  readonly variable: string;
  readonly find: () => string;
}

const SERVERS: readonly Server[] = [
  { name: 'OpenSSH', file: 'openssh', variable: 'SERVERS_SSHD', find: findSshd },
  { name: 'Gitea', file: 'gitea', variable: 'SERVERS_GITEA', find: buildGitea },
];

/** The full path of the program, without which it does not start. */
function findSshd(): string {
  const folders = [...process.env['PATH']!.split(':'), '/usr/sbin', '/usr/local/sbin'];
  const found = folders.map((folder) => join(folder, 'sshd')).find((path) => existsSync(path));
  if (found === undefined) throw new Error('there is no sshd');
  return found;
}

/** The folder with the program and what it reads. */
function buildGitea(): string {
  // In CI it goes into a temporary folder; elsewhere what was built once is kept.
  const folder = join(process.env['GOBIN'] || tmpdir(), `ref-lease-gitea-${GITEA}`);
  if (existsSync(join(folder, 'gitea'))) return folder;
  process.stdout.write(`building Gitea ${GITEA}\n`);
  const env = {
    ...process.env,
    CGO_ENABLED: '1',
    // To make it fast, or its database, would take longer than it runs.
    CGO_CFLAGS: '-O0',
    GOGC: 'off',
  };
  const module = `code.gitea.io/gitea@${GITEA}`;
  const downloaded = outputOf('go', ['mod', 'download', '-json', module], { env, cwd: tmpdir() });
  const { Dir: sources } = JSON.parse(downloaded) as { readonly Dir: string };
  for (const part of ['templates', 'options', 'public'])
    cpSync(join(sources, part), join(folder, part), { recursive: true });
  const quick = ['-tags=sqlite,sqlite_unlock_notify', '-gcflags=all=-N -l -dwarf=false', '-ldflags=-s -w'];
  outputOf('go', ['build', ...quick, '-o', join(folder, 'gitea'), '.'], { env, cwd: sources });
  return folder;
}

/** What the tests are told of the servers that are there; those that are not are said to be left out. */
function find(): { readonly files: readonly string[]; readonly env: Record<string, string> } {
  const files: string[] = [];
  const env: Record<string, string> = {};
  for (const { name, file, variable, find } of SERVERS) {
    try {
      env[variable] = find();
      files.push(file);
    } catch (error) {
      process.stdout.write(`${name} is left out: ${(error as Error).message}\n`);
      if (process.env['CI'] === 'true') process.exit(1);
    }
  }
  return { files, env };
}

const rounds = commandLine(USAGE, (args) => {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '3' } } });
  return wholeNumber('rounds', values.rounds, [1, 99_999]);
});
const { files, env } = find();
const tests = ['git', ...files].map((file) => `test/servers/${file}.test.ts`);
const args = ['vitest', 'run', '--config', 'test/servers/vitest.config.ts', ...tests];
const { status } = spawnSync('npx', args, {
  env: { ...process.env, ...env, SERVERS_ROUNDS: `${rounds}` },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
