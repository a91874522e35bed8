// The ids of one job's requests: the first is the job's key, later ones have a number behind it.
import type { RequestId } from '../lease/identifiers.ts';
import { holdersOf } from '../lease/document.ts';
import { keyOf } from '../lease/request-key.ts';
import type { LeaseDocument } from '../lease/schema.ts';

/** The id of a job's nth request, counted from 1. */
export function ordinalId(key: RequestId, ordinal: number): RequestId {
  return ordinal === 1 ? key : `${key}/${ordinal}`;
}

/** The id of a job's hold, else of its latest request, else of its latest outcome; `null` where it made none. */
export function latestIdOf(document: LeaseDocument, key: RequestId): RequestId | null {
  const isOwn = (entry: { readonly id: RequestId }): boolean => keyOf(entry.id) === key;
  const holder = holdersOf(document).find(isOwn);
  if (holder !== undefined) return holder.id;
  return document.requests.findLast(isOwn)?.id ?? document.outcomes.findLast(isOwn)?.id ?? null;
}
