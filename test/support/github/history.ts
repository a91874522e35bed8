// Commits and branches that tests make without the API.
import type { RepositoryState } from './repository-state.ts';

/** Makes commits and moves refs of one repository. */
export class History {
  readonly #repository: RepositoryState;
  readonly #now: () => number;
  #made = 0;

  constructor(repository: RepositoryState, now: () => number) {
    this.#repository = repository;
    this.#now = now;
  }

  /** Sets a ref to whatever is given; `null` deletes it. */
  async set(ref: string, oid: string | null): Promise<void> {
    const swapped = await this.#repository.git.refs.swap([{ ref, next: oid }]);
    if (!swapped.ok) throw new Error(`cannot set ${ref} to ${oid}: ${swapped.reason}`);
  }

  /** The head of a branch, `null` where there is none. */
  head(branch: string): Promise<string | null> {
    return this.#repository.git.refs.resolve(`refs/heads/${branch}`);
  }

  /** The head of a branch that must exist. */
  async demandHead(branch: string): Promise<string> {
    const head = await this.head(branch);
    if (head === null) throw new Error(`${this.#repository.name} has no branch ${branch}`);
    return head;
  }

  /** One commit that changes one file, on a parent or on nothing; it belongs to no branch yet. */
  async commit(
    parent: string | null,
    path: string,
    content: string | null,
    message: string,
  ): Promise<string> {
    const { git } = this.#repository;
    const change =
      content === null ? null : { mode: '100644', oid: await git.writeBlob(Buffer.from(content)) };
    const base = parent === null ? null : ((await git.commit(parent))?.tree ?? null);
    const tree = await git.changeTree(base, new Map([[path, change]]));
    const at = Math.floor(this.#now() / 1000);
    const author = { name: 'octocat', email: 'octocat@users.noreply.github.com', at };
    const parents = parent === null ? [] : [parent];
    return git.writeCommit({ tree, parents, author, committer: author, message });
  }

  /** So many commits on top of one another, each with a content of its own; returns the last. */
  async grow(parent: string, commits: number, message: string): Promise<string> {
    let head = parent;
    for (let i = 0; i < commits; i += 1) {
      this.#made += 1;
      head = await this.commit(head, `changes/${this.#made}.txt`, `change ${this.#made}\n`, message);
    }
    return head;
  }
}
