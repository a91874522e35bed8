// The store in memory with the faults that a test sets for one call, and with a count of its calls.
import type { Board, Glance } from '../../src/lease/board.ts';
import { MemoryStore } from './memory-store.ts';
import type { CallOptions, CommitMessage, Snapshot, Swap } from '../../src/store/store.ts';

/** A {@link MemoryStore} that counts its calls and has faults. */
export class FaultyStore extends MemoryStore {
  /** What happens to the next write: it is lost unanswered, or refused. */
  nextSwap: 'unknown' | 'refused' | null = null;
  readonly calls = { read: 0, watch: 0, compareAndSwap: 0 };

  override async read(options: CallOptions = {}): Promise<Snapshot> {
    this.calls.read++;
    return super.read(options);
  }

  override async watch(
    lease: string,
    options: CallOptions & { readonly withLock?: boolean } = {},
  ): Promise<Glance> {
    this.calls.watch++;
    return super.watch(lease, options);
  }

  override async compareAndSwap(
    expected: Snapshot,
    next: Board,
    message: CommitMessage,
    options: CallOptions & { readonly now: number },
  ): Promise<Swap> {
    this.calls.compareAndSwap++;
    const kind = this.nextSwap;
    this.nextSwap = null;
    if (kind === null) return super.compareAndSwap(expected, next, message, options);
    const said = kind === 'refused' ? 'a rule forbids the write' : 'the write was lost';
    return { kind, cause: new Error(said) };
  }
}
