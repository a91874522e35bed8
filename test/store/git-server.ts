// Servers of git for the tests of the store on plain git: a repository in a folder, `git http-backend` behind a web
// server of a few lines, `git daemon`. What goes wrong on the way is set by a test.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { askBackend, sendCgi } from '../support/github/git-backend.ts';
import { gitEnvironment, runGit, type GitResult, type Owner } from '../support/github/git-process.ts';

/** A repository that is served, and the hands of an operator. */
export class ServedRepository {
  readonly directory: string;
  readonly #owner: Owner | undefined;

  /** The `owner` is who serves it, if not the user of this process. */
  constructor(directory: string, owner?: Owner) {
    this.directory = directory;
    this.#owner = owner;
  }

  /** Runs git on the repository itself; what it prints, without the last line feed. */
  async git(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#run(args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.replace(/\n$/, '');
  }

  /** Writes a file past the stores; creates the branch where there is none. */
  put(branch: string, path: string, text: string | Buffer): Promise<void> {
    return this.#commit(branch, path, '100644', Buffer.from(text));
  }

  /** Writes a symbolic link. */
  link(branch: string, path: string, target: string): Promise<void> {
    return this.#commit(branch, path, '120000', Buffer.from(target));
  }

  async #commit(branch: string, path: string, mode: string, content: Buffer): Promise<void> {
    const parent = await this.head(branch);
    const lines = [
      `commit refs/heads/${branch}`,
      'committer operator <operator@example.test> 1 +0000',
      'data 3\nput',
      ...(parent === null ? [] : [`from ${parent}`]),
      `M ${mode} inline ${path}\ndata ${content.length}\n`,
    ];
    const input = Buffer.concat([Buffer.from(lines.join('\n')), content, Buffer.from('\n')]);
    const { code, stderr } = await this.#run(['fast-import', '--quiet'], input);
    if (code !== 0) throw new Error(stderr);
  }

  async head(branch: string): Promise<string | null> {
    const { stdout } = await this.#run(['rev-parse', '--verify', '-q', `refs/heads/${branch}`]);
    return stdout.trim() || null;
  }

  /** The bytes of a file; `null` where there is none. */
  async file(branch: string, path: string): Promise<string | null> {
    const { code, stdout } = await this.#run(['cat-file', 'blob', `refs/heads/${branch}:${path}`]);
    return code === 0 ? stdout : null;
  }

  #run(args: readonly string[], input?: Buffer): Promise<GitResult> {
    return runGit(this.directory, args, input, this.#owner);
  }
}

/** Makes an empty bare repository. */
export async function serve(directory: string, ...options: readonly string[]): Promise<ServedRepository> {
  const { code, stderr } = await runGit(directory, ['init', '--bare', '--quiet', ...options, directory]);
  if (code !== 0) throw new Error(stderr);
  return new ServedRepository(directory);
}

/** What a test does to a request; `true` where it has answered it itself. */
export type Meddle = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/** `git http-backend` behind a web server. */
export class HttpServer implements AsyncDisposable {
  /** Asked before each request. */
  meddle: Meddle = () => false;
  /** Asked after each request, whether its answer is lost. */
  loses: (request: IncomingMessage) => boolean = () => false;
  /** What is answered in place of what git has. */
  retell: (answer: Buffer) => Buffer = (answer) => answer;
  /** What was asked of the server: `GET /…`. */
  readonly requests: string[] = [];
  readonly #root: string;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(root: string) {
    this.#root = root;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url!, 'http://localhost');
    this.requests.push(`${request.method} ${pathname}${search}`);
    if (await this.meddle(request, response)) return;
    const answer = await askBackend({ root: this.#root, path: pathname, query: search.slice(1) }, request);
    if (this.loses(request)) response.destroy();
    else sendCgi(response, answer, this.retell);
  }
}

/** A program that serves one connection by what it reads and writes, a process for each. */
export class InetServer implements AsyncDisposable {
  readonly #server: Server;

  constructor([program, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv) {
    this.#server = createTcpServer((socket) => {
      const serving = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
      socket.setNoDelay(true).on('error', () => serving.kill());
      serving.stdin.on('error', () => undefined);
      socket.pipe(serving.stdin);
      serving.stdout.pipe(socket);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** `git daemon` for all repositories in a folder. */
export function daemon(root: string): InetServer {
  const env = gitEnvironment(root);
  delete env['GIT_DIR'];
  const options = ['--inetd', '--export-all', '--enable=receive-pack', `--base-path=${root}`];
  return new InetServer(['git', 'daemon', ...options], env);
}
