// The stand-in: permissions, limits, and faults by script.
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client, succeeded } from './client.ts';
import { startGitHub } from './github.ts';
import type { GitHub } from './github.ts';

let github: GitHub;
let client: Client;
beforeEach(async () => {
  github = await startGitHub();
  client = new Client(github);
});
afterEach(() => github.close());

const LOST = 'fetch failed';
const WRITE = { operation: 'graphql:createCommitOnBranch' };

describe('tokens and limits', () => {
  it('refuses unknown tokens and hides what cannot be read', async () => {
    const status = async (path: string, token: string) => (await new Client(github, token).get(path)).status;
    github.addToken('none', { actions: 'read' });
    github.addToken('reader', { contents: 'read' });
    expect(await status('', 'nobody')).toBe(401);
    expect(await status('/git/ref/heads/main', 'none')).toBe(404);
    expect(await status('/git/ref/heads/main', 'reader')).toBe(200);
    const refused = await new Client(github, 'reader').send('DELETE', '/repos/octo/shop/git/refs/heads/main');
    expect([refused.status, refused.at('message')]).toEqual([403, 'Resource not accessible by integration']);
  });

  it('charges nothing for an unchanged answer', async () => {
    const path = '/git/ref/heads/main';
    const headers = { 'if-none-match': (await client.get(path)).headers.get('etag') ?? '' };
    expect((await client.get(path, headers)).status).toBe(304);
    await github.push('main');
    expect((await client.get(path, headers)).status).toBe(200);
    expect(github.accounting.map(({ status, charged, etagHit }) => [status, charged, etagHit])).toEqual([
      [200, 1, false],
      [304, 0, true],
      [200, 1, false],
    ]);
    expect(github.totals(github.token)).toEqual({ requests: 3, core: 2, graphql: 0 });
    expect((await fetch(`${github.apiUrl}/repos/octo/shop${path}`)).status).toBe(401);
  });

  it('exhausts REST and GraphQL apart from each other, until the window ends', async () => {
    let now = Date.UTC(2026, 10, 20, 12, 0, 0, 900);
    await using limited = await startGitHub({ now: () => now, limits: { core: 2, graphql: 1 } });
    const own = new Client(limited);
    await own.get('');
    const last = await own.get('');
    expect(last.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(last.headers.get('date')).toBe('Fri, 20 Nov 2026 12:00:00 GMT');
    const refused = await own.get('');
    expect([refused.status, refused.at('message')]).toEqual([
      403,
      expect.stringContaining('rate limit exceeded'),
    ]);
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe(Math.floor(now / 1000) + 3600);
    const query = '{ repository(owner: "octo", name: "shop") { id } }';
    expect((await own.graphql(query)).headers.get('x-ratelimit-remaining')).toBe('0');
    const spent = await own.graphql(query);
    expect([spent.status, spent.at('errors.0.type')]).toEqual([200, 'RATE_LIMITED']);
    now += 3_601_000;
    expect((await own.get('')).status).toBe(200);
    expect(limited.accounting.map(({ charged }) => charged)).toEqual([1, 1, 0, 1, 0, 1]);
  });
});

describe('faults', () => {
  it('drop the answer after the effect', async () => {
    github.fault({ match: WRITE, times: 1, kind: 'drop-after' });
    const before = await client.head();
    await expect(client.commit(before, 'x')).rejects.toThrow(LOST);
    expect(await github.git('rev-parse', 'main^')).toBe(before);
    expect(github.accounting.at(-1)).toMatchObject({ status: 0, charged: 1 });
  });

  it('drop the request before the effect', async () => {
    const fault = github.fault({ match: { nth: 2 }, kind: 'drop-before' });
    const before = await client.head();
    expect((await client.get('')).status).toBe(200);
    await expect(client.commit(before, 'x')).rejects.toThrow(LOST);
    expect([fault.hits, await client.head()]).toEqual([1, before]);
  });

  it('land a late write when it is released, unless the head has moved', async () => {
    const before = await client.head();
    const writer = new Client(github, github.addToken('late', { contents: 'write' }));
    const late = { match: { client: 'late' }, times: 1, kind: 'delay-effect', drop: true } as const;
    const first = github.fault(late);
    await expect(writer.commit(before, 'first')).rejects.toThrow(LOST);
    expect(await client.head()).toBe(before);
    await first.release();
    expect(await github.file('main', 'leases/a.json')).toBe('first');

    const landed = await client.head();
    const second = github.fault(late);
    await expect(writer.commit(landed, 'second')).rejects.toThrow(LOST);
    await second.waitFor();
    expect(succeeded(await client.commit(landed, 'other'))).toBe(true);
    await second.release();
    expect(await github.file('main', 'leases/a.json')).toBe('other');
  });

  it('answer reads from an older state', async () => {
    const old = await client.head();
    const { sha } = await github.push('main');
    github.fault({ match: { operation: /^GET|query$/ }, times: 3, kind: 'stale' });
    expect((await client.get('/git/ref/heads/main')).at('object.sha')).toBe(old);
    expect((await client.get('/git/matching-refs/heads/')).at('0.object.sha')).toBe(old);
    const query =
      '{ repository(owner: "octo", name: "shop") { ref(qualifiedName: "main") { target { oid } } } }';
    expect((await client.graphql(query)).at('data.repository.ref.target.oid')).toBe(old);
    expect((await client.get('/git/ref/heads/main')).at('object.sha')).toBe(sha);
  });

  it('give conflicts, limits and statuses, with and without an effect', async () => {
    const before = await client.head();
    github.fault({ match: WRITE, times: 1, kind: 'spurious-conflict' });
    github.fault({ match: WRITE, times: 1, kind: 'rate-limit-primary' });
    github.fault({ match: WRITE, times: 1, kind: 'rate-limit-secondary', status: 429, retryAfter: 3 });
    github.fault({ match: WRITE, times: 1, kind: 'status', status: 502 });
    expect((await client.commit(before, 'x')).at('errors.0.type')).toBe('STALE_DATA');
    expect((await client.commit(before, 'x')).at('errors.0.type')).toBe('RATE_LIMITED');
    const secondary = await client.commit(before, 'x');
    expect([secondary.status, secondary.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await client.commit(before, 'x')).status).toBe(502);
    expect(await client.head()).toBe(before);
    github.fault({ match: WRITE, times: 1, kind: 'status-after', status: 502 });
    expect((await client.commit(before, 'x')).status).toBe(502);
    expect(await github.git('rev-parse', 'main^')).toBe(before);
  });

  it('carry a request out twice', async () => {
    github.fault({ match: {}, times: 1, kind: 'duplicate' });
    const reply = await client.commit(await client.head(), 'x');
    expect(reply.at('errors.0.type')).toBe('STALE_DATA');
    expect(await github.git('rev-list', '--count', 'main')).toBe('2');
  });

  it('leave requests without an answer until the server closes, and nothing behind', async () => {
    const hang = github.fault({ match: {}, kind: 'hang-after' });
    const reply = client.commit(await client.head(), 'x');
    const lost = reply.catch((cause: unknown) => cause);
    await hang.waitFor();
    const path = github.repositoryPath;
    await github.close();
    expect(await lost).toMatchObject({ message: LOST });
    expect(existsSync(path)).toBe(false);
  });
});

describe('a hold', () => {
  it('keeps requests before their effect, so that a test can order them', async () => {
    const before = await client.head();
    const hold = github.hold({ ...WRITE, client: github.token }, 1);
    const held = client.commit(before, 'held');
    await hold.waitFor();
    const quick = await client.commit(before, 'quick');
    await hold.release();
    expect(succeeded(quick)).toBe(true);
    expect((await held).at('errors.0.type')).toBe('STALE_DATA');
    expect(await github.file('main', 'leases/a.json')).toBe('quick');
  });
});
