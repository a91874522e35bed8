// One real bare git repository: objects and refs, which git reads, and writes but for what this writes as git does.
//
// Promises that object ids are git's, that an object which is returned can be read, and that a ref changes only
// by git's compare-and-swap (see git-refs.ts). It checks no permission.
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, deflateSync } from 'node:zlib';
import { formatCommit, formatTree, parseCommit, parseTree, typeOfMode } from './git-objects.ts';
import type { Commit, TreeEntry } from './git-objects.ts';
import { StandingCommand, runGit } from './git-process.ts';
import { Refs } from './git-refs.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** One object, with its content. */
export interface GitObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly content: Buffer;
}

/** How two commits are related. `ahead` lists the commits that only `head` has, oldest first. */
export interface Comparison {
  readonly mergeBase: string;
  readonly ahead: readonly string[];
  readonly behind: number;
}

/** A change of a tree: what a path becomes, `null` removes it. */
export type TreeChange = { readonly mode: string; readonly oid: string } | null;

const MAX_CACHED = 5000;

/** A bare repository. */
export class GitRepository {
  readonly directory: string;
  readonly refs: Refs;
  readonly #reader: StandingCommand<GitObject | null>;
  readonly #cache = new Map<string, GitObject>();
  readonly #comparisons = new Map<string, Promise<Comparison | null>>();
  #written = 0;

  private constructor(directory: string) {
    this.directory = directory;
    this.#reader = new StandingCommand(directory, ['cat-file', '--batch'], parseCatFile);
    this.refs = new Refs(directory, this.#reader);
  }

  /** Makes an empty repository in a directory that does not exist yet. */
  static async create(directory: string): Promise<GitRepository> {
    // What `git init` makes, but for folders that git makes when it needs them.
    const folders = ['objects', 'refs'].map((name) => join(directory, name));
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
    const config = [
      '[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsync = none',
      '\tfilesRefLockTimeout = 2000\n\tlogAllRefUpdates = false\n[gc]\n\tauto = 0\n',
    ];
    await writeFile(join(directory, 'config'), config.join('\n'));
    await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
    return new GitRepository(directory);
  }

  /** Runs one git command on the repository and returns what it printed; throws when it fails. */
  async run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runGit(this.directory, args);
    if (code !== 0) throw new Error(`git ${args.join(' ')} failed with ${code}: ${stderr.trim()}`);
    return stdout;
  }

  /** The object that a name means to git (`<oid>`, `<oid>:<path>`, `main:<path>`), `null` where there is none. */
  async read(name: string): Promise<GitObject | null> {
    if (name === '' || /[\n\0]/.test(name)) return null;
    const known = this.#cache.get(name);
    if (known !== undefined) return known;
    const object = await this.#reader.ask(name);
    if (object !== null && /^[0-9a-f]{40}(:|$)/.test(name)) {
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(name, object);
    }
    return object;
  }

  /** The commit of this id, `null` where there is none. */
  async commit(oid: string): Promise<Commit | null> {
    const object = await this.read(oid);
    return object?.type === 'commit' ? parseCommit(object.content) : null;
  }

  /** The entries of the tree of this id, `null` where there is none. */
  async tree(oid: string): Promise<TreeEntry[] | null> {
    const object = await this.read(oid);
    return object?.type === 'tree' ? parseTree(object.content) : null;
  }

  /** The entry of a tree at a path, `null` where there is none. */
  async entry(tree: string, path: string): Promise<TreeEntry | null> {
    const [name = '', ...rest] = path.split('/');
    const entry = (await this.tree(tree))?.find((candidate) => candidate.name === name);
    if (entry === undefined) return null;
    return rest.length === 0 ? entry : this.entry(entry.oid, rest.join('/'));
  }

  writeBlob(content: Buffer): Promise<string> {
    return this.#write('blob', content);
  }

  writeTree(entries: readonly TreeEntry[]): Promise<string> {
    return this.#write('tree', formatTree(entries));
  }

  writeCommit(commit: Commit): Promise<string> {
    return this.#write('commit', formatCommit(commit));
  }

