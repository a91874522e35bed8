// Which success should settle which request, read off the true commits of a world.
import { isSameJob } from '../../src/lease/document.ts';
import type { LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';
import type { World } from './world.ts';

/** Whether two calls of one job have asked in a scope in one attempt: it does not tell what each of them does. */
export function isOfTwoJobs(document: LeaseDocument | null, scope: string): boolean {
  const entries = [...(document?.requests ?? []), ...(document?.outcomes ?? [])];
  const ids = entries.filter((entry) => entry.scope === scope).map(({ id }) => id.split('/'));
  const jobs = new Set(ids.map((parts) => parts.slice(0, 5).join('/')));
  const looks = new Set(ids.map((parts) => parts.slice(0, 4).join('/')));
  return jobs.size > looks.size;
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
