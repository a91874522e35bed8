// What a waiting main step does next: pure, from the document, its own request, and what it alone has seen.
//
// `decide` runs at every poll. It either reports an end, asks for one write, or waits. What the process has fetched
// for itself (merge groups, comparisons, job states) decides only readiness, completion, supersession and eviction;
// the line comes from the document, so that everyone agrees on it. What a process did not write is not its own: a
// request is, where it has the nonce of the process.
import { compete, leave, registerChange } from './compete.ts';
import { endedIn } from './counters.ts';
import {
  decided,
  FRESH_TURN,
  type Applicant,
  type Decision,
  type Ending,
  type Memory,
  type Sighting,
  type Verdict,
} from './decision.ts';
import { isCompletedFor, isGroup, outcomeOf, requestOf } from './document.ts';
import type { Instant } from './instant.ts';
import type { Holder, LeaseDocument, Outcome, Request } from './schema.ts';
import { settlingSuccess } from './settlement.ts';
import { ageOfHold, signsOf } from './signs.ts';
import { satisfies } from './slots.ts';

/** After so many renewals in a row that came too late it is the server that takes too long, and no accident. */
const LATE_RENEWALS = 3;

/** Decides what the main step of `me` does next. */
export function decide(me: Applicant, memory: Memory, seen: Sighting): Decision {
  const { document } = seen;
  const { id, nonce } = me.registration;
  const named = requestOf(document, id);
  const own = named?.nonce === nonce ? named : undefined;
  const missing = watchGroup(me, memory, seen);
  const ending = memory.leaving ?? seen.ending ?? (missing.superseded ? 'superseded' : null);
  const known: Memory = {
    ...memory,
    registered: memory.registered || own !== undefined,
    ended: own === undefined ? memory.ended : endedIn(document),
    missingSince: missing.since,
    signs: signsOf(memory.signs, document.requests),
  };
  const outcome = outcomeOf(document, id);
  if (outcome !== undefined) return decided(ended(me, memory.leaving, ending, outcome), known);
  if (named?.status === 'acquired') return held(me, known, named, ending, seen);
  const settled = settledVerdict(me, known, seen, own, ending);
  if (settled !== null) return decided(settled, known);
  if (ending !== null) return leave(me, known, seen, own, ending);
  if (missing.since === null) return compete(me, known, seen, own);
  if (!me.wait) return leave(me, known, seen, own, 'not-granted');
  return decided({ kind: 'wait', because: null }, { ...known, turn: FRESH_TURN });
}

/** The id has an outcome. */
function ended(
  me: Applicant,
  leaving: Ending | null,
  ending: Ending | null,
  outcome: Outcome,
): Exclude<Verdict, { kind: 'write' }> {
  const isOwn = outcome.nonce === me.registration.nonce;
  if (outcome.outcome === 'completed' && (isOwn || isCompletedFor(outcome, me.registration)))
    return { kind: 'completed', by: outcome.completed_by ?? '' };
  if (!isOwn) return ending === null ? { kind: 'next-id' } : { kind: 'gone', ending };
  const closedByMe = ['withdrawn', 'failure'].includes(outcome.outcome) && leaving !== null;
  return closedByMe ? { kind: 'gone', ending: leaving } : { kind: 'ended', outcome };
}

