// The order that a document gives to requests: none comes after one that it contains.
import type { Graph } from './containment.ts';
import { grouped } from './grouped.ts';
import type { Sha } from './identifiers.ts';
import type { Request } from './schema.ts';

/**
 * Sorts requests so that none comes after one that it contains, by priority and then registration where the graph orders
 * neither. Where each is contained in another (a forged cycle), so that nobody is on top, the first by those comes next.
 */
export function byContainment<R extends Request>(graph: Graph, requests: readonly R[]): R[] {
  const ranked = requests.toSorted((a, b) => b.priority - a.priority || a.registered_at - b.registered_at);
  if (ranked.length < 2) return ranked;
  const ranks = new Map(ranked.map((request, rank) => [request, rank]));
  const waiting = grouped(ranked, ({ head_sha }) => head_sha);
  const ways = waysInto(graph);
  /** Ranks of those that nobody who is left contains, the best last. */
  const open: number[] = [];

  /** Opens commits that nothing left is above; one on which nobody waits makes way for what is below it. */
  const uncover = (commits: Sha[]): void => {
    for (let at = commits.pop(); at !== undefined; at = commits.pop()) {
      ways.delete(at);
      const here = waiting.get(at) ?? [];
      for (const request of here) insert(open, ranks.get(request)!);
      if (here.length > 0) continue;
      for (const lower of graph.below.get(at) ?? []) {
        const left = (ways.get(lower) ?? 0) - 1;
        if (left === 0) commits.push(lower);
        else if (left > 0) ways.set(lower, left);
      }
    }
  };
  const commits = new Set([...graph.below.keys(), ...waiting.keys()]);
  uncover([...commits].filter((commit) => !ways.has(commit)));

  const sorted = new Set<R>();
  for (let first = 0; sorted.size < ranked.length;) {
    while (sorted.has(ranked[first]!)) first += 1;
    const next = ranked[open.pop() ?? first]!;
    sorted.add(next);
    const others = waiting.get(next.head_sha)!.filter((other) => other !== next);
    waiting.set(next.head_sha, others);
    if (others.length === 0) uncover([next.head_sha]);
  }
  return [...sorted];
}

/** How many ways lead into each commit from above; none from itself. */
function waysInto({ above }: Graph): Map<Sha, number> {
  const ways = [...above].map(
    ([commit, uppers]) => [commit, uppers.filter((upper) => upper !== commit).length] as const,
  );
  return new Map(ways.filter(([, count]) => count > 0));
}

/** Puts a rank among those that are open. */
function insert(open: number[], rank: number): void {
  open.splice(open.findLastIndex((other) => other > rank) + 1, 0, rank);
}
