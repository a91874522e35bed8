// What the refusals of GitHub become.
import { describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { swapHead } from '../../src/store/git-ref/swap.ts';
import { API, connected, query, read, SERVER_TIME, useServer, write } from './api.ts';

const { serve } = useServer();
const CONTENTS = `${API}/repos/octo/product/contents/*`;
const REFS = `${API}/repos/octo/product/git/refs`;
const GRAPHQL = `${API}/graphql`;

describe('a refusal', () => {
  const limited = (headers: Record<string, string>, status = 403) => ({
    status,
    body: { message: 'no' },
    headers,
  });

  it.each([
    ['retry-after', limited({ 'retry-after': '30' }), 30],
    ['429', limited({}, 429), 60],
    ['429 with retry-after', limited({ 'retry-after': '5' }, 429), 5],
    ['a reset', limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${SERVER_TIME + 900}` }), 900],
    ['no reset', limited({ 'x-ratelimit-remaining': '0' }), 60],
    [
      'a reset of another limit',
      limited({ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': `${SERVER_TIME + 900}` }, 429),
      60,
    ],
    ['its text alone', { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }, 60],
    [
      'the text that it had before',
      { status: 403, body: { message: 'You have triggered an abuse detection mechanism.' } },
      60,
    ],
    ['the text of the other one', { status: 403, body: { message: 'API rate limit exceeded for 7.' } }, 60],
  ])('by a rate limit says until when, by GitHub’s clock: %s', async (_, reply, seconds) => {
    const { client } = connected();
    const reads = serve('get', CONTENTS, reply);
    const writes = serve('post', REFS, reply);
    for (const call of [() => client.get(read), () => client.post(write)]) {
      const error = await call().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RateLimitedError);
      const { resetAt } = error as RateLimitedError;
      expect(resetAt).toBeGreaterThanOrEqual(SERVER_TIME + seconds);
      expect(resetAt).toBeLessThan(SERVER_TIME + seconds + 5);
    }
    expect([reads.length, writes.length]).toEqual([1, 1]);
  });

  it.each(['abuse-desk', 'secondary', 'rate-limit'])(
    'that names an organization %s is no limit',
    async (name) => {
      const message = `Although you appear to have the correct authorization credentials, the \`${name}\` organization has an IP allow list enabled.`;
      serve('get', CONTENTS, { status: 403, body: { message } });
      const call = connected().client.get(read);
      await expect(call).rejects.toThrow(PermissionError);
      await expect(call).rejects.toThrow('add those of the runner to its IP allow list');
    },
  );

  it.each(['RATE_LIMITED', 'RATE_LIMIT'])(
    'by a rate limit of GraphQL is told by its type: %s',
    async (type) => {
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(SERVER_TIME + 900) };
      const body = { errors: [{ type, message: 'API rate limit exceeded' }] };
      const requests = serve('post', GRAPHQL, { body, headers });
      const { client } = connected();
      await expect(client.query(query)).rejects.toMatchObject({ resetAt: SERVER_TIME + 900 });
      await expect(client.mutate(query)).rejects.toMatchObject({ resetAt: SERVER_TIME + 900 });
      expect(requests).toHaveLength(2);
    },
  );

  it('by a rate limit of GraphQL is told by retry-after, not by the last call that was left', async () => {
    const body = { errors: [{ type: 'STALE_DATA', message: 'Expected branch to point to …' }] };
    serve(
      'post',
      GRAPHQL,
      { body, headers: { 'retry-after': '3' } },
      { body, headers: { 'x-ratelimit-remaining': '0' } },
    );
    const { client } = connected();
    await expect(client.mutate(query)).rejects.toThrow(RateLimitedError);
    expect((await client.mutate(query)).errors).toEqual([
      { type: 'STALE_DATA', message: 'Expected branch to point to …' },
    ]);
  });

  it('of a token names the call and the token', async () => {
    serve('get', CONTENTS, { status: 401, body: { message: 'Bad credentials' } });
    const call = connected().client.get(read);
    await expect(call).rejects.toThrow(PermissionError);
    await expect(call).rejects.toThrow(/did not accept the token .* octo\/product \(HTTP 401: Bad cred/);
  });

  it('of a permission names the permission, the repository and what to write in the workflow', async () => {
    const message = 'Resource not accessible by integration';
    serve('post', REFS, { status: 403, body: { message } });
    const call = connected().client.post(write);
    await expect(call).rejects.toThrow(PermissionError);
    await expect(call).rejects.toThrow(
      /writing the branch ref-lease in octo\/product.*"contents: write" on octo\/product.*"permissions: { contents: write }"/,
    );
  });

  it.each([
    ['FORBIDDEN', { type: 'FORBIDDEN', message: 'no' }],
    ['INSUFFICIENT_SCOPES', { type: 'INSUFFICIENT_SCOPES', message: 'no' }],
    ['an integration', { message: 'Resource not accessible by integration' }],
  ])('of a permission by GraphQL is told by its type: %s', async (_, error) => {
    serve('post', GRAPHQL, { body: { data: null, errors: [error] } });
    await expect(connected().client.mutate(query)).rejects.toThrow(PermissionError);
  });

  it('beside a fault of the server decides nothing: whatever was sent may have taken place', async () => {
    const errors = [{ type: 'FORBIDDEN', message: 'no' }, { message: 'Something went wrong' }];
    serve('post', GRAPHQL, { body: { data: null, errors } });
    expect((await connected().client.mutate(query)).errors).toEqual(errors);
  });

  it('by a limit whose end nobody can tell is no answer', async () => {
    serve(
      'get',
      CONTENTS,
      limited({ date: 'no date', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999999999' }),
      limited({ 'retry-after': '99999999999999999' }, 429),
    );
    const { client, clock } = connected();
    await expect(client.get(read)).rejects.toThrow(UnavailableError);
    expect(clock.now()).toBeNull();
    await expect(client.get(read)).rejects.toThrow(/until 9999-12-31T23:59:59Z/);
  });

  it.each([undefined, {}, { message: 7 }])('is told without a text, too: %j', async (body) => {
    serve('get', CONTENTS, { status: 403, ...(body === undefined ? {} : { body }) });
    await expect(connected().client.get(read)).rejects.toThrow('(HTTP 403)');
  });

  it('is shown on one line of bounded length', async () => {
    serve('get', CONTENTS, { status: 403, body: { message: `no\n::error::${'x'.repeat(5_000)}` } });
    const error = (await connected()
      .client.get(read)
      .catch((caught: unknown) => caught)) as Error;
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(800);
  });
});

describe('a page that something on the way has written', () => {
  const page = (status: number, headers = {}) =>
    connected({
      fetch: async () =>
        new Response('<title>No</title>', { status, headers: { 'content-type': 'text/html', ...headers } }),
    }).client;

  it.each([200, 201, 400, 401, 403, 404, 409, 422, 451])(
    'says nothing of what GitHub has decided, and stays: HTTP %d',
    async (status) => {
      const client = page(status);
      const calls = [
        () => client.get(read),
        () => client.post(write),
        () => client.query(query),
        () => client.mutate(query),
      ];
      for (const call of calls)
        await expect(call()).rejects.toMatchObject({ code: 'unavailable', lasting: true });
    },
  );

  it.each([500, 503])('of the server is a fault of it: HTTP %d', async (status) => {
    await expect(page(status).post(write)).rejects.toMatchObject({ code: 'unavailable', lasting: false });
  });

  it('is a limit where it says for how long', async () => {
    const date = new Date(SERVER_TIME * 1000).toUTCString();
    const headers = { 'content-type': 'application/json', date };
    await expect(page(429, { ...headers, 'retry-after': '30' }).post(write)).rejects.toThrow(
      RateLimitedError,
    );
  });

  it('in answer to a write leaves open whether that has taken place', async () => {
    const { owner, repo } = { owner: 'octo', repo: 'product' };
    const place = { client: page(403), repository: { owner, repo }, branch: 'ref-lease' };
    const message = { subject: 's', body: '', operation: 'op' };
    const swap = await swapHead(place, 'a'.repeat(40), { additions: [], deletions: [] }, message, {});
    expect(swap).toMatchObject({ kind: 'unknown', cause: { message: expect.stringContaining('no_proxy') } });
  });
});
