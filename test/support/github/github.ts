// The stand-in for GitHub: one server on 127.0.0.1 with real git repositories behind it.
//
// Promises that refs change only by git's compare-and-swap, that answers have the form that GitHub declares, and
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
  /** What of GraphQL is not as GitHub describes it; of REST, the compiler says so. */
  readonly violations: string[];
  /** Requests for what does not exist here, and failures of the stand-in itself. */
  readonly unexpected: string[];
  readonly limits: Limits;
  readonly token = DEFAULT_TOKEN;
  readonly #core: Core;

  constructor(core: Core, first: RepositoryState) {
    super(first, core.now);
    this.serverUrl = core.serverUrl;
    this.apiUrl = core.apiUrl;
    this.graphqlUrl = core.graphqlUrl;
    this.accounting = core.accounts;
    this.violations = core.violations;
    this.unexpected = core.unexpected;
    this.limits = core.limits;
    this.#core = core;
  }

  /** Another repository of the server, with one commit on `main`. */
  async repository(name: string): Promise<RepositoryWorld> {
    const { addRepository, now } = this.#core;
    return begun(new RepositoryWorld(await addRepository(name), now));
  }

  /** Makes a token known, or changes what it may do. */
  addToken(value: string, options: TokenOptions = {}): string {
    this.#core.tokens.add(value, options);
    return value;
  }

  /** Sets how long reads and writes take, in milliseconds. */
  setLatency(latency: Latency): void {
    Object.assign(this.#core.latency, latency);
  }

  /** Scripts a fault. */
  fault({ match, times, ...kind }: Fault): FaultHandle {
    return this.#core.faults.add(kind, match, times);
  }

  /** Holds the requests that match, before they have any effect, until they are released. */
  hold(match: RequestMatch, times?: number): FaultHandle {
    return this.#core.faults.add(null, match, times);
  }

  /** Removes all faults and holds, and lets go what they keep. */
  clearFaults(): void {
    this.#core.faults.clear();
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
    return this.#core.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Starts a stand-in with one repository that has one commit on `main`. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const core = await startCore(options);
  try {
    return await begun(new GitHub(core, await core.addRepository(options.repository ?? 'octo/shop')));
  } catch (cause) {
    await core.close();
    throw cause;
  }
}

async function begun<World extends RepositoryWorld>(world: World): Promise<World> {
  await world.commitFile('main', 'README.md', `# ${world.name}\n`, 'Initial commit');
  return world;
}

type Core = Awaited<ReturnType<typeof startCore>>;

/** The parts of a stand-in, with the server listening. */
async function startCore({ layout = 'dotcom', now = Date.now, ...options }: GitHubOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'github-'));
  const accounts: Account[] = [];
  const violations: string[] = [];
  const unexpected: string[] = [];
  const faults = new FaultScript();
  const tokens = new Tokens();
  tokens.add(DEFAULT_TOKEN, { contents: 'write', actions: 'read' });
  const limits = new Limits(now, options.limits);
  const latency = { read: 0, write: 0, ...options.latency };
  const repositories = new Map<string, RepositoryState>();
  const answers = new Answers({ limits, tokens, repositories, violations, unexpected, now });
  const failed = (cause: unknown) =>
    unexpected.push(`failed: ${cause instanceof Error ? cause.stack : String(cause)}`);
  const server = new GitHubServer({
    layout,
    answers,
    host: { repositories, tokens },
    faults,
    accounts,
    latency,
    now,
    failed,
  });

  const serverUrl = `http://127.0.0.1:${await server.listen()}`;
  const apiUrl = layout === 'enterprise' ? `${serverUrl}/api/v3` : serverUrl;
  const graphqlUrl = `${serverUrl}${layout === 'enterprise' ? '/api' : ''}/graphql`;
  let lastId = 100_000;
  const nextId = () => ++lastId;
  let closed: Promise<void> | undefined;
  const addRepository = async (name: string): Promise<RepositoryState> => {
    if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw new Error(`"${name}" is not owner/name`);
    const id = nextId();
    const git = await GitRepository.create(join(folder, String(id)));
    const actions = new ActionsState(now, nextId);
    const state = new RepositoryState({ name, id, git, actions, created: now(), serverUrl, apiUrl });
    repositories.set(name, state);
    return state;
  };
  const end = async (): Promise<void> => {
    await server.close();
    await Promise.all([...repositories.values()].map(({ git }) => git.close()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const close = () => (closed ??= end());
  const addresses = { serverUrl, apiUrl, graphqlUrl };
  const kept = { accounts, violations, unexpected, faults, tokens, limits, latency };
  return { now, ...addresses, ...kept, addRepository, close };
}
