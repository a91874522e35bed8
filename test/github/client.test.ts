// The client: what it sends, what it repeats, and what ends a call.
import { describe, expect, it } from 'vitest';
import { http, HttpResponse } from 'msw';
import { GitHubClock } from '../../src/github/clock.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { API, connected, query, read, SERVER_TIME, useServer, write } from './api.ts';

const { server, serve } = useServer();
const CONTENTS = `${API}/repos/octo/product/contents/*`;
const REFS = `${API}/repos/octo/product/git/refs`;
const GRAPHQL = `${API}/graphql`;

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
    expect(budget.share(SERVER_TIME)).toBe(0.007);
    expect((await client.get(read)).status).toBe(304);
    expect(clock.now()).toBeGreaterThanOrEqual(SERVER_TIME + 500);
    expect(budget.share(SERVER_TIME)).toBe(0.006);
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

  it.each([[{ status: 502 }], [{ status: 408 }], ['network' as const]])(
    'is reported at once for a write: %o',
    async (fault) => {
      const { client } = connected();
      const posts = serve('post', REFS, fault);
      const mutations = serve('post', GRAPHQL, fault);
      await expect(client.post(write)).rejects.toThrow(UnavailableError);
      await expect(client.mutate(query)).rejects.toThrow(UnavailableError);
      expect([posts.length, mutations.length]).toEqual([1, 1]);
    },
  );

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
    // Fewer, where one of an earlier test has ended meanwhile.
    await expect.poll(timers).toBeLessThanOrEqual(before);
    expect(requests).toHaveLength(1);
  });

  it('ends the wait before a read is repeated', async () => {
    const requests = serve('post', GRAPHQL, { status: 502 });
    const machine = new ManualClock();
    const clock = new GitHubClock(machine);
    const controller = new AbortController();
    const call = connected({ clock }).client.query({ ...query, signal: controller.signal });
    await expect.poll(() => machine.sleeping).toBe(1);
    controller.abort('enough');
    await expect(call).rejects.toBe('enough');
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
    // Nobody gets an answer before all have asked.
    const { promise: all, resolve } = Promise.withResolvers<void>();
    let asked = 0;
    server.use(
      http.post(GRAPHQL, async () => {
        if (++asked === 4) resolve();
        await all;
        return HttpResponse.json({ data: {} });
      }),
    );
    const { client } = connected();
    await Promise.all([1, 2, 3, 4].map(() => client.query(query)));
    expect(asked).toBe(4);
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