/** A request with the id of the process holds the lease: that of the process, or of an earlier step of its job. */
function held(
  me: Applicant,
  memory: Memory,
  holder: Holder,
  ending: Ending | null,
  seen: Sighting,
): Decision {
  const own = holder.nonce === me.registration.nonce;
  const renewing: Verdict = { kind: 'write', changes: [{ kind: 'renew', id: me.registration.id }] };
  if (!own) {
    // Nothing of this process is on the board, and a registration of it that is on the way has no effect.
    if (ending !== null) return decided({ kind: 'gone', ending }, { ...memory, leaving: ending });
    const found = memory.found ?? holder.seen_at;
    if (holder.seen_at === found) return decided(renewing, { ...memory, found });
    if (isOther(holder, me)) return decided({ kind: 'other-hold', holder }, memory);
  }
  if (!mayHaveLost(holder, seen)) return decided({ kind: 'acquired', holder, own }, memory);
  // Who stood still may have been evicted since its write was made. Whom each write takes too long never gets there.
  const late = lateWith(memory.late, holder);
  const isSlow = late.signs > (ending === null ? LATE_RENEWALS : 1);
  if (!isSlow) return decided(renewing, { ...memory, late });
  const leaving = ending ?? 'too-slow';
  // What an earlier step has got is left to that.
  const verdict: Verdict = own ? givingUp(holder, seen) : { kind: 'gone', ending: leaving };
  return decided(verdict, { ...memory, late, leaving });
}

/** Whether what an earlier step holds is not what this one asks for: other slots, or not for as long. */
function isOther(holder: Holder, { registration }: Applicant): boolean {
  const endsTooSoon = registration.parameters.held_by === 'run' && holder.parameters.held_by !== 'run';
  return endsTooSoon || !satisfies(holder, registration);
}

/** Whether the last sign of a hold that others may end by its age alone was sent too long ago to be sure of it. */
function mayHaveLost(holder: Holder, { sinceSign }: Sighting): boolean {
  return sinceSign !== null && sinceSign > ageOfHold(holder) / 3;
}

/** The signs that came too late, with the one that a hold shows. */
function lateWith(before: Memory['late'], { seen_at }: Holder): NonNullable<Memory['late']> {
  if (before?.last === seen_at) return before;
  return { signs: (before?.signs ?? 0) + 1, last: seen_at };
}

/** Ends the own hold, with which nothing can have been done. */
function givingUp({ id, epoch }: Holder, { proofs }: Sighting): Verdict {
  return { kind: 'write', changes: [{ kind: 'release', id, epoch, outcome: 'failure', proofs }] };
}

/** The ends that are not there yet, and follow from what is on the board. */
function settledVerdict(
  me: Applicant,
  memory: Memory,
  seen: Sighting,
  own: Request | undefined,
  ending: Ending | null,
): Verdict | null {
  const { id } = me.registration;
  const success = settlingSuccess(seen.document, me.registration, seen.proofs);
  if (success !== undefined) {
    if (own === undefined && !seen.unanswered) return { kind: 'completed', by: success.head_sha };
    // A write that may still land is closed off by the outcome of its id.
    const registering = own === undefined ? [registerChange(me, seen)] : [];
    return { kind: 'write', changes: [...registering, { kind: 'complete', id, by: success }] };
  }
  if (!memory.registered || own !== undefined) return null;
  if (!mayBeDropped(seen.document, memory.ended)) return { kind: 'lost' };
  return ending === null ? { kind: 'next-id' } : { kind: 'gone', ending };
}

/** Whether as many have ended since as are kept, and others were dropped: then so may have been the outcome of one that is gone. */
function mayBeDropped(document: LeaseDocument, endedBefore: number): boolean {
  const [ended, kept] = [endedIn(document), document.outcomes.length];
  return ended > kept && ended - endedBefore >= kept;
}

/** Whether the own merge group is gone from the list, since when, and for two looks a poll interval apart. */
function watchGroup(
  me: Applicant,
  memory: Memory,
  { groups }: Sighting,
): { readonly since: Instant | null; readonly superseded: boolean } {
  const { head_ref, head_sha } = me.registration;
  const isThere = groups?.list.some((group) => group.ref === head_ref && group.head === head_sha) ?? true;
  // No list at all says of no group that it is missing.
  if (!isGroup(me.registration) || groups === null || isThere) return { since: null, superseded: false };
  const { at } = groups;
  const since = memory.missingSince ?? at;
  return { since, superseded: me.wait && at > since && at - since >= me.pollInterval };
}
