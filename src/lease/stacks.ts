// What requests say of the stack below them, without what others say already.
//
// Every group of a queue sits on all the others below it. If each named all of them, a document would grow with the
// square of the queue; so a head is named only where no way over other requests and outcomes leads to it. Whose words
// they are changes with the writes; the order of the commits stays the same.
import type { RequestId, Sha } from './identifiers.ts';
import { orderGraphOf, reachable } from './containment.ts';
import { requestOf, updated } from './document.ts';
import { STACK_KEPT } from './groups.ts';
import type { LeaseDocument, Outcome, Request } from './schema.ts';

/** The document without what the request `registered`, and those that name it, need no longer say since it is there. */
export function withoutRepeats(document: LeaseDocument, registered: Request): LeaseDocument {
  const head = registered.head_sha;
  const namedBy = document.requests.filter(
    ({ base_sha, stack }) => stack.length > 0 && (base_sha === head || stack.includes(head)),
  );
  return [registered, ...namedBy].reduce((current, { id }) => shortened(current, id), document);
}

/** The document after a request with this head has ended: what only it said of its stack, those next above say now. */
export function withInherited(document: LeaseDocument, { head_sha, stack }: Request): LeaseDocument {
  return stack.length === 0 ? document : handedUp(document, head_sha, stack);
}

/** The document after outcomes were dropped: what their chain said of commits that are still there is said instead. */
export function withoutOutcomes(before: LeaseDocument, after: LeaseDocument): LeaseDocument {
  const kept = new Set(after.outcomes);
  const dropped = before.outcomes.filter((outcome) => !kept.has(outcome) && outcome.base_sha !== null);
  if (dropped.length === 0) return after;
  const { below } = orderGraphOf(before);
  const entries: readonly (Request | Outcome)[] = [...after.requests, ...after.outcomes];
  const heads = new Set(entries.map((entry) => entry.head_sha));
  return dropped.reduce((document, { head_sha }) => {
    const lower = [...reachable(below, head_sha)].filter((head) => heads.has(head));
    return lower.length === 0 ? document : handedUp(document, head_sha, lower.toReversed());
  }, after);
}

/** Lets the requests next above `head` say that `lower` is below, where nobody else does. */
function handedUp(document: LeaseDocument, head: Sha, lower: readonly Sha[]): LeaseDocument {
  const heirs = nextAbove(document, head);
  const all = heirs.reduce(
    (current, { id, stack }) => withStack(current, id, [...lower, ...stack]),
    document,
  );
  return heirs.reduce((current, { id }) => shortened(current, id), all);
}

/** The live requests at `head`; where there are none, the nearest ones above it. */
function nextAbove(document: LeaseDocument, head: Sha): Request[] {
  const { above } = orderGraphOf(document);
  const live = new Set(document.requests.map(({ head_sha }) => head_sha));
  const passed = new Set<Sha>();
  const found = new Set<string>();
  const open = [head];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (live.has(at)) found.add(at);
    else if (!passed.has(at)) open.push(...(above.get(at) ?? []));
    passed.add(at);
  }
  return document.requests.filter(({ head_sha }) => found.has(head_sha));
}

/** The document with the stack of one request cut down to the nearest heads that nothing else leads to. */
function shortened(document: LeaseDocument, id: RequestId): LeaseDocument {
  const { head_sha, stack } = requestOf(document, id)!;
  if (stack.length === 0) return document;
  const { below } = orderGraphOf(withStack(document, id, []));
  const told = new Set([head_sha, ...reachable(below, head_sha)]);
  const kept: Sha[] = [];
  for (const lower of stack.toReversed()) {
    if (kept.length === STACK_KEPT || told.has(lower)) continue;
    kept.push(lower);
    for (const each of [lower, ...reachable(below, lower)]) told.add(each);
  }
  return kept.length === stack.length ? document : withStack(document, id, kept.toReversed());
}

function withStack(document: LeaseDocument, id: RequestId, stack: Sha[]): LeaseDocument {
  return updated(document, id, (request) => ({ ...request, stack }));
}
