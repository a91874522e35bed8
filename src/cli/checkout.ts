// What git says of the folder that the command runs in: where it came from, and what is checked out. Nothing of it is needed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Checkout {
  /** The address of `origin`, as it is configured. */
  readonly origin: string | null;
  readonly headSha: string | null;
  /** Full ref; `null` where the head is detached. */
  readonly headRef: string | null;
  /** The file of its configuration, which may say how `origin` is reached. */
  readonly config: string | null;
}

/** Reads them; what is not there, or cannot be read, is `null`. */
export async function checkout(directory: string): Promise<Checkout> {
  const [origin, headSha, headRef, top, config] = await Promise.all([
    git(directory, 'config', '--get', 'remote.origin.url'),
    git(directory, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
    git(directory, 'symbolic-ref', '--quiet', 'HEAD'),
    git(directory, 'rev-parse', '--show-toplevel'),
    git(directory, 'rev-parse', '--git-path', 'config'),
  ]);
  return {
    origin: origin === null ? null : absolute(origin, top ?? directory),
    headSha,
    headRef,
    config: config === null ? null : resolve(directory, config),
  };
}

/** An address that does not depend on the folder that git is run in. */
export function absolute(url: string, directory: string): string {
  const isRemote = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^[^/]*:/.test(url);
  const path = resolve(directory, url);
  return isRemote && !existsSync(path) ? url : path;
}

function git(directory: string, ...args: readonly string[]): Promise<string | null> {
  return new Promise((done) => {
    execFile('git', args, { cwd: directory, encoding: 'utf8' }, (error, stdout) =>
      done(error === null && stdout.trim() !== '' ? stdout.trim() : null),
    );
  });
}

/** An environment in which git goes by the configuration of a checkout too, as it does in that. */
export function withConfig(env: NodeJS.ProcessEnv, { config }: Pick<Checkout, 'config'>): NodeJS.ProcessEnv {
  if (config === null) return env;
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return {
    ...env,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: 'include.path',
    [`GIT_CONFIG_VALUE_${count}`]: config,
  };
}
