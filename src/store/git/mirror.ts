// The private repository: it follows one ref of the server, and new commits are made in it.
//
// A fetch with a refspec is asked for that ref alone, where `ls-remote` gets the list of all. The first fetch takes one
// commit; later ones follow from there, because to say the depth again costs a request more.
import { promises as files } from 'node:fs';
import { join } from 'node:path';
import type { BranchName, Version } from '../../lease/identifiers.ts';
import type { Head } from '../../lease/board.ts';
import { branchInTheWay, notToBeMade } from '../in-the-way.ts';
import { withoutSecrets } from './environment.ts';
import { failureOf, isFault, localFailure, notFetched, type Purpose } from './faults.ts';
import { finished, type Git, type GitCall, type GitResult } from './git.ts';
import { gitVersion } from './version.ts';

/** Where the lock branch is, and what reaches it. */
export interface Place {
  readonly git: Git;
  /** As `git fetch` takes it. */
  readonly url: string;
  /** As `git push` takes it, where it is written by another address than it is read. */
  readonly pushUrl?: string | undefined;
  readonly branch: BranchName;
  /** A folder that nobody else uses. */
  readonly directory: string;
}

const HEADS = 'refs/heads/';

/** The head of the branch as it was fetched last, and the commit that is being made. */
const FETCHED = 'refs/ref-lease/fetched';
export const MADE = 'refs/ref-lease/made';

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
];

/** More commits than any history has: a depth that is none. */
const WHOLE = 2_147_483_647;

type Format = 'sha1' | 'sha256';
type Options = Omit<GitCall, 'args'>;

/** Its calls must not overlap. */
export class Mirror {
  readonly place: Place;
  /** The full name of the branch. */
  readonly ref: string;
  /** Where it is written. */
  readonly pushUrl: string;
  /** That of the server's objects; `null` before it has told. */
  #told: Format | null = null;
  readonly #made = new Set<Format>();
  #hasFetched = false;

  constructor(place: Place) {
    this.place = place;
    this.ref = `${HEADS}${place.branch}`;
    this.pushUrl = place.pushUrl ?? place.url;
  }

