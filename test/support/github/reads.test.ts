// The stand-in: what REST and GraphQL answer, and that both are checked against GitHub's descriptions.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client, expectClean } from './client.ts';
import { startGitHub } from './github.ts';
import type { GitHub } from './github.ts';

let github: GitHub;
let client: Client;
beforeEach(async () => {
  github = await startGitHub();
  client = new Client(github);
});
afterEach(() => github.close());

const BOARD = `query($ref: String!, $first: Int) {
  repository(owner: "octo", name: "shop") {
    ref(qualifiedName: $ref) { name target { oid ... on Commit {
      message
      tree { entries { name type object { ... on Tree { entries {
        name mode object { ... on Blob { oid text byteSize isTruncated isBinary } }
      } } } } }
      history(first: $first) { totalCount nodes { oid } }
    } } }
    none: ref(qualifiedName: "refs/leases/a") { name }
  }
}`;

describe('GraphQL', () => {
  it('reads the head and the files of that head in one query', async () => {
    await client.commit(await client.head(), '{}');
    const reply = await client.graphql(BOARD, { ref: 'refs/heads/main', first: 1 });
    expect(reply.at('data.repository.ref.target')).toMatchObject({
      oid: await client.head(),
      message: 'write\n\nskip-checks: true',
      tree: {
        entries: [
          { name: 'README.md', type: 'blob' },
          { name: 'leases', type: 'tree' },
        ],
      },
      history: { totalCount: 2 },
    });
    expect(reply.at('data.repository.ref.target.tree.entries.1.object.entries')).toEqual([
      { name: 'a.json', mode: 33188, object: expect.objectContaining({ text: '{}', isTruncated: false }) },
    ]);
    expect(reply.at('data.repository.none')).toBeNull();
    expectClean(github);
  });

  it('refuses a field that GitHub does not have, and reports it', async () => {
    const reply = await client.graphql('{ repository(owner: "octo", name: "shop") { nonsense } }');
    expect([reply.status, reply.at('data')]).toEqual([200, undefined]);
    expect(reply.at('errors.0.message')).toContain('nonsense');
    expect(github.violations).toEqual([expect.stringContaining('nonsense')]);
  });

  it('reports a field that GitHub has and the stand-in does not', async () => {
    await client.graphql('{ viewer { login } }');
    expect(github.unexpected).toEqual(['graphql Query.viewer']);
  });

  it('says that a repository or a page size is missing', async () => {
    const missing = await client.graphql('{ repository(owner: "octo", name: "none") { id } }');
    expect(missing.at('errors.0')).toMatchObject({ type: 'NOT_FOUND', path: ['repository'] });
    const unbounded = await client.graphql(BOARD, { ref: 'main' });
    expect(unbounded.at('errors.0.type')).toBe('MISSING_PAGINATION_BOUNDARIES');
  });
});

describe('REST', () => {
  it('reads a file of a branch', async () => {
    await github.commitFile('ref-lease', 'leases/a%2Fb.json', '{"é":1}');
    const path = `/contents/${encodeURIComponent('leases/a%2Fb.json')}?ref=ref-lease`;
    const content = String((await client.get(path)).at('content'));
    expect(Buffer.from(content, 'base64').toString()).toBe('{"é":1}');
    expect((await client.get('/contents/none?ref=ref-lease')).status).toBe(404);
    expect((await client.get('/contents/README.md?ref=none')).status).toBe(404);
    expect((await client.get('/contents/leases?ref=ref-lease')).at('0.name')).toBe('a%2Fb.json');
    expectClean(github);
  });

  it('lists the refs that begin with a prefix', async () => {
    const path = '/git/matching-refs/heads/gh-readonly-queue/main/';
    expect((await client.get(path)).body).toEqual([]);
    const group = await github.mergeQueue().enqueue(7);
    await github.branch('feature');
    await github.branch('featureA');
    expect((await client.get(path)).body).toMatchObject([{ ref: group.ref, object: { sha: group.headSha } }]);
    expect((await client.get('/git/matching-refs/heads/feature')).body).toHaveLength(2);
    expectClean(github);
  });

  it('compares branches and commits by their real history', async () => {
    const base = await client.head();
    const { sha } = await github.push('topic/a', 3);
    const compare = async (text: string) => {
      const reply = await client.get(`/compare/${text}`);
      const commits = reply.at('commits');
      const shown = Array.isArray(commits) ? commits.length : -1;
      return [reply.at('status'), reply.at('ahead_by'), reply.at('behind_by'), shown];
    };
    expect(await compare(`main...${sha}`)).toEqual(['ahead', 3, 0, 3]);
    expect(await compare('main...topic%2Fa?per_page=1')).toEqual(['ahead', 3, 0, 1]);
    expect(await compare(`${sha}...${base}`)).toEqual(['behind', 0, 3, 0]);
    expect(await compare('main...main')).toEqual(['identical', 0, 0, 0]);
    await github.push('main');
    expect(await compare('main...topic/a')).toEqual(['diverged', 3, 1, 3]);
    await github.commitFile('orphan', 'a', 'a');
    expect(await compare('main...orphan')).toEqual(['404', undefined, undefined, -1]);
    expectClean(github);
  });

  it('shows jobs and attempts as they go', async () => {
    const push = await github.push('main');
    const { runId } = github.startRun({ workflow: 'ci.yml', event: push });
    const { checkRunId } = github.startJob(runId, 1, { key: 'staging', runnerName: 'r1' });
    const job = `/actions/jobs/${checkRunId}`;
    const run = `/actions/runs/${runId}`;
    expect((await client.get(job)).body).toMatchObject({ status: 'in_progress', name: 'staging' });
    github.completeRun(runId, 1, 'failure');
    github.startRun({ runId, workflow: 'ci.yml', event: push });
    expect((await client.get(job)).body).toMatchObject({ conclusion: 'cancelled', run_attempt: 1 });
    expect((await client.get(run)).body).toMatchObject({ run_attempt: 2, status: 'in_progress' });
    expect((await client.get(`${run}/attempts/1`)).body).toMatchObject({ conclusion: 'failure' });
    expect((await client.get(`${run}/attempts/1/jobs?per_page=50`)).at('total_count')).toBe(1);
    const blind = new Client(github, github.addToken('blind', { contents: 'write' }));
    expect((await blind.get(job)).status).toBe(403);
    expectClean(github);
  });

  it('gives the repository and blobs as described', async () => {
    expect((await client.get('')).at('default_branch')).toBe('main');
    const made = await client.send('POST', '/repos/octo/shop/git/blobs', {
      content: 'aGk=',
      encoding: 'base64',
    });
    const blob = await client.get(`/git/blobs/${String(made.at('sha'))}`);
    expect(blob.body).toMatchObject({ size: 2, content: 'aGk=' });
    expectClean(github);
  });

  it('answers 404 to what it does not know, and reports it', async () => {
    expect((await client.get('/issues')).status).toBe(404);
    expect(github.unexpected).toEqual(['GET /repos/octo/shop/issues']);
  });
});
