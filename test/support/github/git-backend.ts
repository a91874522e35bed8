// `git http-backend`: git's own answer to a request of a client that fetches or pushes over HTTP.
import { execFileSync, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

/** The program itself: `git http-backend` is a process more for each request. */
const BACKEND = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');

/** Which repository is asked for what. */
export interface BackendCall {
  /** The folder that the repositories are in. */
  readonly root: string;
  /** A repository below it, and what is asked of that: `/shop.git/info/refs`. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** Carries a request out, whose body it reads; the answer as a CGI program gives it. */
export function askBackend({ root, path, query }: BackendCall, request: IncomingMessage): Promise<Buffer> {
  const { method, headers } = request;
  const backend = spawn(BACKEND, {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.receivepack',
      GIT_CONFIG_VALUE_0: 'true',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: method,
      CONTENT_TYPE: headers['content-type'],
      HTTP_CONTENT_ENCODING: headers['content-encoding'],
      GIT_PROTOCOL: headers['git-protocol'] as string | undefined,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  backend.stdin.on('error', () => undefined);
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => backend.on('close', () => resolve(Buffer.concat(chunks))));
}

/** Sends the answer of a CGI program; `retell`: with another body. */
export function sendCgi(
  response: ServerResponse,
  cgi: Buffer,
  retell = (body: Buffer): Buffer => body,
): void {
  const end = cgi.indexOf('\r\n\r\n');
  const headers = cgi.subarray(0, end).toString().split('\r\n');
  for (const header of headers) {
    const [name, value] = header.split(': ') as [string, string];
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(retell(cgi.subarray(end + 4)));
}
