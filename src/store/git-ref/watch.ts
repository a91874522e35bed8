// Looking at one lease by conditional requests, which cost nothing while nothing has changed.
//
// What a file has shown is kept and shown again when GitHub says that it has not changed. That a look shows always what
// it sees, never "as before", spares whoever looks the question which of its looks was answered last, and believed.
import * as z from 'zod';
import { LOCK_PATH, parseDocument, parseLock, pathOf, type Unreadable } from '../../lease/board.ts';
import type { LeaseDocument, Lock } from '../../lease/schema.ts';
import { ConditionalReader } from '../../github/conditional.ts';
import { unexpected, type Answer, type Purpose } from '../../github/faults.ts';
import type { CallOptions, Look } from '../store.ts';
import { purposeOf, type Place } from './read.ts';

interface Watched<T> {
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
    return { document: document.value, ...(lock === undefined ? {} : { lock: lock.value }) };
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
    const watched = { sha, value: sha === null ? null : parse(text) };
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
