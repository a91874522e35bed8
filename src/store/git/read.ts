// Reading the lock branch out of the private repository, at the head that was fetched.
//
// What a head holds never changes, so that nothing is read twice while the head, or a file, stays the same.
import {
  EMPTY_BOARD,
  leaseOf,
  LOCK_PATH,
  pathOf,
  unreadableError,
  type Glance,
  type Head,
} from '../../lease/board.ts';
import type { LeaseName, Path, Version } from '../../lease/identifiers.ts';
import { boardOf, textOf, type File, type Origins } from '../files.ts';
import type { CallOptions, Snapshot } from '../store.ts';
import type { Mirror } from './mirror.ts';

/** A larger file is no document: it is not read. */
const LARGEST_FILE = 1_000_000;

/** An entry of a tree: mode, type, object, size, path. */
const ENTRY = /^(\d+) \S+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s;

/** What is known of one head. */
interface Known {
  readonly head: Head;
  /** The object of each file of the board; `null`: it is no text that can be read whole. */
  readonly files: ReadonlyMap<Path, string | null>;
  readonly glances: Map<string, Glance>;
  snapshot: Snapshot | null;
}

/** Reads boards and glances. */
export class Reader {
  readonly #mirror: Mirror;
  readonly #origins: Origins;
  #known: Known | null = null;
  /** The texts of objects. */
  #texts = new Map<string, string | null>();

  constructor(mirror: Mirror, origins: Origins) {
    this.#mirror = mirror;
    this.#origins = origins;
  }

  async read({ signal }: CallOptions): Promise<Snapshot> {
    const known = await this.#fetch(signal);
    const { head, files } = known;
    known.snapshot ??=
      head === null
        ? { head, board: EMPTY_BOARD }
        : { head, board: boardOf(await this.#textsOf([...files.keys()], known, signal), this.#origins) };
    return known.snapshot;
  }

  async watch(
    lease: LeaseName,
    { signal, withLock = false }: CallOptions & { readonly withLock?: boolean },
  ): Promise<Glance> {
    const known = await this.#fetch(signal);
    const key = `${withLock} ${lease}`;
    const glance = known.glances.get(key) ?? (await this.#glance(lease, withLock, known, signal));
    known.glances.set(key, glance);
    return glance;
  }

  async #glance(
    lease: LeaseName,
    withLock: boolean,
    known: Known,
    signal: AbortSignal | undefined,
  ): Promise<Glance> {
    const paths = [pathOf(lease), ...(withLock ? [LOCK_PATH] : [])];
    const { leases, lock } = boardOf(await this.#textsOf(paths, known, signal), this.#origins);
    return { document: leases.get(lease) ?? null, ...(withLock ? { lock } : {}) };
  }

  async #fetch(signal: AbortSignal | undefined): Promise<Known> {
    const head = await this.#mirror.fetch(signal);
    if (this.#known?.head !== head) {
      const files = head === null ? new Map<Path, null>() : await this.#filesOf(head, signal);
      this.#known = { head, files, glances: new Map(), snapshot: null };
      const objects = new Set<string | null>(files.values());
      this.#texts = new Map([...this.#texts].filter(([object]) => objects.has(object)));
    }
    return this.#known;
  }

  async #filesOf(head: Version, signal: AbortSignal | undefined): Promise<Map<Path, string | null>> {
    const listed = await this.#mirror.ask(['ls-tree', '-r', '-l', '-z', head, 'leases', LOCK_PATH], {
      signal,
    });
    const files = new Map<Path, string | null>();
    for (const line of listed.toString().split('\0').slice(0, -1)) {
      const [, mode = '', object = '', size = '', path = ''] = ENTRY.exec(line)!;
      if (path === 'leases') {
        const { branch } = this.#mirror.place;
        throw unreadableError({ branch, head, path }, 'it is not a folder');
      }
      const isText = mode.startsWith('100') && Number(size) <= LARGEST_FILE;
      if (path === LOCK_PATH || leaseOf(path) !== null) files.set(path, isText ? object : null);
    }
    return files;
  }

  /** The files of these paths that are there. */
  async #textsOf(
    paths: readonly Path[],
    { files }: Known,
    signal: AbortSignal | undefined,
  ): Promise<readonly File[]> {
    const found = paths.filter((path) => files.has(path));
    const objects = found.map((path) => files.get(path)!).filter((object) => object !== null);
    const unread = [...new Set(objects)].filter((object) => !this.#texts.has(object));
    if (unread.length > 0) {
      const input = Buffer.from(unread.map((object) => `${object}\n`).join(''));
      const printed = await this.#mirror.ask(['cat-file', '--batch'], { input, signal });
      for (const [object, content] of objectsIn(printed)) this.#texts.set(object, textOf(content));
    }
    return found.map((path): File => [path, this.#texts.get(files.get(path)!) ?? null]);
  }
}

/** The objects that `cat-file --batch` has printed, each after its id, type and length; not those that it has missed. */
export function objectsIn(printed: Buffer): [object: string, content: Buffer][] {
  const objects: [string, Buffer][] = [];
  for (let at = 0; at < printed.length;) {
    const start = printed.indexOf('\n', at) + 1;
    const [object = '', , length] = printed.toString('latin1', at, start - 1).split(' ');
    at = start;
    if (length === undefined) continue;
    objects.push([object, printed.subarray(start, start + Number(length))]);
    at += Number(length) + 1;
  }
  return objects;
}
