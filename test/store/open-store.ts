// What the contract of stores works on: two stores on one place, and the hands of an operator.
import { expect } from 'vitest';
import type { Board } from '../../src/lease/board.ts';
import type { Snapshot, Store, Swap } from '../../src/store/store.ts';
import { aMessage, NOW } from './boards.ts';

/** Two stores on one place, and the hands of an operator. */
export interface OpenStore {
  readonly store: Store;
  readonly secondStore: Store;
  deleteBranch(): Promise<void>;
  /** Writes a file past the stores; creates the branch where there is none. */
  putRaw(path: string, text: string): Promise<void>;
  /** The bytes of a file; `null` where there is none. */
  raw(path: string): Promise<string | null>;
  cleanup(): Promise<void>;
}

/** Sends a write with a message of its own. */
export function swap(by: Store, expected: Snapshot, next: Board): Promise<Swap> {
  return by.compareAndSwap(expected, next, aMessage(), { now: NOW });
}

/** Changes the board that is there, and reads what has become of it. */
export async function write(by: Store, change: (board: Board) => Board): Promise<Snapshot> {
  const before = await by.read();
  expect(await swap(by, before, change(before.board))).toMatchObject({ kind: 'applied' });
  return by.read();
}
