// Wires the store on plain git for the action: with the token of the step, and a clock that nobody shares. It is loaded
// only where the input asks for it.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Env } from './action/environment.ts';
import type { Repository } from './input/lease-name.ts';
import type { Clock } from './engine/ports.ts';
import { gitCheckup, type GitCheckup } from './store/git/checkup.ts';
import { gitEnvironment } from './store/git/environment.ts';
import { newFolder } from './store/git/folder.ts';
import { gitStore, type GitStore } from './store/git/git-store.ts';
import { machineClock } from './machine-clock.ts';
import { systemGit } from './store/git/system-git.ts';
import { boardUrlOf } from './store/git-ref/git-ref-store.ts';
import { renderBoard } from './text/markdown.ts';

/** The stores on the branches of a repository of GitHub, by plain git; what they keep is removed at the end of the process. */
export function plainGit(
  where: { readonly token: string; readonly repository: Repository; readonly serverUrl: string },
  env: Env,
): {
  readonly storeOn: (branch: string) => GitStore;
  readonly clock: Clock;
  readonly checkupOn: (branch: string) => GitCheckup;
} {
  const { token, repository, serverUrl } = where;
  const folder = newFolder(env['RUNNER_TEMP'] || tmpdir(), 'ref-lease-git-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const url = `${serverUrl.replace(/\/+$/, '')}/${repository.owner}/${repository.repo}.git`;
  const git = systemGit({ env: gitEnvironment({ ...env }, { url, token }) });
  const storeOn = (branch: string): GitStore =>
    gitStore({
      git,
      url,
      branch,
      directory: join(folder, randomUUID()),
      // GitHub has one place that decides.
      isTrusted: true,
      boardUrl: boardUrlOf(serverUrl, repository, branch),
      render: (board, context) => renderBoard(board, { ...context, serverUrl }),
    });
  const checkupOn = (branch: string): GitCheckup => gitCheckup(git, [storeOn(branch), storeOn(branch)]);
  return { storeOn, clock: machineClock, checkupOn };
}
