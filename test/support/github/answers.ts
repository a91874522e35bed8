// Carries out one request: who asks, what it costs, what the operation answers, and whether it has changed.
//
// Knows nothing of sockets, latency and faults. The same request can be carried out twice.
import { createHash } from 'node:crypto';
import type { Account } from './accounting.ts';
import { HttpError, errorBody } from './contract.ts';
import type { Answer, GitHubRequest } from './contract.ts';
import { executeGraphQL } from './graphql.ts';
import type { Limits } from './limits.ts';
import type { RepositoryState } from './repository-state.ts';
import { matchRoute } from './routes.ts';
import type { Match } from './routes.ts';
import { demand } from './tokens.ts';
import type { Token, Tokens } from './tokens.ts';

/** What answers are made of. */
export interface World {
  readonly limits: Limits;
  readonly tokens: Tokens;
  readonly repositories: ReadonlyMap<string, RepositoryState>;
  readonly violations: string[];
  readonly unexpected: string[];
  now(): number;
}

const API_VERSIONS = ['2022-11-28', '2026-03-10'];

/** Answers requests from the state of a world. */
export class Answers {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Carries the request out and tells the account what it cost. */
  async answer(request: GitHubRequest, account: Account, stale = false): Promise<Answer> {
    const { limits, tokens } = this.#world;
    const { bucket } = account;
    let token: Token;
    try {
      token = tokens.identify(request.client);
    } catch (cause) {
      return refusal(cause);
    }
    let answer = rateLimited(request);
    if (!limits.isExhausted(token.bucket, bucket)) {
      answer = request.graphql
        ? await this.#graphql(request, token, stale)
        : withETag(request, await this.#operation(request, token, stale));
      account.etagHit = answer.status === 304;
      account.charged = account.etagHit ? 0 : 1;
      if (account.charged) limits.charge(token.bucket, bucket);
    }
    return { ...answer, headers: { ...limits.headers(token.bucket, bucket), ...answer.headers } };
  }

  #graphql(request: GitHubRequest, token: Token, stale: boolean): Promise<Answer> {
    const { repositories, unexpected, violations } = this.#world;
    return executeGraphQL({
      request,
      token,
      stale,
      now: this.#world.now(),
      repository: (name) => repositories.get(name),
      unexpected: (what) => unexpected.push(what),
      violation: (what) => violations.push(what),
    });
  }

  async #operation(request: GitHubRequest, token: Token, stale: boolean): Promise<Answer> {
    const match = matchRoute(request.method, request.path);
    if (match === null) {
      this.#world.unexpected.push(`${request.method} ${request.path}`);
      return { status: 404, body: errorBody(404, 'Not Found') };
    }
    return this.#handle(request, token, match, stale);
  }

  async #handle(
    request: GitHubRequest,
    token: Token,
    { route, params }: Match,
    stale: boolean,
  ): Promise<Answer> {
    try {
      if (typeof request.body === 'string') throw new HttpError(400, 'Problems parsing JSON');
      const version = request.headers['x-github-api-version'];
      if (version !== undefined && !API_VERSIONS.includes(version))
        throw new HttpError(400, `The "${version}" version of the API is not supported.`);
      const repository = this.#world.repositories.get(`${params['owner']}/${params['repo']}`);
      if (repository === undefined) throw new HttpError(404, 'Not Found');
      demand(token, route.permission);
      return await route.handle({ request, params, repository, stale, now: this.#world.now() });
    } catch (cause) {
      return refusal(cause);
    }
  }
}

/** The answer of an exhausted primary limit. */
export function rateLimited(request: GitHubRequest): Answer {
  if (request.graphql) {
    const message = 'API rate limit already exceeded for this installation.';
    return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', code: 'graphql_rate_limit', message }] } };
  }
  return { status: 403, body: errorBody(403, 'API rate limit exceeded for this installation.') };
}

/** The bytes of an answer. */
export function bytesOf({ body }: Answer): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function withETag(request: GitHubRequest, answer: Answer): Answer {
  if (request.method !== 'GET' || answer.status !== 200) return answer;
  const hash = createHash('sha256').update(bytesOf(answer)).digest('hex');
  const etag = `W/"${hash}"`;
  const wanted = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  const unchanged = wanted.some((tag) => tag.replace(/^W\//, '') === `"${hash}"`);
  return unchanged ? { status: 304, headers: { etag } } : { ...answer, headers: { ...answer.headers, etag } };
}

function refusal(cause: unknown): Answer {
  if (!(cause instanceof HttpError)) throw cause;
  return { status: cause.status, body: errorBody(cause.status, cause.message, cause.extra) };
}
