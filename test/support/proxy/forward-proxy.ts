// A forward proxy on 127.0.0.1, as companies have them: CONNECT, and plain requests by their whole address.
//
// Whatever server a client asks for, it is led to the one stand-in; to port 443 of it by TLS, as github.test, with the
// certificate beside this file (made for this, and good for nothing else).
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/** The certificate of github.test, for NODE_EXTRA_CA_CERTS. */
export const CERTIFICATE = join(import.meta.dirname, 'github.test.crt');

const TLS = {
  cert: readFileSync(CERTIFICATE),
  key: readFileSync(join(import.meta.dirname, 'github.test.key')),
};

/** What a proxy is set up with. */
export interface ForwardProxyOptions {
  /** The stand-in: `http://127.0.0.1:4711`. */
  readonly to: string;
  /** `name:password`; whoever does not give them is answered 407. */
  readonly credentials?: string;
}

/** A proxy that listens. */
export class ForwardProxy implements AsyncDisposable {
  /** Each request that it has passed on: `GET github.test/api/v3/…`. */
  readonly requests: string[] = [];
  /** Each tunnel that it has opened, by its end: `github.test:443`. */
  readonly tunnels: string[] = [];
  /** How often it has asked for credentials. */
  refused = 0;
  readonly #options: ForwardProxyOptions;
  readonly #sockets = new Set<Duplex>();
  readonly #proxy = createServer((request, response) => this.#plain(request, response));
  readonly #tunnel = createServer((request, response) => this.#pass(request, response));

  private constructor(options: ForwardProxyOptions) {
    this.#options = options;
    this.#proxy.on('connect', (request: IncomingMessage, socket: Duplex) => this.#connect(request, socket));
    this.#proxy.on('connection', (socket) => this.#keep(socket));
  }

  /** Opens a proxy on a free port. */
  static async open(options: ForwardProxyOptions): Promise<ForwardProxy> {
    const proxy = new ForwardProxy(options);
    proxy.#proxy.listen(0, '127.0.0.1');
    await once(proxy.#proxy, 'listening');
    return proxy;
  }

  /** What https_proxy says, with these credentials. */
  url(credentials = ''): string {
    const { port } = this.#proxy.address() as AddressInfo;
    return `http://${credentials === '' ? '' : `${credentials}@`}127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#proxy, 'close');
    this.#proxy.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #connect(request: IncomingMessage, socket: Duplex): void {
    if (!this.#allows(request))
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\n\r\n');
    const end = request.url ?? '';
    this.tunnels.push(end);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const inside = end.endsWith(':443') ? new TLSSocket(socket, { isServer: true, ...TLS }) : socket;
    this.#keep(inside);
    this.#tunnel.emit('connection', inside);
  }

  #plain(request: IncomingMessage, response: ServerResponse): void {
    if (this.#allows(request)) this.#pass(request, response);
    else response.writeHead(407).end();
  }

  #allows({ headers }: IncomingMessage): boolean {
    const { credentials } = this.#options;
    const wanted = `Basic ${Buffer.from(credentials ?? '').toString('base64')}`;
    const allowed = credentials === undefined || headers['proxy-authorization'] === wanted;
    if (!allowed) this.refused += 1;
    return allowed;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = request;
    const { host, pathname, search } = new URL(request.url ?? '/', `http://${headers.host}`);
    this.requests.push(`${method} ${host}${pathname}`);
    const passed = send(new URL(pathname + search, this.#options.to), { method, headers });
    passed.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    request.pipe(passed);
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    // A client may go at any time.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
