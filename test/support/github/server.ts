// The HTTP server: reads requests, lets holds, latency and faults have their way, and sends what answers.ts says.
//
// Listens on 127.0.0.1 only. An effect that has begun is carried out even when the client has gone; `close` ends
// every connection and waits for effects that are under way.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './accounting.ts';
import { bytesOf } from './answers.ts';
import type { Answers } from './answers.ts';
import type { Answer, GitHubRequest } from './contract.ts';
import { meet } from './fault-effects.ts';
import type { FaultScript } from './faults.ts';
import { serveGit, type GitHost } from './git-host.ts';
import { graphqlOperation } from './graphql.ts';
import { matchRoute } from './routes.ts';
import { tokenValue } from './tokens.ts';

/** Where REST and GraphQL are: as on github.com, or as on Enterprise Server. */
export type Layout = 'dotcom' | 'enterprise';

/** Milliseconds that GitHub takes, half of them before the effect and half after. */
export interface Latency {
  readonly read: number;
  readonly write: number;
}

/** What the server needs of the rest. */
export interface ServerParts {
  readonly layout: Layout;
  readonly answers: Answers;
  readonly host: GitHost;
  readonly faults: FaultScript;
  readonly accounts: Account[];
  readonly latency: Latency;
  now(): number;
  /** Takes note of an error of the stand-in itself. */
  failed(cause: unknown): void;
}

/** The server, not yet listening. */
export class GitHubServer {
  readonly #parts: ServerParts;
  readonly #server: Server;
  readonly #closing = new AbortController();
  readonly #closed: Promise<never>;
  readonly #underWay = new Set<Promise<void>>();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const { signal } = this.#closing;
    this.#closed = once(signal, 'abort').then(() => Promise.reject(signal.reason as Error));
    this.#closed.catch(() => undefined);
    this.#server = createServer((message, response) => {
      const work = this.#serve(message, response)
        .catch((cause: unknown) => {
          if (!this.#closing.signal.aborted) parts.failed(cause);
          response.destroy();
        })
        .finally(() => this.#underWay.delete(work));
      this.#underWay.add(work);
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on a free port and returns its number. */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the server is closed'));
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await Promise.all([closed, ...this.#underWay]);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await serveGit(this.#parts.host, message, response)) return;
    response.sendDate = false;
    const raw = await text(message).catch(() => null);
    // The client has gone before it had said everything.
    if (raw === null) return;
    const request = this.#requestOf(message, raw);
    const account: Account = {
      at: this.#parts.now(),
      endedAt: null,
      operation: request.operation,
      client: request.client,
      bucket: request.graphql ? 'graphql' : 'core',
      status: 0,
      charged: 0,
      etagHit: false,
    };
    this.#parts.accounts.push(account);

    const finished = Promise.withResolvers<void>();
    try {
      for (const hold of this.#parts.faults.holdsFor(request))
        await this.#unlessClosed(hold.keep(finished.promise));
      const met = this.#parts.faults.faultFor(request);
      const { read, write } = this.#parts.latency;
      const latency = request.isWrite ? write : read;
      const answer = await meet(met, {
        request,
        finished: finished.promise,
        effect: async (stale) => {
          await this.#pause(latency / 2);
          return this.#parts.answers.answer(request, account, stale);
        },
        pause: (ms) => this.#pause(ms),
        unlessClosed: (promise) => this.#unlessClosed(promise),
        drop: () => response.destroy(),
        seconds: Math.floor(this.#parts.now() / 1000),
      });
      finished.resolve();
      if (answer === null) return;
      await this.#pause(latency / 2);
      if (!response.destroyed) {
        account.status = answer.status;
        account.endedAt = this.#parts.now();
      }
      this.#send(request, response, answer);
    } finally {
      finished.resolve();
    }
  }

  #requestOf(message: IncomingMessage, raw: string): GitHubRequest {
    const url = message.url ?? '/';
    const [pathname = '/', search = ''] = url.split(/\?(.*)/s);
    const enterprise = this.#parts.layout === 'enterprise';
    const graphql = pathname === (enterprise ? '/api/graphql' : '/graphql') && message.method === 'POST';
    // Outside the API's base nothing matches.
    const below = pathname.startsWith('/api/v3/') ? pathname.slice('/api/v3'.length) : `?${pathname}`;
    const path = enterprise ? below : pathname;
    const method = message.method ?? 'GET';
    const body = parseBody(raw);
    const named = graphql
      ? graphqlOperation(body)
      : {
          operation: matchRoute(method, path)?.route.operation ?? `${method} ${path}`,
          isWrite: method !== 'GET',
        };
    return {
      id: randomBytes(8).toString('hex').toUpperCase(),
      method,
      path,
      query: new URLSearchParams(search),
      headers: message.headers as Record<string, string | undefined>,
      body,
      ...named,
      graphql,
      client: tokenValue(message.headers.authorization),
    };
  }

  #send(request: GitHubRequest, response: ServerResponse, answer: Answer): void {
    if (response.destroyed) return;
    const bytes = bytesOf(answer);
    const hasBody = answer.status !== 304 && answer.status !== 204;
    response.writeHead(answer.status, {
      date: new Date(Math.floor(this.#parts.now() / 1000) * 1000).toUTCString(),
      server: 'github.com',
      'cache-control': 'private, max-age=60, s-maxage=60',
      'x-github-request-id': request.id,
      ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...answer.headers,
      ...(hasBody ? { 'content-length': Buffer.byteLength(bytes) } : {}),
    });
    response.end(hasBody ? bytes : undefined);
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.#closing.signal });
  }

  /** Waits for the promise, but rejects when the server closes. */
  #unlessClosed<Value>(promise: Promise<Value>): Promise<Value> {
    return Promise.race([promise, this.#closed]);
  }
}

function parseBody(raw: string): unknown {
  if (raw === '') return undefined;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return raw;
  }
}
