// What one process has seen of one lease, and its writes of it.
//
// It never goes back: a read that is older than one already seen is `stale`, for a minute at most; then an operator
// must have rewound the branch, and the read is accepted with a warning. A branch that was known and is gone is made
// anew from the last board seen. While a write is unanswered and the head is still the one it was based on, it may
// land at any time; the session remembers that for those who must close it off.
import {
  EMPTY_BOARD,
  isUnreadable,
  LOCK_PATH,
  pathOf,
  unreadableError,
  type Board,
  type Unreadable,
} from '../lease/board.ts';
import { createDocument, recreateDocument } from '../lease/document.ts';
import { PermissionError, UnavailableError } from '../lease/errors.ts';
import { assertStep } from '../lease/invariants.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import { transition, type Change } from '../lease/transition.ts';
import type { Head, Snapshot, Swap } from '../store/store.ts';
import type { World } from './ports.ts';

/** Seconds for which a read that is older than one already seen counts as a lagging replica. */
const STALE_FOR = 60;

/** Answered refusals of a write, on a head that stays the same for some seconds, that prove a rule and not a race. */
const REFUSALS = 6;
const REFUSED_FOR = 8;

/** One lease at one moment. */
export interface View {
  /** The version to write on; `null` where only the lease's own document was looked at. */
  readonly snapshot: Snapshot | null;
  readonly document: LeaseDocument;
  readonly boardLock: Lock | null;
  /** The branch or the document is missing, though this process knew it: the next write makes it anew. */
  readonly restores: boolean;
}

export class Session {
  readonly #world: World;
  readonly #lease: string;
  #view: View | null = null;
  /** The latest board of a branch that existed; its documents are replaced as they are looked at. */
  #known: Board | null = null;
  #staleSince: number | null = null;
  /** The last look showed less than a whole read did: a replica lags, or a tag has the name of the branch. */
  #isLookBlind = false;
  #unanswered: { readonly head: Head } | undefined;
  #refusals: { readonly head: Head; readonly since: number; readonly count: number } | null = null;

  constructor(world: World, lease: string, unanswered?: { readonly head: Head }) {
    this.#world = world;
    this.#lease = lease;
    this.#unanswered = unanswered;
  }

  /** The latest view; it is there after the first read. */
  get view(): View {
    if (this.#view === null) throw new Error('the board has not been read yet');
    return this.#view;
  }

  get hasRead(): boolean {
    return this.#view !== null;
  }

  /** Whether a write of this process may still land, on whatever head. */
  get mayLand(): boolean {
    return this.#unanswered !== undefined;
  }

  /** Whether it may still land on the head of the view. */
  get mayLandHere(): boolean {
    const head = this.view.snapshot?.head;
    return this.#unanswered !== undefined && head === this.#unanswered.head;
  }

  /** Starts from what an earlier process of the same job has left; a write tells whether it is still so. */
  adopt(snapshot: Snapshot): void {
    this.#known = snapshot.board;
    this.#view = this.#viewOf(snapshot, false);
  }

  /** Reads the whole board. `stale`: it is older than what was seen, and the view is as it was. */
  async read(signal?: AbortSignal): Promise<'read' | 'stale'> {
    const snapshot = await this.#world.store.read(options(signal));
    if (snapshot.head === null && this.#known !== null) {
      this.#forgetUnless(null);
      const board = recreate(this.#known, this.#world.clock.now());
      this.#view = this.#viewOf({ head: null, board }, true);
      return 'read';
    }
    const document = snapshot.board.leases.get(this.#lease);
    if (this.#isStale(document)) return 'stale';
    this.#forgetUnless(snapshot.head);
    if (snapshot.head !== null) this.#known = snapshot.board;
    this.#view = this.#viewOf(snapshot, false);
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
    const known = restores ? this.#known?.leases.get(this.#lease) : document;
    if (known !== undefined && !isUnreadable(known)) assertStep(known, changed);
    return this.#commit({ ...board, leases: new Map(board.leases).set(this.#lease, changed) }, signal);
  }

  /** Closes all leases to new grants, or opens them; as {@link write}. */
  async writeBoardLock(lock: Lock | null, signal?: AbortSignal): Promise<Swap['kind']> {
    return this.#commit({ ...this.#writable().board, lock }, signal);
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
    if (swap.kind !== 'applied' && !(swap.cause instanceof UnavailableError) && signal?.aborted !== true) {
      this.#countRefusal(base.head, swap.cause);
    }
    if (swap.kind !== 'applied') return swap.kind;
    this.#refusals = null;
    this.#forgetUnless(swap.head);
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
          : readable(this.#world, head, pathOf(this.#lease), document),
      boardLock: board.lock === null ? null : readable(this.#world, head, LOCK_PATH, board.lock),
      restores,
    };
  }

  /** Whether a document is older than the one seen; a missing one is older than any that was there. */
  #isOlder(document: LeaseDocument | Unreadable | undefined): boolean {
    const seen = this.#known?.leases.get(this.#lease);
    if (seen === undefined || isUnreadable(seen) || isUnreadable(document)) return false;
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
    this.#world.journal.warning(
      `The lease ${this.#lease} on the branch ${this.#world.store.branch} has gone back to an earlier state: somebody has rewound the branch. Going on from what is there now.`,
    );
    return false;
  }

  /** Until a write is answered it may land on its head, and what comes after this process must know. */
  async #swap(...write: Parameters<World['store']['compareAndSwap']>): Promise<Swap> {
    const earlier = this.#unanswered;
    this.#setUnanswered({ head: write[0].head });
    let swap: Swap | undefined;
    try {
      swap = await this.#world.store.compareAndSwap(...write);
      return swap;
    } finally {
      if (swap?.kind !== 'unknown') this.#setUnanswered(earlier);
    }
  }

  /** Forgets an unanswered write that was based on another head than the one that is there now. */
  #forgetUnless(head: Head): void {
    if (this.#unanswered !== undefined && this.#unanswered.head !== head) this.#setUnanswered(undefined);
  }

  #setUnanswered(unanswered: { readonly head: Head } | undefined): void {
    this.#unanswered = unanswered;
    this.#world.remember(unanswered);
  }

  #countRefusal(head: Head, cause: unknown): void {
    const now = this.#world.clock.monotonic();
    const last = this.#refusals?.head === head ? this.#refusals : { head, since: now, count: 0 };
    this.#refusals = { ...last, count: last.count + 1 };
    if (this.#refusals.count < REFUSALS || now - last.since < REFUSED_FOR) return;
    const { branch } = this.#world.store;
    throw new PermissionError(
      `GitHub has refused ${this.#refusals.count} writes to the branch ${branch}, though nobody else changed it${because(cause)}. ` +
        `A ruleset, branch protection or required signature probably applies to it: exempt the branch ${branch} from the rule, or let the action's token bypass it.`,
      { cause },
    );
  }
}

function options(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

function because(cause: unknown): string {
  return cause instanceof Error ? ` (its last answer: ${cause.message})` : '';
}

/** The board for a branch that is made anew; what could not be read stays what it is. */
function recreate(board: Board, now: number): Board {
  const leases = new Map<string, LeaseDocument | Unreadable>();
  for (const [name, document] of board.leases) {
    leases.set(name, isUnreadable(document) ? document : recreateDocument(document, now));
  }
  return { ...board, leases };
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
