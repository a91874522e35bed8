// What the ids of one job's requests have in common: the first is the job's key, later ones have a number behind it.
import type { RequestId } from './identifiers.ts';

const ID = /^(\d+\/\d+\/[^/]*\/\d+\/(?:x[0-9a-f]{12}|\d+))(?:\/(\d+))?$/;

/** The key that an id was made from; a text that is not such an id is its own key. */
export function keyOf(id: RequestId): RequestId {
  return ID.exec(id)?.[1] ?? id;
}

/** Which of its job's requests has the id, counted from 1. */
export function ordinalOf(id: RequestId): number {
  return Number(ID.exec(id)?.[2] ?? 1);
}
