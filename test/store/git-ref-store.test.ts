// The store on a branch passes the contract, on both layouts of a server with a real git repository behind it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError } from '../../src/lease/errors.ts';
import { gitRefStore } from '../../src/store/git-ref/git-ref-store.ts';
import type { Store } from '../../src/store/store.ts';
import { clientOf, closed } from '../github/stand-in.ts';
import { startGitHub, type GitHub } from '../support/github/github.ts';
import { aBoard, aDocument, aMessage, NOW, withDocument } from './boards.ts';
import { describeStore } from './contract.ts';

const BRANCH = 'locks/ref-lease';

function storeOn(github: GitHub, client = clientOf(github), name = github.name): Store {
  const [owner, repo] = name.split('/') as [string, string];
  return gitRefStore({
    client,
    repository: { owner, repo },
    branch: BRANCH,
    serverUrl: github.serverUrl,
    render: (board, { branch, now, serverUrl }) =>
      `${branch} on ${serverUrl}: ${board.leases.size} leases at ${now}\n`,
  });
}

for (const layout of ['dotcom', 'enterprise'] as const) {
  describeStore(`on a branch (${layout})`, async () => {
    const github = await startGitHub({ layout });
    return {
      store: storeOn(github),
      secondStore: storeOn(github),
      deleteBranch: async () => void (await github.branch(BRANCH, null)),
      putRaw: async (path, text) => void (await github.commitFile(BRANCH, path, text)),
      raw: (path) => github.file(BRANCH, path),
      cleanup: () => closed(github),
    };
  });
}

