// Wires the real parts: plain git behind the ports of the engine. Nothing of GitHub is here, so nobody tells of merge
// queues or of the life of jobs.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../engine/carry.ts';
import type { Checkup } from '../engine/ports.ts';
import { formatDuration } from '../input/duration.ts';
import { PermissionError } from '../lease/errors.ts';
import { gitCheckup } from '../store/git/checkup.ts';
import { gitEnvironment, withoutSecrets } from '../store/git/environment.ts';
import { newFolder } from '../store/git/folder.ts';
import { gitStore, type GitOptions, type GitStore } from '../store/git/git-store.ts';
import type { Git } from '../store/git/git.ts';
import { systemGit } from '../store/git/system-git.ts';
import { describeChange } from '../text/commit.ts';
import { renderBoard } from '../text/markdown.ts';
import { machineClock } from '../machine-clock.ts';

/** Where the leases are. */
export interface Where {
  readonly url: string;
  /** Where they are written, if by another address. */
  readonly pushUrl?: string | undefined;
  readonly branch: string;
}

/** What answers asks, and what takes its traces away. */
export interface Connection {
  readonly world: World;
  /** What a doctor tries, on a branch of its own. */
  readonly checkup: Checkup;
  readonly close: () => void;
}

/** Connects to a repository; starts no process yet. `say` is told of every call of git. */
export function connect(where: Where, env: NodeJS.ProcessEnv, say: (text: string) => void): Connection {
  const { url, pushUrl, branch } = where;
  const directory = newFolder(tmpdir(), 'ref-lease-');
  const git = told(systemGit({ env: gitEnvironment(env, { url }) }), say);
  const serverUrl = serverOf(url);
  const render: GitOptions['render'] = (board, context) => renderBoard(board, { ...context, serverUrl });
  const storeOn = (name: string, isTrusted: boolean): GitStore =>
    gitStore({
      git,
      url,
      pushUrl,
      branch: name,
      directory: join(directory, randomUUID()),
      isTrusted,
      render,
    });
  const probe = `${branch}-doctor-${randomUUID().slice(0, 8)}`;
  const world: World = {
    store: storeOn(branch, false),
    clock: machineClock,
    queue: { list: nobodyTells },
    ancestry: { contains: nobodyTells, aheadBy: nobodyTells },
    jobs: { life: nobodyTells },
    describe: describeChange,
    operation: randomUUID,
  };
  const checkup: Checkup = {
    ...gitCheckup(git, [storeOn(probe, true), storeOn(probe, true)], pushUrl),
    inTheWay: async () => null,
    rules: async () => null,
    now: () => Date.now() / 1000,
    apiTime: () => null,
  };
  return { world, checkup, close: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Where the pages of the server are, below which links may lead; empty where nobody can tell. */
export function serverOf(url: string): string {
  const host =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:]+)/i.exec(url)?.[1] ?? /^(?:[^/@:]+@)([^/:]+):/.exec(url)?.[1];
  if (host === undefined) return '';
  return /^https?:/i.test(url) ? new URL(url).origin : `https://${host}`;
}

async function nobodyTells(): Promise<never> {
  throw new PermissionError('A git server knows nothing of merge queues and jobs.');
}

function told(git: Git, say: (text: string) => void): Git {
  return async (call) => {
    const startedAt = machineClock.monotonic();
    const result = await git(call);
    const words = withoutSecrets(call.args.join(' '));
    say(
      `git ${words}: ${result.code ?? 'killed'} after ${formatDuration(machineClock.monotonic() - startedAt)}`,
    );
    return result;
  };
}
