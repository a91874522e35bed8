// The stand-in for GitHub: one server on 127.0.0.1 with real git repositories behind it.
//
// Promises that refs change only by git's compare-and-swap, that answers fit GitHub's published descriptions, and
// that nothing is left behind by `close`. It implements the calls that the action uses, and reports every other.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { totals } from './accounting.ts';
import type { Account, Totals } from './accounting.ts';
import { ActionsState } from './actions-state.ts';
import { Answers } from './answers.ts';
import { FaultScript } from './faults.ts';
import type { Fault, FaultHandle, RequestMatch } from './faults.ts';
import { GitRepository } from './git-repository.ts';
import { Limits } from './limits.ts';
import type { LimitOptions } from './limits.ts';
import { RepositoryState } from './repository-state.ts';
import { RepositoryWorld } from './repository-world.ts';
import { GitHubServer } from './server.ts';
import type { Latency, Layout } from './server.ts';
import { Tokens } from './tokens.ts';
import type { TokenOptions } from './tokens.ts';

/** How a stand-in is set up. */
export interface GitHubOptions {
  /** `dotcom`: REST at `/`, GraphQL at `/graphql`; `enterprise`: `/api/v3` and `/api/graphql`. */
  readonly layout?: Layout;
  /** Whether REST is checked against the OpenAPI description; true unless given. */
  readonly validate?: boolean;
  /** The default repository; `octo/shop` unless given. */
  readonly repository?: string;
  readonly limits?: LimitOptions;
  readonly latency?: Partial<Latency>;
  /** GitHub's clock in milliseconds; the machine's unless given. */
  readonly now?: () => number;
}

/** The token that every stand-in knows: it may write contents and read actions. */
export const DEFAULT_TOKEN = 'ghs_default';

/** A running stand-in. What it does with a repository, it does with the default one. */
export class GitHub extends RepositoryWorld {
  /** Where a browser would go: GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
  /** Every request since the start or the last reset. */
  readonly accounting: Account[];
  /** Requests and answers that are not as GitHub describes them. */
  readonly violations: string[];
  /** Requests for what does not exist here, and failures of the stand-in itself. */
  readonly unexpected: string[];
  readonly limits: Limits;
  readonly token = DEFAULT_TOKEN;
  readonly #inner: Inner;

  constructor(inner: Inner, first: RepositoryState) {
    super(first, inner.now);
    this.serverUrl = inner.serverUrl;
    this.apiUrl = inner.apiUrl;
    this.graphqlUrl = inner.graphqlUrl;
    this.accounting = inner.accounts;
    this.violations = inner.violations;
    this.unexpected = inner.unexpected;
    this.limits = inner.limits;
    this.#inner = inner;
    inner.worlds.set(first.name, this);
  }

  /** Another repository of the server, made if need be, with one commit on `main`. */
  async repository(name: string): Promise<RepositoryWorld> {
    const known = this.#inner.worlds.get(name);
    if (known !== undefined) return known;
    const world = new RepositoryWorld(await this.#inner.addRepository(name), this.#inner.now);
    this.#inner.worlds.set(name, world);
    await world.commitFile('main', 'README.md', `# ${name}\n`, 'Initial commit');
    return world;
  }

  /** Makes a token known, or changes what it may do. */
  addToken(value: string, options: TokenOptions = {}): string {
    this.#inner.tokens.add(value, options);
    return value;
  }

  /** Makes a token unknown. */
  revokeToken(value: string): void {
    this.#inner.tokens.revoke(value);
  }

  /** Sets how long reads and writes take, in milliseconds. */
  setLatency(latency: Partial<Latency>): void {
    this.#inner.latency = { ...this.#inner.latency, ...latency };
  }

  /** Scripts a fault. */
  fault(fault: Fault): FaultHandle {
    return this.#inner.faults.add(fault);
  }

  /** Holds the requests that match, before they have any effect, until they are released. */
  hold(match: RequestMatch, times?: number): FaultHandle {
    return this.#inner.faults.hold(match, times);
  }

  /** Removes all faults and holds, and lets go what they keep. */
  clearFaults(): void {
    this.#inner.faults.clear();
  }

  /** Forgets the requests so far. */
  resetAccounting(): void {
    this.accounting.length = 0;
  }

  /** What was charged since the last reset, to all clients or one. */
  totals(client?: string): Totals {
    return totals(this.accounting, client);
  }

  /** Ends every connection and every process, and removes the repositories. */
  close(): Promise<void> {
    return this.#inner.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Starts a stand-in with one repository that has one commit on `main`. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const inner = await Inner.start(options);
  try {
    const github = new GitHub(inner, await inner.addRepository(options.repository ?? 'octo/shop'));
    await github.commitFile('main', 'README.md', `# ${github.name}\n`, 'Initial commit');
    return github;
  } catch (cause) {
    await inner.close();
    throw cause;
  }
}

/** The parts of a running stand-in. */
class Inner {
  readonly accounts: Account[] = [];
  readonly violations: string[] = [];
  readonly unexpected: string[] = [];
  readonly faults = new FaultScript();
  readonly tokens = new Tokens();
  readonly worlds = new Map<string, RepositoryWorld>();
  readonly now: () => number;
  readonly limits: Limits;
  latency: Latency;
  serverUrl = '';
  apiUrl = '';
  graphqlUrl = '';
  readonly #folder: string;
  readonly #states = new Map<string, RepositoryState>();
  readonly #server: GitHubServer;
  #closed: Promise<void> | undefined;
  #lastId = 100_000;

  private constructor(options: GitHubOptions, folder: string) {
    this.#folder = folder;
    this.now = options.now ?? Date.now;
    this.limits = new Limits(this.now, options.limits);
    this.latency = { read: 0, write: 0, ...options.latency };
    this.tokens.add(DEFAULT_TOKEN, { contents: 'write', actions: 'read' });
    const { now, accounts, faults, limits, tokens, violations, unexpected } = this;
    const validate = options.validate ?? true;
    const repositories = this.#states;
    this.#server = new GitHubServer({
      layout: options.layout ?? 'dotcom',
      answers: new Answers({ limits, tokens, repositories, violations, unexpected, validate, now }),
      faults,
      accounts,
      now,
      latency: () => this.latency,
      failed: (cause) => unexpected.push(`failed: ${cause instanceof Error ? cause.stack : String(cause)}`),
    });
  }

  static async start(options: GitHubOptions): Promise<Inner> {
    const inner = new Inner(options, await mkdtemp(join(tmpdir(), 'github-')));
    const enterprise = options.layout === 'enterprise';
    inner.serverUrl = `http://127.0.0.1:${await inner.#server.listen()}`;
    inner.apiUrl = enterprise ? `${inner.serverUrl}/api/v3` : inner.serverUrl;
    inner.graphqlUrl = `${inner.serverUrl}${enterprise ? '/api' : ''}/graphql`;
    return inner;
  }

  async addRepository(name: string): Promise<RepositoryState> {
    if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw new Error(`"${name}" is not owner/name`);
    const id = ++this.#lastId;
    const state = new RepositoryState({
      name,
      id,
      git: await GitRepository.create(join(this.#folder, String(id))),
      actions: new ActionsState(this.now, { next: () => ++this.#lastId }),
      created: this.now(),
      serverUrl: this.serverUrl,
      apiUrl: this.apiUrl,
    });
    this.#states.set(name, state);
    return state;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#server.close();
    await Promise.all([...this.#states.values()].map(({ git }) => git.close()));
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
