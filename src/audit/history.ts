// The history of a lock branch, read with the git command line: commit by commit along the first parents.
//
// A repository is cloned as its user would, to a folder that goes away afterwards: so a path shows what it shows to whoever
// takes a lease there, and nothing of it is run or changed. Git is started without a shell, and asked with full object
// names only; of the clone, without the configuration of the machine.
import { execFile, type ExecFileException } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from '../lease/board.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { Instant } from '../lease/instant.ts';
import type { LeaseError } from '../lease/errors.ts';
import { gitEnvironment, withoutSecrets } from '../store/git/environment.ts';
import { newFolder } from '../store/git/folder.ts';
import { systemGit } from '../store/git/system-git.ts';
import { failureOf, wordsOf } from '../store/git/faults.ts';
import { objectsIn } from '../store/git/read.ts';

/** One commit: what it says, and the files that it leaves other than its first parent did. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Text by path; `null`: removed. Only documents of leases and the lock of all of them. */
  readonly changes: ReadonlyMap<string, string | null>;
}

/** One write as its message tells it. */
export interface Entry {
  readonly sha: string;
  readonly at: Instant;
  readonly subject: string;
}

/** How a repository is opened: the branch that is read, whether all others are wanted too, and the environment of git. */
interface Access {
  readonly env: NodeJS.ProcessEnv;
  readonly branch: string;
  readonly isWhole: boolean;
}

/** The repository has no such branch: nobody has written on it yet. */
export class NoBranch extends Error {
  constructor(branch: string) {
    super(`The repository has no branch "${branch}".`);
  }
}

/** Bytes that one answer of git may have. */
const LARGEST_ANSWER = 1 << 30;

/** The name of the clone in its folder. */
const CLONE = 'clone.git';

/** Documents that are asked for in one call of git. */
const BATCH = 1000;

const IS_RELEVANT = /^(?:leases\/|lock\.json$)/;

/** A clone of a repository, for as long as it is looked at. */
export class Repository implements Disposable {
  readonly #folder: string;
  readonly #directory: string;
  readonly #ancestors = new Map<string, boolean | null>();

  private constructor(folder: string) {
    this.#folder = folder;
    this.#directory = join(folder, CLONE);
  }

  /**
   * Clones what is at a path or an address: the whole, or the one branch. Of what is on this machine the objects are not
   * copied, so that all of them can be asked for, whatever leads there.
   */
  static async open(where: string, { env, branch, isWhole }: Access): Promise<Repository> {
    const folder = newFolder(tmpdir(), 'ref-lease-audit-');
    try {
      const only = isWhole ? [] : ['--single-branch', '--branch', branch];
      const args = ['clone', '--quiet', '--bare', '--shared', '--template=', ...only, '--', where, CLONE];
      await git(folder, args, gitEnvironment(env, { url: where }));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      const isMissing = /Remote branch \S+ not found/.test((error as Error).message);
      throw isMissing ? new NoBranch(branch) : ((await failureAt({ url: where, branch }, env)) ?? error);
    }
    return new Repository(folder);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The commits of a branch, oldest first. */
  async history(branch: string): Promise<Commit[]> {
    const head = await this.#headOf(branch);
    // No message can contain what nobody has seen before.
    const mark = randomBytes(16).toString('hex');
    const format = `--format=${mark}%H%x00%P%x00%B%x00`;
    const flags = [
      '--first-parent',
      '--diff-merges=first-parent',
      '--root',
      '--reverse',
      '--raw',
      '-z',
      '--no-abbrev',
      '--no-renames',
    ];
    const log = await this.#ask(['log', ...flags, format, head, '--']);
    const commits = log.toString().split(mark).slice(1).map(parseCommit);
    const blobs = commits.flatMap(({ blobs }) => [...blobs.values()]).filter((blob) => blob !== null);
    const texts = await this.#texts([...new Set(blobs)]);
    return commits.map(({ blobs, ...commit }) => ({
      ...commit,
      changes: new Map(
        [...blobs].map(([path, blob]) => [path, blob === null ? null : (texts.get(blob) ?? '')]),
      ),
    }));
  }

  /** The latest writes of a branch, those of one lease where it is named, oldest first. */
  async latest(branch: string, count: number, lease: LeaseName | null): Promise<Entry[]> {
    const head = await this.#headOf(branch);
    const paths = lease === null ? [] : [pathOf(lease)];
    const flags = ['--first-parent', `--max-count=${count}`, '--format=%H%x00%ct%x00%s'];
    const log = await this.#ask(['log', ...flags, head, '--', ...paths]);
    const entries = log
      .toString()
      .split('\n')
      .filter((line) => line !== '');
    return entries.toReversed().map((line) => {
      const [sha = '', at = '', subject = ''] = line.split('\0');
      return { sha, at: Number(at), subject };
    });
  }

  /** Whether `sha` is `head` or an ancestor of it; `null` where the clone does not have both. */
  async contains(head: string, sha: string): Promise<boolean | null> {
    const key = `${sha} ${head}`;
    const known = this.#ancestors.get(key);
    if (known !== undefined) return known;
    const answer = await this.#ask(['merge-base', '--is-ancestor', sha, head]).then(
      () => true,
      // Any other status is that of an error.
      ({ code }: ExecFileException) => (code === 1 ? false : null),
    );
    this.#ancestors.set(key, answer);
    return answer;
  }

