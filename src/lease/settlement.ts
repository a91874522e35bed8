// Which success settles which request, what is proved of it, and what must still be asked.
//
// A success settles requests of its scope whose commit is proved to be contained in its own. Where the document does
// not prove it, the compare API is asked; as long as a question about a success is open, nobody knows whether the
// request is still needed. A scope that two jobs share does not tell their works apart, so in it nothing is settled.
import type { RequestId, Sha } from './identifiers.ts';
import { chainOf, containedIn, proofKey, reachable, type Graph, type Proofs } from './containment.ts';
import { holdersOf, isGroup, isSameJob, requestOf } from './document.ts';
import { keyOf } from './request-key.ts';
import { roundsInLine } from './line.ts';
import type { Holder, LeaseDocument, Outcome, Registration, Request } from './schema.ts';

/** How many successes of a scope a request is compared with: the newest that may contain it. */
const SUCCESSES_ASKED = 3;

/** How many requests one release compares with its head; the others ask for themselves. */
const REQUESTS_ASKED = 20;

/** Whether `sha` is `head` or contained in it: a question for the compare API. */
export interface Question {
  readonly head: Sha;
  readonly sha: Sha;
  /** The answer may settle the request, so it must not be granted the lease before. */
  readonly blocks: boolean;
}

/** What settles a request, as far as it is settled. */
type Settled = Pick<Registration, 'run_id' | 'job' | 'job_index' | 'scope' | 'parameters'>;

/**
 * Whether a success of `holder` settles `request` if that is contained in it. Never that of the same job of the same
 * run: a re-run asks anew, and two calls of one reusable workflow do different work.
 */
export function maySettle(holder: Request, request: Settled): boolean {
  return (
    !isSameJob(request, holder) &&
    request.scope === holder.scope &&
    request.parameters.propagate &&
    holder.parameters.propagate
  );
}

/** Who has asked, in which scope. */
type Asker = Pick<Outcome, 'id' | 'scope' | 'run_id' | 'run_attempt' | 'job' | 'job_index' | 'run_url'>;

/**
 * One of two jobs of one attempt that look the same and have asked in the scope of `asking`, like two calls of one reusable
 * workflow: which of their works a success has done is not told, in that run or in any other. `undefined`: there are none.
 */
export function sharerOf({ requests, outcomes }: LeaseDocument, asking: Asker): Asker | undefined {
  const keys = new Map<string, RequestId>();
  return [asking, ...requests, ...outcomes].find(({ id, scope, run_id, run_attempt, job, job_index }) => {
    if (scope !== asking.scope) return false;
    const look = `${run_id}/${run_attempt}/${job_index}/${job}`;
    const key = keyOf(id);
    const first = keys.get(look) ?? key;
    keys.set(look, first);
    return first !== key;
  });
}

/** The waiting requests that a success of `holder` settles. */
export function settledBy(document: LeaseDocument, holder: Request, proofs: Proofs): Request[] {
  const isProved = containedIn(document, holder.head_sha, proofs);
  return waitingUnder(document, holder).filter(({ head_sha }) => isProved(head_sha));
}

/** The success of another job's run that settles the request, if any. */
export function settlingSuccess(
  document: LeaseDocument,
  registration: Registration,
  proofs: Proofs,
): Outcome | undefined {
  const successes = successesInScope(document, registration);
  if (successes.length === 0) return undefined;
  const { head_sha } = registration;
  const containers = reachable(chainOf(document).above, head_sha);
  return successes.find(
    (success) =>
      success.head_sha === head_sha ||
      proofs[proofKey(success.head_sha, head_sha)] === true ||
      containers.has(success.head_sha),
  );
}

/** Successes that would settle the request if they contained it, newest first. */
export function successesInScope(document: LeaseDocument, registration: Registration): Outcome[] {
  if (!registration.parameters.propagate) return [];
  const successes = document.outcomes.filter(
    (outcome) =>
      outcome.outcome === 'success' &&
      outcome.propagate &&
      outcome.scope === registration.scope &&
      !isSameJob(outcome, registration),
  );
  return unlessShared(document, registration, successes.toReversed());
}

/** The holders whose round the request joins if it is contained in them: all of merge groups, the first in the line first. */
export function mayJoin(document: LeaseDocument, registration: Registration): Holder[] {
  if (!isGroup(registration)) return [];
  const settling = holdersOf(document).filter((holder) => isGroup(holder) && maySettle(holder, registration));
  const holders = unlessShared(document, registration, settling);
  if (holders.length < 2) return holders;
  const places = new Map(roundsInLine(document).map(({ id }, place) => [id, place]));
  return holders.toSorted((a, b) => places.get(a.round)! - places.get(b.round)!);
}

/**
 * What the compare API must be asked of a waiting or arriving request: whether successes of its scope contain it, and the
 * holders, whose round it would join. Left out is what is answered already, or cannot be so by the order.
 */
export function questionsAbout(
  document: LeaseDocument,
  registration: Registration,
  proofs: Proofs,
): Question[] {
  const sha = registration.head_sha;
  const successes = successesInScope(document, registration).map(({ head_sha }) => head_sha);
  const isRegistered = requestOf(document, registration.id) !== undefined;
  const joined = isRegistered ? [] : mayJoin(document, registration).map(({ head_sha }) => head_sha);
  if (successes.length === 0 && joined.length === 0) return [];
  // By proof only: what names of refs say of the order must not keep a question from being asked.
  const chain = chainOf(document);
  const lower = belowOf(chain, registration);
  const containers = reachable(chain.above, sha);
  const isOpen = (head: Sha): boolean => head !== sha && !containers.has(head) && !lower.has(head);
  // Those that the order settles take no place of those that must be asked about.
  const heads = [...new Set(successes)].filter(isOpen).slice(0, SUCCESSES_ASKED);
  return [...new Set([...heads, ...joined.filter(isOpen)])]
    .filter((head) => proofs[proofKey(head, sha)] === undefined)
    .map((head) => ({ head, sha, blocks: heads.includes(head) }));
}

/** What the compare API must be asked before a success of the holder: whom it contains, besides what is proved. */
export function questionsBelow(document: LeaseDocument, holder: Request, proofs: Proofs): Question[] {
  const head = holder.head_sha;
  const above = reachable(chainOf(document).above, head);
  const isProved = containedIn(document, head, proofs);
  const heads = new Set(waitingUnder(document, holder).map(({ head_sha }) => head_sha));
  return [...heads]
    .filter((sha) => !isProved(sha) && !above.has(sha) && proofs[proofKey(head, sha)] === undefined)
    .slice(0, REQUESTS_ASKED)
    .map((sha) => ({ head, sha, blocks: false }));
}

/** Commits that cannot contain a registration: the order puts them below it, or below what it was built on. */
function belowOf({ below }: Graph, { head_sha, base_sha }: Registration): ReadonlySet<Sha> {
  const base = base_sha === null ? [] : [base_sha];
  return new Set([...base, ...reachable(below, head_sha, ...base)]);
}

function waitingUnder(document: LeaseDocument, holder: Request): Request[] {
  const waiting = document.requests.filter(
    (request) => request.status === 'pending' && maySettle(holder, request),
  );
  return unlessShared(document, holder, waiting);
}

// There is seldom anybody to settle, and to tell whether a scope is shared every entry is read.
function unlessShared<T>(document: LeaseDocument, asking: Registration, found: T[]): T[] {
  return found.length === 0 || sharerOf(document, asking) !== undefined ? [] : found;
}
