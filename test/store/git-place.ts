// One repository as the real git serves it, and stores on it.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import { gitStore, type GitOptions } from '../../src/store/git/git-store.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { History, Store } from '../../src/store/store.ts';
import { Daemon, HttpServer, serve, type ServedRepository } from './git-server.ts';

export const BRANCH = 'locks/ref-lease';

export type Transport = 'a path' | 'git daemon' | 'git http-backend';

/** A served repository, its servers, and the folders of the stores on it. */
export class GitPlace implements AsyncDisposable {
  readonly root: string;
  readonly origin: ServedRepository;
  readonly url: string;
  readonly http: HttpServer;
  readonly #daemon: Daemon;
  #stores = 0;

  private constructor(
    root: string,
    origin: ServedRepository,
    servers: { http: HttpServer; daemon: Daemon },
    by: Transport,
  ) {
    this.root = root;
    this.origin = origin;
    this.http = servers.http;
    this.#daemon = servers.daemon;
    this.url = {
      'a path': origin.directory,
      'git daemon': `git://127.0.0.1:${this.#daemon.port}/origin.git`,
      'git http-backend': `http://127.0.0.1:${this.http.port}/origin.git`,
    }[by];
  }

  static async open(by: Transport = 'git http-backend', ...options: readonly string[]): Promise<GitPlace> {
    const root = await mkdtemp(join(tmpdir(), 'ref-lease-git-'));
    const directory = join(root, 'origin.git');
    await mkdir(directory);
    const origin = await serve(directory, ...options);
    const http = await new HttpServer(root).listen();
    const daemon = await new Daemon(root).listen();
    return new GitPlace(root, origin, { http, daemon }, by);
  }

  /** A store with a private repository of its own. */
  async store(options: Partial<GitOptions> & { readonly token?: string } = {}): Promise<Store & History> {
    const directory = join(this.root, `store-${++this.#stores}`);
    await mkdir(directory);
    const { url = this.url, token } = options;
    return gitStore({
      git: systemGit({ env: gitEnvironment(process.env, { url, token }) }),
      url,
      branch: BRANCH,
      directory,
      isTrusted: true,
      render: (board, { branch, now }) => `${branch}: ${board.leases.size} leases at ${now}\n`,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.#daemon[Symbol.asyncDispose]();
    await rm(this.root, { recursive: true, maxRetries: 5 });
  }
}