  /** Writes the tree that `base` becomes by the changes; folders left empty vanish. */
  async changeTree(base: string | null, changes: ReadonlyMap<string, TreeChange>): Promise<string> {
    const entries = new Map((base === null ? [] : ((await this.tree(base)) ?? [])).map((e) => [e.name, e]));
    const below = new Map<string, Map<string, TreeChange>>();
    for (const [path, change] of changes) {
      const slash = path.indexOf('/');
      if (slash >= 0) {
        const folder = path.slice(0, slash);
        below.set(folder, (below.get(folder) ?? new Map()).set(path.slice(slash + 1), change));
      } else if (change === null) entries.delete(path);
      else entries.set(path, { name: path, ...change });
    }
    await Promise.all(
      [...below].map(async ([name, inside]) => {
        const old = entries.get(name);
        const oid = await this.changeTree(old?.mode === '40000' ? old.oid : null, inside);
        if ((await this.tree(oid))?.length === 0) entries.delete(name);
        else entries.set(name, { name, mode: '40000', oid });
      }),
    );
    return this.writeTree([...entries.values()]);
  }

  /** Every file of a tree, with its path. */
  async files(tree: string, folder = ''): Promise<(TreeEntry & { readonly path: string })[]> {
    const entries = (await this.tree(tree)) ?? [];
    const nested = entries.map(async (entry) => {
      const own = { ...entry, path: `${folder}${entry.name}` };
      return typeOfMode(entry.mode) === 'tree'
        ? [own, ...(await this.files(entry.oid, `${own.path}/`))]
        : [own];
    });
    return (await Promise.all(nested)).flat();
  }

  /** Whether `ancestor` is `descendant` or is reached from it. */
  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    if (ancestor === descendant) return true;
    if ((await this.commit(descendant))?.parents.includes(ancestor) === true) return true;
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    return (await runGit(this.directory, args)).code === 0;
  }

  /** Compares two commits by git; `null` where they have no ancestor in common. */
  compare(base: string, head: string): Promise<Comparison | null> {
    const key = `${base}...${head}`;
    const known = this.#comparisons.get(key) ?? this.#compare(base, head);
    this.#comparisons.set(key, known);
    return known;
  }

  /** Ends the processes that stay. */
  async close(): Promise<void> {
    await Promise.all([this.#reader.close(), this.refs.close()]);
  }

  async #compare(base: string, head: string): Promise<Comparison | null> {
    const [bases, sides] = await Promise.all([
      runGit(this.directory, ['merge-base', base, head]),
      this.run('rev-list', '--topo-order', '--reverse', '--left-right', `${base}...${head}`),
    ]);
    if (bases.code !== 0) return null;
    const lines = sides.split('\n').filter((line) => line !== '');
    const ahead = lines.filter((line) => line.startsWith('>')).map((line) => line.slice(1));
    return { mergeBase: bases.stdout.trim(), ahead, behind: lines.length - ahead.length };
  }

  // As a file of its own, which git looks for by the name: a process that does it takes longer to start than all it writes.
  async #write(type: ObjectType, content: Buffer): Promise<string> {
    const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
    const oid = createHash('sha1').update(object).digest('hex');
    const objects = join(this.directory, 'objects');
    const temporary = join(objects, `tmp_obj_${this.#written++}`);
    await mkdir(join(objects, oid.slice(0, 2)), { recursive: true });
    await writeFile(temporary, deflateSync(object, { level: constants.Z_BEST_SPEED }));
    await rename(temporary, join(objects, oid.slice(0, 2), oid.slice(2)));
    return oid;
  }
}

// `<oid> <type> <size>\n<content>\n`, or `<name> missing\n`.
function parseCatFile(written: Buffer): { reply: GitObject | null; length: number } | null {
  const end = written.indexOf(0x0a);
  if (end < 0) return null;
  const match = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(written.toString('utf8', 0, end));
  if (match === null) return { reply: null, length: end + 1 };
  const [, oid = '', type = '', size = ''] = match;
  const last = end + 1 + Number(size);
  if (written.length < last + 1) return null;
  const content = Buffer.from(written.subarray(end + 1, last));
  return { reply: { oid, type: type as ObjectType, content }, length: last + 1 };
}
