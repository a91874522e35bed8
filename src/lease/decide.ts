// What a waiting main step does next: pure, from the document, its own request, and what it alone has seen.
//
// `decide` runs at every poll. It either reports an end, asks for one write, or waits. What the process has fetched
// for itself (merge groups, comparisons, job states) decides only readiness, completion, supersession and eviction;
// the line comes from the document, so that everyone agrees on it. Time is GitHub's, and comes in as `now`.
import { isContained, type Proofs } from './containment.ts';
import { holderOf, isGroup, isSameJob, outcomeOf, requestOf, type Holder } from './document.ts';
import type { MergeGroup } from './groups.ts';
import { hasPassed, type Instant, type Seconds } from './instant.ts';
import { due, isGrantable } from './line.ts';
import { deadBefore, mayBeDead, suspect, type Signs } from './liveness.ts';
import type { LeaseDocument, Lock, Outcome, Registration, Request } from './schema.ts';
import { maySettle, transition, type Change } from './transition.ts';

/** What the author of the workflow asked for, as far as it decides. */
export interface Applicant {
  readonly registration: Registration;
  /** `false`: one try, then go on without the lease. */
  readonly wait: boolean;
  /** Evaluations that must be won in a row before the grant, besides the first. */
  readonly delayAssignment: number;
  /** Seconds between two looks that make a missing merge group superseded. */
  readonly pollInterval: Seconds;
}

/** Why a main step ends without the lease. */
export type Ending = 'timed-out' | 'cancelled' | 'superseded' | 'not-granted';

/** How the polls in a row have gone. A poll that decides several times decides each time from the poll before. */
export interface Turn {
  /** Evaluations won in a row. */
  readonly wins: number;
  /** Who else has been due at every poll since when, while the lease could be granted. */
  readonly other: { readonly id: string; readonly since: Instant } | null;
  /** Requests that the process passes over. */
  readonly passed: ReadonlySet<string>;
}

/** What one process remembers. */
export interface Memory {
  /** It has seen its request, or its own write of it applied. */
  readonly registered: boolean;
  /**
   * When a hold that the first look found was last seen alive; `null`: that look found none. A single read may be that
   * of a lagging replica, so such a hold is believed only after a write on it. `undefined`: nothing was seen yet.
   */
  readonly found: Instant | null | undefined;
  /** It has decided to end without the lease; that is final. */
  readonly leaving: Ending | null;
  /** The first of the latest looks that did not find its merge group. */
  readonly missingSince: Instant | null;
  readonly turn: Turn;
  readonly signs: Signs;
}

const FRESH_TURN: Turn = { wins: 0, other: null, passed: new Set() };

export const FRESH_MEMORY: Memory = {
  registered: false,
  found: undefined,
  leaving: null,
  missingSince: null,
  turn: FRESH_TURN,
  signs: new Map(),
};

/** What the process sees at this poll. */
export interface Sighting {
  readonly document: LeaseDocument;
  /** The operator's lock of all leases. */
  readonly boardLock: Lock | null;
  readonly now: Instant;
  /** Number of this poll. */
  readonly poll: number;
  /** The merge groups of the base branch, when they were last listed; `null`: not known. */
  readonly groups: { readonly list: readonly MergeGroup[]; readonly at: Instant } | null;
  readonly proofs: Proofs;
  /** The step must end: it ran out of time, or was cancelled. */
  readonly ending: 'timed-out' | 'cancelled' | null;
  /** A write of its own is unanswered, and may still land. */
  readonly unanswered: boolean;
}

export type Verdict =
  | { readonly kind: 'acquired'; readonly holder: Holder }
  | { readonly kind: 'completed'; readonly by: string }
  /** Somebody else, or an earlier step of this job, has ended the request. */
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** It ends without the lease, and nothing of it is left on the board. */
  | { readonly kind: 'gone'; readonly ending: Ending }
  /** It was registered, and neither its request nor an outcome is there. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  | { readonly kind: 'wait' };

export interface Decision {
  readonly verdict: Verdict;
  readonly memory: Memory;
  /** Whose life should be checked before deciding once more; `null`: nobody's. */
  readonly check: Request | null;
}

