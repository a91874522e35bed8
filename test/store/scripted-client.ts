// A client that answers what a test has written down, in order, and records what it was asked.
//
// A call that is not expected fails the test.
import type { Client, GraphqlAnswer, GraphqlCall, RestCall } from '../../src/github/client.ts';
import type { Answer, GraphqlError } from '../../src/github/faults.ts';
import { gitRefStore } from '../../src/store/git-ref/git-ref-store.ts';

/** One answer, or the error that the call rejects with. */
export type Scripted = Answer | GraphqlAnswer | Error;

/** A call of any route. */
interface RecordedCall extends Omit<RestCall, 'route' | 'parameters'> {
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The {@link Client} of tests that look at one call at a time. */
export class ScriptedClient implements Client {
  readonly rest: (RecordedCall & { readonly method: 'get' | 'post' | 'delete' })[] = [];
  readonly graphql: (GraphqlCall & { readonly method: 'query' | 'mutate' })[] = [];
  readonly #script: Scripted[];

  constructor(...script: readonly Scripted[]) {
    this.#script = [...script];
  }

  get = async (call: RecordedCall) => this.#rest('get', call);
  post = async (call: RecordedCall) => this.#rest('post', call);
  delete = async (call: RecordedCall) => this.#rest('delete', call);
  query = async (call: GraphqlCall) => this.#graphql('query', call);
  mutate = async (call: GraphqlCall) => this.#graphql('mutate', call);

  #rest(method: 'get' | 'post' | 'delete', call: RecordedCall): Answer {
    this.rest.push({ method, ...call });
    return this.#next(call.signal) as Answer;
  }

  #graphql(method: 'query' | 'mutate', call: GraphqlCall): GraphqlAnswer {
    this.graphql.push({ method, ...call });
    return this.#next(call.signal) as GraphqlAnswer;
  }

  #next(signal: AbortSignal | undefined): Answer | GraphqlAnswer {
    signal?.throwIfAborted();
    const next = this.#script.shift();
    if (next === undefined) throw new Error('a call that the test does not expect');
    if (next instanceof Error) throw next;
    return next;
  }
}

export const REPOSITORY = { owner: 'octo', repo: 'product' };

/** The store of the branch `ref-lease` of octo/product, on these answers. */
export function scriptedStore(...script: readonly Scripted[]) {
  const client = new ScriptedClient(...script);
  const store = gitRefStore({
    client,
    repository: REPOSITORY,
    branch: 'ref-lease',
    serverUrl: 'https://github.test/',
    render: (board, { branch, now }) => `${branch} at ${now}: ${[...board.leases.keys()].join(', ')}\n`,
  });
  return { client, store };
}

/** An answer of the REST API. */
export function rest(status: number, data: unknown = '', headers: Record<string, string> = {}): Answer {
  return { status, data, headers };
}

/** An answer of the GraphQL API. */
export function graphql(data: unknown, errors: readonly GraphqlError[] = [], status = 200): GraphqlAnswer {
  return { answer: rest(status, { data, errors }), data, errors };
}
