// The store in memory: the reference for what every store does.
//
// It keeps the bytes of the files, as the lock branch does, so that every write goes through the codec. It always
// answers, and always with the newest state; what a real store may do besides, the port says.
import { LOCK_PATH, pathOf, type Board, type Cut, type Glance, type Head } from '../../src/lease/board.ts';
import { causeOf } from '../../src/store/cause.ts';
import { boardOf, changesFrom, type Origins } from '../../src/store/files.ts';
import type { CallOptions, CommitMessage, Snapshot, Store, Swap } from '../../src/store/store.ts';

/** The text of each file, by its path. */
type Files = ReadonlyMap<string, string>;

/** One write that took place. */
export interface Commit {
  readonly head: string;
  readonly parent: Head;
  readonly board: Board;
  readonly message: CommitMessage;
}

/** The branch behind one or more stores. Heads are counted and never used twice, also after a deletion. */
export class MemoryBranch {
  head: Head = null;
  files: Files = new Map();
  /** Every write that took place, oldest first; `putRaw` and `delete` leave no trace in it. */
  readonly commits: Commit[] = [];
  /** How many versions the branch has. */
  length = 0;
  readonly origins: Origins = new WeakMap();
  #heads = 0;

  /** Moves the branch to other files. */
  commit(files: Files): string {
    this.files = files;
    this.length += 1;
    this.head = String(++this.#heads);
    return this.head;
  }

  /** Writes one file as an operator would, whatever it says. */
  putRaw(path: string, text: string): void {
    this.commit(new Map([...this.files, [path, text]]));
  }

  /** The bytes of a file; `null` where there is none. */
  raw(path: string): string | null {
    return this.files.get(path) ?? null;
  }

  /** Deletes the branch. */
  delete(): void {
    this.head = null;
    this.files = new Map();
    this.length = 0;
  }

  /** Forgets all but the last versions. The head becomes another one, as that of any history that is made anew. */
  cut(keep: number): Cut {
    const { length } = this;
    if (length <= keep) return { length, kept: length };
    this.commit(this.files);
    this.length = keep;
    return { length, kept: keep };
  }

  get board(): Board {
    return boardOf(this.files, this.origins);
  }
}

/** A {@link Store} on a {@link MemoryBranch}. */
export class MemoryStore implements Store {
  readonly branch: string = 'ref-lease';
  readonly url: string = 'memory:ref-lease';
  readonly memory: MemoryBranch;

  constructor(memory: MemoryBranch = new MemoryBranch()) {
    this.memory = memory;
  }

  async read({ signal }: CallOptions = {}): Promise<Snapshot> {
    signal?.throwIfAborted();
    return { head: this.memory.head, board: this.memory.board };
  }

  async watch(
    lease: string,
    { signal, withLock = false }: CallOptions & { readonly withLock?: boolean } = {},
  ): Promise<Glance> {
    signal?.throwIfAborted();
    const looked = [pathOf(lease), ...(withLock ? [LOCK_PATH] : [])];
    const files = [...this.memory.files].filter(([path]) => looked.includes(path));
    const { leases, lock } = boardOf(files, this.memory.origins);
    return { document: leases.get(lease) ?? null, ...(withLock ? { lock } : {}) };
  }

  async compareAndSwap(
    expected: Snapshot,
    next: Board,
    message: CommitMessage,
    { signal }: CallOptions & { readonly now: number },
  ): Promise<Swap> {
    if (signal?.aborted === true) return { kind: 'unknown', cause: causeOf(signal.reason) };
    const parent = this.memory.head;
    if (parent !== expected.head) return { kind: 'conflict' };
    const { additions, deletions } = changesFrom(expected, next, this.memory.origins, '');
    const files = new Map(this.memory.files);
    for (const path of deletions) files.delete(path);
    for (const { path, text } of additions) files.set(path, text);
    const head = this.memory.commit(files);
    this.memory.commits.push({ head, parent, board: this.memory.board, message });
    return { kind: 'applied', head };
  }

  async cutHistory(keep: number, { signal }: CallOptions = {}): Promise<Cut> {
    signal?.throwIfAborted();
    return this.memory.cut(keep);
  }
}
