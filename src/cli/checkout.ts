// What git says of the folder that the command runs in: where it came from, and what is checked out. Nothing of it is needed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { GitConfig } from '../store/git/environment.ts';

export interface Checkout {
  /** The address of `origin`, as it is configured. */
  readonly origin: string | null;
  readonly headSha: string | null;
  /** Full ref; `null` where the head is detached. */
  readonly headRef: string | null;
  /** Its own configuration, which may say how `origin` is reached. */
  readonly config: GitConfig;
}

/** The parts of a configuration that say how servers are reached. */
const REACHING = /^(?:credential|http|protocol|ssh|url)\.|^core\.(?:askpass|gitproxy|sshcommand)$/i;

/** Reads them; what is not there, or cannot be read, is `null`. */
export async function checkout(directory: string): Promise<Checkout> {
  const [origin, headSha, headRef, top, config] = await Promise.all([
    git(directory, 'config', '--get-all', 'remote.origin.url'),
    git(directory, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
    git(directory, 'symbolic-ref', '--quiet', 'HEAD'),
    git(directory, 'rev-parse', '--show-toplevel'),
    git(directory, 'config', '--includes', '--show-scope', '--null', '--list'),
  ]);
  return {
    // Of several git reads from the first.
    origin: origin === null ? null : absolute(origin.split('\n')[0]!, top ?? directory),
    headSha,
    headRef,
    config: ownIn(config ?? ''),
  };
}

/** An address that does not depend on the folder that git is run in. */
export function absolute(url: string, directory: string): string {
  const isRemote = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^[^/]*:/.test(url);
  const path = resolve(directory, url);
  return isRemote && !existsSync(path) ? url : path;
}

/** Whether an address that does not depend on a folder is a path of this machine at which nothing is. */
export function isMissing(url: string): boolean {
  return isAbsolute(url) && !existsSync(url);
}

function git(directory: string, ...args: readonly string[]): Promise<string | null> {
  return new Promise((done) => {
    execFile('git', args, { cwd: directory, encoding: 'utf8' }, (error, stdout) =>
      done(error === null && stdout.trim() !== '' ? stdout.trim() : null),
    );
  });
}

/**
 * What the files of a checkout say, and those that they include there: a file named to git elsewhere would not include
 * what is meant for this folder only, such as the token that actions/checkout leaves. Where servers are, and how they are
 * reached, is all that counts elsewhere.
 */
function ownIn(list: string): GitConfig {
  const parts = list.split('\0');
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, key = '', value = 'true'] = /^(.*?)(?:\n([^]*))?$/.exec(parts[index + 1]!) ?? [];
    if (/^(?:local|worktree)$/.test(parts[index]!) && REACHING.test(key)) found.push([key, value]);
  }
  return found;
}
