import { describe, expect, it } from 'vitest';
import type { RestCall } from '../../src/github/client.ts';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { API, connected, PURPOSE, REPOSITORY, SERVER_TIME, useServer } from './api.ts';

const { serve } = useServer();
const CONTENTS = `${API}/repos/octo/product/contents/*`;
const REFS = `${API}/repos/octo/product/git/refs`;
const GRAPHQL = `${API}/graphql`;

const read: RestCall = {
  route: 'GET /repos/{owner}/{repo}/contents/{path}',
  parameters: { ...REPOSITORY, path: 'leases/release%2Fv1.json', ref: 'refs/heads/ref-lease' },
  purpose: PURPOSE,
};
const write: RestCall = {
  route: 'POST /repos/{owner}/{repo}/git/refs',
  parameters: { ...REPOSITORY, ref: 'refs/heads/ref-lease', sha: 'a'.repeat(40) },
  purpose: { ...PURPOSE, doing: 'writing the branch ref-lease', permission: 'contents: write' },
};
const query = { document: 'query { viewer { login } }', variables: { a: 1 }, purpose: PURPOSE };
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a request', () => {
  it('names the program, the version of the API and the token, and encodes a path once more', async () => {
    const requests = serve('get', CONTENTS, { body: { sha: 'b' }, headers: { etag: '"1"' } });
    const answer = await connected().client.get({ ...read, etag: '"0"' });
    expect(answer).toMatchObject({ status: 200, data: { sha: 'b' }, headers: { etag: '"1"' } });
    const { url, headers } = requests[0]!;
    expect(url).toBe(
      `${API}/repos/octo/product/contents/leases%2Frelease%252Fv1.json?ref=refs%2Fheads%2Fref-lease`,
    );
    expect(decodeURIComponent(new URL(url).pathname)).toBe(
      '/repos/octo/product/contents/leases/release%2Fv1.json',
    );
    expect(headers.get('user-agent')).toMatch(/^ref-lease\/1\.2\.3 /);
    expect(headers.get('x-github-api-version')).toBe('2022-11-28');
    expect(headers.get('authorization')).toBe('token ghs_secret');
    expect(headers.get('if-none-match')).toBe('"0"');
  });

  it('goes to the addresses of an Enterprise Server', async () => {
    const host = 'https://ghe.test';
    const rest = serve('get', `${host}/api/v3/repos/octo/product/contents/*`, { body: {} });
    const graphql = serve('post', `${host}/api/graphql`, { body: { data: {} } });
    const { client } = connected({ apiUrl: `${host}/api/v3/`, graphqlUrl: `${host}/api/graphql` });
    await client.get(read);
    await client.query(query);
    await client.mutate(query);
    expect([rest.length, graphql.length]).toEqual([1, 2]);
    expect(await graphql[0]!.json()).toEqual({ query: query.document, variables: { a: 1 } });
  });

  it('feeds the clock and the budget by every answer, also of an error and of 304', async () => {
    const limits = (remaining: number) => ({
      'x-ratelimit-resource': 'core',
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(SERVER_TIME + 60),
    });
    const later = new Date((SERVER_TIME + 500) * 1000).toUTCString();
    serve(
      'get',
      CONTENTS,
      { status: 404, body: { message: 'Not Found' }, headers: limits(7) },
      { status: 304, headers: { ...limits(6), date: later } },
    );
    const { client, clock, budget } = connected();
    expect((await client.get(read)).status).toBe(404);
    expect(clock.now()).toBeGreaterThanOrEqual(SERVER_TIME);
    expect(budget.remaining('core')?.remaining).toBe(7);
    expect((await client.get(read)).status).toBe(304);
    expect(clock.now()).toBeGreaterThanOrEqual(SERVER_TIME + 500);
    expect(budget.remaining('core')?.remaining).toBe(6);
  });
});

describe('a fault of the server or the network', () => {
  it.each([[{ status: 502 }], [{ status: 500, body: { message: 'oops' } }], ['network' as const]])(
    'is repeated three times for a read: %o',
    async (fault) => {
      const requests = serve('get', CONTENTS, fault, fault, fault, { body: { sha: 'b' } });
      expect(await connected().client.get(read)).toMatchObject({ status: 200 });
      expect(requests).toHaveLength(4);
    },
  );

  it('rejects a read that goes on failing', async () => {
    const requests = serve('get', CONTENTS, { status: 503, body: { message: 'Unicorn' } });
    const call = connected().client.get(read);
    await expect(call).rejects.toThrow(UnavailableError);
    await expect(call).rejects.toThrow(/reading the branch ref-lease in octo\/product: HTTP 503: Unicorn/);
    expect(requests).toHaveLength(4);
  });

  it('is repeated for a GraphQL query, also where it comes with status 200', async () => {
    const body = { errors: [{ message: 'Something went wrong while executing your query. Sorry.' }] };
    const requests = serve('post', GRAPHQL, { body }, { status: 502 }, { body: { data: { a: 1 } } });
    expect(await connected().client.query(query)).toMatchObject({ data: { a: 1 }, errors: [] });
    expect(requests).toHaveLength(3);
  });

  it.each([[{ status: 502 }], ['network' as const]])('is reported at once for a write: %o', async (fault) => {
    const { client } = connected();
    const posts = serve('post', REFS, fault);
    const mutations = serve('post', GRAPHQL, fault);
    await expect(client.post(write)).rejects.toThrow(UnavailableError);
    await expect(client.mutate(query)).rejects.toThrow(UnavailableError);
    expect([posts.length, mutations.length]).toEqual([1, 1]);
  });

  it.each([400, 404, 409, 412, 422])('is not what status %i is: nothing is repeated', async (status) => {
    const requests = serve('get', CONTENTS, { status, body: { message: 'no' } });
    expect(await connected().client.get(read)).toMatchObject({ status, data: { message: 'no' } });
    expect(requests).toHaveLength(1);
  });

  it('does not show the token', async () => {
    serve('get', CONTENTS, 'network');
    const error = await connected()
      .client.get(read)
      .catch((caught: Error) => caught);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(`${(error as Error).message} ${JSON.stringify((error as Error).cause)}`).not.toContain('secret');
  });
});

