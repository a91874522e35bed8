// Writing the board on a branch, one answer at a time: what each of them says of the write.
import { describe, expect, it } from 'vitest';
import { printDocument } from '../../src/lease/board.ts';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import type { Snapshot } from '../../src/store/store.ts';
import { aBoard, aDocument, aLock, NOW, withDocument } from './boards.ts';
import { graphql, rest, scriptedStore, type Scripted } from './scripted-client.ts';

const HEAD = 'a'.repeat(40);
const NEXT = 'b'.repeat(40);
const MESSAGE = { subject: 'acquire staging: run 4711 holds it', body: 'since now', operation: 'op-1' };
const before: Snapshot = {
  head: HEAD,
  board: aBoard([aDocument('staging'), aDocument('other'), aDocument('old')], aLock()),
};
const next = aBoard([], null);

function swap(script: Scripted, options: { signal?: AbortSignal } = {}, after = next) {
  const { client, store } = scriptedStore(script);
  return { client, result: store.compareAndSwap(before, after, MESSAGE, { now: NOW, ...options }) };
}

const applied = graphql({ createCommitOnBranch: { commit: { oid: NEXT } } });

describe('compareAndSwap on a branch', () => {
  it('writes what differs, and the board for people, by one mutation on the expected head', async () => {
    const { leases } = before.board;
    const kept = new Map([...leases].filter(([name]) => name !== 'old'));
    const changed = aDocument('staging', { sequence: NOW + 1 });
    const { client, result } = swap(applied, {}, withDocument({ leases: kept, lock: null }, changed));
    expect(await result).toEqual({ kind: 'applied', head: NEXT });
    expect(client.graphql).toHaveLength(1);
    const { method, variables, purpose } = client.graphql[0]!;
    expect({ method, permission: purpose.permission }).toEqual({
      method: 'mutate',
      permission: 'contents: write',
    });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(variables['input']).toEqual({
      branch: { repositoryNameWithOwner: 'octo/product', branchName: 'ref-lease' },
      expectedHeadOid: HEAD,
      message: {
        headline: 'acquire staging: run 4711 holds it',
        body: 'since now\n\n\nOperation: op-1\nskip-checks: true',
      },
      fileChanges: {
        additions: [
          { path: 'leases/staging.json', contents: base64(printDocument(changed)) },
          { path: 'README.md', contents: base64(`ref-lease at ${NOW}: staging, other\n`) },
        ],
        deletions: [{ path: 'leases/old.json' }, { path: 'lock.json' }],
      },
    });
  });

  it('is applied where the new commit is named, whatever else is said', async () => {
    const answer = graphql(applied.data, [{ message: 'and a remark' }]);
    expect(await swap(answer).result).toEqual({ kind: 'applied', head: NEXT });
  });

  const failed = (...errors: { type?: string; message: string }[]) =>
    swap(graphql({ createCommitOnBranch: null }, errors)).result;

  it.each(['UNPROCESSABLE', 'BRANCH_PROTECTION_RULE_VIOLATION', 'ARGUMENT_LIMIT'])(
    'is refused after the error %s',
    async (type) => {
      expect(await failed({ type, message: 'no' })).toEqual({
        kind: 'refused',
        cause: new Error(`${type}: no`),
      });
    },
  );

  it.each([
    ['the head was another one', { type: 'STALE_DATA', message: 'no' }],
    ['two writes met at the lock', { type: 'UNPROCESSABLE', message: `is at ${NEXT} but expected ${HEAD}` }],
    [
      'two writes met, without a type',
      { message: `refs/heads/ref-lease is at ${NEXT} but expected ${HEAD}` },
    ],
    [
      'the branch is gone',
      { type: 'NOT_FOUND', message: "Could not resolve to a Branch with the name 'x'." },
    ],
  ])('is a conflict where %s', async (_, error) => {
    expect(await failed(error)).toEqual({ kind: 'conflict' });
  });

  it.each([
    ['without a type', [{ message: 'Something went wrong while executing your query.' }]],
    ['of a type that is a fault', [{ type: 'SERVICE_UNAVAILABLE', message: 'no' }]],
    ['of which one has no type', [{ type: 'STALE_DATA', message: 'no' }, { message: 'timed out' }]],
    [
      'of which one is a fault',
      [
        { type: 'UNPROCESSABLE', message: 'no' },
        { type: 'INTERNAL', message: 'no' },
      ],
    ],
  ])('is unknown after errors %s', async (_, errors) => {
    const cause = new Error(errors.map(({ type, message }) => `${type ?? 'error'}: ${message}`).join('; '));
    expect(await failed(...errors)).toEqual({ kind: 'unknown', cause });
  });

  it('names the permission where the repository is not there', async () => {
    const result = failed({
      type: 'NOT_FOUND',
      message: "Could not resolve to a Repository with the name 'x'.",
    });
    await expect(result).rejects.toThrow(PermissionError);
    await expect(result).rejects.toThrow(/no repository octo\/product.*"contents: write"/);
  });

  it.each([
    ['a refusal before the mutation', graphql(undefined, [], 404), 'refused', 'HTTP 404'],
    ['no data', graphql(undefined), 'unknown', 'HTTP 200'],
    ['an empty result', graphql({ createCommitOnBranch: null }), 'unknown', 'HTTP 200'],
  ])('after %s', async (_, answer, kind, cause) => {
    expect(await swap(answer).result).toEqual({ kind, cause: new Error(cause) });
  });

  it('is unknown when no answer came', async () => {
    const error = new UnavailableError('down');
    expect(await swap(error).result).toEqual({ kind: 'unknown', cause: error });
  });

  it.each([
    ['an error', new Error('enough'), new Error('enough')],
    ['a text', 'enough', new Error('the call was ended: enough')],
  ])('is unknown when its signal was aborted with %s', async (_, reason, cause) => {
    const signal = AbortSignal.abort(reason);
    expect(await swap(applied, { signal }).result).toEqual({ kind: 'unknown', cause });
  });

  it.each([[new PermissionError('no')], [new RateLimitedError('later', 7)], [new TypeError('a bug')]])(
    'rejects with what the client throws: %s',
    async (error) => {
      await expect(swap(error).result).rejects.toBe(error);
    },
  );
});

