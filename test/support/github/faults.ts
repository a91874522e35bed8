// Scripted faults: what goes wrong with which request.
//
// A request meets at most one fault, the first that matches. A fault of kind `delay-effect` and a hold keep
// requests until they are released; everything else is carried out by the server (server.ts).
import type { GitHubRequest } from './contract.ts';
import type { Staleness } from './git-refs.ts';

/** What goes wrong. */
export type FaultKind =
  /** The socket closes and nothing happens. */
  | { readonly kind: 'drop-before' }
  /** It happens, and the socket closes without an answer. */
  | { readonly kind: 'drop-after' }
  /** Nothing happens, and there is no answer until the server closes. */
  | { readonly kind: 'hang-before' }
  /** It happens, and there is no answer until the server closes. */
  | { readonly kind: 'hang-after' }
  /** It happens when it is released, or after `ms`; with `drop`, the socket closes at once: a late write. */
  | { readonly kind: 'delay-effect'; readonly ms?: number; readonly drop?: boolean }
  /** This answer instead, and nothing happens. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Headers; readonly body?: unknown }
  /** It happens, and this is the answer. */
  | {
      readonly kind: 'status-after';
      readonly status: number;
      readonly headers?: Headers;
      readonly body?: unknown;
    }
  /** Answers as a replica would that lags so many updates of a ref, or milliseconds; one update unless given. */
  | ({ readonly kind: 'stale' } & Staleness)
  /** Says that the head was another one, though it matches; nothing happens. */
  | { readonly kind: 'spurious-conflict' }
  | { readonly kind: 'rate-limit-primary'; readonly resetIn?: number }
  | { readonly kind: 'rate-limit-secondary'; readonly status?: 403 | 429; readonly retryAfter?: number }
  /** It happens twice; the answer is the second one, or the first. */
  | { readonly kind: 'duplicate'; readonly answer?: 'first' | 'last' };

type Headers = Readonly<Record<string, string>>;

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
  /** The requests that met it, in order. */
  readonly requests: readonly GitHubRequest[];
  /** Resolves with the `count`-th request that meets it, at once if it already has. */
  waitFor(count?: number): Promise<GitHubRequest>;
  /** Lets what is kept go, and all that comes later; resolves when their effects have happened. */
  release(): Promise<void>;
  /** Lets only the oldest of what is kept go; resolves when its effect has happened. */
  releaseOne(): Promise<void>;
  /** No further request meets it. What is kept stays so. */
  remove(): void;
}

interface Kept {
  let(): void;
  readonly done: Promise<void>;
}

/** One scripted fault or hold. */
export class ScriptedFault implements FaultHandle {
  readonly requests: GitHubRequest[] = [];
  readonly #match: RequestMatch;
  #seen = 0;
  #left: number;
  #open = false;
  #kept: Kept[] = [];
  #waiters: { count: number; resolve(request: GitHubRequest): void }[] = [];

  constructor(match: RequestMatch, times = Number.POSITIVE_INFINITY) {
    this.#match = match;
    this.#left = times;
  }

  get hits(): number {
    return this.requests.length;
  }

  /** Whether the request meets it; if so, that counts. */
  take(request: GitHubRequest): boolean {
    if (this.#left <= 0 || this.#open || !this.#matches(request)) return false;
    this.#left -= 1;
    this.requests.push(request);
    this.#waiters = this.#waiters.filter((waiter) => {
      if (this.requests.length < waiter.count) return true;
      waiter.resolve(request);
      return false;
    });
    return true;
  }

  /** Waits until the test lets the request go; `done` is when its effect has happened. */
  keep(done: Promise<void>): Promise<void> {
    if (this.#open) return Promise.resolve();
    return new Promise((resolve) => this.#kept.push({ let: resolve, done }));
  }

  waitFor(count = 1): Promise<GitHubRequest> {
    const known = this.requests[count - 1];
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiters.push({ count, resolve }));
  }

  async release(): Promise<void> {
    this.#open = true;
    const kept = this.#kept.splice(0);
    for (const one of kept) one.let();
    await Promise.all(kept.map(({ done }) => done));
  }

  async releaseOne(): Promise<void> {
    const one = this.#kept.shift();
    one?.let();
    await one?.done;
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
  readonly #faults: { fault: Fault; scripted: ScriptedFault }[] = [];
  readonly #holds: ScriptedFault[] = [];

  /** Adds a fault. */
  add(fault: Fault): FaultHandle {
    const scripted = new ScriptedFault(fault.match, fault.times);
    this.#faults.push({ fault, scripted });
    return scripted;
  }

  /** Adds a hold: the requests that match wait, before anything happens, until they are released. */
  hold(match: RequestMatch, times?: number): FaultHandle {
    const scripted = new ScriptedFault(match, times);
    this.#holds.push(scripted);
    return scripted;
  }

  /** The holds that keep this request. */
  holdsFor(request: GitHubRequest): ScriptedFault[] {
    return this.#holds.filter((hold) => hold.take(request));
  }

  /** The fault that this request meets, if any. */
  faultFor(request: GitHubRequest): { readonly fault: Fault; readonly scripted: ScriptedFault } | undefined {
    return this.#faults.find(({ scripted }) => scripted.take(request));
  }

  /** Removes all faults and lets everything go that is kept. */
  clear(): void {
    for (const scripted of [
      ...this.#holds.splice(0),
      ...this.#faults.splice(0).map((entry) => entry.scripted),
    ]) {
      scripted.remove();
      void scripted.release();
    }
  }
}
