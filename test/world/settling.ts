// Which success should settle which request, read off the true commits of a world.
import { isSameJob } from '../../src/lease/document.ts';
import type { LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';
import type { World } from './world.ts';

/**
 * Whether a scope was asked in twice in one attempt, by two calls of one job or by two steps of one that did not give up:
 * it does not tell what each of them does.
 */
export function isShared(document: LeaseDocument | null, scope: string): boolean {
  const requests = document?.requests.filter((entry) => entry.scope === scope) ?? [];
  const outcomes = document?.outcomes.filter((entry) => entry.scope === scope) ?? [];
  const worked = [...requests, ...outcomes.filter(({ outcome }) => outcome !== 'withdrawn')];
  const differ = (entries: readonly { readonly id: string }[], parts: number, than: number): boolean =>
    prefixes(entries, parts) > prefixes(entries, than);
  return differ([...requests, ...outcomes], 5, 4) || differ(worked, 6, 5);
}

/** How many different beginnings of so many parts the ids have. */
function prefixes(entries: readonly { readonly id: string }[], parts: number): number {
  return new Set(entries.map(({ id }) => id.split('/').slice(0, parts).join('/'))).size;
}

export function shouldSettle(world: World, success: Outcome, request: Request): boolean {
  return (
    success.outcome === 'success' &&
    success.propagate &&
    request.parameters.propagate &&
    success.scope === request.scope &&
    !isSameJob(success, request) &&
    world.repository.contains(success.head_sha, request.head_sha)
  );
}
