// Which commit contains which, as far as a lease document tells.
//
// Two strengths. Proved: by the chain of base_sha -> head_sha that the merge_group events of its requests recorded,
// or by GitHub's compare API (`proofs`). Ordered: also by the stack that names of refs showed when a request
// registered. Only proof completes a request; order may be forged and decides nothing but who goes first.
import { isGroup } from './document.ts';
import type { LeaseDocument, Request } from './schema.ts';

/** What the compare API has said: `proofKey(head, sha)` for every sha that was found inside a head. */
export type Proofs = ReadonlySet<string>;

export const NO_PROOFS: Proofs = new Set();

/** The entry of {@link Proofs} for "`sha` is contained in `head`". */
export function proofKey(head: string, sha: string): string {
  return `${head}>${sha}`;
}

/** Whether `sha` is proved to be `head` or contained in it. */
export function isContained(document: LeaseDocument, head: string, sha: string, proofs: Proofs): boolean {
  return sha === head || proofs.has(proofKey(head, sha)) || reachable(chain(document), head).has(sha);
}

/** Whether the document alone orders `sha` strictly below `head`. */
export function isOrderedBelow(document: LeaseDocument, head: string, sha: string): boolean {
  return sha !== head && reachable(order(document), head).has(sha);
}

/**
 * Sorts requests so that none comes after one that it contains, by priority and then registration where the
 * document orders neither. Where each is contained in another (a forged cycle), containment is ignored.
 */
export function byContainment(document: LeaseDocument, requests: readonly Request[]): Request[] {
  const edges = order(document);
  const waiting = new Set(requests);
  const below = new Map(requests.map((request) => [request, reachable(edges, request.head_sha)]));
  const covers = new Map<Request, number>(requests.map((request) => [request, 0]));
  const count = (upper: Request, by: 1 | -1): void => {
    for (const lower of waiting) {
      if (lower.head_sha !== upper.head_sha && below.get(upper)!.has(lower.head_sha)) {
        covers.set(lower, covers.get(lower)! + by);
      }
    }
  };
  for (const request of requests) count(request, 1);
  const sorted: Request[] = [];
  while (waiting.size > 0) {
    const open = [...waiting].filter((request) => covers.get(request) === 0);
    const next = (open.length > 0 ? open : [...waiting]).reduce(preferred);
    waiting.delete(next);
    count(next, -1);
    sorted.push(next);
  }
  return sorted;
}

function preferred(a: Request, b: Request): Request {
  if (a.priority !== b.priority) return a.priority > b.priority ? a : b;
  return b.registered_at < a.registered_at ? b : a;
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Head to the commits that its merge group was built on, as the events said. */
function chain(document: LeaseDocument): Edges {
  const edges = new Map<string, Set<string>>();
  for (const entry of [...document.requests, ...document.outcomes]) {
    if (isGroup(entry)) connect(edges, entry.head_sha, [entry.base_sha!]);
  }
  return edges;
}

/** The chain and, besides, head to the heads that were seen below it. */
function order(document: LeaseDocument): Edges {
  const edges = chain(document) as Map<string, Set<string>>;
  for (const { head_sha, stack } of document.requests) connect(edges, head_sha, stack);
  return edges;
}

function connect(edges: Map<string, Set<string>>, head: string, lower: readonly string[]): void {
  const known = edges.get(head) ?? new Set();
  for (const sha of lower) known.add(sha);
  edges.set(head, known);
}

/** Everything below `head`, without `head` unless a cycle leads back to it. */
function reachable(edges: Edges, head: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [head];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const lower of edges.get(at) ?? []) {
      if (found.has(lower)) continue;
      found.add(lower);
      open.push(lower);
    }
  }
  return found;
}
