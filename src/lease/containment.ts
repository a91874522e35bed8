// Which commit contains which, as far as a lease document tells.
//
// Two strengths. Proved: by the chain of base_sha -> head_sha that the merge_group events of its requests recorded,
// or by GitHub's compare API (`proofs`). Ordered: also by the stack that names of refs showed when a request
// registered. Only proof completes a request; order may be forged and decides nothing but who goes first.
import type { Sha } from './identifiers.ts';
import { isGroup } from './document.ts';
import { grouped } from './grouped.ts';
import type { LeaseDocument } from './schema.ts';

/**
 * What the compare API has said, under {@link proofKey}: `true` where the sha was found inside the head, `false` where
 * it was not. What is not there is not known.
 */
export type Proofs = Readonly<Record<string, boolean>>;

export const NO_PROOFS: Proofs = {};

/** The entry of {@link Proofs} for "`sha` is contained in `head`". */
export function proofKey(head: Sha, sha: Sha): string {
  return `${head}>${sha}`;
}

/** The proofs with one more answer. */
export function withProof(proofs: Proofs, head: Sha, sha: Sha, contained: boolean): Proofs {
  return { ...proofs, [proofKey(head, sha)]: contained };
}

/** Commits with the commits directly below and above them. */
export interface Graph {
  readonly below: Neighbours;
  readonly above: Neighbours;
}

export type Neighbours = ReadonlyMap<Sha, readonly Sha[]>;

type Edge = readonly [from: Sha, to: Sha];

/** Where edges lead from each commit. */
export function neighboursIn(edges: readonly Edge[]): Neighbours {
  const ways = grouped(edges, ([from]) => from);
  return new Map([...ways].map(([from, those]) => [from, those.map(([, to]) => to)]));
}

/** The commits that merge groups were built on, as their events said. */
export function chainOf(document: LeaseDocument): Graph {
  return graphOf(chainEdges(document));
}

/** The chain and, besides, the heads that were seen below a head. */
export function orderGraphOf(document: LeaseDocument): Graph {
  const seen = document.requests.flatMap(({ head_sha, stack }) =>
    stack.map((lower) => [head_sha, lower] as const),
  );
  return graphOf([...chainEdges(document), ...seen]);
}

/** Tells of commits whether they are proved to be `head` or contained in it. */
export function containedIn(document: LeaseDocument, head: Sha, proofs: Proofs): (sha: Sha) => boolean {
  const below = reachable(chainOf(document).below, head);
  return (sha) => sha === head || proofs[proofKey(head, sha)] === true || below.has(sha);
}

/** Everything that leads away from `starts` in one direction; a start itself only where a way leads to it. */
export function reachable(neighbours: Neighbours, ...starts: readonly Sha[]): ReadonlySet<Sha> {
  const found = new Set<Sha>();
  const open = [...starts];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of neighbours.get(at) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

function chainEdges({ requests, outcomes }: LeaseDocument): Edge[] {
  return [...requests, ...outcomes]
    .filter(isGroup)
    .map(({ head_sha, base_sha }) => [head_sha, base_sha!] as const);
}

function graphOf(edges: readonly Edge[]): Graph {
  return { below: neighboursIn(edges), above: neighboursIn(edges.map(([head, lower]) => [lower, head])) };
}
