// What the comparisons of GitHub prove about commits, and what proves nothing.
import { describe, expect, it } from 'vitest';
import { gitHubAncestry } from '../../src/github/ancestry.ts';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { API, connected, REPOSITORY, useServer } from './api.ts';

const { serve } = useServer();
const COMPARE = `${API}/repos/octo/product/compare/*`;
const [HEAD, SHA] = ['a'.repeat(40), 'b'.repeat(40)];

const ancestry = () =>
  gitHubAncestry({ client: connected({ retryDelay: 0 }).client, repository: REPOSITORY });
const comparison = (status: string, ahead_by = 0) => ({ body: { status, ahead_by } });

describe('contains', () => {
  it.each([
    ['behind', true],
    ['identical', true],
    ['ahead', false],
    ['diverged', false],
  ])('knows of a commit that is %s: %s', async (status, contained) => {
    const requests = serve('get', COMPARE, comparison(status));
    expect(await ancestry().contains(HEAD, SHA)).toBe(contained);
    expect(requests[0]!.url).toContain(`/compare/${HEAD}...${SHA}?`);
  });

  it('knows of the commit itself without asking, and asks for the rest each time', async () => {
    const requests = serve('get', COMPARE, comparison('behind'), comparison('ahead'));
    const asked = ancestry();
    expect(await asked.contains(HEAD, HEAD)).toBe(true);
    expect(requests).toHaveLength(0);
    expect(await asked.contains(HEAD, SHA)).toBe(true);
    expect(await asked.contains(HEAD, SHA)).toBe(false);
  });

  it.each([[401], [403], [404], [409], [422]])('rejects as refused after %i', async (status) => {
    serve('get', COMPARE, { status });
    await expect(ancestry().contains(HEAD, SHA)).rejects.toThrow(PermissionError);
  });

  it('says what was asked where GitHub has no answer to it', async () => {
    serve('get', COMPARE, { status: 404, body: { message: 'Not Found' } });
    await expect(ancestry().contains(HEAD, SHA)).rejects.toThrow(
      new RegExp(
        `comparing the commits ${HEAD}...${SHA} in octo/product \\(HTTP 404: Not Found\\).*"contents: read"`,
      ),
    );
  });

  it.each([
    [{ status: 408 }],
    [{ status: 500 }],
    ['network' as const],
    [{ body: { status: 'sideways' } }],
    [{ status: 304 }],
  ])('rejects as unavailable, which is no answer, after %j', async (reply) => {
    serve('get', COMPARE, reply);
    await expect(ancestry().contains(HEAD, SHA)).rejects.toThrow(UnavailableError);
  });

  it('rejects at a rate limit', async () => {
    serve('get', COMPARE, { status: 429 });
    await expect(ancestry().contains(HEAD, SHA)).rejects.toThrow(RateLimitedError);
  });

  it('rejects with the reason of its signal', async () => {
    const signal = AbortSignal.abort('enough');
    await expect(ancestry().contains(HEAD, SHA, { signal })).rejects.toBe('enough');
  });
});

describe('aheadBy', () => {
  it('counts the commits that are not on the branch, anew each time', async () => {
    const requests = serve('get', COMPARE, comparison('diverged', 3), comparison('ahead', 2));
    const asked = ancestry();
    expect(await asked.aheadBy('release/1.x', HEAD)).toBe(3);
    expect(await asked.aheadBy('release/1.x', HEAD)).toBe(2);
    expect(decodeURIComponent(new URL(requests[0]!.url).pathname)).toBe(
      `/repos/octo/product/compare/release/1.x...${HEAD}`,
    );
  });

  it('rejects where there is no answer to read', async () => {
    serve('get', COMPARE, { status: 404 }, { body: { status: 'ahead', ahead_by: -1 } });
    const asked = ancestry();
    await expect(asked.aheadBy('main', HEAD)).rejects.toThrow(PermissionError);
    await expect(asked.aheadBy('main', HEAD)).rejects.toThrow(UnavailableError);
  });
});
