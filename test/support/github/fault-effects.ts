// What each kind of fault does to a request.
import { rateLimited } from './answers.ts';
import { errorBody, record } from './contract.ts';
import type { Answer, GitHubRequest } from './contract.ts';
import type { ScriptedFault } from './faults.ts';
import { staleData } from './graphql-mutations.ts';

/** What a fault can do with the request that it has met. */
export interface Scene {
  readonly request: GitHubRequest;
  /** Resolves when all that the request does has been done. */
  readonly finished: Promise<void>;
  /** The server's time in seconds. */
  readonly seconds: number;
  /** Carries the request out, on the state of before where it is stale. */
  effect(stale?: boolean): Promise<Answer>;
  pause(ms: number): Promise<void>;
  unlessClosed<Value>(promise: Promise<Value>): Promise<Value>;
  drop(): void;
}

/** Carries the request out as the fault wants it; `null` is "no answer". */
export async function meet(met: ScriptedFault | undefined, scene: Scene): Promise<Answer | null> {
  if (!met?.kind) return scene.effect();
  const fault = met.kind;
  switch (fault.kind) {
    case 'drop-before':
      scene.drop();
      return null;
    case 'drop-after':
      await scene.effect();
      scene.drop();
      return null;
    case 'hang-after':
      await scene.effect();
      return null;
    case 'delay-effect': {
      const released = met.keep(scene.finished);
      if (fault.drop === true) scene.drop();
      await scene.unlessClosed(
        fault.ms === undefined ? released : Promise.race([released, scene.pause(fault.ms)]),
      );
      return scene.effect();
    }
    case 'status':
      return scriptedAnswer(fault);
    case 'status-after':
      await scene.effect();
      return scriptedAnswer(fault);
    case 'stale':
      return scene.effect(true);
    case 'spurious-conflict':
      return conflict(scene.request);
    case 'rate-limit-primary': {
      const headers = {
        'x-ratelimit-limit': '1000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-used': '1000',
        'x-ratelimit-reset': String(scene.seconds + 60),
        'x-ratelimit-resource': scene.request.graphql ? 'graphql' : 'core',
      };
      return { ...rateLimited(scene.request), headers };
    }
    case 'rate-limit-secondary': {
      const status = fault.status ?? 403;
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      const text =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      return { status, headers, body: errorBody(status, text) };
    }
    case 'duplicate':
      await scene.effect();
      return scene.effect();
    default:
      return fault satisfies never;
  }
}

function scriptedAnswer({ status, headers = {}, body }: Answer): Answer {
  return { status, headers, body: body ?? errorBody(status, 'Server Error') };
}

function conflict(request: GitHubRequest): Answer {
  if (!request.graphql) {
    const text = request.method === 'POST' ? 'Reference already exists' : 'Update is not a fast forward';
    return { status: 422, body: errorBody(422, text) };
  }
  const field = request.operation.replace('graphql:', '');
  const expected = /[0-9a-f]{40}/.exec(JSON.stringify(record(request.body)['variables']))?.[0] ?? '';
  const { message } = staleData(expected);
  const error = { type: 'STALE_DATA', path: [field], locations: [], message };
  return { status: 200, body: { data: { [field]: null }, errors: [error] } };
}
