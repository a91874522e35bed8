// Failures that count against a request: its commit contains one that has just failed on the resource.
//
// GitHub is about to destroy the group above a failed one, so for one window nobody takes the lease for it. A success
// of the same scope that contains the failed commit clears it, whichever of the two came first.
import type { Sha } from './identifiers.ts';
import { hasPassed, type Time } from './age.ts';
import { chainOf, reachable, type Graph } from './containment.ts';
import type { LeaseDocument, Outcome, Request } from './schema.ts';

/** Tells the failures that count against a request now. */
export type Taints = (request: Request) => readonly Outcome[];

/** `graph`: what the document orders, see containment.ts. */
export function taintsOf(document: LeaseDocument, graph: Graph, time: Time): Taints {
  const failures = openFailures(document);
  const above = new Map<Sha, ReadonlySet<Sha>>();
  const aboveOf = (head: Sha): ReadonlySet<Sha> => {
    const heads = above.get(head) ?? reachable(graph.above, head);
    above.set(head, heads);
    return heads;
  };
  return (request) =>
    failures.filter(
      ({ id, at, scope, head_sha }) =>
        scope === request.scope &&
        head_sha !== request.head_sha &&
        !hasPassed(time, `failure:${id}`, at, request.parameters.window) &&
        aboveOf(head_sha).has(request.head_sha),
    );
}

/** Failures that no success of their scope is proved to contain. */
function openFailures(document: LeaseDocument): Outcome[] {
  const failures = document.outcomes.filter(({ outcome }) => outcome === 'failure');
  if (failures.length === 0) return [];
  const { below } = chainOf(document);
  const cleared = new Map<string, ReadonlySet<Sha>>();
  for (const { scope } of failures) {
    if (cleared.has(scope)) continue;
    const heads = document.outcomes
      .filter((outcome) => outcome.outcome === 'success' && outcome.scope === scope)
      .map(({ head_sha }) => head_sha);
    cleared.set(scope, new Set([...heads, ...reachable(below, ...heads)]));
  }
  return failures.filter(({ scope, head_sha }) => !cleared.get(scope)!.has(head_sha));
}