  async #headOf(branch: string): Promise<string> {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}^{commit}`];
    const found = await this.#ask(args).catch(() => null);
    if (found === null) throw new NoBranch(branch);
    return found.toString().trim();
  }

  async #texts(blobs: readonly string[]): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (let from = 0; from < blobs.length; from += BATCH) {
      const asked = blobs.slice(from, from + BATCH);
      const answer = await this.#ask(['cat-file', '--batch'], `${asked.join('\n')}\n`);
      for (const [blob, content] of objectsIn(answer)) texts.set(blob, content.toString());
    }
    return texts;
  }

  /** What git prints of the clone, asked without the configuration of the machine. */
  #ask(args: readonly string[], input = ''): Promise<Buffer> {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const env = {
      ...Object.fromEntries(own),
      GIT_DIR: this.#directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      LC_ALL: 'C',
    };
    return git(this.#directory, args, env, input);
  }
}

interface RawCommit extends Omit<Commit, 'changes'> {
  readonly blobs: ReadonlyMap<string, string | null>;
}

// sha NUL parents NUL message NUL, then for each file `:mode mode blob blob status` NUL path NUL.
function parseCommit(text: string): RawCommit {
  const [sha = '', parents = '', message = '', ...raw] = text.split('\0');
  const fields = raw.map((field) => field.replace(/^\n+/, '')).filter((field) => field !== '');
  const blobs = new Map<string, string | null>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, , , blob = '', status = ''] = fields[at]!.split(' ');
    const path = fields[at + 1]!;
    if (IS_RELEVANT.test(path)) blobs.set(path, status === 'D' ? null : blob);
  }
  return { sha, parents: parents.split(' ').filter((parent) => parent !== ''), message, blobs };
}

/** Why a server does not let itself be read; `null` where it does. A clone may last too long to be asked in this way. */
async function failureAt(
  where: { readonly url: string; readonly branch: string },
  env: NodeJS.ProcessEnv,
): Promise<LeaseError | null> {
  const ask = systemGit({ env: gitEnvironment(env, where) });
  const listed = await ask({ args: ['ls-remote', '--', where.url, where.branch], isRemote: true });
  return listed.code === 0 ? null : failureOf({ doing: 'reading', ...where }, listed);
}

function git(
  directory: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: directory, env, maxBuffer: LARGEST_ANSWER, encoding: 'buffer' } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const words = wordsOf({ stderr: stderr.toString() }) || withoutSecrets(error.message);
      return reject(Object.assign(new Error(`git ${args[0]} failed: ${words}`), { code: error.code }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
