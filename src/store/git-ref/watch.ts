// Looking at one lease by conditional requests, which cost nothing while nothing has changed.
//
// Every file has a version here, which rises when its content changes; a lease remembers which versions its last
// look has shown. So one lease's look at the lock of all leases hides no change of it from another's.
import * as z from 'zod';
import { LOCK_PATH, parseDocument, parseLock, pathOf, type Unreadable } from '../../lease/board.ts';
import type { LeaseDocument, Lock } from '../../lease/schema.ts';
import { ConditionalReader } from '../../github/conditional.ts';
import { unexpected, type Answer, type Purpose } from '../../github/faults.ts';
import type { CallOptions, Look } from '../store.ts';
import { purposeOf, type Place } from './read.ts';

interface Watched<T> {
  readonly version: number;
  /** The sha of the file's content; `null` where there is no file. */
  readonly sha: string | null;
  readonly value: T | Unreadable | null;
}

const contentSchema = z.object({
  sha: z.string(),
  type: z.string(),
  encoding: z.string().nullish(),
  content: z.string().nullish(),
});

/** Keeps what has been seen of the files that are looked at. */
export class Watcher {
  readonly #place: Place;
  readonly #purpose: Purpose;
  readonly #conditional: ConditionalReader;
  readonly #documents = new Map<string, Watched<LeaseDocument>>();
  readonly #locks = new Map<string, Watched<Lock>>();
  /** The versions that the last look at a lease has shown. */
  readonly #shown = new Map<string, { document: number; lock: number | undefined }>();

  constructor(place: Place) {
    this.#place = place;
    this.#purpose = purposeOf(place);
    this.#conditional = new ConditionalReader(place.client);
  }

  /** See {@link Store.watch}. */
  async look(lease: string, options: CallOptions & { readonly withLock?: boolean }): Promise<Look> {
    const { withLock = false, ...callOptions } = options;
    const [document, lock] = await Promise.all([
      this.#see(this.#documents, pathOf(lease), (text) => parseDocument(lease, text), callOptions),
      withLock ? this.#see(this.#locks, LOCK_PATH, parseLock, callOptions) : undefined,
    ]);
    const shown = this.#shown.get(lease);
    const lockUnchanged = lock === undefined || lock.version === shown?.lock;
    if (document.version === shown?.document && lockUnchanged) return { kind: 'unchanged' };
    this.#shown.set(lease, { document: document.version, lock: lock?.version ?? shown?.lock });
    return { kind: 'changed', document: document.value, ...(lock === undefined ? {} : { lock: lock.value }) };
  }

  async #see<T>(
    seen: Map<string, Watched<T>>,
    path: string,
    parse: (text: string | null) => T | Unreadable,
    options: CallOptions,
  ): Promise<Watched<T>> {
    const { repository, branch } = this.#place;
    const { answer } = await this.#conditional.get({
      route: 'GET /repos/{owner}/{repo}/contents/{path}',
      // In full: a tag of the same name would come first.
      parameters: { ...repository, path, ref: `refs/heads/${branch}` },
      purpose: this.#purpose,
      ...options,
    });
    const { sha, text } = contentOf(answer, this.#purpose);
    const last = seen.get(path);
    if (last?.sha === sha) return last;
    const value = sha === null ? null : parse(text);
    const watched = { version: (last?.version ?? 0) + 1, sha, value };
    seen.set(path, watched);
    return watched;
  }
}

function contentOf(answer: Answer, purpose: Purpose): { sha: string | null; text: string | null } {
  // No file, or no branch, or no repository: the next read tells which.
  if (answer.status === 404) return { sha: null, text: null };
  // The content of a folder is an array.
  if (Array.isArray(answer.data)) return { sha: `folder ${JSON.stringify(answer.data)}`, text: null };
  const file = contentSchema.safeParse(answer.data).data;
  if (file === undefined) throw unexpected(answer, purpose);
  // A file of more than a megabyte has the encoding "none", and no content.
  const whole = file.type === 'file' && file.encoding === 'base64';
  return { sha: file.sha, text: whole ? decode(file.content ?? '') : null };
}

function decode(base64: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}
