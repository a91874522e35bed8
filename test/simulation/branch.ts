// The lock branch of the simulated GitHub: its boards, one after another, and the compare-and-swap between them.
//
// Every effect is shown to the checks before anything else happens.
import {
  EMPTY_BOARD,
  isUnreadable,
  parseDocument,
  printDocument,
  type Board,
  type Unreadable,
} from '../../src/lease/board.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { Snapshot, Swap } from '../../src/store/store.ts';
import type { Author } from './author.ts';
import type { Loop } from './loop.ts';
import { Timeline } from './timeline.ts';
import type { Sight } from './witness.ts';

/** Told of every change of the branch. */
export interface BranchWatcher {
  onWrite(author: Author, before: Snapshot, after: Snapshot, sight: Sight): void;
  onDelete(): void;
}

export class Branch {
  readonly #loop: Loop;
  readonly #watcher: BranchWatcher;
  readonly #snapshots = new Timeline<Snapshot>({ head: null, board: EMPTY_BOARD });
  readonly #lastGood = new Map<string, LeaseDocument>();
  #heads = 0;

  constructor(loop: Loop, watcher: BranchWatcher) {
    this.#loop = loop;
    this.#watcher = watcher;
  }

  get current(): Snapshot {
    return this.#snapshots.current;
  }

  /** The branch as a replica shows it that has everything up to a time. */
  at(time: number): Snapshot {
    return this.#snapshots.at(time);
  }

  /** A write of the protocol; `sight`: what its author knew when it was sent. */
  swap(author: Author, expected: Snapshot, next: Board, sight: Sight): Swap {
    const before = this.current;
    if (expected.head !== before.head) return { kind: 'conflict' };
    const after = this.#move(
      applied(before.board, expected.head === null ? EMPTY_BOARD : expected.board, next),
    );
    this.#watcher.onWrite(author, before, after, sight);
    return { kind: 'applied', head: after.head };
  }

  /** A commit of a person with git, whatever it says. */
  push(board: Board): void {
    this.#move(board);
  }

  /** Somebody cuts the history: the same board under another head. */
  cut(): void {
    if (this.current.head === null) return;
    this.#loop.log('the history is cut');
    this.#move(this.current.board);
  }

  delete(): void {
    this.#loop.log('the branch is deleted');
    this.#snapshots.set(this.#loop.now, { head: null, board: EMPTY_BOARD });
    this.#watcher.onDelete();
  }

  /** The latest version of a lease that could be read. */
  lastGood(lease: string): LeaseDocument | undefined {
    return this.#lastGood.get(lease);
  }

  #move(board: Board): Snapshot & { readonly head: string } {
    const after = { head: `h${++this.#heads}`, board };
    this.#snapshots.set(this.#loop.now, after);
    for (const [lease, value] of board.leases) if (!isUnreadable(value)) this.#lastGood.set(lease, value);
    return after;
  }
}

/** The board after a commit of the files that differ between what the writer has read and what it wants. */
function applied(current: Board, read: Board, next: Board): Board {
  const leases = new Map(current.leases);
  for (const lease of read.leases.keys()) if (!next.leases.has(lease)) leases.delete(lease);
  for (const [lease, value] of next.leases) {
    if (value !== read.leases.get(lease))
      leases.set(lease, isUnreadable(value) ? value : throughCodec(value));
  }
  return { leases, lock: next.lock === read.lock ? current.lock : next.lock };
}

/** What a reader makes of a document that was written. */
function throughCodec(document: LeaseDocument): LeaseDocument | Unreadable {
  return parseDocument(document.lease, printDocument(document));
}
