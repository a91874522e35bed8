// A repository behind OpenSSH: its server, with keys and configuration of its own, on a port of loopback.
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { Place } from '../store/git-place.ts';
import { InetServer, serve } from '../store/git-server.ts';

const run = promisify(execFile);

/** Served to whoever has the key in its folder, as the user of this process. */
export class OpenSshPlace extends Place {
  #server: InetServer | undefined;

  /** Starts a process of this program, by its full path, for each connection. */
  static async open(sshd: string): Promise<OpenSshPlace> {
    const root = await mkdtemp(join(tmpdir(), 'ref-lease-ssh-'));
    const directory = join(root, 'origin.git');
    await mkdir(directory);
    const origin = await serve(directory);
    const config = await configureServer(root);
    const server = await new InetServer([sshd, '-i', '-f', config], {}).listen();
    const env = { GIT_SSH_COMMAND: `ssh -F ${await configureClient(root, server.port)}` };
    const url = `ssh://${userInfo().username}@127.0.0.1:${server.port}${directory}`;
    const place = new OpenSshPlace(root, origin, { url, env });
    place.#server = server;
    return place;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await this.#server![Symbol.asyncDispose]();
    await super[Symbol.asyncDispose]();
  }
}

async function configureServer(root: string): Promise<string> {
  for (const key of ['host', 'user'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(root, key)]);
  // Where it runs as root it wants this folder, which the start of the service makes elsewhere.
  if (process.getuid!() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const config = join(root, 'sshd_config');
  // In the home of the user a shell would find what it does at every start.
  await writeFile(
    config,
    `HostKey ${join(root, 'host')}
AuthorizedKeysFile ${join(root, 'user.pub')}
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PidFile none
SetEnv HOME=${root}
KexAlgorithms curve25519-sha256
`,
  );
  return config;
}

async function configureClient(root: string, port: number): Promise<string> {
  const known = join(root, 'known_hosts');
  await writeFile(known, `[127.0.0.1]:${port} ${await readFile(join(root, 'host.pub'), 'utf8')}`);
  const config = join(root, 'ssh_config');
  await writeFile(
    config,
    `IdentityFile ${join(root, 'user')}
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile ${known}
GlobalKnownHostsFile none
StrictHostKeyChecking yes
BatchMode yes
`,
  );
  return config;
}
