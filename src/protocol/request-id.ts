// Which of a job's ids is meant, and which is open to its next step.
import type { RequestId } from '../lease/identifiers.ts';
import { holdersOf, isCompletedFor, outcomeOf } from '../lease/document.ts';
import { keyOf, ordinalOf } from '../lease/request-key.ts';
import type { LeaseDocument, Registration } from '../lease/schema.ts';

/**
 * The id under which a step of the job with that key asks: the latest one where it is live, has an outcome of that step
 * itself, or is completed, which is what the step asks for; else a new one. Outcomes of earlier ones may be dropped by now;
 * `used`: one that is known to be used up.
 */
export function openIdOf(
  document: LeaseDocument,
  registration: Registration,
  key: RequestId,
  used: RequestId | null = null,
): RequestId {
  const first = used === null ? 1 : ordinalOf(used) + 1;
  for (let n = Math.max(first, ordinalOf(latestIdOf(document, key) ?? key)); ; n += 1) {
    const id = n === 1 ? key : `${key}/${n}`;
    const outcome = outcomeOf(document, id);
    if (outcome === undefined || outcome.nonce === registration.nonce) return id;
    if (isCompletedFor(outcome, registration)) return id;
  }
}

/** The id of a job's hold, else of its latest request, else of its latest outcome; `null` where it made none. */
export function latestIdOf(document: LeaseDocument, key: RequestId): RequestId | null {
  const isOwn = (entry: { readonly id: RequestId }): boolean => keyOf(entry.id) === key;
  const holder = holdersOf(document).find(isOwn);
  if (holder !== undefined) return holder.id;
  return document.requests.findLast(isOwn)?.id ?? document.outcomes.findLast(isOwn)?.id ?? null;
}
