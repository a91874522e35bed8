// The peers' protocols as small clients: the same requests, one after another, as their documentation and sources tell.
//
// Only the sequence counts here. github/lock writes its file by `PUT contents`; the stand-in knows no such call, so one
// commit by GraphQL stands for it, a single write as well. None of the peers sends conditional requests.
import type { GitHub } from '../test/support/github/github.ts';

export interface PeerClient {
  acquire(): Promise<void>;
  release(): Promise<void>;
  /** One look while it waits. */
  poll(): Promise<void>;
}

export interface Peer {
  readonly name: string;
  /** Makes what is there before the first use; nothing of it is counted. */
  connect(github: GitHub): Promise<PeerClient>;
}

/** Seconds between two looks of the peers that poll. */
export const PEER_POLL = 5;

const LOCK_QUERY = `query($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message tree { oid } } } } }
}`;

const COMMIT = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** lock-action: reads the commit that its branch is at, makes one, moves the branch; the same to unlock. */
export const lockAction: Peer = {
  name: 'lock-action',
  async connect(github) {
    const client = new Client(github);
    await github.branch('lock_main');
    const [owner = '', name = ''] = github.name.split('/');
    const read = async (): Promise<{ oid: string; tree: string }> => {
      const variables = { owner, name, ref: 'refs/heads/lock_main' };
      const { data } = (await client.graphql(LOCK_QUERY, variables)) as unknown as LockAnswer;
      const { oid, tree } = data.repository.ref.target;
      return { oid, tree: tree.oid };
    };
    const write = async (message: string): Promise<void> => {
      const { oid, tree } = await read();
      const { sha } = await client.rest('POST', '/git/commits', { message, tree, parents: [oid] });
      await client.rest('PATCH', '/git/refs/heads/lock_main', { sha });
    };
    return {
      acquire: () => write('lock'),
      release: () => write('unlock'),
      poll: async () => void (await read()),
    };
  },
};

/** github/lock: looks for the global lock and its own, asks for the default branch, makes a branch and a file. */
export const githubLock: Peer = {
  name: 'github/lock',
  async connect(github) {
    const client = new Client(github);
    const branch = 'production-branch-deploy-lock';
    return {
      async acquire() {
        await client.look('global-branch-deploy-lock');
        await client.look(branch);
        const { default_branch } = await client.rest('GET', '');
        const { object } = await client.rest('GET', `/git/ref/heads/${String(default_branch)}`);
        const { sha } = object as { sha: string };
        await client.rest('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha });
        await client.graphql(COMMIT, {
          input: {
            branch: { repositoryNameWithOwner: github.name, branchName: branch },
            expectedHeadOid: sha,
            message: { headline: 'lock' },
            fileChanges: {
              additions: [{ path: 'lock.json', contents: Buffer.from('{}').toString('base64') }],
            },
          },
        });
      },
      release: async () => void (await client.rest('DELETE', `/git/refs/heads/${branch}`)),
      poll: () => client.look(branch),
    };
  },
};

interface LockAnswer {
  readonly data: { repository: { ref: { target: { oid: string; tree: { oid: string } } } } };
}

type Answer = Readonly<Record<string, unknown>>;

class Client {
  readonly #github: GitHub;

  constructor(github: GitHub) {
    this.#github = github;
  }

  /** Looks for a branch, which may be missing. */
  async look(branch: string): Promise<void> {
    await this.#send('GET', `${this.#repository}/git/ref/heads/${branch}`);
  }

  async rest(method: string, below: string, body?: unknown): Promise<Answer> {
    return this.#demand(method, `${this.#repository}${below}`, body);
  }

  async graphql(query: string, variables: unknown): Promise<Answer> {
    const answer = await this.#demand('POST', this.#github.graphqlUrl, { query, variables });
    if (answer['errors'] !== undefined) throw new Error(JSON.stringify(answer['errors']));
    return answer;
  }

  get #repository(): string {
    return `${this.#github.apiUrl}/repos/${this.#github.name}`;
  }

  async #demand(method: string, url: string, body?: unknown): Promise<Answer> {
    const { status, text } = await this.#send(method, url, body);
    if (status >= 400) throw new Error(`${method} ${url} was answered with ${status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Answer);
  }

  async #send(method: string, url: string, body?: unknown): Promise<{ status: number; text: string }> {
    const answer = await fetch(url, {
      method,
      headers: { authorization: `bearer ${this.#github.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }
}
