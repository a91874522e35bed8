// The repository of a stand-in as git reaches it on GitHub: at the address of the server, for those who have the token.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpServer } from '../store/git-server.ts';
import type { GitHub } from './github/github.ts';

/** A web server that serves to git what it is told to. */
export class GitTransport implements AsyncDisposable {
  readonly http: HttpServer;
  /** Milliseconds that it takes before it serves a request. */
  delay: (request: IncomingMessage) => number = () => 0;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.http = new HttpServer(root);
  }

  static async open(): Promise<GitTransport> {
    const server = new GitTransport(await mkdtemp(join(tmpdir(), 'served-')));
    await server.http.listen();
    return server;
  }

  /** What takes the place of the address of GitHub. */
  get url(): string {
    return `http://127.0.0.1:${this.http.port}`;
  }

  /** Serves the repository of the stand-in from now on. */
  async serve({ name, repositoryPath, token }: GitHub): Promise<void> {
    const path = join(this.#root, `${name}.git`);
    await mkdir(dirname(path), { recursive: true });
    await symlink(repositoryPath, path);
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    this.http.meddle = async (request, response) => {
      await pause(this.delay(request));
      if (request.headers.authorization === `Basic ${basic}`) return false;
      response.writeHead(401).end();
      return true;
    };
  }

  /** How often git was asked for the board, and how often to change it. */
  calls(): { readonly fetches: number; readonly pushes: number } {
    const begun = (service: string): number =>
      this.http.requests.filter((request) => request.endsWith(`/info/refs?service=git-${service}-pack`))
        .length;
    return { fetches: begun('upload'), pushes: begun('receive') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await rm(this.#root, { recursive: true });
  }
}
