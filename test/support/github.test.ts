// The stand-in for GitHub, seen through plain fetch: what other tests rely on.
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub } from './github/github.ts';
import type { GitHub, GitHubOptions } from './github/github.ts';

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
}

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${github.apiUrl}${path}`, {
    method,
    headers: { authorization: `token ${github.token}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : text,
  } as Reply;
}

const get = (path: string, headers?: Record<string, string>) =>
  send('GET', `/repos/octo/shop${path}`, undefined, headers);

async function graphql(query: string, variables: object = {}, token = github.token): Promise<Reply> {
  const response = await fetch(github.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

const COMMIT = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } }
}`;

function commit(
  head: string,
  content: string,
  { branch = 'main', token = github.token } = {},
): Promise<Reply> {
  const input = {
    branch: { repositoryNameWithOwner: 'octo/shop', branchName: branch },
    expectedHeadOid: head,
    fileChanges: {
      additions: [{ path: 'leases/a.json', contents: Buffer.from(content).toString('base64') }],
    },
    message: { headline: `write ${content}`, body: 'skip-checks: true' },
  };
  return graphql(COMMIT, { input }, token);
}

const head = async (branch = 'main') => (await github.head(branch)) ?? '';

async function restart(options: GitHubOptions): Promise<void> {
  await github.close();
  github = await startGitHub(options);
}

function expectClean(): void {
  expect(github.violations).toEqual([]);
  expect(github.unexpected).toEqual([]);
}

describe('createCommitOnBranch', () => {
  it('lets exactly one of many concurrent writers win, and git agrees', async () => {
    const before = await head();
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => commit(before, `${i}`)));
    const winners = replies.filter(({ body }) => body.errors === undefined);
    const losers = replies.filter(({ body }) => body.errors?.[0].type === 'STALE_DATA');
    expect([winners.length, losers.length]).toEqual([1, 19]);
    expect(
      losers.every(({ status, body }) => status === 200 && body.data.createCommitOnBranch === null),
    ).toBe(true);
    const { oid } = winners[0]?.body.data.createCommitOnBranch.commit;
    expect(await github.git('rev-parse', 'main')).toBe(oid);
    expect(await github.git('rev-parse', 'main^')).toBe(before);
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
    expect(await github.git('fsck', '--strict')).not.toContain('error');
    expectClean();
  });

  it('lets git alone decide when every writer has seen the same head', async () => {
    const before = await head();
    const gate = Promise.withResolvers<void>();
    const { refs } = github.state.git;
    const swap = refs.swap.bind(refs);
    let arrived = 0;
    refs.swap = async (updates) => {
      arrived += 1;
      if (arrived === 8) gate.resolve();
      await gate.promise;
      return swap(updates);
    };
    const replies = await Promise.all(Array.from({ length: 8 }, (_, i) => commit(before, `${i}`)));
    expect(replies.filter(({ body }) => body.errors === undefined)).toHaveLength(1);
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
    expectClean();
  });

  it('writes and removes files in nested folders and keeps the rest', async () => {
    await github.commitFile('main', 'leases/b.json', 'b');
    const input = {
      branch: { repositoryNameWithOwner: 'octo/shop', branchName: 'main' },
      expectedHeadOid: await head(),
      fileChanges: {
        additions: [{ path: 'leases/x/y.json', contents: 'aGk=' }],
        deletions: [{ path: 'leases/b.json' }],
      },
      message: { headline: 'change' },
    };
    expect((await graphql(COMMIT, { input })).body.errors).toBeUndefined();
    expect(await github.git('ls-tree', '-r', '--name-only', 'main')).toBe('README.md\nleases/x/y.json');
    expect(await github.git('log', '-1', '--format=%an %cn %s', 'main')).toBe(
      'github-actions[bot] GitHub change',
    );
  });

  it('names a missing branch, a missing permission and a broken rule', async () => {
    const reader = github.addToken('reader', { contents: 'read' });
    github.protect('ruled');
    await github.branch('ruled');
    const errorOf = async (reply: Promise<Reply>) => (await reply).body.errors[0];
    expect(await errorOf(commit(await head(), 'x', { branch: 'none' }))).toMatchObject({ type: 'NOT_FOUND' });
    expect(await errorOf(commit(await head(), 'x', { token: reader }))).toMatchObject({
      type: 'FORBIDDEN',
      path: ['createCommitOnBranch'],
      message: 'Resource not accessible by integration',
    });
    const refused = await errorOf(commit(await head(), 'x', { branch: 'ruled' }));
    expect(refused.message).toContain('Repository rule violations found');
  });
});

describe('GraphQL', () => {
  it('reads the head and the files of that head in one query', async () => {
    await commit(await head(), '{}');
    const reply = await graphql(
      `
        query ($o: String!, $n: String!, $ref: String!) {
          rateLimit {
            cost
            remaining
          }
          repository(owner: $o, name: $n) {
            id
            ref(qualifiedName: $ref) {
              name
              target {
                oid
                ... on Commit {
                  message
                  lock: file(path: "lock.json") {
                    oid
                  }
                  file(path: "leases") {
                    object {
                      ... on Tree {
                        entries {
                          name
                          mode
                          object {
                            ... on Blob {
                              oid
                              text
                              byteSize
                              isTruncated
                              isBinary
                            }
                          }
                        }
                      }
                    }
                  }
                  history(first: 1) {
                    totalCount
                    nodes {
                      oid
                    }
                  }
                }
              }
            }
            none: ref(qualifiedName: "refs/leases/a") {
              name
            }
            object(expression: "main:leases/a.json") {
              ... on Blob {
                text
              }
            }
            defaultBranchRef {
              compare(headRef: "main") {
                status
                aheadBy
                behindBy
              }
            }
          }
        }
      `,
      { o: 'octo', n: 'shop', ref: 'refs/heads/main' },
    );
    const { repository, rateLimit } = reply.body.data;
    expect(rateLimit).toEqual({ cost: 1, remaining: 998 });
    expect(repository.ref.target).toMatchObject({
      oid: await head(),
      message: 'write {}\n\nskip-checks: true',
      lock: null,
      file: {
        object: { entries: [{ name: 'a.json', mode: 33188, object: { text: '{}', isTruncated: false } }] },
      },
      history: { totalCount: 2 },
    });
    expect(repository.none).toBeNull();
    expect(repository.object.text).toBe('{}');
    expect(repository.defaultBranchRef.compare).toEqual({ status: 'IDENTICAL', aheadBy: 0, behindBy: 0 });
    expectClean();
  });

  it('refuses a field that GitHub does not have and reports it', async () => {
    const { status, body } = await graphql('{ repository(owner: "octo", name: "shop") { nonsense } }');
    expect(status).toBe(200);
    expect(body.data).toBeUndefined();
    expect(body.errors[0].message).toContain('nonsense');
    expect(github.violations).toEqual([expect.stringContaining('nonsense')]);
  });

  it('reports a field that GitHub has and the stand-in does not', async () => {
    await graphql('{ viewer { login } }');
    expect(github.unexpected).toEqual(['graphql Query.viewer']);
  });

  it('updates refs all together or not at all', async () => {
    const { id } = (await graphql('{ repository(owner: "octo", name: "shop") { id } }')).body.data.repository;
    const [old, zero] = [await head(), '0'.repeat(40)];
    const { sha: next } = await github.push('next');
    const update = (name: string, beforeOid: string, afterOid: string) => ({ name, beforeOid, afterOid });
    const run = (refUpdates: object[]) =>
      graphql('mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }', {
        input: { repositoryId: id, refUpdates },
      });
    const failed = await run([update('refs/leases/a', zero, old), update('refs/heads/main', next, next)]);
    expect(failed.body.errors[0].type).toBeUndefined();
    expect(await github.git('for-each-ref', 'refs/leases')).toBe('');
    const done = await run([update('refs/leases/a', zero, old), update('refs/heads/main', old, next)]);
    expect(done.body.errors).toBeUndefined();
    expect([await head(), await github.git('rev-parse', 'refs/leases/a')]).toEqual([next, old]);
    await run([update('refs/leases/a', old, zero)]);
    expect((await get('/git/ref/leases/a')).status).toBe(404);
    expectClean();
  });
});

describe('REST', () => {
  it('creates an orphan branch from a tree and a commit, once', async () => {
    const tree = await send('POST', '/repos/octo/shop/git/trees', {
      tree: [{ path: 'leases/a.json', mode: '100644', type: 'blob', content: '{}' }],
    });
    const made = await send('POST', '/repos/octo/shop/git/commits', {
      message: 'start',
      tree: tree.body.sha,
      parents: [],
    });
    const create = () =>
      send('POST', '/repos/octo/shop/git/refs', { ref: 'refs/heads/ref-lease', sha: made.body.sha });
    const replies = await Promise.all([create(), create(), create()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(replies.find(({ status }) => status === 422)?.body.message).toBe('Reference already exists');
    expect((await get('/git/ref/heads%2Fref-lease')).body.object.sha).toBe(made.body.sha);
    expect((await get(`/git/trees/${tree.body.sha}?recursive=1`)).body.tree).toHaveLength(2);
    expect((await get(`/git/commits/${made.body.sha}`)).body.parents).toEqual([]);
    expectClean();
  });

  it('moves a ref forward only, unless forced, and deletes it', async () => {
    const old = await head();
    const { sha } = await github.push('main');
    const path = '/repos/octo/shop/git/refs/heads/main';
    expect((await send('PATCH', path, { sha: old })).body.message).toBe('Update is not a fast forward');
    expect((await send('PATCH', path, { sha: old, force: true })).status).toBe(200);
    expect((await send('PATCH', path, { sha })).body.object.sha).toBe(sha);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('PATCH', path, { sha })).body.message).toBe('Git Repository is empty.');
    expectClean();
  });

  it('reads a file of a branch as JSON and raw', async () => {
    await github.commitFile('ref-lease', 'leases/a%2Fb.json', '{"é":1}');
    const path = `/contents/${encodeURIComponent('leases/a%2Fb.json')}?ref=ref-lease`;
    const { body } = await get(path);
    expect(Buffer.from(body.content, 'base64').toString()).toBe('{"é":1}');
    const raw = await get(path, { accept: 'application/vnd.github.raw+json' });
    expect(raw.text).toBe('{"é":1}');
    expect((await get('/contents/none?ref=ref-lease')).status).toBe(404);
    expect((await get('/contents/README.md?ref=none')).status).toBe(404);
    expectClean();
  });

  it('lists the refs that begin with a prefix', async () => {
    expect((await get('/git/matching-refs/heads/gh-readonly-queue/main/')).body).toEqual([]);
    const group = await github.mergeQueue().enqueue(7);
    await github.branch('feature');
    await github.branch('featureA');
    const { body } = await get('/git/matching-refs/heads/gh-readonly-queue/main/');
    expect(body).toMatchObject([{ ref: group.ref, object: { sha: group.headSha, type: 'commit' } }]);
    expect((await get('/git/matching-refs/heads/feature')).body).toHaveLength(2);
    expectClean();
  });

  it('compares branches and commits by their real history', async () => {
    const base = await head();
    const { sha } = await github.push('topic/a', 3);
    const compare = async (text: string) => {
      const { status, body } = await get(`/compare/${text}`);
      return [status, body.status, body.ahead_by, body.behind_by, body.commits?.length];
    };
    expect(await compare(`main...${sha}`)).toEqual([200, 'ahead', 3, 0, 3]);
    expect(await compare('main...topic%2Fa?per_page=1')).toEqual([200, 'ahead', 3, 0, 1]);
    expect(await compare(`${sha}...${base}`)).toEqual([200, 'behind', 0, 3, 0]);
    expect(await compare('main...main')).toEqual([200, 'identical', 0, 0, 0]);
    await github.push('main');
    expect(await compare('main...topic/a')).toEqual([200, 'diverged', 3, 1, 3]);
    await github.commitFile('orphan', 'a', 'a');
    expect(await compare('main...orphan')).toEqual([404, '404', undefined, undefined, undefined]);
    expectClean();
  });

  it('shows jobs and attempts as they go', async () => {
    const push = await github.push('main');
    const { runId } = github.startRun({ workflow: 'ci.yml', event: push });
    const { checkRunId } = github.startJob(runId, 1, { key: 'staging', runnerName: 'r1' });
    expect((await get(`/actions/jobs/${checkRunId}`)).body).toMatchObject({
      status: 'in_progress',
      name: 'staging',
    });
    github.completeRun(runId, 1, 'failure');
    github.startRun({ runId, workflow: 'ci.yml', event: push });
    expect((await get(`/actions/jobs/${checkRunId}`)).body).toMatchObject({
      conclusion: 'cancelled',
      run_attempt: 1,
    });
    expect((await get(`/actions/runs/${runId}`)).body).toMatchObject({
      run_attempt: 2,
      status: 'in_progress',
    });
    expect((await get(`/actions/runs/${runId}/attempts/1`)).body).toMatchObject({ conclusion: 'failure' });
    expect((await get(`/actions/runs/${runId}/attempts/1/jobs?per_page=50`)).body.total_count).toBe(1);
    const blind = { authorization: `token ${github.addToken('blind', { contents: 'write' })}` };
    expect((await get(`/actions/jobs/${checkRunId}`, blind)).status).toBe(403);
    expectClean();
  });

  it('gives the repository, the limits and blobs as described', async () => {
    expect((await get('')).body.default_branch).toBe('main');
    expect((await send('GET', '/rate_limit')).body.resources.core).toMatchObject({ limit: 1000, used: 1 });
    const { body } = await send('POST', '/repos/octo/shop/git/blobs', {
      content: 'aGk=',
      encoding: 'base64',
    });
    expect((await get(`/git/blobs/${body.sha}`)).body).toMatchObject({ size: 2, content: 'aGk=' });
    expectClean();
  });

  it('answers 404 to what it does not know and reports it', async () => {
    expect((await get('/issues')).status).toBe(404);
    expect(github.unexpected).toEqual(['GET /repos/octo/shop/issues']);
  });

  it('reports requests that GitHub does not describe', async () => {
    await get('/git/matching-refs/heads/x?per_page=100');
    await send('POST', '/repos/octo/shop/git/refs', { ref: 'refs/heads/x', sha: await head(), forced: true });
    await send('PATCH', '/repos/octo/shop/git/refs/heads/x', { sha: await head(), force: 'yes' });
    expect(github.violations).toEqual([
      expect.stringContaining('query parameter "per_page" is not described'),
      expect.stringContaining('("forced")'),
      expect.stringContaining('/force must be boolean'),
    ]);
  });
});

describe('tokens and limits', () => {
  it('refuses unknown tokens and hides what cannot be read', async () => {
    expect((await get('', { authorization: 'token nobody' })).status).toBe(401);
    const none = { authorization: `token ${github.addToken('none', { actions: 'read' })}` };
    expect((await get('/git/ref/heads/main', none)).status).toBe(404);
    const reader = { authorization: `token ${github.addToken('reader', { contents: 'read' })}` };
    const refused = await send('DELETE', '/repos/octo/shop/git/refs/heads/main', undefined, reader);
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
  });

  it('charges nothing for an unchanged answer, but only with authorization', async () => {
    const first = await get('/git/ref/heads/main');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await get('/git/ref/heads/main', headers)).status).toBe(304);
    const anonymous = await fetch(`${github.apiUrl}/repos/octo/shop/git/ref/heads/main`, { headers });
    expect(anonymous.status).toBe(304);
    await github.push('main');
    expect((await get('/git/ref/heads/main', headers)).status).toBe(200);
    expect(github.accounting.map(({ operation, charged, etagHit }) => [operation, charged, etagHit])).toEqual(
      [
        ['GET git/ref', 1, false],
        ['GET git/ref', 0, true],
        ['GET git/ref', 1, true],
        ['GET git/ref', 1, false],
      ],
    );
    expect(github.totals(github.token)).toEqual({ requests: 3, core: 2, graphql: 0 });
  });

  it('exhausts REST and GraphQL apart from each other, until the window ends', async () => {
    let now = Date.UTC(2026, 10, 20, 12, 0, 0, 900);
    await restart({ now: () => now, limits: { core: 2, graphql: 1 } });
    await get('');
    const last = await get('');
    expect(last.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(last.headers.get('date')).toBe('Fri, 20 Nov 2026 12:00:00 GMT');
    const refused = await get('');
    expect([refused.status, refused.body.message]).toEqual([
      403,
      expect.stringContaining('API rate limit exceeded'),
    ]);
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe(Math.floor(now / 1000) + 3600);
    expect((await graphql('{ rateLimit { remaining } }')).body.data.rateLimit.remaining).toBe(0);
    const limited = await graphql('{ rateLimit { remaining } }');
    expect([limited.status, limited.body.errors[0].type]).toEqual([200, 'RATE_LIMITED']);
    now += 3_601_000;
    expect((await get('')).status).toBe(200);
    expect(github.accounting.map(({ charged }) => charged)).toEqual([1, 1, 0, 1, 0, 1]);
  });
});

describe('faults', () => {
  it('drops the answer after the effect', async () => {
    github.fault({ match: { operation: 'graphql:createCommitOnBranch' }, times: 1, kind: 'drop-after' });
    const before = await head();
    await expect(commit(before, 'x')).rejects.toThrow();
    expect(await github.git('rev-parse', 'main^')).toBe(before);
    expect(github.accounting.at(-1)).toMatchObject({ status: 0, charged: 1 });
  });

  it('drops the request before the effect', async () => {
    const fault = github.fault({ match: { nth: 2 }, kind: 'drop-before' });
    const before = await head();
    expect((await get('')).status).toBe(200);
    await expect(commit(before, 'x')).rejects.toThrow();
    expect([fault.hits, await head()]).toEqual([1, before]);
  });

  it('lands a late write when it is released, and git refuses it when the head has moved', async () => {
    const before = await head();
    const late = github.fault({ match: { client: 'late' }, kind: 'delay-effect', drop: true });
    github.addToken('late', { contents: 'write' });
    await expect(commit(before, 'first', { token: 'late' })).rejects.toThrow();
    await late.waitFor();
    expect(await head()).toBe(before);
    await late.releaseOne();
    const landed = await head();
    expect(await github.file('main', 'leases/a.json')).toBe('first');

    await expect(commit(landed, 'second', { token: 'late' })).rejects.toThrow();
    await late.waitFor(2);
    await commit(landed, 'other');
    await late.release();
    expect(await github.file('main', 'leases/a.json')).toBe('other');
  });

  it('answers reads from an older state', async () => {
    const old = await head();
    const { sha } = await github.push('main');
    github.fault({ match: { operation: /^GET|query$/ }, times: 3, kind: 'stale' });
    expect((await get('/git/ref/heads/main')).body.object.sha).toBe(old);
    expect((await get('/git/matching-refs/heads/')).body[0].object.sha).toBe(old);
    const query =
      '{ repository(owner: "octo", name: "shop") { ref(qualifiedName: "main") { target { oid } } } }';
    expect((await graphql(query)).body.data.repository.ref.target.oid).toBe(old);
    expect((await get('/git/ref/heads/main')).body.object.sha).toBe(sha);
    github.fault({ match: {}, kind: 'stale', ms: 3_600_000 });
    expect((await get('/git/ref/heads/main')).status).toBe(404);
  });

  it('scripts statuses, limits and conflicts, with and without an effect', async () => {
    const before = await head();
    const match = { operation: 'graphql:createCommitOnBranch' };
    github.fault({ match, times: 1, kind: 'spurious-conflict' });
    github.fault({ match, times: 1, kind: 'rate-limit-primary', resetIn: 5 });
    github.fault({ match, times: 1, kind: 'rate-limit-secondary', status: 429, retryAfter: 3 });
    github.fault({ match, times: 1, kind: 'status', status: 502 });
    expect((await commit(before, 'x')).body.errors[0]).toMatchObject({ type: 'STALE_DATA' });
    expect((await commit(before, 'x')).body.errors[0].type).toBe('RATE_LIMITED');
    const secondary = await commit(before, 'x');
    expect([secondary.status, secondary.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await commit(before, 'x')).status).toBe(502);
    expect(await head()).toBe(before);
    github.fault({ match, times: 1, kind: 'status-after', status: 502 });
    expect((await commit(before, 'x')).status).toBe(502);
    expect(await github.git('rev-parse', 'main^')).toBe(before);
  });

  it('carries a request out twice', async () => {
    github.fault({ match: {}, times: 1, kind: 'duplicate' });
    const before = await head();
    expect((await commit(before, 'x')).body.errors[0].type).toBe('STALE_DATA');
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
  });

  it('holds requests so that a test can order them', async () => {
    const before = await head();
    const hold = github.hold({ operation: 'graphql:createCommitOnBranch', client: github.token }, 1);
    const held = commit(before, 'held');
    await hold.waitFor();
    const quick = await commit(before, 'quick');
    await hold.release();
    expect(quick.body.errors).toBeUndefined();
    expect((await held).body.errors[0].type).toBe('STALE_DATA');
    expect(await github.file('main', 'leases/a.json')).toBe('quick');
  });

  it('leaves hanging requests without an answer until it closes, and nothing behind', async () => {
    const hang = github.fault({ match: {}, kind: 'hang-after' });
    const reply = commit(await head(), 'x');
    reply.catch(() => undefined);
    await hang.waitFor();
    const path = github.repositoryPath;
    await github.close();
    await expect(reply).rejects.toThrow();
    expect(existsSync(path)).toBe(false);
  });
});

describe('the world', () => {
  it('stacks merge groups and builds those above a removed one anew', async () => {
    const queue = github.mergeQueue('main');
    const base = await head();
    const [one, two, three] = [
      await queue.enqueue(1),
      await queue.enqueue(2, { commits: 2 }),
      await queue.enqueue(3),
    ];
    expect(one.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-1-${base}`);
    expect([one.baseSha, two.baseSha, three.baseSha]).toEqual([base, one.headSha, two.headSha]);
    expect(three.event['merge_group']).toMatchObject({ head_sha: three.sha, base_ref: 'refs/heads/main' });
    expect(await github.git('rev-list', '--count', `${base}..${three.headSha}`)).toBe('4');
    const [again] = await queue.dequeue(2);
    expect(again).toMatchObject({ pullRequest: 3, baseSha: one.headSha });
    expect(again?.headSha).not.toBe(three.headSha);
    await queue.merge(3);
    expect(await head()).toBe(again?.headSha);
    expect(queue.groups()).toEqual([]);
    expect(await github.git('for-each-ref', 'refs/heads/gh-readonly-queue')).toBe('');
  });

  it('keeps several repositories apart', async () => {
    const other = await github.repository('octo/other');
    await other.push('main');
    expect(await other.head()).not.toBe(await head());
    const { body } = await send('GET', '/repos/octo/other/git/ref/heads%2Fmain');
    expect(body.object.sha).toBe(await other.head());
    expect(await github.repository('octo/shop')).toBe(github);
  });

  it('serves the paths of Enterprise Server', async () => {
    await restart({ layout: 'enterprise' });
    expect(github.apiUrl.endsWith('/api/v3')).toBe(true);
    expect((await get('/git/ref/heads/main')).status).toBe(200);
    expect((await commit(await head(), 'x')).body.errors).toBeUndefined();
    const outside = await fetch(`${github.serverUrl}/repos/octo/shop`);
    expect([outside.status, github.unexpected.length]).toEqual([404, 1]);
  });
});
