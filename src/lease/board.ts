// The board: the content of the lock branch, read and written as one.
//
// A file is parsed on its own: a broken one stops only those who need it, and is carried along unread.
import type { BranchName, LeaseName, Path, SlotName, Version } from './identifiers.ts';
import * as z from 'zod';
import type { Time } from './age.ts';
import { latestStamp } from './document.ts';
import { StateError } from './errors.ts';
import type { Instant } from './instant.ts';
import { problemOf } from './invariants.ts';
import { mayBeLocked } from './locks.ts';
import { endOfRest } from './slot-table.ts';
import { documentSchema, globalLockSchema, SCHEMA_VERSION, type LeaseDocument, type Lock } from './schema.ts';

/** A file that is there and cannot be understood; `problem` is one sentence for a person. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Every lease by name, and the lock of all leases. Values are never changed in place. */
export interface Board {
  readonly leases: ReadonlyMap<LeaseName, LeaseDocument | Unreadable>;
  readonly lock: Lock | Unreadable | null;
}

/** Names one version of the board; `null`: there is no lock branch. */
export type Head = Version | null;

/** One lease as a cheap look shows it; no version to write on. `document: null`: nobody has written this lease. */
export interface Glance {
  readonly document: LeaseDocument | Unreadable | null;
  /** Of all leases; only where it was asked for. */
  readonly lock?: Lock | Unreadable | null;
}

/** What cutting the history of the lock branch has done: its length in commits before, and after. */
export interface Cut {
  readonly length: number;
  readonly kept: number;
}

/** The board of a branch that does not exist yet. */
export const EMPTY_BOARD: Board = { leases: new Map(), lock: null };

/** Whether a file was there and could not be understood. */
export function isUnreadable(value: object | null | undefined): value is Unreadable {
  return value !== null && value !== undefined && 'unreadable' in value;
}

/** The lock branch, where no other one is named. */
export const DEFAULT_BRANCH: BranchName = 'ref-lease';

/** How many leases one write removes from the board at most. */
const PRUNED_AT_ONCE = 20;

/** Seconds after its last write until a lease that nobody wants is removed from the board. */
const IDLE_AFTER = 30 * 86_400;

/**
 * The board without its idle leases, a few at a time, `except` one, and without a lock of all leases that is long over;
 * the same board where there is none. That a lock is over is only told by a clock that all share: where another one is
 * days ahead, its end would come for everybody.
 */
export function prune(
  board: Board,
  { now, trusted }: Pick<Time, 'now' | 'trusted'>,
  except: LeaseName,
): Board {
  const mayClose = (lock: Lock | null): boolean => lock !== null && (!trusted || mayBeLocked(lock, now));
  const idle = [...board.leases]
    .filter(
      ([name, document]) => name !== except && !isUnreadable(document) && isIdle(document, now, mayClose),
    )
    .slice(0, PRUNED_AT_ONCE);
  const lock = isUnreadable(board.lock) || mayClose(board.lock) ? board.lock : null;
  if (idle.length === 0 && lock === board.lock) return board;
  const leases = new Map(board.leases);
  for (const [name] of idle) leases.delete(name);
  return { leases, lock };
}

/**
 * Whether a lease may leave the board: nobody waits or holds, no lock and no rest, untouched for 30 days. Its tokens lie
 * before now, so those of a document that is made anew rise above them.
 */
function isIdle(document: LeaseDocument, now: Instant, mayClose: (lock: Lock | null) => boolean): boolean {
  return (
    document.requests.length === 0 &&
    ![document, ...Object.values(document.slots)].some(
      (place) => mayClose(place.lock) || endOfRest(place, now) !== null,
    ) &&
    now - latestStamp(document) > IDLE_AFTER &&
    Math.max(document.epoch, document.sequence) < Math.floor(now)
  );
}

/** Longest name of a file of the lock branch, in bytes, that every file system takes. */
export const LONGEST_FILE_NAME = 254;

/** What Windows keeps for devices, whatever comes behind the dot: nobody could check such a file out there. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Name of the file of a lease's document: special characters are percent-encoded, so a character is a byte. */
export function fileNameOf(lease: LeaseName): string {
  const encoded = encodeURIComponent(lease).replace(DEVICE, (name) => {
    const first = name.charCodeAt(0).toString(16).toUpperCase();
    return `%${first}${name.slice(1)}`;
  });
  return `${encoded}.json`;
}

/** Path of a lease's document on the lock branch. */
export function pathOf(lease: LeaseName): Path {
  return `leases/${fileNameOf(lease)}`;
}

/** The name of the lease that a path holds, or `null` where the path is not that of a lease's document. */
export function leaseOf(path: Path): LeaseName | null {
  const encoded = /^leases\/([^/]+)\.json$/.exec(path)?.[1];
  if (encoded === undefined) return null;
  try {
    const lease = decodeURIComponent(encoded);
    return pathOf(lease) === path ? lease : null;
  } catch {
    return null;
  }
}

/** Path of the lock of all leases. */
export const LOCK_PATH: Path = 'lock.json';

/** Whether two names differ only in how they are written: on some computers their files are one. */
export function isTwin(one: LeaseName | SlotName, other: LeaseName | SlotName): boolean {
  const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
  return one !== other && folded(one) === folded(other);
}

