// One attempt of one request: the fetch that both faces of the client send through.
//
// Promises: the attempt ends after its timeout or with the caller's signal, body included, and leaves no timer
// behind; clock and budget have seen the headers of every answer of GitHub's before its caller does.
import type { Seconds } from '../lease/instant.ts';
import type { Budget } from './budget.ts';
import type { GitHubClock } from './clock.ts';
import { isPage } from './obstacle.ts';

/** What one attempt needs. */
interface ExchangeOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly timeout: Seconds;
  readonly clock: GitHubClock;
  readonly budget: Budget;
}

/**
 * Wraps a fetch. A fault of the network rejects with an Error that says what is at the bottom of it, a timeout too; an
 * abort rejects with an AbortError.
 */
export function exchange({ fetch, timeout, clock, budget }: ExchangeOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const attempt = new AbortController();
    const caller = init?.signal;
    // Octokit takes an error of this name, and no other, for an abort.
    const abort = () => attempt.abort(new DOMException('The call was ended.', 'AbortError'));
    const timer = setTimeout(
      () => attempt.abort(new Error(`no answer within ${timeout} seconds`)),
      timeout * 1000,
    );
    caller?.addEventListener('abort', abort, { once: true });
    if (caller?.aborted === true) abort();
    try {
      const response = await fetch(input, { ...init, signal: attempt.signal });
      const date = response.headers.get('date') ?? '';
      if (isOfGitHub(response) && !clock.observe(date)) {
        await response.body?.cancel();
        throw new Error(
          `an answer dated ${date}, far ahead of the one before: a proxy on the way may have written it`,
        );
      }
      budget.observe(response.headers);
      // Read here, because Octokit takes a body that breaks off for an empty one.
      const body = await response.arrayBuffer();
      const { status, statusText, headers } = response;
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
    } catch (error) {
      attempt.signal.throwIfAborted();
      throw new Error(bottomOf(error), { cause: error });
    } finally {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    }
  };
}

/** Whether the Date of an answer may be GitHub's: that of a gateway on the way, in a page or with a fault, may be hours off. */
function isOfGitHub({ status, headers }: Response): boolean {
  return status < 500 && !isPage(headers.get('content-type'));
}

// What is above it says only that a fetch has failed; so does Octokit, which looks one cause deep.
function bottomOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return bottomOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined || error.cause === null ? error.message : bottomOf(error.cause);
}
