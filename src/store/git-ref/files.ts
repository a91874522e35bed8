// Between the board and the files of the lock branch.
//
// A file that cannot be understood keeps its place: it is never overwritten or removed, and when the branch has to
// be created again it comes back with the bytes that were last seen.
import {
  isUnreadable,
  LOCK_PATH,
  pathOf,
  printDocument,
  printLock,
  type Board,
  type Unreadable,
} from '../../lease/board.ts';
import { InvariantError } from '../../lease/errors.ts';
import type { LeaseDocument, Lock } from '../../lease/schema.ts';

/** Path of the board for people: written with every change, never read back. */
export const README_PATH = 'README.md';

/** What a file that cannot be understood holds; `text` is `null` where it was not read whole. */
export interface Origin {
  readonly path: string;
  readonly text: string | null;
}

/** Remembers the {@link Origin} of every unreadable value that a store has given out. */
export type Origins = WeakMap<Unreadable, Origin>;

/** The files that one write changes. */
export interface Changes {
  readonly additions: readonly { readonly path: string; readonly text: string }[];
  readonly deletions: readonly string[];
}

/** The files whose value differs between two boards. Fails rather than touch one that cannot be understood. */
export function changesBetween(before: Board, after: Board): Changes {
  const additions: { path: string; text: string }[] = [];
  const deletions: string[] = [];
  for (const [lease, value] of after.leases) {
    const old = before.leases.get(lease);
    if (value === old) continue;
    additions.push({ path: pathOf(lease), text: printDocument(assertReadable(lease, old, value)) });
  }
  for (const [lease, old] of before.leases) {
    if (after.leases.has(lease)) continue;
    assertReadable(lease, old, null);
    deletions.push(pathOf(lease));
  }
  if (after.lock !== before.lock) {
    const lock = assertReadable(LOCK_PATH, before.lock, after.lock);
    if (lock === null) deletions.push(LOCK_PATH);
    else additions.push({ path: LOCK_PATH, text: printLock(lock) });
  }
  return { additions, deletions };
}

/** Every file of a board, for a branch that does not exist; unreadable ones as they were last seen. */
export function filesOf(board: Board, origins: Origins): Changes['additions'] {
  const files: { path: string; text: string }[] = [];
  const add = (path: string, value: LeaseDocument | Lock | Unreadable, text: () => string) => {
    const origin = isUnreadable(value) ? origins.get(value) : { path, text: text() };
    // What was never read whole cannot be brought back.
    if (origin !== undefined && origin.text !== null) files.push({ path: origin.path, text: origin.text });
  };
  for (const [lease, value] of board.leases)
    add(pathOf(lease), value, () => printDocument(value as LeaseDocument));
  const { lock } = board;
  if (lock !== null) add(LOCK_PATH, lock, () => printLock(lock as Lock));
  return files;
}

function assertReadable<T extends object | null>(name: string, old: object | null | undefined, value: T) {
  if (isUnreadable(old) || isUnreadable(value))
    throw new InvariantError(`A write would touch ${name}, which cannot be understood`);
  return value as Exclude<T, Unreadable>;
}
