// What one process has seen of one lease, and its writes of it.
//
// It never goes back: a read that is older than one already seen is `stale`, for a minute at most; then an operator
// must have rewound the branch, and the read is accepted with a warning. A branch that was known and is gone is made
// anew from the last board seen. A write that is unanswered may land at any time, until the lease is seen in a later
// state than the one it was based on: another head alone may be that of a lagging replica. The session remembers such
// writes for those who must close them off.
import {
  EMPTY_BOARD,
  isUnreadable,
  LOCK_PATH,
  pathOf,
  printDocument,
  recreateBoard,
  unreadableError,
  type Board,
  type Unreadable,
} from '../lease/board.ts';
import { createDocument, recreateDocument } from '../lease/document.ts';
import { RateLimitedError, UnavailableError } from '../lease/errors.ts';
import { assertStep } from '../lease/invariants.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import { transition, type Change } from '../lease/transition.ts';
import type { Head, Snapshot, Swap } from '../store/store.ts';
import type { World } from './ports.ts';
import { Refusals } from './refusals.ts';

/** Seconds for which a read that is older than one already seen counts as a lagging replica. */
const STALE_FOR = 60;

/** GitHub cuts the text of files from about half a megabyte on; releases and outcomes still need some room. */
const LARGEST_DOCUMENT = 400_000;

/** One lease at one moment. */
export interface View {
  /** The version to write on; `null` where only the lease's own document was looked at. */
  readonly snapshot: Snapshot | null;
  readonly document: LeaseDocument;
  readonly boardLock: Lock | null;
  /** The branch is missing, though this process knew it: the next write makes it anew. */
  readonly restores: boolean;
}

/** A write without an answer: the head that it was based on, and the sequence of the lease there. */
interface Unanswered {
  readonly head: Head;
  readonly sequence: number;
}

export class Session {
  readonly #world: World;
  readonly #lease: string;
  readonly #endsOnly: boolean;
  #view: View | null = null;
  /** The latest board of a branch that existed; its documents are replaced as they are looked at. */
  #known: Board | null = null;
  #leastEpoch = 0;
  #staleSince: number | null = null;
  #highestEpoch = 0;
  /** The last look showed less than a whole read did: a replica lags, or a tag has the name of the branch. */
  #isLookBlind = false;
  #unanswered: readonly Unanswered[];
  readonly #refusals: Refusals;

  /** `endsOnly`: it takes no lease, so a lock of all leases that cannot be read does not keep it from ending one. */
  constructor(
    world: World,
    lease: string,
    unanswered?: { readonly head: Head } | null,
    { endsOnly = false }: { readonly endsOnly?: boolean } = {},
  ) {
    this.#endsOnly = endsOnly;
    this.#world = world;
    this.#refusals = new Refusals(world);
    this.#lease = lease;
    this.#unanswered =
      unanswered === undefined || unanswered === null
        ? []
        : [{ ...unanswered, sequence: Number.POSITIVE_INFINITY }];
  }

