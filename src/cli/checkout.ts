// What git says of the folder that the command runs in: where it came from, and what is checked out. A command also runs
// where there is nothing of it.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { GitConfig } from '../store/git/environment.ts';
import { gitMissing, wordsOf } from '../store/git/faults.ts';

export interface Checkout {
  /** The address of `origin`, as it is configured. */
  readonly origin: string | null;
  /** Where git pushes to, if that is another address. */
  readonly pushUrl: string | null;
  readonly headSha: string | null;
  /** Full ref; `null` where the head is detached. */
  readonly headRef: string | null;
  /** What git says where it reads nothing here, such as that the folder is another user's; `null`: it reads something. */
  readonly problem: string | null;
  /** What is configured for it, and not for every folder: it may say how `origin` is reached. */
  readonly config: GitConfig;
}

/** The parts of a configuration that say how servers are reached. */
const REACHING = /^(?:credential|http|protocol|ssh|url)\.|^core\.(?:askpass|gitproxy|sshcommand)$/i;

/** In its place git finds no repository, and nothing that is configured for one. */
const NO_REPOSITORY = '/dev/null';

/** Reads them; what is not there, or cannot be read, is `null`. Rejects with an UnavailableError where there is no git. */
export async function checkout(directory: string): Promise<Checkout> {
  const list = ['config', '--includes', '--null', '--list'];
  const ask = async (args: readonly string[], env = process.env): Promise<string | null> =>
    (await git(directory, args, env)).printed;
  const [head, headRef, top, here, elsewhere] = await Promise.all([
    git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], process.env),
    ask(['symbolic-ref', '--quiet', 'HEAD']),
    ask(['rev-parse', '--show-toplevel']),
    ask(list),
    ask(list, { ...process.env, GIT_DIR: NO_REPOSITORY }),
  ]);
  const config = entriesIn(here ?? '');
  const addressIn = (key: string): string | null => {
    // Of several git reads from the first.
    const address = config.find(([each]) => each === key)?.[1].trim();
    return address ? absolute(address, top ?? directory) : null;
  };
  return {
    origin: addressIn('remote.origin.url'),
    pushUrl: addressIn('remote.origin.pushurl'),
    headSha: head.printed,
    headRef,
    problem: head.said,
    config: reachingOnlyIn(config, entriesIn(elsewhere ?? '')),
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

/** What git prints, and what it says where it fails. */
interface Answer {
  readonly printed: string | null;
  readonly said: string | null;
}

function git(directory: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((done, fail) => {
    execFile('git', args, { cwd: directory, encoding: 'utf8', env }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') return fail(gitMissing('git', error));
      if (error !== null) return done({ printed: null, said: wordsOf({ stderr }) || null });
      return done({ printed: stdout.trim() || null, said: null });
    });
  });
}

/**
 * What is configured here and not everywhere: by the files of the checkout, and by what others include for it alone, such
 * as the token that actions/checkout leaves. Git finds none of it where it runs for the leases; what it finds there too
 * would count twice, if it were said again. Where servers are, and how they are reached, is all that counts elsewhere.
 */
function reachingOnlyIn(here: GitConfig, elsewhere: GitConfig): GitConfig {
  const common = new Map<string, string[]>();
  for (const [key, value] of elsewhere) common.set(key, [...(common.get(key) ?? []), value]);
  return here.filter(([key, value]) => {
    const values = common.get(key) ?? [];
    if (values[0] === value) {
      values.shift();
      return false;
    }
    // From here on the order differs, which says what counts.
    common.delete(key);
    return REACHING.test(key);
  });
}

function entriesIn(list: string): [key: string, value: string][] {
  return list
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, key = '', value = 'true'] = /^(.*?)(?:\n([^]*))?$/.exec(entry) ?? [];
      return [key, value];
    });
}
