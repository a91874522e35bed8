// One repository as the real git serves it, and stores on it.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import { gitStore, type GitOptions } from '../../src/store/git/git-store.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Store } from '../../src/store/store.ts';
import { daemon, HttpServer, serve, type InetServer, type ServedRepository } from './git-server.ts';

export const BRANCH = 'locks/ref-lease';

/** How a repository is reached. */
export interface Access {
  readonly url: string;
  readonly token?: string | undefined;
  /** What git needs in its environment besides. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A served repository, and the folders of the stores on it. */
export class Place implements AsyncDisposable {
  readonly root: string;
  readonly origin: ServedRepository;
  readonly #access: Access;
  #stores = 0;

  constructor(root: string, origin: ServedRepository, access: Access) {
    this.root = root;
    this.origin = origin;
    this.#access = access;
  }

  get url(): string {
    return this.#access.url;
  }

  /** A store with a private repository of its own. */
  async store(options: Partial<GitOptions & Access> = {}): Promise<Store> {
    const directory = join(this.root, `store-${++this.#stores}`);
    await mkdir(directory);
    const { url, token, env } = { ...this.#access, ...options };
    return gitStore({
      git: systemGit({ env: gitEnvironment({ ...process.env, ...env }, { url, token }) }),
      url,
      branch: BRANCH,
      directory,
      isTrusted: true,
      render: (board, { branch, now }) => `${branch}: ${board.leases.size} leases at ${now}\n`,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, maxRetries: 5 });
  }
}

export const TRANSPORTS = ['a path', 'git daemon', 'git http-backend'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** A repository that git itself serves. */
export class GitPlace extends Place {
  readonly http: HttpServer;
  readonly #daemon: InetServer;

  private constructor(
    root: string,
    origin: ServedRepository,
    servers: { http: HttpServer; daemon: InetServer },
    by: Transport,
  ) {
    const url = {
      'a path': origin.directory,
      'git daemon': `git://127.0.0.1:${servers.daemon.port}/origin.git`,
      'git http-backend': `http://127.0.0.1:${servers.http.port}/origin.git`,
    }[by];
    super(root, origin, { url });
    this.http = servers.http;
    this.#daemon = servers.daemon;
  }

  static async open(by: Transport = 'git http-backend', ...options: readonly string[]): Promise<GitPlace> {
    const root = await mkdtemp(join(tmpdir(), 'ref-lease-git-'));
    const directory = join(root, 'origin.git');
    await mkdir(directory);
    const origin = await serve(directory, ...options);
    const servers = { http: await new HttpServer(root).listen(), daemon: await daemon(root).listen() };
    return new GitPlace(root, origin, servers, by);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.#daemon[Symbol.asyncDispose]();
    await super[Symbol.asyncDispose]();
  }
}
