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

const JSON_TYPE = 'application/json; charset=utf-8';
const answerAt = (iso: string, status: number, type: string | null) =>
  new Response(null, {
    status,
    headers: { date: new Date(iso).toUTCString(), ...(type === null ? {} : { 'content-type': type }) },
  });

it('takes no time from what something on the way has written', async () => {
  const clock = new GitHubClock(machineClock);
  const strangers = () =>
    (
      [
        [502, 'text/html'],
        [403, 'text/html'],
        [200, 'text/html'],
        [503, null],
        [503, JSON_TYPE],
      ] as const
    ).map(([status, type]) => answerAt('2026-11-20T10:00:30Z', status, type));
  const answers = [...strangers(), answerAt('2026-11-20T10:00:00Z', 403, JSON_TYPE), ...strangers()];
  const send = exchange({ ...options, clock, fetch: async () => answers.shift()! });
  const times: (number | null)[] = [];
  while (answers.length > 0) {
    await send('https://api.github.test');
    times.push(clock.now());
  }
  expect(times.slice(0, 5)).toEqual(Array(5).fill(null));
  const dated = new Set(times.slice(5).map((time) => new Date(time! * 1000).toISOString().slice(0, 16)));
  expect([...dated]).toEqual(['2026-11-20T10:00']);
  expect(clock.now()! * 1000).toBeLessThan(Date.parse('2026-11-20T10:00:30Z'));
});

it('does not believe an answer whose date leaps ahead, but where the next one does, too', async () => {
  const clock = new GitHubClock(machineClock);
  const answers = ['10:00', '16:00', '16:00'].map((time) =>
    answerAt(`2026-11-20T${time}:00Z`, 200, JSON_TYPE),
  );
  const send = exchange({ ...options, clock, fetch: async () => answers.shift()! });
  await send('https://api.github.test');
  await expect(send('https://api.github.test')).rejects.toThrow(
    'an answer dated Fri, 20 Nov 2026 16:00:00 GMT, far ahead of the one before: a proxy on the way may have written it',
  );
  expect(clock.now()).toBe(Date.parse('2026-11-20T16:00:00Z') / 1000 - 6 * 3600 + (clock.now()! % 60));
  expect((await send('https://api.github.test')).status).toBe(200);
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
