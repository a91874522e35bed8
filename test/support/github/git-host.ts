// Repositories as git reaches them: `<server>/<owner>/<name>.git`, by fetch and push, with the tokens of the API.
//
// Such requests are not requests of the API: nothing of them is counted, and no fault meets them. The rules of branches
// are not asked.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { HttpError } from './contract.ts';
import { askBackend, sendCgi } from './git-backend.ts';
import type { RepositoryState } from './repository-state.ts';
import { demand, type Tokens } from './tokens.ts';

/** What is served to git. */
export interface GitHost {
  readonly repositories: ReadonlyMap<string, RepositoryState>;
  readonly tokens: Tokens;
}

const PATH = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/;

/** Answers a request of git; `false` where it is none. */
export async function serveGit(
  { repositories, tokens }: GitHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, search } = new URL(request.url!, 'http://localhost');
  const [, name = '', service = ''] = PATH.exec(pathname) ?? [];
  if (service === '') return false;
  try {
    const isPush = `${service}${search}`.includes('git-receive-pack');
    const token = tokens.identify(passwordIn(request.headers.authorization));
    demand(token, { name: 'contents', level: isPush ? 'write' : 'read' });
    const repository = repositories.get(name);
    if (repository === undefined) throw new HttpError(404, 'Not Found');
    const { directory, refs } = repository.git;
    const call = {
      root: dirname(directory),
      path: `/${basename(directory)}${service}`,
      query: search.slice(1),
    };
    const ask = (): Promise<Buffer> => askBackend(call, request);
    const changes = service === '/git-receive-pack';
    sendCgi(response, await (changes ? refs.whileOthersChange(ask) : ask()));
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    // Only so does git ask its helpers for a password.
    if (cause.status === 401) response.setHeader('www-authenticate', 'Basic realm="GitHub"');
    response.writeHead(cause.status, { 'content-type': 'text/plain' }).end(cause.message);
  }
  return true;
}

/** The token, which is the password of any user. */
function passwordIn(authorization: string | undefined): string | undefined {
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  return basic === undefined
    ? undefined
    : Buffer.from(basic, 'base64')
        .toString()
        .replace(/^[^:]*:/, '');
}
