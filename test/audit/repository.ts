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
  /** The head of the lock branch, as the parents of the next commit. */
  #heads: readonly string[] = [];

  constructor() {
    this.git(['init', '--quiet', '--bare', '.']);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Makes a commit of a product, and returns its sha. */
  product(...parents: readonly string[]): string {
    const name = `product-${++this.#operations}`;
    return this.#commit(`refs/products/${name}`, name, parents);
  }

  /** A write of the action: it has an operation. */
  write(files: Files, operation = `op-${++this.#operations}`): string {
    const message = `write\n\n- something\n\n\nOperation: ${operation}\nskip-checks: true`;
    return this.#lock(message, this.#heads, changesOf(files));
  }

  /** A commit of a person. */
  byHand(files: Files, ...others: readonly string[]): string {
    return this.#lock('by hand', [...this.#heads, ...others], changesOf(files));
  }

  /** A commit of a person that puts a submodule in the place of a file. */
  submodule(path: string): string {
    return this.#lock('submodule', this.#heads, [`M 160000 ${'a'.repeat(40)} ${path}\n`]);
  }

  /** Makes the head a commit without parent, as the cut of the history does. */
  cut(): string {
    const tree = this.git(['rev-parse', `${BRANCH}^{tree}`]);
    return this.#lock('cut', [], [`M 040000 ${tree} \n`]);
  }

  git(args: readonly string[], input = ''): string {
    return outputOf('git', args, { cwd: this.path, env: { ...process.env, ...NO_CONFIG }, input }).trim();
  }

  #lock(message: string, parents: readonly string[], changes: readonly string[]): string {
    const sha = this.#commit(BRANCH, message, parents, changes);
    this.#heads = [sha];
    return sha;
  }

  #commit(ref: string, message: string, parents: readonly string[], changes: readonly string[] = []): string {
    const stream = [
      `commit ${ref}\nmark :1\ncommitter octocat <octocat@example.com> now\n`,
      data(message),
      ...parents.map((parent, index) => `${index === 0 ? 'from' : 'merge'} ${parent}\n`),
      ...changes,
      'get-mark :1\n',
    ];
    return this.git(['fast-import', '--quiet', '--force', '--date-format=now'], stream.join(''));
  }
}

function changesOf(files: Files): string[] {
  return Object.entries(files).map(([path, text]) =>
    text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
  );
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** The file of a document. */
export function fileOf(document: LeaseDocument): Files {
  return { [pathOf(document.lease)]: printDocument(document) };
}

const NO_CONFIG = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
