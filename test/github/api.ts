// The API of a server that answers as a test says, for one test after another.
//
// A request that no handler expects fails the test that sent it.
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Budget } from '../../src/github/budget.ts';
import {
  connect,
  type Client,
  type ConnectOptions,
  type GraphqlCall,
  type RestCall,
} from '../../src/github/client.ts';
import { GitHubClock } from '../../src/github/clock.ts';
import { machineClock } from '../../src/machine-clock.ts';
import type { Purpose } from '../../src/github/faults.ts';

/** The base of the API that {@link connected} uses. */
export const API = 'https://api.github.test';

/** What Date says in every answer, in seconds since 1970. */
export const SERVER_TIME = 1_795_168_800;

export const REPOSITORY = { owner: 'octo', repo: 'product' };

export const PURPOSE: Purpose = {
  doing: 'reading the branch ref-lease',
  repository: 'octo/product',
  permission: 'contents: read',
};

/** A read, a write, and a query. */
export const read: RestCall<'GET /repos/{owner}/{repo}/contents/{path}'> = {
  route: 'GET /repos/{owner}/{repo}/contents/{path}',
  parameters: { ...REPOSITORY, path: 'leases/release%2Fv1.json', ref: 'refs/heads/ref-lease' },
  purpose: PURPOSE,
};
export const write: RestCall<'POST /repos/{owner}/{repo}/git/refs'> = {
  route: 'POST /repos/{owner}/{repo}/git/refs',
  parameters: { ...REPOSITORY, ref: 'refs/heads/ref-lease', sha: 'a'.repeat(40) },
  purpose: { ...PURPOSE, doing: 'writing the branch ref-lease', permission: 'contents: write' },
};
export const query: GraphqlCall = {
  document: 'query { viewer { login } }',
  variables: { a: 1 },
  purpose: PURPOSE,
};

/** A client on {@link API}, with what it reports to. */
export interface Connected {
  readonly client: Client;
  readonly clock: GitHubClock;
  readonly budget: Budget;
}

/** A client that does not wait long before it repeats a read. */
export function connected(overrides: Partial<ConnectOptions> = {}): Connected {
  const clock = overrides.clock ?? new GitHubClock(machineClock);
  const budget = overrides.budget ?? new Budget();
  const client = connect({
    token: 'ghs_secret',
    apiUrl: API,
    graphqlUrl: `${API}/graphql`,
    version: '1.2.3',
    retryDelay: 0.001,
    ...overrides,
    clock,
    budget,
  });
  return { client, clock, budget };
}

/** One answer: status, body, headers. */
export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the server around the tests of a file; `serve` sets its answers and records what is asked. */
export function useServer() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  /**
   * Answers requests to a URL one after another, the last reply for ever. `'network'` breaks the connection, and
   * `'hang'` never answers.
   */
  function serve(
    method: 'get' | 'post' | 'delete',
    url: string,
    ...replies: readonly (Reply | 'network' | 'hang')[]
  ) {
    const requests: Request[] = [];
    server.use(
      http[method](url, async ({ request }) => {
        const reply = replies[Math.min(requests.length, replies.length - 1)] ?? {};
        requests.push(request.clone());
        if (reply === 'network') return HttpResponse.error();
        if (reply === 'hang') return new Promise<never>(() => {});
        const { status = 200, body, headers } = reply;
        const common = { date: new Date(SERVER_TIME * 1000).toUTCString(), ...headers };
        return body === undefined
          ? new HttpResponse(null, { status, headers: common })
          : HttpResponse.json(body as object, { status, headers: common });
      }),
    );
    return requests;
  }

  return { server, serve };
}