/** Decides what the main step of `me` does next. */
export function decide(me: Applicant, memory: Memory, seen: Sighting): Decision {
  const own = requestOf(seen.document, me.registration.id);
  const missing = watchGroup(me, memory, seen);
  const ending = memory.leaving ?? seen.ending ?? (missing.superseded ? 'superseded' : null);
  const known: Memory = {
    ...memory,
    registered: memory.registered || own !== undefined,
    found: memory.found === undefined ? (own?.status === 'acquired' ? own.seen_at : null) : memory.found,
    missingSince: missing.since,
  };
  const settled = settledVerdict(me, known, seen, own);
  if (settled !== null) return { verdict: settled, memory: known, check: null };
  if (ending !== null) return leave(me, known, seen, own, ending);
  if (missing.since === null) return compete(me, known, seen, own);
  if (!me.wait) return leave(me, known, seen, own, 'not-granted');
  return { verdict: { kind: 'wait' }, memory: { ...known, turn: FRESH_TURN }, check: null };
}

/** The ends that are already on the board, before anything else is looked at. */
function settledVerdict(
  me: Applicant,
  memory: Memory,
  seen: Sighting,
  own: Request | undefined,
): Verdict | null {
  const { document } = seen;
  const { id } = me.registration;
  const outcome = outcomeOf(document, id);
  if (outcome?.outcome === 'completed') return { kind: 'completed', by: outcome.completed_by ?? '' };
  if (outcome !== undefined) {
    const closedByMe = outcome.outcome === 'withdrawn' && memory.leaving !== null;
    return closedByMe ? { kind: 'gone', ending: memory.leaving } : { kind: 'ended', outcome };
  }
  const holder = holderOf(document);
  if (holder?.id === id) {
    if (holder.seen_at !== memory.found) return { kind: 'acquired', holder };
    return { kind: 'write', changes: [{ kind: 'renew', id }] };
  }
  const success = settlingSuccess(document, me.registration, seen.proofs);
  if (success !== undefined) {
    if (own === undefined && !seen.unanswered) return { kind: 'completed', by: success.head_sha };
    // A write that may still land is closed off by the outcome of its id.
    const registering = own === undefined ? [registerChange(me, seen)] : [];
    return { kind: 'write', changes: [...registering, { kind: 'complete', id, by: success }] };
  }
  if (memory.registered && own === undefined) return { kind: 'lost' };
  return null;
}

/** The success of another job's run that settles the request, if any. */
export function settlingSuccess(
  document: LeaseDocument,
  registration: Registration,
  proofs: Proofs,
): Outcome | undefined {
  return successesInScope(document, registration).find((success) =>
    isContained(document, success.head_sha, registration.head_sha, proofs),
  );
}

/** Successes that would settle the request if they contained it, newest first. */
export function successesInScope(document: LeaseDocument, registration: Registration): Outcome[] {
  if (!registration.parameters.propagate) return [];
  return document.outcomes
    .filter(
      (outcome) =>
        outcome.outcome === 'success' &&
        outcome.propagate &&
        outcome.scope === registration.scope &&
        !isSameJob(outcome, registration),
    )
    .toReversed();
}

/** Whether the own merge group is gone from the list, since when, and for two looks a poll interval apart. */
function watchGroup(
  me: Applicant,
  memory: Memory,
  seen: Sighting,
): { readonly since: Instant | null; readonly superseded: boolean } {
  const { head_ref, head_sha } = me.registration;
  if (!isGroup(me.registration) || seen.groups === null)
    return { since: memory.missingSince, superseded: false };
  const { list, at } = seen.groups;
  if (list.some((group) => group.ref === head_ref && group.head === head_sha))
    return { since: null, superseded: false };
  const since = memory.missingSince ?? at;
  return { since, superseded: me.wait && at > since && at - since >= me.pollInterval };
}

