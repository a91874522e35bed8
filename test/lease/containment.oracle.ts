// A second, deliberately dumb implementation of containment: it writes out every pair, and sorts by trying.
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';

// What it has written out of a document, without its stacks and with them: it is asked about all pairs of one.
const WRITTEN = [new WeakMap<LeaseDocument, Set<string>>(), new WeakMap<LeaseDocument, Set<string>>()];

function pairs(document: LeaseDocument, withStacks: boolean): Set<string> {
  const written = WRITTEN[Number(withStacks)]!;
  const known = written.get(document) ?? pairsIn(document, withStacks);
  written.set(document, known);
  return known;
}

/** Every pair "upper>lower" that the document tells, with what follows from them. */
function pairsIn(document: LeaseDocument, withStacks: boolean): Set<string> {
  const found = new Set<string>();
  for (const { head_sha, base_sha } of [...document.requests, ...document.outcomes]) {
    if (base_sha !== null) found.add(`${head_sha}>${base_sha}`);
  }
  for (const { head_sha, stack } of withStacks ? document.requests : []) {
    for (const sha of stack) found.add(`${head_sha}>${sha}`);
  }
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [upper, middle] of [...found].map((pair) => pair.split('>'))) {
      for (const [other, lower] of [...found].map((pair) => pair.split('>'))) {
        if (middle === other) found.add(`${upper}>${lower}`);
      }
    }
  }
  return found;
}

/** Whether the chain of the events proves `sha` to be in `head`. */
export function provedByOracle(document: LeaseDocument, head: string, sha: string): boolean {
  return head === sha || pairs(document, false).has(`${head}>${sha}`);
}

/** Whether the document orders `sha` strictly below `head`. */
export function belowByOracle(document: LeaseDocument, head: string, sha: string): boolean {
  return head !== sha && pairs(document, true).has(`${head}>${sha}`);
}

/** The requests in the order in which a round gives the lease to them; of a document without circles. */
export function sortedByOracle(document: LeaseDocument, requests: readonly Request[]): Request[] {
  const known = pairs(document, true);
  const covers = (a: Request, b: Request): boolean =>
    a.head_sha !== b.head_sha && known.has(`${a.head_sha}>${b.head_sha}`);
  const left = [...requests];
  const sorted: Request[] = [];
  while (left.length > 0) {
    const uncovered = left.filter((lower) => !left.some((upper) => covers(upper, lower)));
    const [next] = uncovered.toSorted((a, b) => b.priority - a.priority || a.registered_at - b.registered_at);
    left.splice(left.indexOf(next!), 1);
    sorted.push(next!);
  }
  return sorted;
}
