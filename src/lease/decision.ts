// What goes into a decision of a waiting main step, and what comes out: plain values, all of them.
//
// They can be printed, compared and kept: nothing in them is a function, a Map or a Set.
import type { RequestId, Sha } from './identifiers.ts';
import type { Time } from './age.ts';
import type { Proofs } from './containment.ts';
import type { MergeGroup } from './groups.ts';
import type { Instant, Seconds } from './instant.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Registration, Request } from './schema.ts';
import { NO_SIGNS, type Signs } from './signs.ts';
import type { Change } from './transition.ts';

/** What the author of the workflow asked for, as far as it decides. */
export interface Applicant {
  /** Its nonce is that of the process: what has another one was written by another step. */
  readonly registration: Registration;
  /** `false`: one try, then go on without the lease. */
  readonly wait: boolean;
  /** Evaluations that must be won in a row before the grant, besides the first. */
  readonly delayAssignment: number;
  /** Seconds between two looks that make a missing merge group superseded. */
  readonly pollInterval: Seconds;
}

/**
 * Why a main step ends without the lease. `too-slow`: each write took so long that it could not rely on the hold that it
 * had got.
 */
export type Ending = 'timed-out' | 'cancelled' | 'superseded' | 'not-granted' | 'too-slow';

/** How the polls have gone. A poll that decides several times decides each time from the poll before. */
export interface Turn {
  /** Evaluations won in a row. */
  readonly wins: number;
  /** When this was evaluated, in seconds of answered looks. */
  readonly at: Seconds;
  /** Those in line who have kept slots from the request since it last won an evaluation. */
  readonly blockers: readonly Blocker[];
}

/**
 * Somebody else who has had a claim to slots that a request could use. Its times add up over those in which others hold
 * the slots: else nobody would ever ask one that sleeps while others come and go.
 */
export interface Blocker {
  readonly id: RequestId;
  /** Its last sign of life: whoever shows itself is watched anew. */
  readonly seenAt: Instant;
  /** For how long it has kept slots, whether it could take them or not. */
  readonly keptFor: Seconds;
  /** For how long it could have taken slots, or ended holds, at once. */
  readonly couldActFor: Seconds;
  /** What it did at the last poll: that goes on until this one. */
  readonly now: 'keeps' | 'could-act' | null;
}

/** What one process remembers. */
export interface Memory {
  /** It has seen its request, or its own write of it applied. */
  readonly registered: boolean;
  /** How many requests of the lease had ended, by its counters, when it last saw its own. */
  readonly ended: number;
  /**
   * The last sign of life of a hold that an earlier step of the job has got, as the first look at it showed. That look
   * may have been old, so the hold is believed only when a write on it has changed the sign. `null`: none was seen.
   */
  readonly found: Instant | null;
  /** How many signs of life of its own hold came too late to rely on it, and the last of them; `null`: none did. */
  readonly late: { readonly signs: number; readonly last: Instant } | null;
  /** It has decided to end without the lease; that is final. */
  readonly leaving: Ending | null;
  /** The first of the latest looks that did not find its merge group. */
  readonly missingSince: Instant | null;
  readonly turn: Turn;
  readonly signs: Signs;
}

export const FRESH_TURN: Turn = { wins: 0, at: 0, blockers: [] };

export const FRESH_MEMORY: Memory = {
  registered: false,
  ended: 0,
  found: null,
  late: null,
  leaving: null,
  missingSince: null,
  turn: FRESH_TURN,
  signs: NO_SIGNS,
};

/** What the process sees at this poll. */
export interface Sighting {
  readonly document: LeaseDocument;
  /** The operator's lock of all leases. */
  readonly boardLock: Lock | null;
  readonly time: Time;
  /** Number of this poll. */
  readonly poll: number;
  /** The merge groups of the base branch, when they were last listed; `null`: refused, or not known. */
  readonly groups: { readonly list: readonly MergeGroup[]; readonly at: Instant } | null;
  readonly proofs: Proofs;
  /** A question is open about a success that may settle the request: it takes no lease before that is known. */
  readonly openEvidence: boolean;
  /** A third of its TTL is over since the last sign of life of its own, by the clock of the process. */
  readonly renewalDue: boolean;
  /** Seconds since its own last sign of life, at the most; `null`: nobody ends its hold by its age alone. */
  readonly sinceSign: Seconds | null;
  /** The step must end: it ran out of time, was cancelled, or its one try is over. */
  readonly ending: Exclude<Ending, 'superseded' | 'too-slow'> | null;
  /** A write of its own is unanswered, and may still land. */
  readonly unanswered: boolean;
}

export type Verdict =
  /** `own`: the step itself has got the hold; else an earlier step of its job has, and will end it. */
  | { readonly kind: 'acquired'; readonly holder: Holder; readonly own: boolean }
  | { readonly kind: 'completed'; readonly by: Sha }
  /** Somebody else has ended the request of this step. */
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** It ends without the lease, and nothing of it is left on the board. */
  | { readonly kind: 'gone'; readonly ending: Ending }
  /** It was registered, and neither its request nor an outcome is there. */
  | { readonly kind: 'lost' }
  /**
   * What an earlier step of the job holds is not what is asked for: other slots, where two that wait so wait for ever; or
   * it ends with that step, where it is to be kept for the run.
   */
  | { readonly kind: 'other-hold'; readonly holder: Holder }
  /** An earlier step of the job has used up the id: the next one is asked for. */
  | { readonly kind: 'next-id' }
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  /** `no-room`: the document is too large to take one more request. */
  | { readonly kind: 'wait'; readonly because: 'no-room' | null };

export interface Decision {
  readonly verdict: Verdict;
  readonly memory: Memory;
  /** Whose lives should be asked about, side by side, before deciding once more. */
  readonly check: readonly Request[];
}

/** A decision that asks about nobody. */
export function decided(verdict: Verdict, memory: Memory): Decision {
  return { verdict, memory, check: [] };
}
