// The stand-in: writes, and that git alone decides among them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client, expectClean, succeeded } from './client.ts';
import { startGitHub } from './github.ts';
import type { GitHub } from './github.ts';

let github: GitHub;
let client: Client;
beforeEach(async () => {
  github = await startGitHub();
  client = new Client(github);
});
afterEach(() => github.close());

const ZERO = '0'.repeat(40);
const UPDATE_REFS = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';

describe('createCommitOnBranch', () => {
  it('lets exactly one of many concurrent writers win', async () => {
    const before = await client.head();
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => client.commit(before, `${i}`)));
    const winners = replies.filter(succeeded);
    const losers = replies.filter((reply) => reply.at('errors.0.type') === 'STALE_DATA');
    expect([winners.length, losers.length]).toEqual([1, 19]);
    expect(losers.map(({ status }) => status)).toEqual(Array.from({ length: 19 }, () => 200));
    expect(losers.map((reply) => reply.at('data.createCommitOnBranch')).every((data) => data === null)).toBe(
      true,
    );
    expect(await client.head()).toBe(winners[0]?.at('data.createCommitOnBranch.commit.oid'));
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
    expect(await github.git('fsck', '--strict', '--no-dangling')).toBe('');
    expectClean(github);
  });

  it('leaves the decision to git when every writer has seen the same head', async () => {
    const before = await client.head();
    const { refs } = github.state.git;
    const swap = refs.swap.bind(refs);
    const all = Promise.withResolvers<void>();
    let arrived = 0;
    refs.swap = async (updates) => {
      arrived += 1;
      if (arrived === 8) all.resolve();
      await all.promise;
      return swap(updates);
    };
    const replies = await Promise.all(Array.from({ length: 8 }, (_, i) => client.commit(before, `${i}`)));
    expect(replies.filter(succeeded)).toHaveLength(1);
    expect(await github.git('rev-parse', 'main^')).toBe(before);
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
    expectClean(github);
  });

  it('writes and removes files in nested folders and keeps the rest', async () => {
    const head = await github.commitFile('main', 'leases/b.json', 'b');
    expect(
      succeeded(await client.commitOn('main', head, { 'leases/x/y.json': 'hi' }, ['leases/b.json'])),
    ).toBe(true);
    expect(await github.git('ls-tree', '-r', '--name-only', 'main')).toBe('README.md\nleases/x/y.json');
    expect(await github.git('log', '-1', '--format=%an, %cn, %B', 'main')).toBe(
      'github-actions[bot], GitHub, write\n\nskip-checks: true',
    );
  });

  it('names a missing branch, a missing permission and a broken rule', async () => {
    const head = await github.branch('ruled');
    github.protect('ruled');
    const files = { a: 'a' };
    const reader = new Client(github, github.addToken('reader', { contents: 'read' }));
    expect((await client.commitOn('none', head ?? '', files)).at('errors.0.type')).toBe('NOT_FOUND');
    expect((await reader.commitOn('main', head ?? '', files)).at('errors.0')).toMatchObject({
      type: 'FORBIDDEN',
      path: ['createCommitOnBranch'],
      message: 'Resource not accessible by integration',
    });
    expect((await client.commitOn('ruled', head ?? '', files)).at('errors.0.message')).toContain(
      'Repository rule violations found',
    );
  });
});

describe('other writes', () => {
  it('updateRefs changes all refs or none', async () => {
    const id = (await client.graphql('{ repository(owner: "octo", name: "shop") { id } }')).at(
      'data.repository.id',
    );
    const old = await client.head();
    const { sha: next } = await github.push('next');
    const run = (...updates: [string, string, string][]) => {
      const refUpdates = updates.map(([name, beforeOid, afterOid]) => ({ name, beforeOid, afterOid }));
      return client.graphql(UPDATE_REFS, { input: { repositoryId: id, refUpdates } });
    };
    const failed = await run(['refs/leases/a', ZERO, old], ['refs/heads/main', next, next]);
    expect(failed.at('errors.0')).toMatchObject({ path: ['updateRefs'] });
    expect(failed.at('errors.0.type')).toBeUndefined();
    expect(await github.git('for-each-ref', 'refs/leases')).toBe('');
    expect(succeeded(await run(['refs/leases/a', ZERO, old], ['refs/heads/main', old, next]))).toBe(true);
    expect([await client.head(), await github.git('rev-parse', 'refs/leases/a')]).toEqual([next, old]);
    await run(['refs/leases/a', old, ZERO]);
    expect((await client.get('/git/ref/leases/a')).status).toBe(404);
    expectClean(github);
  });

  it('create an orphan branch from a tree and a commit, once', async () => {
    const below = '/repos/octo/shop/git';
    const files = [{ path: 'leases/a.json', mode: '100644', type: 'blob', content: '{}' }];
    const tree = (await client.send('POST', `${below}/trees`, { tree: files })).at('sha');
    const sha = (await client.send('POST', `${below}/commits`, { message: 'start', tree, parents: [] })).at(
      'sha',
    );
    const create = () => client.send('POST', `${below}/refs`, { ref: 'refs/heads/ref-lease', sha });
    const replies = await Promise.all([create(), create(), create()]);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    const lost = replies.filter(({ status }) => status === 422);
    expect(lost.map((reply) => reply.at('message'))).toEqual([
      'Reference already exists',
      'Reference already exists',
    ]);
    expect((await client.get('/git/ref/heads%2Fref-lease')).at('object.sha')).toBe(sha);
    expect((await client.get(`/git/trees/${String(tree)}?recursive=1`)).at('tree')).toHaveLength(2);
    expect((await client.get(`/git/commits/${String(sha)}`)).at('parents')).toEqual([]);
    expectClean(github);
  });

  it('move a ref forward only, unless forced, and delete it', async () => {
    const old = await client.head();
    const { sha } = await github.push('main');
    const path = '/repos/octo/shop/git/refs/heads/main';
    expect((await client.send('PATCH', path, { sha: old })).at('message')).toBe(
      'Update is not a fast forward',
    );
    expect((await client.send('PATCH', path, { sha: old, force: true })).status).toBe(200);
    expect((await client.send('PATCH', path, { sha })).at('object.sha')).toBe(sha);
    expect((await client.send('DELETE', path)).status).toBe(204);
    const empty = await client.send('PATCH', path, { sha });
    expect([empty.status, empty.at('message')]).toEqual([409, 'Git Repository is empty.']);
    expectClean(github);
  });

  it('refuse unsigned commits where the rules ask for signatures', async () => {
    const old = await client.head();
    const { sha } = await github.push('next');
    github.protect('main', 'signatures');
    const patched = await client.send('PATCH', '/repos/octo/shop/git/refs/heads/main', { sha });
    expect([patched.status, patched.at('message')]).toEqual([
      422,
      expect.stringContaining('rule violations'),
    ]);
    expect(succeeded(await client.commit(old, 'signed by GitHub'))).toBe(true);
  });
});