  /** The latest view; it is there after the first read. */
  get view(): View {
    if (this.#view === null) throw new Error('the board has not been read yet');
    return this.#view;
  }

  get hasRead(): boolean {
    return this.#view !== null;
  }

  /** Whether a write of this process, or of the one before it, may still land. */
  get mayLand(): boolean {
    return this.#unanswered.length > 0;
  }

  /** Starts from what an earlier process of the same job has left; a write tells whether it is still so. */
  adopt(snapshot: Snapshot): void {
    this.#known = snapshot.board;
    this.#view = this.#viewOf(snapshot, false);
  }

  /** An earlier process of the same job has seen this epoch: a document with a lower one is an older one. */
  expect(epoch: number): void {
    this.#leastEpoch = epoch;
  }

  /** Reads the whole board. `stale`: it is older than what was seen, and the view is as it was. */
  async read(signal?: AbortSignal): Promise<'read' | 'stale'> {
    const snapshot = await this.#world.store.read(options(signal));
    if (snapshot.head === null && this.#known !== null) {
      const board = recreateBoard(this.#known, this.#world.clock.now());
      this.#view = this.#viewOf({ head: null, board }, true);
      return 'read';
    }
    const document = snapshot.board.leases.get(this.#lease);
    if (this.#isStale(document)) return 'stale';
    if (snapshot.head !== null) this.#known = snapshot.board;
    this.#view = this.#viewOf(snapshot, false);
    this.#forgetPassed();
    return 'read';
  }

  /** Looks at the lease, for nothing where nothing has changed. What a look cannot show costs a whole read. */
  async look(signal?: AbortSignal): Promise<'read' | 'unchanged' | 'stale'> {
    const { boardLock } = this.view;
    const withLock = boardLock !== null;
    const look = await this.#world.store.watch(this.#lease, { ...options(signal), withLock });
    if (look.kind === 'unchanged') return this.#isLookBlind ? this.read(signal) : 'unchanged';
    if (look.document === null || this.#isOlder(look.document)) {
      const read = await this.read(signal);
      this.#isLookBlind = this.#known?.leases.has(this.#lease) ?? false;
      return read;
    }
    this.#isLookBlind = false;
    this.#staleSince = null;
    const document = readable(this.#world, null, pathOf(this.#lease), look.document);
    const lock = look.lock === undefined ? boardLock : readable(this.#world, null, LOCK_PATH, look.lock);
    const isSameLock = JSON.stringify(lock) === JSON.stringify(boardLock);
    if (document.sequence === this.view.document.sequence && isSameLock) return 'unchanged';
    this.#view = { snapshot: null, document, boardLock: lock, restores: false };
    const leases = new Map(this.#known?.leases).set(this.#lease, document);
    this.#known = { leases, lock };
    return 'read';
  }

  /**
   * Writes the changes on the view, which must be of a whole read. After `applied` the view is the new state; after
   * anything else the board must be read again. Rejects when the store refuses for good.
   */
  async write(changes: readonly Change[], signal?: AbortSignal): Promise<Swap['kind']> {
    const { document, restores } = this.view;
    const { board } = this.#writable();
    const changed = transition(document, changes, this.#world.clock.now());
    // Nothing to write: the caller has decided on a state that is not this one.
    if (changed === document && !restores) return 'conflict';
    if (changed.requests.length > document.requests.length) this.#checkRoom(changed);
    const known = restores ? this.#known?.leases.get(this.#lease) : document;
    if (known !== undefined && !isUnreadable(known)) assertStep(known, changed);
    return this.#commit({ ...board, leases: new Map(board.leases).set(this.#lease, changed) }, signal);
  }

  /** Closes all leases to new grants, or opens them; as {@link write}. */
  async writeBoardLock(lock: Lock | null, signal?: AbortSignal): Promise<Swap['kind']> {
    return this.#commit({ ...this.#writable().board, lock }, signal);
  }

  /** A document that GitHub no longer gives out whole would stop everyone; whoever arrives waits for room. */
  #checkRoom(document: LeaseDocument): void {
    if (printDocument(document).length <= LARGEST_DOCUMENT) return;
    throw new UnavailableError(
      `The lease ${this.#lease} on the branch ${this.#world.store.branch} has no room for another request: ` +
        `${document.requests.length - 1} are there, with their payloads.`,
    );
  }

  #writable(): Snapshot {
    const { snapshot } = this.view;
    if (snapshot === null) throw new Error('a write needs a whole read');
    return snapshot;
  }

  async #commit(next: Board, signal: AbortSignal | undefined): Promise<Swap['kind']> {
    const base = this.view.restores ? { head: null, board: EMPTY_BOARD } : this.#writable();
    const message = { ...this.#world.describe(base.board, next), operation: this.#world.operation() };
    const now = this.#world.clock.now();
    const swap = await this.#swap(base, next, message, { ...options(signal), now });
    if (swap.kind !== 'applied') {
      const { cause } = swap;
      const isRefusal =
        cause !== undefined && !(cause instanceof UnavailableError) && signal?.aborted !== true;
      if (isRefusal) this.#refusals.count(base.head, cause);
      return swap.kind;
    }
    this.#refusals.clear();
    // It has moved the head on which any other was based.
    this.#setUnanswered([]);
    this.#known = next;
    this.#view = this.#viewOf({ head: swap.head, board: next }, false);
    return 'applied';
  }

  #viewOf(snapshot: Snapshot, restores: boolean): View {
    const { board, head } = snapshot;
    const document = board.leases.get(this.#lease);
    return {
      snapshot,
      document:
        document === undefined
          ? createDocument(this.#lease, this.#world.clock.now())
          : this.#above(readable(this.#world, head, pathOf(this.#lease), document)),
      boardLock:
        board.lock === null || (this.#endsOnly && isUnreadable(board.lock))
          ? null
          : readable(this.#world, head, LOCK_PATH, board.lock),
      restores,
    };
  }

  /** A document whose tokens rise above those seen, also on a branch that has been rewound. */
  #above(document: LeaseDocument): LeaseDocument {
    this.#highestEpoch = Math.max(this.#highestEpoch, document.epoch);
    if (document.epoch === this.#highestEpoch) return document;
    return recreateDocument({ ...document, epoch: this.#highestEpoch }, this.#world.clock.now());
  }

  /** Whether a document is older than the one seen; a missing one is older than any that was there. */
  #isOlder(document: LeaseDocument | Unreadable | undefined): boolean {
    const seen = this.#known?.leases.get(this.#lease);
    if (isUnreadable(document)) return false;
    if ((document?.epoch ?? 0) < this.#leastEpoch) return true;
    if (seen === undefined || isUnreadable(seen)) return false;
    return document === undefined || document.sequence < seen.sequence;
  }

  /** Whether a read is older than what was seen, and not yet for so long that the branch must have been rewound. */
  #isStale(document: LeaseDocument | Unreadable | undefined): boolean {
    if (!this.#isOlder(document)) {
      this.#staleSince = null;
      return false;
    }
    const now = this.#world.clock.monotonic();
    this.#staleSince ??= now;
    if (now - this.#staleSince < STALE_FOR) return true;
    this.#staleSince = null;
    this.#leastEpoch = 0;
    this.#world.journal.warning(
      `The lease ${this.#lease} on the branch ${this.#world.store.branch} has gone back to an earlier state: somebody has rewound the branch. Going on from what is there now.`,
    );
    return false;
  }

  /**
   * Until a write is known to be applied it may land on its head, and what comes after this process must know. A lost
   * race or a limit may be the answer to a second copy of a write whose first one has landed.
   */
  async #swap(...write: Parameters<World['store']['compareAndSwap']>): Promise<Swap> {
    const earlier = this.#unanswered;
    this.#setUnanswered([...earlier, { head: write[0].head, sequence: this.view.document.sequence }]);
    try {
      return await this.#world.store.compareAndSwap(...write);
    } catch (error) {
      if (!(error instanceof RateLimitedError)) this.#setUnanswered(earlier);
      throw error;
    }
  }

  /** Forgets the unanswered writes that the lease has left behind; one that nobody has written yet leaves none. */
  #forgetPassed(): void {
    const document = this.view.snapshot?.board.leases.get(this.#lease);
    if (document === undefined || isUnreadable(document)) return;
    const left = this.#unanswered.filter((write) => write.sequence >= document.sequence);
    if (left.length < this.#unanswered.length) this.#setUnanswered(left);
  }

  #setUnanswered(unanswered: readonly Unanswered[]): void {
    this.#unanswered = unanswered;
    const last = unanswered.at(-1);
    this.#world.remember(last === undefined ? undefined : { head: last.head });
  }
}

function options(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

function readable<T extends LeaseDocument | Lock | null>(
  world: World,
  head: Head,
  path: string,
  value: T | Unreadable,
): T {
  if (isUnreadable(value))
    throw unreadableError({ branch: world.store.branch, head, path }, value.unreadable);
  return value;
}
