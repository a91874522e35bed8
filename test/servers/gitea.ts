// Gitea as a process on loopback, with a database, users and repositories of its own in a temporary folder.
//
// It refuses to run as root: there it runs as the user who owns nothing.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Place } from '../store/git-place.ts';
import { ServedRepository } from '../store/git-server.ts';
import type { Owner } from '../support/github/git-process.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const ADMIN = 'octocat';
const PASSWORD = 'correct horse battery staple';

/** What a request may have. */
interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  /** Who asks; the administrator unless given. */
  readonly user?: string;
}

/** The forge, with one administrator. */
export class Gitea implements AsyncDisposable {
  readonly #root: string;
  readonly #owner: Owner | undefined;
  readonly #process: ChildProcess;
  readonly #url: string;
  #said = '';

  private constructor(root: string, owner: Owner | undefined, program: string, url: string) {
    this.#root = root;
    this.#owner = owner;
    this.#url = url;
    this.#process = spawn(program, ['web', ...configOf(root)], processOptions(root, owner));
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.setEncoding('utf8').on('data', (chunk: string) => (this.#said += chunk));
  }

  /** Starts the program `gitea` in a folder that has its templates and options beside it. */
  static async start(folder: string): Promise<Gitea> {
    const owner = process.getuid!() === 0 ? NOBODY : undefined;
    const root = await mkdtemp(join(tmpdir(), 'ref-lease-gitea-'));
    const url = `http://127.0.0.1:${await freePort()}`;
    const files = [root, await configure(root, folder, url)];
    if (owner !== undefined) for (const file of files) await chown(file, owner.uid, owner.gid);
    const program = join(folder, 'gitea');
    const gitea = new Gitea(root, owner, program, url);
    try {
      await gitea.#answers();
      gitea.#makeAdmin(program);
      return gitea;
    } catch (error) {
      await gitea[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Asks the API; what it answers. */
  async ask<T>(path: string, { method = 'POST', body, user = ADMIN }: Ask = {}): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${user}:${PASSWORD}`)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** A new user without any rights. */
  async user(username: string): Promise<void> {
    const body = { username, email: emailOf(username), password: PASSWORD, must_change_password: false };
    await this.ask('admin/users', { body });
  }

  /** A token that may do with repositories whatever its user may do. */
  async token(user: string = ADMIN): Promise<string> {
    const body = { name: crypto.randomUUID(), scopes: ['write:repository'] };
    return (await this.ask<{ readonly sha1: string }>(`users/${user}/tokens`, { user, body })).sha1;
  }

  /** A new private repository, and stores on it by a token of the administrator. */
  async place(name: string): Promise<Place> {
    await this.ask('user/repos', { body: { name, private: true } });
    const origin = new ServedRepository(join(this.#root, 'repositories', ADMIN, `${name}.git`), this.#owner);
    const root = await mkdtemp(join(tmpdir(), 'ref-lease-git-'));
    return new Place(root, origin, { url: `${this.#url}/${ADMIN}/${name}.git`, token: await this.token() });
  }

  /** The path of a repository in the API. */
  pathOf(name: string): string {
    return `repos/${ADMIN}/${name}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    if (this.#process.exitCode === null) {
      this.#process.kill();
      await ended;
    }
    await rm(this.#root, { recursive: true, maxRetries: 5 });
  }

  #makeAdmin(program: string): void {
    const admin = ['--admin', '--must-change-password=false', '--username', ADMIN, '--password', PASSWORD];
    const args = ['admin', 'user', 'create', ...admin, '--email', emailOf(ADMIN), ...configOf(this.#root)];
    const made = spawnSync(program, args, processOptions(this.#root, this.#owner));
    if (made.status !== 0) throw new Error(`gitea has made no administrator: ${made.stdout}${made.stderr}`);
  }

  /** Waits until it is there. */
  async #answers(): Promise<void> {
    while (this.#process.exitCode === null) {
      const response = await fetch(`${this.#url}/api/healthz`).catch(() => null);
      await response?.arrayBuffer();
      if (response?.ok === true) return;
      await sleep(20);
    }
    throw new Error(`gitea has ended: ${this.#said}`);
  }
}

function emailOf(user: string): string {
  return `${user}@example.test`;
}

/** A port that is free; of those that the system gives out, it comes last to be given again. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configOf(root: string): readonly string[] {
  return ['--config', join(root, 'app.ini')];
}

function processOptions(root: string, owner: Owner | undefined) {
  const env = { PATH: process.env['PATH'], HOME: root, GITEA_WORK_DIR: root };
  return { ...owner, env, cwd: root, encoding: 'utf8' } as const;
}

/** Writes the configuration, to which it adds its secrets; the path. */
async function configure(root: string, folder: string, url: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const user = process.getuid!() === 0 ? 'nobody' : userInfo().username;
  const path = join(root, 'app.ini');
  await writeFile(
    path,
    `RUN_USER = ${user}
[server]
HTTP_ADDR = ${hostname}
HTTP_PORT = ${port}
ROOT_URL = ${url}/
STATIC_ROOT_PATH = ${folder}
OFFLINE_MODE = true
DISABLE_SSH = true
LFS_START_SERVER = false
[database]
DB_TYPE = sqlite3
PATH = ${join(root, 'gitea.db')}
[repository]
ROOT = ${join(root, 'repositories')}
[security]
INSTALL_LOCK = true
PASSWORD_HASH_ALGO = pbkdf2
[log]
LEVEL = Warn
`,
  );
  return path;
}