/** Parses `leases/<name>.json`. `text` is `null` where the file is not text that can be read whole. */
export function parseDocument(lease: LeaseName, text: string | null): LeaseDocument | Unreadable {
  const parsed = parse(documentSchema, text);
  if (isUnreadable(parsed)) return parsed;
  if (parsed.lease !== lease) return { unreadable: `it says that it is of the lease "${parsed.lease}"` };
  const problem = problemOf(parsed);
  return problem === null ? parsed : { unreadable: `it ${problem}` };
}

/** Parses `lock.json`. */
export function parseLock(text: string | null): Lock | Unreadable {
  const parsed = parse(globalLockSchema, text);
  if (isUnreadable(parsed)) return parsed;
  const { schema_version: _, ...lock } = parsed;
  return lock;
}

export function printDocument(document: LeaseDocument): string {
  return `${JSON.stringify(documentToJson(document), null, 2)}\n`;
}

export function printLock(lock: Lock): string {
  return `${JSON.stringify(z.encode(globalLockSchema, { schema_version: SCHEMA_VERSION, ...lock }), null, 2)}\n`;
}

function parse<S extends z.ZodType<object>>(schema: S, text: string | null): z.output<S> | Unreadable {
  if (text === null) return { unreadable: 'it is not a text file, or too large to be read whole' };
  if (text.trim() === '') return { unreadable: 'it is empty' };
  try {
    return understood(schema, JSON.parse(text));
  } catch {
    // Whatever one file does to its reader, it stops nobody who needs another one.
    return { unreadable: 'it is not JSON' };
  }
}

function understood<S extends z.ZodType<object>>(schema: S, json: unknown): z.output<S> | Unreadable {
  // Whatever walks the values from here on calls itself for each level.
  if (isDeeperThan(DEEPEST, json)) return { unreadable: `it is nested more than ${DEEPEST} levels deep` };
  const version = z.object({ schema_version: z.number() }).safeParse(json).data?.schema_version;
  if (version !== undefined && version > SCHEMA_VERSION) {
    return {
      unreadable: `it has schema version ${version}, newer than the ${SCHEMA_VERSION} that this release knows: use the newer release everywhere`,
    };
  }
  const result = schema.safeDecode(withoutNulls(json) as z.input<S>);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  return { unreadable: `${path.length === 0 ? 'its content' : path.join('.')}: ${message}` };
}

/** Fails for a file that cannot be understood, with the words that tell how to repair it. */
export function unreadableError(
  where: { branch: BranchName; head: Version | null; path: Path },
  problem: string,
): StateError {
  const held = where.path.startsWith('leases/') ? 'the lease is granted to nobody' : 'no lease is granted';
  return new StateError(
    `${where.path} on the branch ${where.branch} (commit ${where.head ?? 'unknown'}) cannot be read: ${problem}. ` +
      `It was not overwritten, and ${held} until it is repaired. ` +
      `In a clone of the repository, look at "git fetch origin ${where.branch}" and "git log -p FETCH_HEAD -- ${where.path}", ` +
      'and push a commit that restores the last good version.',
  );
}

/** A document as JSON values, as it is written and given out. */
export function documentToJson(document: LeaseDocument): z.input<typeof documentSchema> {
  return z.encode(documentSchema, document);
}

/** Largest document that a registration may leave behind, in bytes: GitHub gives larger files out in part only. */
export const LARGEST_DOCUMENT = 400_000;

/**
 * The same of locks of slots, which have room when registrations have none left: less than can be read whole, for what ends
 * requests always has room.
 */
export const LARGEST_WITH_LOCKS = 430_000;

/** What times in letters add to one entry of a document at most, in bytes. */
const BYTES_OF_TIMES = 120;

/** Bytes of a document as it is written. */
export function sizeOf(document: LeaseDocument): number {
  return bytesOf(printDocument(document));
}

/** Bytes of a document by what takes them, about. */
export function sizesOf(
  document: LeaseDocument,
): Readonly<Record<'requests' | 'outcomes' | 'slots', number>> {
  const { requests, outcomes, slots } = documentToJson(document);
  const bytes = (part: unknown): number => bytesOf(JSON.stringify(part, null, 2));
  return { requests: bytes(requests), outcomes: bytes(outcomes), slots: bytes(slots) };
}

/** Whether a document has more bytes as it is written. Times become letters only where it is close: that takes long. */
export function isLargerThan(document: LeaseDocument, most: number): boolean {
  const { requests, rounds, outcomes, slots, watched = {} } = document;
  const named = Object.keys(slots).length + Object.keys(watched).length;
  const entries = 1 + requests.length + rounds.length + outcomes.length + named;
  const bytes = bytesOf(JSON.stringify(document, null, 2));
  return bytes > most || (bytes + entries * BYTES_OF_TIMES > most && sizeOf(document) > most);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The fields that a document may leave out; `null` is another way to leave them out. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'completed_by',
  'epoch',
  'granted_at',
  'hold_limit',
  'nonce',
  'own_clock_at',
  'payload',
  'reason',
  'registered_at',
  'round',
  'slots',
  'take',
  'takeover_delay',
  'watched',
]);

/** How many levels deep a file may be nested; a document is nested five levels deep. */
const DEEPEST = 16;

function isDeeperThan(levels: number, json: unknown): boolean {
  let open = [json].filter(isNesting);
  for (let level = 0; level < levels; level += 1) open = open.flatMap(Object.values).filter(isNesting);
  return open.length > 0;
}

function isNesting(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function withoutNulls(json: unknown): unknown {
  if (!isNesting(json)) return json;
  if (Array.isArray(json)) return json.map(withoutNulls);
  const kept = Object.entries(json).filter(([key, value]) => value !== null || !OPTIONAL.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]));
}
