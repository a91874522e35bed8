// Between the board and the files of the lock branch, whatever a store keeps them in.
//
// A file that cannot be understood keeps its place: it is never overwritten or removed, and when the branch has to
// be created again it comes back with the bytes that were last seen.
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
} from '../lease/board.ts';
import type { LeaseName, Path } from '../lease/identifiers.ts';
import { InvariantError } from '../lease/errors.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import type { Snapshot } from './store.ts';

/** Path of the board for people: written with every change, never read back. */
const README_PATH = 'README.md';

/** What a file that cannot be understood holds; `text` is `null` where it was not read whole. */
interface Origin {
  readonly path: Path;
  readonly text: string | null;
}

/** Remembers the {@link Origin} of every unreadable value that a store has given out. */
export type Origins = WeakMap<Unreadable, Origin>;

/** A file by its path; `text` is `null` where it could not be read whole. */
export type File = readonly [path: Path, text: string | null];

/** The text that the bytes of a file are; `null` where they are none. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The board of these files. A file is understood on its own; what has no name of the board's is no concern of it. */
export function boardOf(files: Iterable<File>, origins: Origins): Board {
  const leases = new Map<LeaseName, LeaseDocument | Unreadable>();
  let lock: Lock | Unreadable | null = null;
  const remembered = <T extends object>([path, text]: File, value: T | Unreadable): T | Unreadable => {
    if (isUnreadable(value)) origins.set(value, { path, text });
    return value;
  };
  for (const file of files) {
    const [path, text] = file;
    const lease = leaseOf(path);
    if (lease !== null) leases.set(lease, remembered(file, parseDocument(lease, text)));
    else if (path === LOCK_PATH) lock = remembered(file, parseLock(text));
  }
  return { leases, lock };
}

/** The files that one write changes. */
export interface Changes {
  readonly additions: readonly { readonly path: Path; readonly text: string }[];
  readonly deletions: readonly string[];
}

/** The files that a write of `next` changes: where there is no branch, all of them; and `readme`, for people, always. */
export function changesFrom(
  { head, board }: Snapshot,
  next: Board,
  origins: Origins,
  readme: string,
): Changes {
  const { additions, deletions } =
    head === null ? { additions: filesOf(next, origins), deletions: [] } : changesBetween(board, next);
  return { additions: [...additions, { path: README_PATH, text: readme }], deletions };
}

/** The files whose value differs between two boards. Fails rather than touch one that cannot be understood. */
function changesBetween(before: Board, after: Board): Changes {
  const additions: { path: Path; text: string }[] = [];
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
function filesOf(board: Board, origins: Origins): Changes['additions'] {
  const files: { path: Path; text: string }[] = [];
  const add = (path: Path, value: LeaseDocument | Lock | Unreadable, text: () => string) => {
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