describe('gitRefStore', () => {
  let github: GitHub;
  let store: Store;
  beforeEach(async () => {
    github = await startGitHub();
    store = storeOn(github);
  });
  afterEach(() => closed(github));

  const write = async (by = store) => {
    const before = await by.read();
    const next = withDocument(before.board, aDocument('staging', { sequence: NOW + 1 }));
    return by.compareAndSwap(before, next, aMessage(), { now: NOW });
  };
  const create = async () => {
    expect(await write()).toMatchObject({ kind: 'applied' });
    github.resetAccounting();
  };

  it('reads by one request, and pays nothing for a look that finds nothing new', async () => {
    await create();
    await store.read();
    await store.watch('staging');
    await store.watch('staging', { withLock: true });
    const before = github.totals();
    await store.watch('staging');
    await store.watch('staging');
    expect(github.totals()).toMatchObject({ core: before.core, graphql: before.graphql });
    expect(github.accounting.map(({ operation, etagHit }) => [operation, etagHit])).toEqual([
      ['graphql:query', false],
      ['GET contents', false],
      expect.anything(),
      expect.anything(),
      ['GET contents', true],
      ['GET contents', true],
    ]);
  });

  it('writes by one request, onto the commit that it was computed from', async () => {
    await create();
    const head = await github.head(BRANCH);
    const before = await store.read();
    github.resetAccounting();
    const next = aBoard([aDocument('staging'), aDocument('other')]);
    const swap = await store.compareAndSwap(before, next, aMessage('lock staging'), { now: NOW });
    expect(github.accounting.map(({ operation }) => operation)).toEqual(['graphql:createCommitOnBranch']);
    expect(swap).toEqual({ kind: 'applied', head: await github.head(BRANCH) });
    expect(await github.git('log', '-1', '--format=%P %s', BRANCH)).toBe(`${head} lock staging`);
    expect(await github.file(BRANCH, 'README.md')).toBe(
      `${BRANCH} on ${github.serverUrl}: 2 leases at ${NOW}\n`,
    );
    expect(await github.git('log', '-1', '--format=%(trailers:only)', BRANCH)).toMatch(
      /^Operation: operation-\d+\nskip-checks: true$/m,
    );
  });

  it('creates an orphan branch, with one commit of the same form', async () => {
    await create();
    expect(await github.git('rev-list', '--count', BRANCH)).toBe('1');
    const message = await github.git('log', '-1', '--format=%B', BRANCH);
    expect(message).toMatch(/\n\n\nOperation: operation-\d+\nskip-checks: true\s*$/);
    expect(await github.git('ls-tree', '-r', '--name-only', BRANCH)).toBe('README.md\nleases/staging.json');
  });

  it.each(['drop-before', 'drop-after'] as const)(
    'answers unknown when the answer of a write is lost: %s',
    async (kind) => {
      await create();
      const head = await github.head(BRANCH);
      const fault = github.fault({ kind, match: { operation: 'graphql:createCommitOnBranch' } });
      expect(await write()).toMatchObject({ kind: 'unknown' });
      expect(fault.hits).toBe(1);
      expect((await github.head(BRANCH)) === head).toBe(kind === 'drop-before');
    },
  );

  it.each(['ruleset', 'creation'] as const)('answers refused where a rule forbids it: %s', async (rule) => {
    if (rule === 'ruleset') await create();
    github.protect(BRANCH, rule);
    expect(await write()).toEqual({ kind: 'refused', cause: expect.any(Error) });
  });

  it('answers unknown to a fault of GitHub that comes with status 200, and conflict to a lost race', async () => {
    await create();
    const match = { operation: 'graphql:createCommitOnBranch' };
    const errors = [{ message: 'Something went wrong while executing your query.' }];
    github.fault({ kind: 'status', status: 200, body: { data: null, errors }, match, times: 1 });
    expect(await write()).toMatchObject({ kind: 'unknown', cause: { message: /Something went wrong/ } });
    github.fault({ kind: 'spurious-conflict', match, times: 1 });
    expect(await write()).toEqual({ kind: 'conflict' });
  });

  it('answers unknown when the answer of the creation is lost', async () => {
    github.fault({ kind: 'status-after', status: 502, match: { operation: 'POST git/refs' } });
    expect(await write()).toMatchObject({ kind: 'unknown' });
    expect(await github.head(BRANCH)).not.toBeNull();
  });

  it('answers unknown when its caller ends a write that is under way', async () => {
    await create();
    const before = await store.read();
    const hold = github.hold({ operation: 'graphql:createCommitOnBranch' });
    const controller = new AbortController();
    const options = { now: NOW, signal: controller.signal };
    const swap = store.compareAndSwap(before, aBoard([]), aMessage(), options);
    await hold.waitFor();
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await swap).toEqual({ kind: 'unknown', cause: reason });
  });

  it('repeats a read that fails', async () => {
    await create();
    github.fault({ kind: 'status', status: 502, match: { operation: 'graphql:query' }, times: 2 });
    github.fault({ kind: 'drop-before', match: { operation: 'GET contents' }, times: 2 });
    expect((await store.read()).head).toBe(await github.head(BRANCH));
    expect(await store.watch('staging')).toMatchObject({ document: { lease: 'staging' } });
  });

  it('names the permission that is missing, for the creation and for a write', async () => {
    const token = github.addToken('ghs_reader', { contents: 'read' });
    const reader = storeOn(github, clientOf(github, { token }));
    await expect(write(reader)).rejects.toThrow(PermissionError);
    await create();
    await expect(write(reader)).rejects.toThrow(/"contents: write" on octo\/shop/);
  });

  it('names the repository that is not there', async () => {
    const lost = storeOn(github, clientOf(github), 'octo/nowhere');
    await expect(lost.read()).rejects.toThrow(/no repository octo\/nowhere/);
  });

  it('looks at the branch, also where a tag has its name', async () => {
    await create();
    await github.git('tag', BRANCH, (await github.head()) ?? '');
    expect(await store.watch('staging')).toMatchObject({ document: { lease: 'staging' } });
  });

  it.each([{ kind: 'rate-limit-primary' }, { kind: 'rate-limit-secondary', retryAfter: 7 }] as const)(
    'reports a rate limit, and sends nothing twice: $kind',
    async (fault) => {
      await create();
      const handle = github.fault({ ...fault, match: () => true });
      await expect(store.read()).rejects.toThrow(RateLimitedError);
      await expect(store.watch('staging')).rejects.toThrow(RateLimitedError);
      expect(handle.hits).toBe(2);
    },
  );
});
