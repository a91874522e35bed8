// The store port in memory: the reference for what every store does, and the world of the protocol's tests.
//
// It keeps the bytes of the files, as the lock branch does, so that every write goes through the codec. Faults are
// set for one call: the write whose answer is lost, the one that is lost itself, and the one that lands late.
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
} from '../../src/lease/board.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import type { LeaseDocument, Lock } from '../../src/lease/schema.ts';
import type { CallOptions, CommitMessage, Head, Look, Snapshot, Store, Swap } from '../../src/store/store.ts';

/** One file: its bytes, and what they mean. */
interface File {
  readonly text: string;
  readonly value: LeaseDocument | Lock | Unreadable;
}

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
  files: ReadonlyMap<string, File> = new Map();
  /** Every write that took place, oldest first; `putRaw` and `delete` leave no trace in it. */
  readonly commits: Commit[] = [];
  #heads = 0;

  /** Moves the branch to other files. */
  commit(files: ReadonlyMap<string, File>): string {
    this.files = files;
    this.head = String(++this.#heads);
    return this.head;
  }

  /** Writes one file as an operator would, whatever it says. */
  putRaw(path: string, text: string): void {
    this.commit(new Map([...this.files, [path, file(path, text)]]));
  }

  /** The bytes of a file; `null` where there is none. */
  raw(path: string): string | null {
    return this.files.get(path)?.text ?? null;
  }

  /** Deletes the branch. */
  delete(): void {
    this.head = null;
    this.files = new Map();
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
export class MemoryStore implements Store {
  readonly branch = 'ref-lease';
  readonly url = 'memory:ref-lease';
  readonly memory: MemoryBranch;
  /** What happens to the next write: it takes place but is not answered, is lost unanswered, or loses the race. */
  nextSwap: 'unknown-applied' | 'unknown-lost' | 'conflict' | null = null;
  /** Thrown by the next read or look, once. */
  nextReadError: Error | null = null;
  readonly calls = { read: 0, watch: 0, compareAndSwap: 0 };
  readonly #shown = new Map<string, { document: File | undefined; lock?: File | undefined }>();
  #late: { land?: () => boolean } | null = null;

  constructor(memory: MemoryBranch = new MemoryBranch()) {
    this.memory = memory;
  }

  /** Another store on the same branch, as another process has it. */
  peer(): MemoryStore {
    return new MemoryStore(this.memory);
  }

  /**
   * Makes the next write late: it is answered `unknown` now, and reaches the branch when the function given back is
   * called, which says whether it was applied.
   */
  late(): () => boolean {
    const slot: { land?: () => boolean } = {};
    this.#late = slot;
    return () => {
      const { land } = slot;
      delete slot.land;
      return land?.() ?? false;
    };
  }

  async read({ signal }: CallOptions = {}): Promise<Snapshot> {
    this.calls.read++;
    this.#beforeRead(signal);
    return { head: this.memory.head, board: this.memory.board };
  }

  async watch(
    lease: string,
    { signal, withLock = false }: CallOptions & { readonly withLock?: boolean } = {},
  ): Promise<Look> {
    this.calls.watch++;
    this.#beforeRead(signal);
    const document = this.memory.files.get(pathOf(lease));
    const lock = this.memory.files.get(LOCK_PATH);
    const shown = this.#shown.get(lease);
    const sameLock = !withLock || (shown !== undefined && 'lock' in shown && same(shown.lock, lock));
    if (shown !== undefined && same(shown.document, document) && sameLock) return { kind: 'unchanged' };
    this.#shown.set(lease, { ...shown, document, ...(withLock ? { lock } : {}) });
    return {
      kind: 'changed',
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
    this.calls.compareAndSwap++;
    if (signal?.aborted === true) return { kind: 'unknown', cause: signal.reason };
    const [fault, late] = [this.nextSwap, this.#late];
    this.nextSwap = null;
    this.#late = null;
    if (late !== null) {
      late.land = () => this.#apply(expected, next, message).kind === 'applied';
      return { kind: 'unknown', cause: new Error('the write is late') };
    }
    if (fault === 'conflict') return { kind: 'conflict', cause: new Error('the write lost the race') };
    if (fault === 'unknown-lost') return { kind: 'unknown', cause: new Error('the write was lost') };
    const swap = this.#apply(expected, next, message);
    return fault === 'unknown-applied' ? { kind: 'unknown', cause: new Error('the answer was lost') } : swap;
  }

  #apply(expected: Snapshot, next: Board, message: CommitMessage): Swap {
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

  #beforeRead(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    const error = this.nextReadError;
    this.nextReadError = null;
    if (error !== null) throw error;
  }
}

const texts = new WeakMap<Unreadable, { path: string; text: string }>();

function file(path: string, text: string): File {
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
  else files.set(origin.path, file(origin.path, origin.text));
}

function same(one: File | undefined, other: File | undefined): boolean {
  return one?.text === other?.text;
}
