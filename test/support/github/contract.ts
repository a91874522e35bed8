// The words that the parts of the stand-in share: a request, an answer, a call, and how a call is refused.
import type { Endpoints } from '@octokit/types';
import type { RepositoryState } from './repository-state.ts';

/** A request as it came in. `operation` is `GET contents`, `graphql:createCommitOnBranch`, `graphql:query`, … */
export interface GitHubRequest {
  readonly id: string;
  readonly method: string;
  /** Below the API's base, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON body; `undefined` without one. */
  readonly body: unknown;
  readonly operation: string;
  readonly isWrite: boolean;
  readonly graphql: boolean;
  /** The value of the token, or `undefined`. */
  readonly client: string | undefined;
}

/** An answer before it gets its common headers. A string is sent as it is, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a route answers, in the form that GitHub declares for it. */
export interface AnswerOf<Route extends keyof Endpoints> extends Answer {
  readonly status: Endpoints[Route]['response']['status'];
  readonly body: [DataOf<Route>] extends [never] ? undefined : DataOf<Route>;
}

type DataOf<Route extends keyof Endpoints> = Endpoints[Route]['response']['data'];

/** What a handler is called with. */
export interface Call {
  readonly request: GitHubRequest;
  /** The decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly repository: RepositoryState;
  /** Whether it is answered as a replica would that lags one update of each ref. */
  readonly stale: boolean;
  /** The server's time in milliseconds. */
  readonly now: number;
}

/** Answers one route. */
export type Handler<Route extends keyof Endpoints> = (call: Call) => Promise<AnswerOf<Route>>;

/** A refusal with GitHub's status and text. */
export class HttpError extends Error {
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.extra = extra;
  }
}

/** The body of a REST error. */
export function errorBody(status: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
  return { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...extra };
}

/** Who writes with the token of a workflow. */
export const BOT = 'github-actions[bot]';

/** The value as a plain object; anything else reads as an empty one. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The field as a string; refuses the request as GitHub does when it is none. */
export function requiredString(body: unknown, field: string): string {
  const value = record(body)[field];
  if (typeof value === 'string') return value;
  const given = value === undefined ? `"${field}" wasn't supplied.` : `"${field}" is not a string.`;
  throw new HttpError(422, `Invalid request.\n\n${given}`);
}
