// What the ids of one job's requests have in common.
import type { RequestId } from './identifiers.ts';

const ID = /^(\d+\/\d+\/[^/]*\/\d+\/(?:x[0-9a-f]{12}|\d+))(?:\/\d+)?$/;

/** The key that an id was made from; a text that is not such an id is its own key. */
export function keyOf(id: RequestId): RequestId {
  return ID.exec(id)?.[1] ?? id;
}
