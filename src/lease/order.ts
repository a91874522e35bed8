// The order that a document gives to requests: none comes after one that it contains.
import { reachable, type Graph } from './containment.ts';
import type { Request } from './schema.ts';

/**
 * Sorts requests so that none comes after one that it contains, by priority and then registration where the
 * graph orders neither. Where each is contained in another (a forged cycle), containment is ignored.
 */
export function byContainment<R extends Request>({ below }: Graph, requests: readonly R[]): R[] {
  const ranked = requests.toSorted((a, b) => b.priority - a.priority || a.registered_at - b.registered_at);
  if (ranked.length < 2) return ranked;
  const lowerOf = ({ head_sha }: R): R[] => {
    const heads = reachable(below, head_sha);
    return ranked.filter((other) => other.head_sha !== head_sha && heads.has(other.head_sha));
  };
  const lower = new Map(ranked.map((request) => [request, lowerOf(request)]));
  // How many of those who are left contain each.
  const above = new Map(ranked.map((request) => [request, 0]));
  for (const request of [...lower.values()].flat()) above.set(request, above.get(request)! + 1);
  const sorted: R[] = [];
  let left = ranked;
  while (left.length > 0) {
    const next = left.find((request) => above.get(request) === 0) ?? left[0]!;
    sorted.push(next);
    left = left.filter((request) => request !== next);
    for (const request of lower.get(next)!) above.set(request, above.get(request)! - 1);
  }
  return sorted;
}
