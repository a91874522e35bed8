// A real git repository with a lock branch, written commit by commit as a test wants it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputOf } from '../../scripts/output.ts';
import { pathOf, printDocument } from '../../src/lease/board.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';

const BRANCH = 'refs/heads/ref-lease';

/** The files of one commit: a document, the text of a file, or `null` where it is to go. */
export type Files = Readonly<Record<string, string | null>>;

export class GitRepository implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'ref-lease-audit-test-'));
  #operations = 0;

  constructor() {
    this.git(['init', '--quiet', '--bare', '.']);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Makes a commit of a product, and returns its sha. */
  product(...parents: readonly string[]): string {
    const tree = this.git(['mktree']);
    return this.#commit(tree, `product ${++this.#operations}`, parents);
  }

  /** A write of the action: it has an operation. */
  write(files: Files, operation = `op-${++this.#operations}`): string {
    const message = `write\n\n- something\n\n\nOperation: ${operation}\nskip-checks: true`;
    return this.#move(files, message, this.#heads);
  }

  /** A commit of a person. */
  byHand(files: Files, ...others: readonly string[]): string {
    return this.#move(files, 'by hand', [...this.#heads, ...others]);
  }

  /** Makes the head a commit without parent, as the cut of the history does. */
  cut(): string {
    const sha = this.#commit(`${BRANCH}^{tree}`, 'cut', []);
    this.git(['update-ref', BRANCH, sha]);
    return sha;
  }

  /** The head of the lock branch, as the parents of the next commit. */
  get #heads(): string[] {
    return [this.git(['for-each-ref', '--format=%(objectname)', BRANCH])].filter((sha) => sha !== '');
  }

  git(args: readonly string[], input = ''): string {
    const env = { ...process.env, ...IDENTITY, GIT_INDEX_FILE: join(this.path, 'audit-index') };
    return outputOf('git', args, { cwd: this.path, env, input }).trim();
  }

  #move(files: Files, message: string, parents: readonly string[]): string {
    this.git(parents.length === 0 ? ['read-tree', '--empty'] : ['read-tree', parents[0]!]);
    for (const [path, text] of Object.entries(files)) {
      if (text === null) {
        this.git(['update-index', '--index-info'], `0 ${'0'.repeat(40)}\t${path}\n`);
        continue;
      }
      const blob = this.git(['hash-object', '-w', '--stdin'], text);
      this.git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
    }
    const sha = this.#commit(this.git(['write-tree']), message, parents);
    this.git(['update-ref', BRANCH, sha]);
    return sha;
  }

  #commit(tree: string, message: string, parents: readonly string[]): string {
    return this.git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], message);
  }
}

/** The file of a document. */
export function fileOf(document: LeaseDocument): Files {
  return { [pathOf(document.lease)]: printDocument(document) };
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'octocat',
  GIT_AUTHOR_EMAIL: 'octocat@example.com',
  GIT_COMMITTER_NAME: 'octocat',
  GIT_COMMITTER_EMAIL: 'octocat@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};
