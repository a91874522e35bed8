// The proxy passes on what it is asked for in either form, and knows who may ask.
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ForwardProxy } from './forward-proxy.ts';

let server: Server;
let to = '';
beforeAll(async () => {
  server = createServer((asked, response) => response.end(`${asked.headers.host}${asked.url}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const authorization = { 'proxy-authorization': `Basic ${Buffer.from('me:secret').toString('base64')}` };

it('passes on a plain request, by its whole address', async () => {
  await using proxy = await ForwardProxy.open({ to });
  const headers = { host: 'github.test' };
  const asked = request(proxy.url(), { path: 'http://github.test/a?b=c', headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(await text(answer)).toBe('github.test/a?b=c');
  expect(proxy).toMatchObject({ requests: ['GET github.test/a'], tunnels: [], refused: 0 });
});

it('passes on what comes through a tunnel', async () => {
  await using proxy = await ForwardProxy.open({ to, credentials: 'me:secret' });
  const asked = request(proxy.url(), { method: 'CONNECT', path: 'github.test:80', headers: authorization });
  const [, socket] = (await once(asked.end(), 'connect')) as [IncomingMessage, Socket];
  socket.write('GET /a HTTP/1.1\r\nhost: github.test\r\nconnection: close\r\n\r\n');
  expect(await text(socket)).toContain('github.test/a');
  expect(proxy).toMatchObject({ requests: ['GET github.test/a'], tunnels: ['github.test:80'], refused: 0 });
});

it.each(['GET', 'CONNECT'])('refuses who does not tell the password: %s', async (method) => {
  await using proxy = await ForwardProxy.open({ to, credentials: 'me:another' });
  const path = method === 'GET' ? 'http://github.test/' : 'github.test:443';
  const asked = request(proxy.url(), { method, path, headers: authorization }).end();
  const [answer] = (await Promise.race([once(asked, 'response'), once(asked, 'connect')])) as [
    IncomingMessage,
  ];
  expect(answer.statusCode).toBe(407);
  expect(proxy).toMatchObject({ requests: [], tunnels: [], refused: 1 });
});
