// Cutting the history of the lock branch, against the stand-in and, where one answer is the point, a scripted client.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { gitRefStore } from '../../src/store/git-ref/git-ref-store.ts';
import type { Store } from '../../src/store/store.ts';
import { clientOf, closed } from '../github/stand-in.ts';
import { startGitHub, type GitHub } from '../support/github/github.ts';
import { graphql, rest, scriptedStore } from './scripted-client.ts';

const BRANCH = 'ref-lease';
const MOVE = { operation: 'graphql:updateRefs' };

function storeOn(github: GitHub, token = github.token, name = github.name): Store {
  const [owner, repo] = name.split('/') as [string, string];
  const client = clientOf(github, { token });
  const { serverUrl } = github;
  return gitRefStore({ client, repository: { owner, repo }, branch: BRANCH, serverUrl, render: () => '' });
}

describe('cutting the history of a branch', () => {
  let github: GitHub;
  let store: Store;
  beforeEach(async () => {
    github = await startGitHub();
    store = storeOn(github);
  });
  afterEach(() => closed(github));

  /** Commits `first` to `last` to the lock branch, each with a file of its own number. */
  async function commits(first: number, last: number): Promise<void> {
    for (let number = first; number <= last; number += 1)
      await github.commitFile(
        BRANCH,
        'leases/a.json',
        `${number}`,
        `change ${number}\n\nOperation: ${number}`,
      );
    github.resetAccounting();
  }
  const subjects = async (): Promise<string[]> =>
    (await github.git('log', '--reverse', '--format=%s', BRANCH)).split('\n');
  const made = (): number =>
    github.accounting.filter(({ operation }) => operation === 'POST git/commits').length;

  it('keeps the last commits with trees, messages, authors and dates, on a root of their own', async () => {
    await commits(1, 5);
    const format = '--format=%T%n%an %ae %ad%n%cn %ce %cd%n%B';
    const before = await github.git('log', '-2', format, BRANCH);
    expect(await store.cutHistory(2)).toEqual({ length: 5, kept: 2 });
    expect(await subjects()).toEqual(['change 4', 'change 5']);
    expect(await github.git('log', format, BRANCH)).toBe(before);
    expect(made()).toBe(2);
  });

  it('touches nothing where the history is no longer than that, and again after a cut', async () => {
    await commits(1, 3);
    const head = await github.head(BRANCH);
    expect(await store.cutHistory(3)).toEqual({ length: 3, kept: 3 });
    expect(await github.head(BRANCH)).toBe(head);
    await store.cutHistory(1);
    const cut = await github.head(BRANCH);
    github.resetAccounting();
    expect(await store.cutHistory(1)).toEqual({ length: 1, kept: 1 });
    expect(await github.head(BRANCH)).toBe(cut);
    expect(github.accounting.map(({ operation }) => operation)).toEqual(['graphql:query']);
  });

  it('finds nothing to do where there is no branch', async () => {
    expect(await store.cutHistory(1)).toEqual({ length: 0, kept: 0 });
  });

  it('reads more commits than fit on a page', async () => {
    await commits(1, 104);
    expect(await store.cutHistory(102)).toEqual({ length: 104, kept: 102 });
    const kept = await subjects();
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([102, 'change 3', 'change 104']);
  });

  it('takes along what comes meanwhile, and makes nothing twice', async () => {
    await commits(1, 4);
    const held = github.hold(MOVE, 1);
    const cut = store.cutHistory(2);
    await held.waitFor();
    await github.commitFile(BRANCH, 'leases/a.json', '5', 'change 5');
    await held.release();
    expect(await cut).toEqual({ length: 5, kept: 3 });
    expect(await subjects()).toEqual(['change 3', 'change 4', 'change 5']);
    expect(made()).toBe(3);
  });

  it('is done where another one has cut meanwhile', async () => {
    await commits(1, 4);
    const held = github.hold(MOVE, 1);
    const cut = store.cutHistory(2);
    await held.waitFor();
    const other = storeOn(github, github.addToken('ghs_other', { contents: 'write' }));
    const second = other.cutHistory(1);
    expect(await second).toEqual({ length: 4, kept: 1 });
    await held.release();
    expect(await cut).toEqual({ length: 1, kept: 1 });
    expect(await subjects()).toEqual(['change 4']);
  });

  it.for(['drop-after', 'status-after'] as const)(
    'knows its own move when it was not answered: %s',
    async (kind) => {
      await commits(1, 4);
      github.fault({
        match: MOVE,
        times: 1,
        kind,
        ...(kind === 'drop-after' ? {} : { status: 502 }),
      } as never);
      expect(await store.cutHistory(2)).toEqual({ length: 4, kept: 2 });
      expect(await subjects()).toEqual(['change 3', 'change 4']);
      expect(github.accounting.filter(({ operation }) => operation === MOVE.operation)).toHaveLength(1);
    },
  );

  it('cuts again where a commit has come after a move that was not answered', async () => {
    await commits(1, 4);
    const fault = github.fault({ match: MOVE, times: 1, kind: 'delay-effect', drop: true });
    const reads = github.hold({ operation: 'graphql:query', nth: 2 }, 1);
    const cut = store.cutHistory(2);
    await reads.waitFor();
    await fault.release();
    await github.commitFile(BRANCH, 'leases/a.json', '5', 'change 5');
    await reads.release();
    // The branch is what it had made of it and one more, which is one too many.
    expect(await cut).toEqual({ length: 3, kept: 2 });
    expect(await subjects()).toEqual(['change 4', 'change 5']);
  });

  const moves = (): number =>
    github.accounting.filter(({ operation }) => operation === MOVE.operation).length;

  it.for(['drop-before', 'status'] as const)(
    'says so where nobody has answered the move, and makes nothing twice when it is asked again: %s',
    async (kind) => {
      await commits(1, 4);
      github.fault({ match: MOVE, times: 1, kind, ...(kind === 'status' ? { status: 502 } : {}) } as never);
      await expect(store.cutHistory(2)).rejects.toThrow(UnavailableError);
      expect([made(), moves()]).toEqual([2, 1]);
      expect(await store.cutHistory(2)).toEqual({ length: 4, kept: 2 });
      expect(made()).toBe(2);
      // What was made for one cut is of no use to another.
      expect(await store.cutHistory(1)).toEqual({ length: 2, kept: 1 });
      expect(await subjects()).toEqual(['change 4']);
    },
  );

  it('knows its own move when it is asked again, and a commit that came meanwhile makes nothing twice', async () => {
    await commits(1, 4);
    const fault = github.fault({ match: MOVE, times: 1, kind: 'delay-effect', drop: true });
    await expect(store.cutHistory(2)).rejects.toThrow(UnavailableError);
    await fault.release();
    expect(await store.cutHistory(2)).toEqual({ length: 4, kept: 2 });
    await commits(5, 6);
    github.fault({ match: MOVE, times: 1, kind: 'drop-before' });
    await expect(store.cutHistory(2)).rejects.toThrow(UnavailableError);
    await github.commitFile(BRANCH, 'leases/a.json', '7', 'change 7');
    expect(await store.cutHistory(2)).toEqual({ length: 5, kept: 3 });
    expect(made()).toBe(3);
  });

  it('ends with the rule that refuses the move', async () => {
    await commits(1, 3);
    const head = await github.head(BRANCH);
    github.protect(BRANCH, 'non-fast-forward');
    for (let call = 1; call <= 3; call += 1) {
      const failed = await store.cutHistory(1).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(PermissionError);
      expect((failed as Error).message).toMatch(
        /does not move the branch .*Cannot force-push to this branch.*Nothing is lost.* exempt the branch ref-lease/,
      );
    }
    expect(await github.head(BRANCH)).toBe(head);
    expect([made(), moves()]).toEqual([1, 3]);
  });

  it('needs contents: write', async () => {
    await commits(1, 3);
    const reader = storeOn(github, github.addToken('ghs_reader', { contents: 'read' }));
    await expect(reader.cutHistory(1)).rejects.toThrow(PermissionError);
    await expect(reader.cutHistory(1)).rejects.toThrow(/"contents: write"/);
    const lost = storeOn(github, github.token, 'octo/nowhere');
    await expect(lost.cutHistory(1)).rejects.toThrow(/no repository octo\/nowhere/);
    github.fault({ match: { operation: 'POST git/commits' }, times: 1, kind: 'status', status: 404 });
    await expect(store.cutHistory(1)).rejects.toThrow(PermissionError);
  });

  it('stops at a rate limit, and when it is ended', async () => {
    await commits(1, 3);
    github.fault({ match: MOVE, times: 1, kind: 'rate-limit-secondary' });
    await expect(store.cutHistory(1)).rejects.toThrow(RateLimitedError);
    const controller = new AbortController();
    const held = github.hold(MOVE, 1);
    const cut = store.cutHistory(1, { signal: controller.signal });
    const ended = cut.catch((error: unknown) => error);
    await held.waitFor();
    controller.abort(new Error('enough'));
    expect(await ended).toEqual(new Error('enough'));
    held.remove();
    await held.release();
  });
});

