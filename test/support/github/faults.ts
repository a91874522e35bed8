// Scripted faults: what goes wrong with which request.
//
// A request meets at most one fault, the first that matches. A fault of kind `delay-effect` and a hold keep
// requests until they are released; what the other kinds do is in fault-effects.ts.
import type { Answer, GitHubRequest } from './contract.ts';

/** What goes wrong. */
export type FaultKind =
  /** The socket closes and nothing happens. */
  | { readonly kind: 'drop-before' }
  /** It happens, and the socket closes without an answer. */
  | { readonly kind: 'drop-after' }
  /** It happens, and there is no answer until the server closes. */
  | { readonly kind: 'hang-after' }
  /** It happens when it is released, or after `ms`; with `drop`, the socket closes at once: a late write. */
  | { readonly kind: 'delay-effect'; readonly ms?: number; readonly drop?: boolean }
  /** This answer instead, and nothing happens. */
  | ({ readonly kind: 'status' } & Answer)
  /** It happens, and this is the answer. */
  | ({ readonly kind: 'status-after' } & Answer)
  /** Answers as a replica would that lags one update of each ref. */
  | { readonly kind: 'stale' }
  /** Says that the head was another one, though it matches; nothing happens. */
  | { readonly kind: 'spurious-conflict' }
  | { readonly kind: 'rate-limit-primary' }
  | { readonly kind: 'rate-limit-secondary'; readonly status?: 403 | 429; readonly retryAfter?: number }
  /** It happens twice; the answer is the second one. */
  | { readonly kind: 'duplicate' };

/** Which requests: a predicate, or fields that must all match. `nth` counts the matching requests from 1. */
export type RequestMatch =
  | ((request: GitHubRequest) => boolean)
  | { readonly operation?: string | RegExp; readonly client?: string; readonly nth?: number };

/** A fault, which requests meet it, and how many of them; all unless given. */
export type Fault = { readonly match: RequestMatch; readonly times?: number } & FaultKind;

/** A fault or a hold as the test sees it. */
export interface FaultHandle {
  /** Requests that have met it. */
  readonly hits: number;
  /** Resolves with the first request that meets it, at once if one already has. */
  waitFor(): Promise<GitHubRequest>;
  /** Lets what is kept go, and all that comes later; resolves when their effects have happened. */
  release(): Promise<void>;
  /** No further request meets it. What is kept stays so. */
  remove(): void;
}

/** One scripted fault, or a hold, which is of no kind. */
export class ScriptedFault implements FaultHandle {
  readonly kind: FaultKind | null;
  hits = 0;
  readonly #match: RequestMatch;
  readonly #first = Promise.withResolvers<GitHubRequest>();
  #seen = 0;
  #left: number;
  #open = false;
  #kept: { let(): void; readonly done: Promise<void> }[] = [];

  constructor(kind: FaultKind | null, match: RequestMatch, times = Number.POSITIVE_INFINITY) {
    this.kind = kind;
    this.#match = match;
    this.#left = times;
  }

  /** Whether the request meets it; if so, that counts. */
  take(request: GitHubRequest): boolean {
    if (this.#left <= 0 || this.#open || !this.#matches(request)) return false;
    this.#left -= 1;
    this.hits += 1;
    this.#first.resolve(request);
    return true;
  }

  /** Waits until the test lets the request go; `done` is when its effect has happened. */
  keep(done: Promise<void>): Promise<void> {
    if (this.#open) return Promise.resolve();
    return new Promise((resolve) => this.#kept.push({ let: resolve, done }));
  }

  waitFor(): Promise<GitHubRequest> {
    return this.#first.promise;
  }

  async release(): Promise<void> {
    this.#open = true;
    const kept = this.#kept.splice(0);
    for (const one of kept) one.let();
    await Promise.all(kept.map(({ done }) => done));
  }

  remove(): void {
    this.#left = 0;
  }

  #matches(request: GitHubRequest): boolean {
    if (typeof this.#match === 'function') return this.#match(request);
    const { operation, client, nth } = this.#match;
    if (client !== undefined && client !== request.client) return false;
    if (operation instanceof RegExp && !operation.test(request.operation)) return false;
    if (typeof operation === 'string' && operation !== request.operation) return false;
    this.#seen += 1;
    return nth === undefined || this.#seen === nth;
  }
}

/** All faults and holds of a server. */
export class FaultScript {
  readonly #scripted: ScriptedFault[] = [];

  /** Adds a fault, or, of no kind, a hold: what matches waits, before anything happens, until it is released. */
  add(kind: FaultKind | null, match: RequestMatch, times?: number): FaultHandle {
    const scripted = new ScriptedFault(kind, match, times);
    this.#scripted.push(scripted);
    return scripted;
  }

  /** The holds that keep this request. */
  holdsFor(request: GitHubRequest): ScriptedFault[] {
    return this.#scripted.filter((each) => each.kind === null && each.take(request));
  }

  /** The fault that this request meets, if any. */
  faultFor(request: GitHubRequest): ScriptedFault | undefined {
    return this.#scripted.find((each) => each.kind !== null && each.take(request));
  }

  /** Removes all faults and lets everything go that is kept. */
  clear(): void {
    for (const scripted of this.#scripted.splice(0)) void scripted.release();
  }
}
