// Looking at one lease by conditional requests, which cost nothing while nothing has changed.
//
// What a file has shown is shown again when GitHub says that it has not changed. That a look shows always what it sees,
// never "as before", spares whoever looks the question which of its looks was answered last, and believed.
import type { Path } from '../../lease/identifiers.ts';
import * as z from 'zod';
import { LOCK_PATH, parseDocument, parseLock, pathOf, type Unreadable } from '../../lease/board.ts';
import { ConditionalReader } from '../../github/conditional.ts';
import { unexpected, type Answer, type Purpose } from '../../github/faults.ts';
import { textOf } from '../files.ts';
import type { CallOptions, Store } from '../store.ts';
import { purposeOf, type Place } from './read.ts';

const contentSchema = z.object({
  type: z.string(),
  encoding: z.string().nullish(),
  content: z.string().nullish(),
});

/** The {@link Store.watch} of a branch. */
export function watcher(place: Place): Store['watch'] {
  const { client, repository, branch } = place;
  const purpose = purposeOf(place);
  const conditional = new ConditionalReader(client);
  const see = async <T>(
    path: Path,
    parse: (text: string | null) => T | Unreadable,
    options: CallOptions,
  ): Promise<T | Unreadable | null> => {
    const answer = await conditional.get({
      route: 'GET /repos/{owner}/{repo}/contents/{path}',
      // In full: a tag of the same name would come first.
      parameters: { ...repository, path, ref: `refs/heads/${branch}` },
      purpose,
      ...options,
    });
    // No file, or no branch, or no repository: the next read tells which.
    return answer.status === 404 ? null : parse(textIn(answer, purpose));
  };
  return async (lease, { withLock = false, ...options } = {}) => {
    const [document, lock] = await Promise.all([
      see(pathOf(lease), (text) => parseDocument(lease, text), options),
      withLock ? see(LOCK_PATH, parseLock, options) : undefined,
    ]);
    return { document, ...(lock === undefined ? {} : { lock }) };
  };
}

function textIn(answer: Answer, purpose: Purpose): string | null {
  // The content of a folder is an array.
  if (Array.isArray(answer.data)) return null;
  const file = contentSchema.safeParse(answer.data).data;
  if (file === undefined) throw unexpected(answer, purpose);
  // A file of more than a megabyte has the encoding "none", and no content.
  const whole = file.type === 'file' && file.encoding === 'base64';
  return whole ? textOf(Buffer.from(file.content ?? '', 'base64')) : null;
}