describe('compareAndSwap where there is no branch', () => {
  const nothing: Snapshot = { head: null, board: aBoard([]) };
  const [tree, commit, ref] = [
    rest(201, { sha: '1'.repeat(40) }),
    rest(201, { sha: NEXT }),
    rest(201, { ref: 'refs/heads/ref-lease' }),
  ];
  function create(script: readonly Scripted[], options: { signal?: AbortSignal } = {}) {
    const { client, store } = scriptedStore(...script);
    const board = aBoard([aDocument('staging')], aLock());
    return { client, result: store.compareAndSwap(nothing, board, MESSAGE, { now: NOW, ...options }) };
  }

  it('makes a tree, a commit without a parent, and the ref', async () => {
    const { client, result } = create([tree, commit, ref]);
    expect(await result).toEqual({ kind: 'applied', head: NEXT });
    expect(client.rest.map(({ method, route }) => `${method} ${route}`)).toEqual([
      'post POST /repos/{owner}/{repo}/git/trees',
      'post POST /repos/{owner}/{repo}/git/commits',
      'post POST /repos/{owner}/{repo}/git/refs',
    ]);
    const [first, second, third] = client.rest.map(({ parameters }) => parameters);
    const files = (first!['tree'] as { path: string; content: string }[]).map(({ path }) => path);
    expect(files).toEqual(['leases/staging.json', 'lock.json', 'README.md']);
    expect(first!['tree']).toContainEqual({
      path: 'leases/staging.json',
      mode: '100644',
      type: 'blob',
      content: printDocument(aDocument('staging')),
    });
    expect(second).toMatchObject({
      message: `${MESSAGE.subject}\n\nsince now\n\n\nOperation: op-1\nskip-checks: true`,
      tree: '1'.repeat(40),
      parents: [],
    });
    expect(third).toMatchObject({ ref: 'refs/heads/ref-lease', sha: NEXT });
  });

  const down = new UnavailableError('down');
  it.each<[string, Scripted[], string]>([
    ['the tree got no answer', [down], 'unknown'],
    ['the tree was refused', [rest(422, { message: 'no' })], 'refused'],
    ['the tree met a conflict', [rest(409, { message: 'try again' })], 'refused'],
    ['the tree has no sha', [rest(201, {})], 'unknown'],
    ['the commit got no answer', [tree, down], 'unknown'],
    ['the commit was refused', [tree, rest(422)], 'refused'],
    ['the ref was refused', [tree, commit, rest(422, { message: 'no' })], 'refused'],
    ['the ref met a conflict', [tree, commit, rest(409)], 'refused'],
    ['the ref got no answer', [tree, commit, down], 'unknown'],
    ['the ref got an answer that says nothing', [tree, commit, rest(202)], 'unknown'],
  ])('when %s', async (_, script, kind) => {
    const swapped = await create(script).result;
    expect(swapped).toMatchObject({ kind, cause: expect.any(Error) });
  });

  it('is a conflict without a cause where the ref was there', async () => {
    const there = rest(422, { message: 'Reference already exists' });
    expect(await create([tree, commit, there]).result).toEqual({ kind: 'conflict' });
  });

  it('is unknown when it was ended, also before the ref was asked for', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await create([tree], { signal }).result).toEqual({ kind: 'unknown', cause: new Error('enough') });
  });

  it('says what to do about a repository without a commit', async () => {
    const { result } = create([rest(409, { message: 'Git Repository is empty.' })]);
    await expect(result).rejects.toMatchObject({ code: 'state' });
    await expect(result).rejects.toThrow(/octo\/product has no commit yet.*Push a first commit/);
  });

  it.each<[string, Scripted[]]>([
    ['the tree', [rest(404)]],
    ['the commit', [tree, rest(404)]],
    ['the ref', [tree, commit, rest(404)]],
  ])('names the permission where %s is not found', async (_, script) => {
    const { result } = create(script);
    await expect(result).rejects.toThrow(PermissionError);
    await expect(result).rejects.toThrow(/"contents: write" on octo\/product/);
  });

  it('leaves out a file that was never read whole', async () => {
    const { client, store } = scriptedStore(tree, commit, ref);
    const board = { leases: new Map([['large', { unreadable: 'it is too large' }]]), lock: null };
    await store.compareAndSwap(nothing, board, MESSAGE, { now: NOW });
    expect(client.rest[0]!.parameters['tree']).toMatchObject([{ path: 'README.md' }]);
  });
});

describe('gitRefStore', () => {
  it('says where the board is', () => {
    const { store } = scriptedStore();
    expect(store.branch).toBe('ref-lease');
    expect(store.url).toBe('https://github.test/octo/product/tree/ref-lease');
  });
});
