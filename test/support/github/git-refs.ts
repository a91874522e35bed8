// The refs of one bare repository: every change is git's own compare-and-swap, in a process of its own.
//
// Keeps what each ref pointed to and when, only to be able to answer as a lagging replica would. That record is
// complete for changes made through `swap` and `rescan`.
import { runGit } from './git-process.ts';
import type { StandingCommand } from './git-process.ts';
import type { GitObject } from './git-repository.ts';

/** A ref and what it points to. */
export interface Ref {
  readonly ref: string;
  readonly oid: string;
}

/** One change of a ref: `old` undefined is "whatever it is", `null` is "it must not exist"; `next` null deletes. */
export interface RefUpdate {
  readonly ref: string;
  readonly next: string | null;
  readonly old?: string | null;
}

/** How old the state is that a read answers with: so many updates of the ref, or so many milliseconds, ago. */
export interface Staleness {
  readonly updates?: number;
  readonly ms?: number;
}

/** What git said of a set of updates. */
export type SwapResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

interface Past {
  readonly at: number;
  readonly oid: string | null;
}

const ZERO = '0'.repeat(40);

/** Whether git would take the text as the full name of a ref. */
export function isRefName(ref: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x20~^:?*[\\\x7f]|\.\.|@\{|\/\/|\/$|\.$/.test(ref)) return false;
  return ref.startsWith('refs/') && ref.split('/').every((part) => !/^\.|\.lock$/.test(part));
}

/** The refs of one repository. */
export class Refs {
  readonly #directory: string;
  readonly #reader: StandingCommand<GitObject | null>;
  readonly #past = new Map<string, Past[]>();
  readonly #lists = new Map<string, { version: number; refs: readonly Ref[] }>();
  #version = 0;

  constructor(directory: string, reader: StandingCommand<GitObject | null>) {
    this.#directory = directory;
    this.#reader = reader;
  }

  /** The object that a full ref name points to, `null` where there is none. */
  async resolve(ref: string, stale?: Staleness): Promise<string | null> {
    if (!isRefName(ref)) return null;
    if (stale !== undefined) return this.#before(ref, stale);
    return (await this.#reader.ask(ref))?.oid ?? null;
  }

  /** The refs whose full names begin with `prefix`, by name. */
  async list(prefix: string, stale?: Staleness): Promise<readonly Ref[]> {
    if (stale !== undefined) return this.#listBefore(prefix, stale);
    const known = this.#lists.get(prefix);
    if (known?.version === this.#version) return known.refs;
    const version = this.#version;
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const { stdout } = await runGit(this.#directory, [
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      ...(isRefName(`${folder}x`) ? [folder] : []),
    ]);
    const refs = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ oid: line.slice(0, 40), ref: line.slice(41) }))
      .filter(({ ref }) => ref.startsWith(prefix));
    this.#lists.set(prefix, { version, refs });
    return refs;
  }

  /** Changes all of the refs or none: git decides, by its own compare-and-swap. */
  async swap(updates: readonly RefUpdate[]): Promise<SwapResult> {
    const bad = updates.find(({ ref }) => !isRefName(ref));
    if (bad !== undefined) return { ok: false, reason: `refusing to update ref with bad name '${bad.ref}'` };
    const [only] = updates;
    const { code, stderr } =
      only !== undefined && updates.length === 1
        ? await runGit(this.#directory, ['update-ref', ...argumentsOf(only)])
        : await runGit(this.#directory, ['update-ref', '--stdin'], `${updates.map(lineOf).join('\n')}\n`);
    if (code !== 0) return { ok: false, reason: stderr.trim().replace(/^(fatal|error): /, '') };
    this.#version += 1;
    for (const update of updates) this.#record(update);
    return { ok: true };
  }

  /** Takes note of changes that somebody else has made in the repository. */
  async rescan(): Promise<void> {
    this.#version += 1;
    const refs = new Map((await this.list('refs/')).map(({ ref, oid }) => [ref, oid]));
    for (const ref of new Set([...refs.keys(), ...this.#past.keys()])) {
      const oid = refs.get(ref) ?? null;
      if ((this.#past.get(ref)?.at(-1)?.oid ?? null) !== oid) this.#record({ ref, next: oid });
    }
  }

  #record({ ref, next, old }: RefUpdate): void {
    const past = this.#past.get(ref) ?? [];
    this.#past.set(ref, past);
    const entry = { at: performance.now(), oid: next };
    // Two processes can end in another order than git took their locks.
    const overtaken = past.at(-1)?.oid === next ? -1 : past.findIndex(({ oid }) => oid === (old ?? null));
    if (old !== undefined && overtaken >= 0 && overtaken < past.length - 1 && next !== null)
      past.splice(overtaken + 1, 0, entry);
    else past.push(entry);
  }

  #before(ref: string, { updates = 0, ms = 0 }: Staleness): string | null {
    const past = this.#past.get(ref) ?? [];
    const until = performance.now() - ms;
    const seen = ms > 0 ? past.filter(({ at }) => at <= until) : past;
    return seen.at(-1 - updates)?.oid ?? null;
  }

  #listBefore(prefix: string, stale: Staleness): Ref[] {
    const refs = [...this.#past.keys()].filter((ref) => ref.startsWith(prefix)).toSorted();
    return refs.flatMap((ref) => {
      const oid = this.#before(ref, stale);
      return oid === null ? [] : [{ ref, oid }];
    });
  }
}

function argumentsOf({ ref, next, old }: RefUpdate): string[] {
  const expected = old === undefined ? [] : [old ?? ZERO];
  return next === null ? ['-d', ref, ...expected] : [ref, next, ...expected];
}

function lineOf({ ref, next, old }: RefUpdate): string {
  const expected = old === undefined ? '' : ` ${old ?? ZERO}`;
  return next === null ? `delete ${ref}${expected}` : `update ${ref} ${next}${expected}`;
}
