// The two faces of GitHub's API: reads, which are repeated on faults of the server or the network, and writes,
// which are sent once.
//
// Promises: every answer, also of an error, feeds the clock and the budget; every attempt has its own timeout; a
// call whose signal is aborted rejects at once with the signal's reason and leaves no timer behind; a limit is
// never slept out here but thrown. Answers that only their caller can judge (2xx, 304, 404, 409, 422) are values.
import { retry } from '@octokit/plugin-retry';
import { throttling, type ThrottlingOptions } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { Endpoints } from '@octokit/types';
import type { Seconds } from '../lease/instant.ts';
import type { Budget } from './budget.ts';
import type { GitHubClock } from './clock.ts';
import { exchange } from './exchange.ts';
import {
  graphqlRefusalOf,
  refusalOf,
  unavailable,
  type Answer,
  type GraphqlError,
  type Purpose,
} from './faults.ts';

export type { Repository } from '../input/lease-name.ts';

/** A route of the REST API as GitHub declares it: `GET /repos/{owner}/{repo}/contents/{path}`. */
export type Route<Method extends string = string> = Extract<keyof Endpoints, `${Method} ${string}`>;

/** A call of the REST API. */
export interface RestCall<R extends Route = Route> extends Sent {
  readonly route: R;
  /** As GitHub declares them for the route; `{path}` is percent-encoded, slashes included. */
  readonly parameters: Readonly<Endpoints[R]['parameters']>;
}

/** A call of the GraphQL API. */
export interface GraphqlCall extends Context {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Context {
  readonly purpose: Purpose;
  readonly signal?: AbortSignal | undefined;
}

/** What is sent, of either API. */
interface Sent extends Context {
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Sent as If-None-Match. */
  readonly etag?: string | undefined;
}

/** An answer of the GraphQL API that is no refusal; `data` and `errors` as GitHub sent them. */
export interface GraphqlAnswer {
  readonly answer: Answer;
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
}

/**
 * Every call rejects with a PermissionError, RateLimitedError or UnavailableError, or with the reason of its
 * signal. After an UnavailableError or an abort nobody can tell whether a write has taken place.
 */
export interface Client {
  get<R extends Route<'GET'>>(call: RestCall<R>): Promise<Answer>;
  post<R extends Route<'POST'>>(call: RestCall<R>): Promise<Answer>;
  delete<R extends Route<'DELETE'>>(call: RestCall<R>): Promise<Answer>;
  query(call: GraphqlCall): Promise<GraphqlAnswer>;
  mutate(call: GraphqlCall): Promise<GraphqlAnswer>;
}

/** Where the API is, and what the client reports to. */
export interface ConnectOptions {
  readonly token: string;
  /** GITHUB_API_URL: `https://api.github.com`, on Enterprise Server `https://<host>/api/v3`. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL: `https://api.github.com/graphql`, on Enterprise Server `https://<host>/api/graphql`. */
  readonly graphqlUrl: string;
  /** The version of ref-lease, for the user agent. */
  readonly version: string;
  readonly clock: GitHubClock;
  readonly budget: Budget;
  readonly fetch?: typeof globalThis.fetch;
  /** For each attempt. */
  readonly timeouts?: { readonly read: Seconds; readonly write: Seconds };
  /** The first wait before a read is repeated; the n-th is n² times as long. */
  readonly retryDelay?: Seconds;
}

const TIMEOUTS = { read: 10, write: 15 };
const RETRIES = 3;
const API_VERSION = '2022-11-28';
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Connects to the API of one server with one token; sends nothing yet. */
export function connect(options: ConnectOptions): Client {
  const { clock, graphqlUrl, timeouts = TIMEOUTS } = options;
  const reading = readingOctokit(options, timeouts.read);
  const writing = new Octokit(common(options, timeouts.write));
  const rest = (octokit: Octokit) => (call: Sent) => send(octokit, clock, call);
  const graphql = (octokit: Octokit) => async (call: GraphqlCall) => {
    const { document: query, variables, ...context } = call;
    const route = `POST ${graphqlUrl}`;
    const answer = await send(octokit, clock, { route, parameters: { query, variables }, ...context });
    return readGraphql(answer, clock, call.purpose);
  };
  return {
    get: rest(reading),
    post: rest(writing),
    delete: rest(writing),
    query: graphql(reading),
    mutate: graphql(writing),
  };
}

function common(options: ConnectOptions, timeout: Seconds) {
  const { clock, budget, fetch = globalThis.fetch } = options;
  return {
    auth: options.token,
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: `ref-lease/${options.version}`,
    log: SILENT,
    request: { fetch: exchange({ fetch, timeout, clock, budget }) },
  };
}

// The retry plugin sleeps by timers that nothing can cancel. It therefore only counts (its own waits are zero), and
// the wait is done here, further inside, where it ends with the signal.
function pacing(delay: Seconds, clock: GitHubClock) {
  return (octokit: Pick<Octokit, 'hook'>) => {
    octokit.hook.wrap('request', async (request, options) => {
      const { retryCount = 0, signal } = options.request as { retryCount?: number; signal?: AbortSignal };
      if (retryCount > 0) await clock.sleep(retryCount ** 2 * delay, signal);
      return request(options);
    });
    return {};
  };
}

function readingOctokit(options: ConnectOptions, timeout: Seconds): Octokit {
  const Reading = Octokit.plugin(pacing(options.retryDelay ?? 1, options.clock), retry, throttling);
  // The plugin spaces every POST a second apart, and GraphQL queries are sent by POST. They are no writes, and a
  // timer for that second could not be cancelled.
  const unspaced = { key: () => ({ schedule: (_: unknown, run: () => unknown) => run() }) };
  return new Reading({
    ...common(options, timeout),
    retry: { doNotRetry: CLIENT_ERRORS, retries: RETRIES, retryAfterBaseValue: 0 },
    throttle: {
      write: unspaced as unknown as NonNullable<ThrottlingOptions['write']>,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
}

async function send(octokit: Octokit, clock: GitHubClock, call: Sent): Promise<Answer> {
  const { route, parameters, purpose, etag, signal } = call;
  signal?.throwIfAborted();
  const headers = {
    'x-github-api-version': API_VERSION,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
  };
  const request = signal === undefined ? {} : { signal };
  let answer: Answer;
  try {
    answer = await endedBy(signal, octokit.request(route, { ...parameters, headers, request }));
  } catch (error) {
    signal?.throwIfAborted();
    const { response } = error as { response?: Answer };
    if (response === undefined) throw unavailable(purpose, (error as Error).message, error);
    answer = response;
  }
  const refusal = refusalOf(answer, purpose, clock);
  if (refusal !== null) throw refusal;
  return answer;
}

function readGraphql(answer: Answer, clock: GitHubClock, purpose: Purpose): GraphqlAnswer {
  const { data, errors: listed } = fieldsOf(answer.data);
  const errors = (Array.isArray(listed) ? listed : []).map(readGraphqlError);
  const refusal = graphqlRefusalOf(answer, errors, purpose, clock);
  if (refusal !== null) throw refusal;
  return { answer, data, errors };
}

function readGraphqlError(error: unknown): GraphqlError {
  const { type, message } = fieldsOf(error);
  return {
    type: typeof type === 'string' ? type : undefined,
    message: typeof message === 'string' ? message : 'without a message',
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Settles like `work`, or rejects with the signal's reason as soon as that is aborted. */
function endedBy<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    const settled = () => signal.removeEventListener('abort', end);
    work.finally(settled).then(resolve, reject);
  });
}
