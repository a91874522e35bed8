// Plain fetch against a stand-in, for the tests of the stand-in itself.
import { expect } from 'vitest';
import { record } from './contract.ts';
import type { GitHub } from './github.ts';

/** One answer. `at('data.repository.id')` is the part of its JSON at a path. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  at(path: string): unknown;
}

const COMMIT = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } }
}`;

/** What a test sends to one stand-in. */
export class Client {
  readonly github: GitHub;
  readonly token: string;

  constructor(github: GitHub, token: string = github.token) {
    this.github = github;
    this.token = token;
  }

  /** Sends one REST request; `path` begins below the API's base. */
  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return ask(`${this.github.apiUrl}${path}`, {
      method,
      headers: { authorization: `token ${this.token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Reads below `/repos/octo/shop`. */
  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send('GET', `/repos/octo/shop${path}`, undefined, headers);
  }

  graphql(query: string, variables: object = {}): Promise<Reply> {
    return ask(this.github.graphqlUrl, {
      method: 'POST',
      headers: { authorization: `bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
  }

  /** Runs createCommitOnBranch. */
  commitOn(
    branch: string,
    head: string,
    additions: Record<string, string>,
    deletions: string[] = [],
  ): Promise<Reply> {
    const input = {
      branch: { repositoryNameWithOwner: 'octo/shop', branchName: branch },
      expectedHeadOid: head,
      fileChanges: {
        additions: Object.entries(additions).map(([path, text]) => ({
          path,
          contents: Buffer.from(text).toString('base64'),
        })),
        deletions: deletions.map((path) => ({ path })),
      },
      message: { headline: 'write', body: 'skip-checks: true' },
    };
    return this.graphql(COMMIT, { input });
  }

  /** Writes one file to `main`. */
  commit(head: string, content: string): Promise<Reply> {
    return this.commitOn('main', head, { 'leases/a.json': content });
  }

  async head(branch = 'main'): Promise<string> {
    return (await this.github.head(branch)) ?? '';
  }
}

/** Whether a GraphQL answer has no error. */
export function succeeded(reply: Reply): boolean {
  return reply.at('errors') === undefined;
}

/** Nothing was asked or answered that GitHub does not describe. */
export function expectClean(github: GitHub): void {
  expect(github.violations).toEqual([]);
  expect(github.unexpected).toEqual([]);
}

async function ask(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  const body: unknown = isJson ? JSON.parse(text) : text;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    at: (path) =>
      path
        .split('.')
        .reduce<unknown>((part, key) => (Array.isArray(part) ? part[Number(key)] : record(part)[key]), body),
  };
}
