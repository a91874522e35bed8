// The store in memory with the faults that a test sets for one call: the write whose answer is lost, the one that is
// lost itself, the one that is refused, and the one that lands late.
import type { Board } from '../../src/lease/board.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import type { CallOptions, CommitMessage, Look, Snapshot, Swap } from '../../src/store/store.ts';

/** A {@link MemoryStore} that counts its calls and has faults. */
export class FaultyStore extends MemoryStore {
  /** What happens to the next write: it takes place unanswered, is lost unanswered, loses the race, or is refused. */
  nextSwap: 'unknown-applied' | 'unknown-lost' | 'conflict' | 'refused' | null = null;
  /** Thrown by the next read or look, once. */
  nextReadError: Error | null = null;
  readonly calls = { read: 0, watch: 0, compareAndSwap: 0 };
  #late: { land?: () => boolean } | null = null;

  /** Another store on the same branch, as another process has it. */
  peer(): FaultyStore {
    return new FaultyStore(this.memory);
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

  override async read(options: CallOptions = {}): Promise<Snapshot> {
    this.calls.read++;
    this.#beforeRead();
    return super.read(options);
  }

  override async watch(
    lease: string,
    options: CallOptions & { readonly withLock?: boolean } = {},
  ): Promise<Look> {
    this.calls.watch++;
    this.#beforeRead();
    return super.watch(lease, options);
  }

  override async compareAndSwap(
    expected: Snapshot,
    next: Board,
    message: CommitMessage,
    options: CallOptions & { readonly now: number },
  ): Promise<Swap> {
    this.calls.compareAndSwap++;
    const [fault, late] = [this.nextSwap, this.#late];
    this.nextSwap = null;
    this.#late = null;
    if (late !== null) {
      late.land = () => this.swap(expected, next, message).kind === 'applied';
      return { kind: 'unknown', cause: new Error('the write is late') };
    }
    if (fault === 'conflict') return { kind: 'conflict' };
    if (fault === 'refused') return { kind: 'refused', cause: new Error('a rule forbids the write') };
    if (fault === 'unknown-lost') return { kind: 'unknown', cause: new Error('the write was lost') };
    const swap = await super.compareAndSwap(expected, next, message, options);
    return fault === 'unknown-applied' ? { kind: 'unknown', cause: new Error('the answer was lost') } : swap;
  }

  #beforeRead(): void {
    const error = this.nextReadError;
    this.nextReadError = null;
    if (error !== null) throw error;
  }
}