  /** The head of the branch at the server; its commit is here afterwards, and all before it where the whole is wanted. */
  async fetch(signal?: AbortSignal, wanted: 'head' | 'whole' = 'head'): Promise<Head> {
    for (let attempt = 1; ; attempt += 1) {
      const fetched = await this.#fetch(wanted, signal);
      if (fetched.code === 0) {
        this.#hasFetched = true;
        this.#told = this.#format;
        return (await this.ask(['rev-parse', '--verify', FETCHED], { signal })).toString().trim();
      }
      // A branch that is not there and a server that is not there read the same.
      if (!isFault(fetched) && !(await this.#isThere(signal))) return null;
      if (isFault(fetched)) throw failureOf(this.purpose('reading'), fetched);
      if (attempt === 2) throw notFetched(this.purpose('reading'), this.place.directory, fetched);
      await this.#unlock();
    }
  }

  /** The head of the branch where it is written, if that is another address than it is read at. */
  async headWritten(signal: AbortSignal | undefined): Promise<Head> {
    if (this.pushUrl === this.place.url) return null;
    const listed = await this.run(['ls-remote', '--', this.pushUrl, this.ref], { signal, isRemote: true });
    if (listed.code !== 0) throw failureOf(this.purpose('writing'), listed);
    // It lists whatever ends with the name.
    const lines = listed.stdout.toString().split('\n');
    return lines.find((line) => line.endsWith(`\t${this.ref}`))?.split('\t')[0] ?? null;
  }

  /** Whether the server has told what format its objects have: before that nothing can be made for it. */
  get knowsFormat(): boolean {
    return this.#told !== null;
  }

  /** Whether a commit is in the private repository. */
  async has(commit: Version, signal: AbortSignal | undefined): Promise<boolean> {
    return (await this.run(['cat-file', '-e', `${commit}^{commit}`], { signal })).code === 0;
  }

  /** Asks git on the private repository for what it prints; whatever fails here has no other cause than this machine. */
  async ask(args: readonly string[], options: Options = {}): Promise<Buffer> {
    const result = await this.run(args, options);
    if (result.code === 0) return result.stdout;
    await this.#unlock();
    throw localFailure(args, this.place.directory, result);
  }

  /** Runs git on the private repository; rejects where it is ended before its time. */
  async run(args: readonly string[], options: Options = {}): Promise<GitResult> {
    if (!this.#made.has(this.#format)) await this.#make(options.signal);
    const result = await this.#once(args, options);
    if (!result.stderr.includes(`not a git repository: '${this.#directory()}'`)) return result;
    // What cleans folders of temporary files has taken it away. All that was in it can be fetched again.
    this.#hasFetched = false;
    await this.#make(options.signal);
    return this.#once(args, options);
  }

  /** The arguments of a call on the private repository. */
  argumentsOf(args: readonly string[]): readonly string[] {
    return [`--git-dir=${this.#directory()}`, ...args];
  }

  purpose(doing: Purpose['doing']): Purpose {
    const url = doing === 'writing' ? this.pushUrl : this.place.url;
    return { doing, url, branch: this.place.branch };
  }

  #once(args: readonly string[], options: Options): Promise<GitResult> {
    return finished(this.place.git, { ...options, args: this.argumentsOf(args) });
  }

  #fetch(wanted: 'head' | 'whole', signal: AbortSignal | undefined): Promise<GitResult> {
    const depth = wanted === 'whole' ? [`--depth=${WHOLE}`] : this.#hasFetched ? [] : ['--depth=1'];
    const refs = ['--', this.place.url, `+${this.ref}:${FETCHED}`];
    return this.run([...FETCH, ...depth, ...refs], { signal, isRemote: true });
  }

  /** Whether the server has the branch. What it has tells the format of its objects as well. */
  async #isThere(signal: AbortSignal | undefined): Promise<boolean> {
    const { branch, url } = this.place;
    const above = branch
      .split('/')
      .slice(0, -1)
      .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
    const wanted = [branch, `${branch}/*`, ...above].map((name) => `${HEADS}${name}`);
    const args = ['ls-remote', '--exit-code', '--', url, ...wanted];
    const listed = await this.run(args, { signal, isRemote: true, showsPackets: true });
    // 2: nothing of that name.
    if (listed.code !== 0 && listed.code !== 2) throw failureOf(this.purpose('reading'), listed);
    const told = listed.trace.format ?? (await this.#formatReceived(signal));
    const format = told === 'sha256' ? 'sha256' : 'sha1';
    if (format !== this.#format) this.#hasFetched = false;
    this.#told = format;
    // It lists whatever ends with the name.
    const names = listed.stdout.toString().split(/[\t\n]/);
    if (names.includes(this.ref)) return true;
    const heads = names.filter((name) => name.startsWith(HEADS)).map((name) => name.slice(HEADS.length));
    const inTheWay = branchInTheWay(branch, heads);
    if (inTheWay !== null) throw notToBeMade(branch, withoutSecrets(url), inTheWay);
    return false;
  }

  /** The format that a server takes which tells none to who reads: an old protocol does not, of a repository without a branch. */
  async #formatReceived(signal: AbortSignal | undefined): Promise<string | null> {
    const args = ['ls-remote', '--upload-pack=git-receive-pack', '--', this.pushUrl, this.ref];
    const { trace } = await this.run(args, { signal, isRemote: true, showsPackets: true });
    return trace.format;
  }

  async #make(signal: AbortSignal | undefined): Promise<void> {
    const { git, directory } = this.place;
    await gitVersion(git, signal);
    const args = ['init', '--bare', '--quiet', '--template=', `--object-format=${this.#format}`];
    const made = await finished(git, { args: [...args, this.#directory()], signal });
    if (made.code !== 0) throw localFailure(args, directory, made);
    this.#made.add(this.#format);
  }

  /** Removes what a git that was killed has left locked; calls do not overlap, so no other one is at work here. */
  async #unlock(): Promise<void> {
    const found = await files.readdir(this.#directory(), { recursive: true }).catch(() => []);
    const locks = found.filter((path) => path.endsWith('.lock'));
    await Promise.all(locks.map((path) => files.rm(join(this.#directory(), path), { force: true })));
  }

  get #format(): Format {
    return this.#told ?? 'sha1';
  }

  #directory(): string {
    return join(this.place.directory, `${this.#format}.git`);
  }
}
