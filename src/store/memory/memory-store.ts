// The store in memory: the reference for what every store does.
//
// It keeps the bytes of the files, as the lock branch does, so that every write goes through the codec. It always
// answers, and always with the newest state; what a real store may do besides, the port says.
import {
  isUnreadable,
  leaseOf,
  LOCK_PATH,
  parseDocument,
  parseLock,
  pathOf,
  printDocument,
  printLock,
  type Board,
  type Unreadable,
} from '../../lease/board.ts';
import { InvariantError } from '../../lease/errors.ts';
import type { LeaseDocument, Lock } from '../../lease/schema.ts';
import { causeOf } from '../cause.ts';
import type {
  CallOptions,
  CommitMessage,
  Cut,
  Head,
  History,
  Look,
  Snapshot,
  Store,
  Swap,
} from '../store.ts';

/** One file: its bytes, and what they mean. */
interface File {
  readonly text: string;
  readonly value: LeaseDocument | Lock | Unreadable;
}

type Files = ReadonlyMap<string, File>;

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
    this.commit(new Map([...this.files, [path, fileOf(path, text)]]));
  }

  /** The bytes of a file; `null` where there is none. */
  raw(path: string): string | null {
    return this.files.get(path)?.text ?? null;
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
    const leases = new Map<string, LeaseDocument | Unreadable>();
    for (const [path, { value }] of this.files) {
      const lease = leaseOf(path);
      if (lease !== null) leases.set(lease, value as LeaseDocument | Unreadable);
    }
    return { leases, lock: (this.files.get(LOCK_PATH)?.value as Lock | Unreadable | undefined) ?? null };
  }
}

/** A {@link Store} on a {@link MemoryBranch}. */
export class MemoryStore implements Store, History {
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
  ): Promise<Look> {
    signal?.throwIfAborted();
    const document = this.memory.files.get(pathOf(lease));
    const lock = this.memory.files.get(LOCK_PATH);
    return {
      document: (document?.value as LeaseDocument | Unreadable | undefined) ?? null,
      ...(withLock ? { lock: (lock?.value as Lock | Unreadable | undefined) ?? null } : {}),
    };
  }

  async compareAndSwap(
    expected: Snapshot,
    next: Board,
    message: CommitMessage,
    { signal }: CallOptions & { readonly now: number },
  ): Promise<Swap> {
    if (signal?.aborted === true) return { kind: 'unknown', cause: causeOf(signal.reason) };
    return this.swap(expected, next, message);
  }

  async cutHistory(keep: number, { signal }: CallOptions = {}): Promise<Cut> {
    signal?.throwIfAborted();
    return this.memory.cut(keep);
  }

  /** The compare-and-swap itself, at the moment of the call. */
  protected swap(expected: Snapshot, next: Board, message: CommitMessage): Swap {
    const parent = this.memory.head;
    if (parent !== expected.head) return { kind: 'conflict' };
    const before = expected.head === null ? { leases: new Map(), lock: null } : expected.board;
    const files = new Map(this.memory.files);
    for (const lease of before.leases.keys())
      if (!next.leases.has(lease)) replace(files, pathOf(lease), null, printDocument);
    for (const [lease, value] of next.leases)
      if (value !== before.leases.get(lease)) replace(files, pathOf(lease), value, printDocument);
    if (next.lock !== before.lock) replace(files, LOCK_PATH, next.lock, printLock);
    const head = this.memory.commit(files);
    this.memory.commits.push({ head, parent, board: this.memory.board, message });
    return { kind: 'applied', head };
  }
}

const texts = new WeakMap<Unreadable, { path: string; text: string }>();

function fileOf(path: string, text: string): File {
  const lease = leaseOf(path);
  const value =
    path === LOCK_PATH
      ? parseLock(text)
      : lease === null
        ? { unreadable: 'its name is not that of the document of a lease' }
        : parseDocument(lease, text);
  if (isUnreadable(value)) texts.set(value, { path, text });
  return { text, value };
}

// A file that cannot be understood is not touched. It comes back only to a branch that has lost it, with its bytes.
function replace<T extends object>(
  files: Map<string, File>,
  path: string,
  value: T | Unreadable | null,
  print: (value: T) => string,
): void {
  const origin = isUnreadable(value) ? texts.get(value) : { path, text: value && print(value) };
  if (origin === undefined || isUnreadable(files.get(path)?.value))
    throw new InvariantError(`A write would touch ${path}, which cannot be understood`);
  if (origin.text === null) files.delete(path);
  else files.set(origin.path, fileOf(origin.path, origin.text));
}
