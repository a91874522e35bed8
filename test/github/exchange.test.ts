// One attempt of one request: what ends it, and what it gives on.
import { expect, it } from 'vitest';
import { Budget } from '../../src/github/budget.ts';
import { GitHubClock } from '../../src/github/clock.ts';
import { machineClock } from '../../src/machine-clock.ts';
import { exchange } from '../../src/github/exchange.ts';

const hanging: typeof globalThis.fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    const signal = init!.signal!;
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });
const options = { timeout: 0.02, clock: new GitHubClock(machineClock), budget: new Budget() };

it('ends a request by its timeout, with or without a signal', async () => {
  const send = exchange({ ...options, fetch: hanging });
  await expect(send('https://api.github.test')).rejects.toThrow('no answer within 0.02 seconds');
  const { signal } = new AbortController();
  await expect(send('https://api.github.test', { signal })).rejects.toThrow('no answer within 0.02 seconds');
});

it('ends a request whose signal was aborted meanwhile', async () => {
  const send = exchange({ ...options, timeout: 60, fetch: hanging });
  const sent = send('https://api.github.test', { signal: AbortSignal.abort() });
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
});

const refused = new Error('Proxy response (407) !== 200 when HTTP Tunneling');
it.for([
  ['without a cause', new TypeError('fetch failed'), 'fetch failed'],
  [
    'with a cause',
    failed(new Error('getaddrinfo ENOTFOUND github.test')),
    'getaddrinfo ENOTFOUND github.test',
  ],
  ['of a proxy', failed(new Error('Request was cancelled.', { cause: refused })), refused.message],
  [
    'of each address',
    failed(new AggregateError([new Error('connect ECONNREFUSED ::1:443')])),
    'ECONNREFUSED',
  ],
  ['that is no error', 'broken', 'broken'],
] as const)('tells what is at the bottom of a fault of the network %s', async ([, fault, said]) => {
  const send = exchange({ ...options, fetch: () => Promise.reject(fault) });
  const thrown: unknown = await send('https://api.github.test').catch((error: unknown) => error);
  expect(thrown).toMatchObject({ message: expect.stringContaining(said) as unknown, cause: fault });
});

function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}

it('takes no time from an error that something on the way has written', async () => {
  const clock = new GitHubClock(machineClock);
  const dated = (iso: string, type: string) => ({ date: new Date(iso).toUTCString(), 'content-type': type });
  const answers = [
    new Response('Bad gateway', { status: 502, headers: dated('2026-11-20T18:00:00Z', 'text/html') }),
    new Response('{}', {
      status: 403,
      headers: dated('2026-11-20T10:00:00Z', 'application/json; charset=utf-8'),
    }),
    new Response('Blocked', { status: 403, headers: dated('2026-11-20T18:00:00Z', 'text/html') }),
  ];
  const send = exchange({ ...options, clock, fetch: async () => answers.shift()! });
  await send('https://api.github.test');
  expect(clock.now()).toBeNull();
  await send('https://api.github.test');
  await send('https://api.github.test');
  expect(new Date(clock.now()! * 1000).toISOString()).toMatch(/^2026-11-20T10:/);
});

it('gives the answer on as it is, also without a body', async () => {
  const answers = [
    new Response('{"a":1}', { status: 201, headers: { etag: '"1"' } }),
    new Response(null, { status: 304 }),
  ];
  const send = exchange({ ...options, fetch: async () => answers.shift()! });
  const created = await send('https://api.github.test');
  expect([created.status, created.headers.get('etag'), await created.text()]).toEqual([
    201,
    '"1"',
    '{"a":1}',
  ]);
  const unchanged = await send('https://api.github.test');
  expect([unchanged.status, unchanged.body]).toEqual([304, null]);
});