/** Ends without the lease: what is on the board, or may still get there, is withdrawn first. */
function leave(
  me: Applicant,
  memory: Memory,
  seen: Sighting,
  own: Request | undefined,
  ending: Ending,
): Decision {
  const withdraw: Change = { kind: 'withdraw', registration: me.registration, reason: ending };
  const verdict: Verdict =
    own === undefined && !seen.unanswered ? { kind: 'gone', ending } : { kind: 'write', changes: [withdraw] };
  return { verdict, memory: { ...memory, leaving: ending }, check: null };
}

/** Registers, evicts the dead, and takes the lease when it is due. */
function compete(me: Applicant, memory: Memory, seen: Sighting, own: Request | undefined): Decision {
  const { id } = me.registration;
  const { now } = seen;
  const registering = own === undefined ? [registerChange(me, seen)] : [];
  const registered = transition(seen.document, registering, now);
  const evicting = deadBefore(registered, id, memory.signs, now).map((request) => evictChange(id, request));
  const cleared = transition(registered, evicting, now);
  const turn = takeTurn(me, memory.turn, seen, cleared);
  const check = suspect(registered, id, memory.signs, now, seen.poll);
  const after: Memory = { ...memory, turn };
  const decided = (verdict: Verdict): Decision => ({ verdict, memory: after, check });

  if (turn.wins > me.delayAssignment)
    return decided({ kind: 'write', changes: [...registering, ...evicting, { kind: 'grant', id }] });
  if (!me.wait) {
    // Without a grant it writes nothing of its own. But where nobody ever waits, nobody else removes the dead.
    if (evicting.length > 0) return decided({ kind: 'write', changes: evicting });
    if (check !== null || mayBeDead(registered, id, memory.signs)) return decided({ kind: 'wait' });
    return leave(me, after, seen, own, 'not-granted');
  }
  if (registering.length > 0 || evicting.length > 0) {
    return decided({ kind: 'write', changes: [...registering, ...evicting] });
  }
  const mustRenew = own !== undefined && hasPassed(own.seen_at, own.parameters.max_hold / 2, now);
  return decided(mustRenew ? { kind: 'write', changes: [{ kind: 'renew', id }] } : { kind: 'wait' });
}

function registerChange(me: Applicant, { document, proofs }: Sighting): Change {
  const { registration } = me;
  const holder = mayJoinHolder(document, registration);
  const settledByHolder =
    holder !== null && isContained(document, holder.head_sha, registration.head_sha, proofs);
  return { kind: 'register', registration, settledByHolder };
}

/** The holder whose round the request joins if it is contained in it: both of merge groups; `null`: none. */
export function mayJoinHolder(document: LeaseDocument, registration: Registration): Holder | null {
  const holder = holderOf(document);
  const asked: Request = { ...registration, round: 0, status: 'pending', registered_at: 0, seen_at: 0 };
  return holder !== undefined && isGroup(registration) && isGroup(holder) && maySettle(holder, asked)
    ? holder
    : null;
}

function evictChange(by: string, request: Request): Change {
  const reason = request.status === 'acquired' ? 'its job ended without a release' : 'its job ended';
  return { kind: 'evict', id: request.id, epoch: request.epoch ?? null, by, reason };
}

/** Evaluates whose turn it is; a request that is due and does not take its turn for a TTL is passed over. */
function takeTurn(me: Applicant, last: Turn, seen: Sighting, document: LeaseDocument): Turn {
  const { id, parameters } = me.registration;
  if (!isGrantable(document, seen.boardLock, seen.now)) return FRESH_TURN;
  const mine = { round: requestOf(document, id)!.round, groups: seen.groups?.list ?? null };
  const dueOf = (passed: ReadonlySet<string>): string | undefined =>
    due(document, { now: seen.now, passed, mine })?.id;

  let { passed } = last;
  let next = dueOf(passed);
  let since = last.other !== null && last.other.id === next ? last.other.since : seen.now;
  if (next !== undefined && next !== id && hasPassed(since, parameters.ttl, seen.now)) {
    passed = new Set(passed).add(next);
    next = dueOf(passed);
    since = seen.now;
  }
  if (next === undefined) return { wins: 0, other: null, passed };
  if (next !== id) return { wins: 0, other: { id: next, since }, passed };
  return { wins: last.wins + 1, other: null, passed };
}
