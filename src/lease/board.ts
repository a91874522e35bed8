// The board: the content of the lock branch, read and written as one.
//
// A file is parsed on its own: a broken one stops only those who need it, and is carried along unread.
import * as z from 'zod';
import { recreateDocument } from './document.ts';
import type { Instant } from './instant.ts';
import { StateError, type InvariantError } from './errors.ts';
import { assertInvariants } from './invariants.ts';
import { documentSchema, globalLockSchema, SCHEMA_VERSION, type LeaseDocument, type Lock } from './schema.ts';

/** A file that is there and cannot be understood; `problem` is one sentence for a person. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Every lease by name, and the lock of all leases. Values are never changed in place. */
export interface Board {
  readonly leases: ReadonlyMap<string, LeaseDocument | Unreadable>;
  readonly lock: Lock | Unreadable | null;
}

/** The board of a branch that does not exist yet. */
export const EMPTY_BOARD: Board = { leases: new Map(), lock: null };

/** Whether a file was there and could not be understood. */
export function isUnreadable(value: object | null | undefined): value is Unreadable {
  return value !== null && value !== undefined && 'unreadable' in value;
}

/** The board for a branch that is made anew; what could not be read stays what it is. */
export function recreateBoard(board: Board, now: Instant): Board {
  const leases = new Map<string, LeaseDocument | Unreadable>();
  for (const [name, document] of board.leases) {
    leases.set(name, isUnreadable(document) ? document : recreateDocument(document, now));
  }
  return { ...board, leases };
}

/** Path of a lease's document on the lock branch; special characters of the name are percent-encoded. */
export function pathOf(lease: string): string {
  return `leases/${encodeURIComponent(lease)}.json`;
}

/** The name of the lease that a path holds, or `null` where the path is not that of a lease's document. */
export function leaseOf(path: string): string | null {
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
export const LOCK_PATH = 'lock.json';

/** Parses `leases/<name>.json`. `text` is `null` where the file is not text that can be read whole. */
export function parseDocument(lease: string, text: string | null): LeaseDocument | Unreadable {
  const parsed = parse(documentSchema, text);
  if (isUnreadable(parsed)) return parsed;
  if (parsed.lease !== lease) return { unreadable: `it says that it is of the lease "${parsed.lease}"` };
  try {
    assertInvariants(parsed);
  } catch (error) {
    return { unreadable: (error as InvariantError).problem };
  }
  return parsed;
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
  const json = jsonOf(text);
  if (json === undefined) {
    return { unreadable: text.trim() === '' ? 'it is empty' : 'it is not JSON' };
  }
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
  where: { branch: string; head: string | null; path: string },
  problem: string,
): StateError {
  const held = where.path.startsWith('leases/') ? 'the lease is granted to nobody' : 'no lease is granted';
  return new StateError(
    `${where.path} on the branch ${where.branch} (commit ${where.head ?? 'unknown'}) cannot be read: ${problem}. ` +
      `It was not overwritten, and ${held} until it is repaired. ` +
      `Look at "git fetch origin ${where.branch}" and "git log -p FETCH_HEAD -- ${where.path}", ` +
      'and push a commit that restores the last good version.',
  );
}

/** A document as JSON values, as it is written and given out. */
export function documentToJson(document: LeaseDocument): z.input<typeof documentSchema> {
  return z.encode(documentSchema, document);
}

/** A board as text, for another process of the same job; `null` where a file of it could not be understood. */
export function printBoard({ leases, lock }: Board): string | null {
  const documents: string[] = [];
  for (const document of leases.values()) {
    if (isUnreadable(document)) return null;
    documents.push(printDocument(document));
  }
  if (isUnreadable(lock)) return null;
  return JSON.stringify({ documents, lock: lock === null ? null : printLock(lock) });
}

const printedBoardSchema = z.strictObject({ documents: z.array(z.string()), lock: z.string().nullable() });
const namedSchema = z.object({ lease: z.string() });

/** Reads the text of {@link printBoard}; `null` where it is no such text. */
export function parseBoard(text: string): Board | null {
  const printed = printedBoardSchema.safeParse(jsonOf(text)).data;
  if (printed === undefined) return null;
  const leases = new Map<string, LeaseDocument>();
  for (const each of printed.documents) {
    const { lease } = namedSchema.safeParse(jsonOf(each)).data ?? { lease: '' };
    const document = parseDocument(lease, each);
    if (isUnreadable(document)) return null;
    leases.set(lease, document);
  }
  const lock = printed.lock === null ? null : parseLock(printed.lock);
  return isUnreadable(lock) ? null : { leases, lock };
}

/** The fields that a document may leave out; `null` is another way to leave them out. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'completed_by',
  'epoch',
  'granted_at',
  'payload',
  'reason',
  'registered_at',
  'round',
  'takeover_delay',
]);

function withoutNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(withoutNulls);
  const kept = Object.entries(json).filter(([key, value]) => value !== null || !OPTIONAL.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
