// Knots of a graph: commits that lead to one another in a circle, which real histories never have and forged ones may.
//
// Without them a graph of commits could not be taken apart from the top: inside of a knot nobody is on top. (Kosaraju's
// algorithm, with stacks of its own: a line of commits may be longer than calls can be nested.)
import type { Sha } from './identifiers.ts';
import type { Graph } from './containment.ts';

/** The number of the knot of every commit; a commit that is in no circle is a knot by itself. */
export function componentsOf(graph: Graph, commits: Iterable<Sha>): ReadonlyMap<Sha, number> {
  const component = new Map<Sha, number>();
  let count = 0;
  // Whoever is left last is on top of what was left before, so whatever leads up to it from there is in its knot.
  for (const top of leavingOrder(graph, commits).toReversed()) {
    if (component.has(top)) continue;
    component.set(top, count);
    const open = [top];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const upper of graph.above.get(at) ?? []) {
        if (component.has(upper)) continue;
        component.set(upper, count);
        open.push(upper);
      }
    }
    count += 1;
  }
  return component;
}

/** Every commit in the order in which a walk downwards is done with it. */
function leavingOrder({ below }: Graph, commits: Iterable<Sha>): Sha[] {
  const left: Sha[] = [];
  const entered = new Set<Sha>();
  for (const start of commits) {
    if (entered.has(start)) continue;
    entered.add(start);
    const way = [{ at: start, next: 0 }];
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const lower = below.get(step.at)?.[step.next++];
      if (lower === undefined) left.push(way.pop()!.at);
      else if (!entered.has(lower)) {
        entered.add(lower);
        way.push({ at: lower, next: 0 });
      }
    }
  }
  return left;
}
