// The refs of one bare repository: every change is git's own compare-and-swap.
//
// Keeps what each ref pointed to before its last update, only to be able to answer as a lagging replica would. That
// record is complete for changes made through `swap`, `whileOthersChange` and `rescan`.
import { runGit, StandingCommand } from './git-process.ts';
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

/** What git said of a set of updates. */
export type SwapResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** What a ref points to as far as is known here, and what it pointed to before. */
interface Past {
  readonly before: string | null;
  readonly now: string | null;
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
  readonly #writer: StandingCommand<true>;
  readonly #past = new Map<string, Past>();
  readonly #lists = new Map<string, { version: number; refs: readonly Ref[] }>();
  #version = 0;
  /** How many others may be changing refs now. */
  #others = 0;

  constructor(directory: string, reader: StandingCommand<GitObject | null>) {
    this.#directory = directory;
    this.#reader = reader;
    this.#writer = new StandingCommand(directory, ['update-ref', '--stdin'], parseCommitted);
  }

  /** The object that a full ref name points to, `null` where there is none. */
  async resolve(ref: string, stale = false): Promise<string | null> {
    if (!isRefName(ref)) return null;
    if (stale) return this.#past.get(ref)?.before ?? null;
    return (await this.#reader.ask(ref))?.oid ?? null;
  }

  /** The refs whose full names begin with `prefix`, by name. */
  async list(prefix: string, stale = false): Promise<readonly Ref[]> {
    if (stale) return this.#listBefore(prefix);
    const known = this.#lists.get(prefix);
    if (known?.version === this.#version && this.#others === 0) return known.refs;
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
    const lines = updates.map(lineOf).join('\n');
    const isDone = await this.#writer.ask(`start\n${lines}\ncommit`).catch(() => false);
    const refusal = isDone ? null : await this.#swapAlone(lines);
    if (refusal !== null) return { ok: false, reason: refusal };
    this.#version += 1;
    for (const { ref, next } of updates) this.#record(ref, next);
    return { ok: true };
  }

  /** Ends the process that stays. */
  close(): Promise<void> {
    return this.#writer.close();
  }

  /** Lets git change refs on somebody else's behalf; what was known of them counts no more from here on. */
  async whileOthersChange<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#others += 1;
    try {
      return await work();
    } finally {
      await this.rescan();
      this.#others -= 1;
    }
  }

  /** Takes note of changes that somebody else has made in the repository. */
  async rescan(): Promise<void> {
    this.#version += 1;
    const refs = new Map((await this.list('refs/')).map(({ ref, oid }) => [ref, oid]));
    for (const ref of new Set([...refs.keys(), ...this.#past.keys()])) {
      const oid = refs.get(ref) ?? null;
      if ((this.#past.get(ref)?.now ?? null) !== oid) this.#record(ref, oid);
    }
  }

  /** Makes the change in a process of its own, which can tell why it may not be; the other has ended by it. */
  async #swapAlone(lines: string): Promise<string | null> {
    const { code, stderr } = await runGit(this.#directory, ['update-ref', '--stdin'], `${lines}\n`);
    return code === 0 ? null : stderr.trim().replace(/^(fatal|error): /, '');
  }

  #record(ref: string, next: string | null): void {
    this.#past.set(ref, { before: this.#past.get(ref)?.now ?? null, now: next });
  }

  #listBefore(prefix: string): Ref[] {
    const refs = [...this.#past.keys()].filter((ref) => ref.startsWith(prefix)).toSorted();
    return refs.flatMap((ref) => {
      const oid = this.#past.get(ref)?.before ?? null;
      return oid === null ? [] : [{ ref, oid }];
    });
  }
}

/** That a transaction was made; nothing is said of one that was not, for the command ends by it. */
function parseCommitted(written: Buffer): { reply: true; length: number } | null {
  const committed = 'commit: ok\n';
  const at = written.indexOf(committed);
  return at < 0 ? null : { reply: true, length: at + committed.length };
}

function lineOf({ ref, next, old }: RefUpdate): string {
  const expected = old === undefined ? '' : ` ${old ?? ZERO}`;
  return next === null ? `delete ${ref}${expected}` : `update ${ref} ${next}${expected}`;
}