describe('a timeout', () => {
  const timeouts = { read: 0.02, write: 0.02 };

  it('ends each attempt, and counts as a fault of the network', async () => {
    const requests = serve('get', CONTENTS, 'hang', 'hang', { body: {} });
    expect(await connected({ timeouts }).client.get(read)).toMatchObject({ status: 200 });
    expect(requests).toHaveLength(3);
  });

  it('ends a write once', async () => {
    const requests = serve('post', REFS, 'hang');
    await expect(connected({ timeouts }).client.post(write)).rejects.toThrow(/no answer within 0.02 seconds/);
    expect(requests).toHaveLength(1);
  });

  it('holds for the body, too', async () => {
    const stuck = new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{"sha":')) });
    let attempts = 0;
    const fetch: typeof globalThis.fetch = async (_, init) => {
      attempts++;
      const body = stuck.tee()[0].pipeThrough(new TransformStream(), { signal: init!.signal! });
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    };
    await expect(connected({ timeouts, fetch }).client.post(write)).rejects.toThrow(UnavailableError);
    expect(attempts).toBe(1);
  });
});

describe('a signal', () => {
  it.each(['get', 'query', 'post', 'mutate'] as const)('that is aborted sends no %s', async (kind) => {
    const signal = AbortSignal.abort('enough');
    const { client } = connected();
    const calls = {
      get: () => client.get({ ...read, signal }),
      query: () => client.query({ ...query, signal }),
      post: () => client.post({ ...write, signal }),
      mutate: () => client.mutate({ ...query, signal }),
    };
    await expect(calls[kind]()).rejects.toBe('enough');
  });

  it('ends a request that hangs with its reason, and leaves no timer', async () => {
    const before = timers();
    const requests = serve('get', CONTENTS, 'hang');
    const controller = new AbortController();
    const call = connected().client.get({ ...read, signal: controller.signal });
    await expect.poll(() => requests.length).toBe(1);
    const reason = new Error('the deadline is over');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect.poll(timers).toBe(before);
    expect(requests).toHaveLength(1);
  });

  it('ends the wait before a read is repeated, and leaves no timer', async () => {
    const before = timers();
    const requests = serve('post', GRAPHQL, { status: 502 });
    const controller = new AbortController();
    const call = connected({ retryDelay: 3600 }).client.query({ ...query, signal: controller.signal });
    await expect.poll(() => requests.length).toBe(1);
    // The wait has begun when its timer is the only one left.
    await expect.poll(timers).toBe(before + 1);
    controller.abort('enough');
    await expect(call).rejects.toBe('enough');
    await expect.poll(timers).toBe(before);
    expect(requests).toHaveLength(1);
  });

  it('does not change a call that ends without it', async () => {
    serve('get', CONTENTS, { body: { sha: 'b' } });
    const { signal } = new AbortController();
    expect(await connected().client.get({ ...read, signal })).toMatchObject({ data: { sha: 'b' } });
  });
});

describe('queries', () => {
  it('are not spaced', async () => {
    serve('post', GRAPHQL, { body: { data: {} } });
    const { client } = connected();
    const before = performance.now();
    for (let count = 0; count < 4; count++) await client.query(query);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

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

  it('by a rate limit of GraphQL is told by its type', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(SERVER_TIME + 900) };
    const body = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    const requests = serve('post', GRAPHQL, { body, headers });
    const { client } = connected();
    await expect(client.query(query)).rejects.toMatchObject({ resetAt: SERVER_TIME + 900 });
    await expect(client.mutate(query)).rejects.toMatchObject({ resetAt: SERVER_TIME + 900 });
    expect(requests).toHaveLength(2);
  });

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

  it('is shown on one line of bounded length', async () => {
    serve('get', CONTENTS, { status: 403, body: { message: `no\n::error::${'x'.repeat(5_000)}` } });
    const error = (await connected()
      .client.get(read)
      .catch((caught: unknown) => caught)) as Error;
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(800);
  });
});

describe('a GraphQL answer', () => {
  it.each([
    [null, undefined, []],
    ['text', undefined, []],
    [{ data: null, errors: 'many' }, null, []],
    [
      { data: 1, errors: [null, { type: 3 }] },
      1,
      [{ message: 'without a message' }, { message: 'without a message' }],
    ],
  ])('of any form is read: %j', async (body, data, errors) => {
    serve('post', GRAPHQL, { body });
    const found = await connected().client.mutate(query);
    expect(found.data).toEqual(data);
    expect(found.errors).toEqual(errors);
  });

  it('passes errors on that its caller has to judge', async () => {
    serve('post', GRAPHQL, { status: 404, body: { message: 'Not Found' } });
    expect(await connected().client.mutate(query)).toMatchObject({ answer: { status: 404 }, errors: [] });
  });
});
