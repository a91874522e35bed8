// Conditional requests: the last answer of every URL, and its ETag.
//
// An answer 304 costs nothing of the rate limit and stands for the answer kept here. Nothing else is cached: what
// the server says now is always asked for.
import type { Answer } from './faults.ts';
import type { Client, RestCall, Route } from './client.ts';

/** Sends GET requests with the ETag of the last answer of the same URL. */
export class ConditionalReader {
  readonly #client: Client;
  readonly #kept = new Map<string, Answer>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The answer may be that of the last call; `answer.status` is never 304. */
  async get<R extends Route<'GET'>>(call: Omit<RestCall<R>, 'etag'>): Promise<Answer> {
    const key = JSON.stringify([call.route, call.parameters]);
    const kept = this.#kept.get(key);
    const answer = await this.#client.get({ ...call, etag: kept?.headers['etag'] as string | undefined });
    if (answer.status === 304 && kept !== undefined) return kept;
    if (answer.status === 200 && 'etag' in answer.headers) this.#kept.set(key, answer);
    else this.#kept.delete(key);
    return answer;
  }
}