describe('an answer about the history that cannot be used', () => {
  const person = { name: 'a', email: 'a@b', date: '2026-11-20T10:00:00Z' };
  const node = (oid: string) => ({
    oid,
    message: oid,
    tree: { oid: 't' },
    author: person,
    committer: person,
  });
  const page = (oid: string, nodes: readonly string[], totalCount: number, hasNextPage = false) =>
    graphql({
      repository: {
        id: 'R_1',
        ref: {
          target: {
            oid,
            history: { totalCount, pageInfo: { hasNextPage, endCursor: 'c' }, nodes: nodes.map(node) },
          },
        },
      },
    });
  const hundred = Array.from({ length: 100 }, (_, index) => `c${index}`);

  const moved = [page('c0', hundred, 300, true), page('d0', ['d0'], 301, true)];

  it('is one of a branch that moved between two pages, and is read again', async () => {
    const { client, store } = scriptedStore(
      ...moved,
      page('d0', ['d0'], 151),
      rest(201, { sha: 'n0' }),
      graphql({ updateRefs: { clientMutationId: null } }),
    );
    expect(await store.cutHistory(150)).toEqual({ length: 151, kept: 1 });
    const pages = client.graphql.filter(({ method }) => method === 'query');
    expect(pages.map(({ variables }) => [variables['first'], variables['after']])).toEqual([
      [100, null],
      [50, 'c'],
      [100, null],
    ]);
  });

  it('is one of a branch that goes on moving between two pages, after five tries', async () => {
    const { client, store } = scriptedStore(...[1, 2, 3, 4, 5].flatMap(() => moved));
    const failed = await store.cutHistory(150).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnavailableError);
    expect((failed as Error).message).toContain('the branch has moved meanwhile, in each of 5 tries');
    expect(client.graphql.map(({ variables }) => variables['first'])).toEqual(
      [1, 2, 3, 4, 5].flatMap(() => [100, 50]),
    );
  });

  it.for([
    ['an error', graphql(null, [{ message: 'Something went wrong' }]), /error: Something went wrong/],
    ['another shape', graphql({ repository: {} }), /its answer was not expected/],
    ['no repository', graphql({ repository: null }), /no repository octo\/product/],
  ] as const)('is %s', async ([, answer, said]) => {
    await expect(scriptedStore(answer).store.cutHistory(1)).rejects.toThrow(said);
  });

  it('is a page that is short of what was counted: the commits that came are kept', async () => {
    const { store } = scriptedStore(
      page('c0', ['c0'], 3),
      rest(201, { sha: 'n0' }),
      graphql({ updateRefs: { clientMutationId: null } }),
    );
    expect(await store.cutHistory(2)).toEqual({ length: 3, kept: 1 });
  });

  it.for([
    ['a refusal', rest(422, { message: 'Tree does not exist' }), /HTTP 422: Tree does not exist/],
    ['no id', rest(201, {}), /HTTP 201/],
  ] as const)('is %s of a commit that was to be made', async ([, answer, said]) => {
    const { client, store } = scriptedStore(page('c0', ['c0'], 2), answer);
    await expect(store.cutHistory(1)).rejects.toThrow(said);
    expect(client.rest.map(({ route }) => route)).toEqual(['POST /repos/{owner}/{repo}/git/commits']);
  });

  it('is one that tells nothing of the move', async () => {
    const answers = [page('c0', ['c0'], 2), rest(201, { sha: 'n0' }), graphql(null), page('c0', ['c0'], 2)];
    await expect(scriptedStore(...answers).store.cutHistory(1)).rejects.toThrow(UnavailableError);
  });

  it('is an error of another kind than those of GitHub, which is passed on', async () => {
    const { store } = scriptedStore(page('c0', ['c0'], 2), rest(201, { sha: 'n0' }), new TypeError('a bug'));
    await expect(store.cutHistory(1)).rejects.toThrow('a bug');
  });
});
