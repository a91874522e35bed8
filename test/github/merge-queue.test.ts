// The merge groups that GitHub lists, and what is none.
import { describe, expect, it } from 'vitest';
import { gitHubMergeQueue } from '../../src/github/merge-queue.ts';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { API, connected, REPOSITORY, useServer } from './api.ts';

const { serve } = useServer();
const MATCHING = `${API}/repos/octo/product/git/matching-refs/*`;
const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];

const queue = () => gitHubMergeQueue({ client: connected({ retryDelay: 0 }).client, repository: REPOSITORY });
const group = (name: string, sha: string) => ({
  ref: `refs/heads/gh-readonly-queue/${name}`,
  object: { sha, type: 'commit' },
});

describe('gitHubMergeQueue', () => {
  it('lists the merge groups of the base branch, with what they sit on', async () => {
    const requests = serve('get', MATCHING, {
      body: [group(`main/pr-12-${A}`, B), group(`main/pr-13-${B}`, C)],
    });
    expect(await queue().list('main')).toEqual([
      { ref: `refs/heads/gh-readonly-queue/main/pr-12-${A}`, head: B, parent: A, pullRequest: 12 },
      { ref: `refs/heads/gh-readonly-queue/main/pr-13-${B}`, head: C, parent: B, pullRequest: 13 },
    ]);
    expect(decodeURIComponent(new URL(requests[0]!.url).pathname)).toBe(
      '/repos/octo/product/git/matching-refs/heads/gh-readonly-queue/main/',
    );
  });

  it('leaves out the groups of other branches and names of another form', async () => {
    const mine = group(`release/1.x/pr-3-${A}`, C);
    const body = [
      mine,
      group(`release/1.x/hotfix/pr-4-${A}`, B),
      group('release/1.x/pr-5-short', B),
      group(`release/1.x/pr-x-${A}`, B),
    ];
    serve('get', MATCHING, { body });
    expect(await queue().list('release/1.x')).toMatchObject([{ ref: mine.ref, pullRequest: 3 }]);
  });

  it('lists no more than a thousand, and none with a name that is too long', async () => {
    const long = group(`${'x'.repeat(1024)}/pr-1-${A}`, B);
    const body = [long, group(`main/pr-12345678901-${A}`, B)];
    for (let number = 1; number <= 1001; number++) body.push(group(`main/pr-${number}-${A}`, B));
    serve('get', MATCHING, { body });
    const groups = await queue().list('main');
    expect([groups.length, groups[0]?.pullRequest, groups.at(-1)?.pullRequest]).toEqual([1000, 1, 1000]);
    expect(await queue().list('x'.repeat(1024))).toEqual([]);
  });

  it('asks conditionally, and keeps the list while nothing has changed', async () => {
    const requests = serve(
      'get',
      MATCHING,
      { body: [group(`main/pr-12-${A}`, B)], headers: { etag: '"1"' } },
      { status: 304 },
      { body: [], headers: { etag: '"2"' } },
    );
    const mergeQueue = queue();
    const first = await mergeQueue.list('main');
    expect(await mergeQueue.list('main')).toEqual(first);
    expect(await mergeQueue.list('main')).toEqual([]);
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
  });

  it('keeps the lists of two base branches apart', async () => {
    const requests = serve('get', MATCHING, { body: [], headers: { etag: '"1"' } });
    const mergeQueue = queue();
    await mergeQueue.list('main');
    await mergeQueue.list('next');
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, null]);
  });

  it('is empty in a repository without a commit', async () => {
    serve('get', MATCHING, { status: 409, body: { message: 'Git Repository is empty.' } });
    expect(await queue().list('main')).toEqual([]);
  });

  it.each([
    [{ status: 404 }, PermissionError],
    [{ status: 503 }, UnavailableError],
    [{ status: 422, body: { message: 'no' } }, PermissionError],
    [{ body: { refs: [] } }, UnavailableError],
    [{ status: 429 }, RateLimitedError],
  ])('rejects where GitHub refuses: %j', async (reply, type) => {
    serve('get', MATCHING, reply);
    await expect(queue().list('main')).rejects.toThrow(type);
  });

  it('rejects with the reason of its signal', async () => {
    await expect(queue().list('main', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});
