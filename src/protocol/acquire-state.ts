// What a main step of mode acquire knows, as one plain value, and how it ends.
import type { BranchName, LeaseName } from '../lease/identifiers.ts';
import { FRESH_MEMORY, type Memory, type Turn, type Verdict } from '../lease/decision.ts';
import { requestOf } from '../lease/document.ts';
import type { MergeGroup } from '../lease/groups.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Registration } from '../lease/schema.ts';
import type { Step } from './asks.ts';
import { noEvidence, TRIES_BEFORE_A_GRANT, type Evidence } from './evidence.ts';
import { unknown } from './knowledge.ts';
import type { Line } from './line.ts';
import { NONE_UNSEEN, type Unseen } from './lives.ts';
import { isOfProcess } from '../lease/signs.ts';
import { longestPause, startRenewal, type Renewal } from './renewal.ts';
import { newSession, type Session, type Trouble } from './session.ts';

/** What a job asks for; plain data. */
export interface Wish {
  readonly lease: LeaseName;
  /** The request, but for what the first look tells. `id` is that of the job's first request of this lease. */
  readonly registration: Registration;
  /** `null`: a group's place in its round, commits ahead of the base branch; 0 for a plain request. */
  readonly priority: number | null;
  /** The base branch whose merge groups are looked at, without `refs/heads/`. */
  readonly baseBranch: BranchName;
  readonly wait: boolean;
  readonly delayAssignment: number;
  readonly pollInterval: Seconds;
  /** Longest wait; `null`: as long as the job may run. */
  readonly timeout: Seconds | null;
  /** Whether the clock of the answers dates the stamps; see Known. */
  readonly trusted: boolean;
}

/** The merge groups of the base branch as this process sees them. */
export interface Groups {
  /** The last list, and when it came; `null`: not known. */
  readonly seen: { readonly list: readonly MergeGroup[]; readonly at: Instant } | null;
  /** Refusals in a row. */
  readonly refusals: number;
  /** A list was asked for, with whatever answer. */
  readonly tried: boolean;
}

/** Why the step has to end, and until when the end may be confirmed. */
export interface End {
  readonly reason: 'timed-out' | 'cancelled' | 'not-granted';
  /** Monotonic. */
  readonly graceEnds: Seconds;
}

export interface AcquireState {
  readonly wish: Wish;
  readonly session: Session;
  /** Monotonic time of the first step; `null` before it. */
  readonly startedAt: Seconds | null;
  /** The request as it is made; `null` before the first look. */
  readonly registration: Registration | null;
  readonly groups: Groups;
  /** Commits ahead of the base branch; `tries`: questions without an answer. */
  readonly ahead: { readonly value: number | null; readonly tries: number };
  readonly evidence: Evidence;
  readonly memory: Memory;
  /** Its own signs of life; `null`: nobody ends its hold by its age alone. */
  readonly renewal: Renewal | null;
  /** How the turns stood at the end of the last poll: a poll that decides several times starts from there. */
  readonly lastTurn: Turn;
  readonly poll: number;
  /** When the next look is due (monotonic); `null`: not waiting. */
  readonly lookAt: Seconds | null;
  /** The first write was put off already. */
  readonly hasSpread: boolean;
  /** Side asks (groups, ancestry, lives) met a rate limit that is lifted then (monotonic). */
  readonly sidesNotBefore: Seconds;
  readonly unseen: Unseen;
  readonly toldLives: boolean;
  readonly toldSides: boolean;
  readonly toldNoRoom: boolean;
  readonly end: End | null;
  /** The runner has cancelled the step. */
  readonly cancelled: boolean;
}

/** How an acquire ends. */
export type AcquireEnd =
  | Exclude<Verdict, { kind: 'wait' | 'write' | 'next-id' }>
  /** It had to end, and the board did not confirm in the time left that it did. */
  | { readonly kind: 'unconfirmed'; readonly reason: End['reason']; readonly why: string }
  | Trouble;

export type AcquireStep = Step<AcquireState, Line, AcquireEnd>;

/** The state before the first step. */
export function startAcquire(wish: Wish): AcquireState {
  const { ttl } = wish.registration.parameters;
  const renewal = startRenewal(wish.registration);
  const stride = Math.max(wish.pollInterval, ttl / (wish.delayAssignment + 2)) * 1.25 + 15;
  return {
    wish,
    session: newSession(
      unknown(wish.lease, { stride, trusted: wish.trusted }),
      isOfProcess(wish.registration) ? longestPause(ttl) : null,
    ),
    startedAt: null,
    registration: null,
    groups: { seen: null, refusals: 0, tried: false },
    ahead: { value: null, tries: 0 },
    evidence: noEvidence(TRIES_BEFORE_A_GRANT),
    memory: FRESH_MEMORY,
    renewal,
    lastTurn: FRESH_MEMORY.turn,
    poll: 0,
    lookAt: null,
    hasSpread: false,
    sidesNotBefore: 0,
    unseen: NONE_UNSEEN,
    toldLives: false,
    toldSides: false,
    toldNoRoom: false,
    end: null,
    cancelled: false,
  };
}

/** Whether anything of this step is on the board, or may still get there. */
export function mayBeOnBoard(state: AcquireState): boolean {
  return state.session.known.mayLand !== null || isOnBoard(state);
}

/** Whether its request is known to have been on the board. */
export function isOnBoard({ session: { known }, memory, registration }: AcquireState): boolean {
  if (memory.registered) return true;
  if (registration === null || known.document === null) return false;
  return requestOf(known.document, registration.id)?.nonce === registration.nonce;
}

/** What the post step needs of a main step: plain, small, without anything of other jobs. */
export interface Leftover {
  readonly registration: Registration;
  /** The token, once the lease is held by this step. */
  readonly epoch: number | null;
  /** The highest sequence seen. */
  readonly seen: number;
  /** See Known. */
  readonly mayLand: number | null;
  /** Nothing of this step is left on the board, nor on the way there. */
  readonly ended: boolean;
}

/** What is left to the post step at this point; `null` before the first write can have been sent. */
export function leftoverOf(state: AcquireState, done: AcquireEnd | null): Leftover | null {
  const { registration, session } = state;
  if (registration === null) return null;
  const { seen, mayLand } = session.known;
  const epoch = done?.kind === 'acquired' && done.own ? done.holder.epoch : null;
  return { registration, epoch, seen, mayLand, ended: done !== null && isOver(state, done) };
}

/**
 * What one that no post step follows has to end before it is over: whatever it cannot hand on. `isUnwanted`: nobody is
 * there any more to use what it got. `null`: nothing.
 */
export function toTakeBack(state: AcquireState, done: AcquireEnd, isUnwanted: boolean): Leftover | null {
  if (done.kind === 'acquired' && !isUnwanted) return null;
  const left = leftoverOf(state, done);
  return left === null || left.ended ? null : left;
}

function isOver(state: AcquireState, done: AcquireEnd): boolean {
  switch (done.kind) {
    case 'acquired':
      return !done.own;
    case 'completed':
    case 'ended':
    case 'gone':
    case 'other-hold':
      return true;
    case 'lost':
      return false;
    case 'unconfirmed':
    case 'twin':
    case 'unreadable':
    case 'rule':
      return !mayBeOnBoard(state);
  }
}
