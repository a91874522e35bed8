import { describe, expect, it } from 'vitest';
import { gitHubAncestry } from '../../src/github/ancestry.ts';
import { RateLimitedError } from '../../src/lease/errors.ts';
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

  it('asks once for what never changes, and not at all for the commit itself', async () => {
    const requests = serve('get', COMPARE, comparison('behind'), comparison('ahead'));
    const asked = ancestry();
    expect(await asked.contains(HEAD, SHA)).toBe(true);
    expect(await asked.contains(HEAD, SHA)).toBe(true);
    expect(await asked.contains(SHA, HEAD)).toBe(false);
    expect(await asked.contains(SHA, HEAD)).toBe(false);
    expect(await asked.contains(HEAD, HEAD)).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it.each([[{ status: 404 }], [{ status: 422 }], [{ status: 403 }], [{ status: 500 }], ['network' as const]])(
    'cannot tell after %j, and asks again',
    async (reply) => {
      const replies = reply === 'network' || reply.status === 500 ? Array(4).fill(reply) : [reply];
      serve('get', COMPARE, ...replies, comparison('behind'));
      const asked = ancestry();
      expect(await asked.contains(HEAD, SHA)).toBeNull();
      expect(await asked.contains(HEAD, SHA)).toBe(true);
    },
  );

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

  it('cannot tell where there is no answer to read', async () => {
    serve('get', COMPARE, { status: 404 }, { body: { status: 'sideways' } });
    const asked = ancestry();
    expect(await asked.aheadBy('main', HEAD)).toBeNull();
    expect(await asked.aheadBy('main', HEAD)).toBeNull();
  });
});
