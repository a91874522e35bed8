// The transitions of a lease document: pure, idempotent for their request id, and guarded.
//
// Several changes make one write: they are applied in order and raise the sequence by one. A change that has
// already taken effect changes nothing, but for signs of life, which are given again; so a write that was applied and
// not answered is harmless when it is sent again. A change that would break a promise throws an InvariantError:
// `decide` never asks for one.
import type { RequestId, SlotName } from './identifiers.ts';
import { isLargerThan, LARGEST_DOCUMENT, sizeOf } from './board.ts';
import { withHandedOn, withWatched } from './age.ts';
import type { Proofs } from './containment.ts';
import { counted } from './counters.ts';
import { holdersOf, holdOf, latestStamp, outcomeOf, ownClockOf, requestOf, updated } from './document.ts';
import { InvariantError } from './errors.ts';
import type { Instant, Seconds } from './instant.ts';
import {
  closing,
  keptOutcomes,
  outcomeOfRequest,
  OUTCOMES_BYTES,
  sizeOfOutcome,
  type End,
} from './outcomes.ts';
import { locked, unlocked } from './locking.ts';
import { later, register, signAt } from './registration.ts';
import { settledBy, sharerOf } from './settlement.ts';
import { withInherited, withoutOutcomes } from './stacks.ts';
import { namesOf, NO_REST, withoutForgotten, withSlots, type Rest } from './slot-table.ts';
import { overlap } from './slots.ts';
import type { LeaseDocument, Lock, Outcome, Registration, Watched } from './schema.ts';

/** How many requests one success completes; those beyond it settle themselves when they look. */
export const COMPLETED_AT_ONCE = 100;

export type Change =
  /**
   * Joins the round it belongs to; `joins`: the holder whose success would settle it. A request of the id that waits
   * already becomes that of the step which registers.
   */
  | { readonly kind: 'register'; readonly registration: Registration; readonly joins?: RequestId }
  /** `slots`: which of those that it accepts; absent: the whole lease. */
  | { readonly kind: 'grant'; readonly id: RequestId; readonly slots?: readonly SlotName[] }
  /** Ends the hold of exactly (id, epoch); a success completes what is proved to be contained in it. */
  | {
      readonly kind: 'release';
      readonly id: RequestId;
      readonly epoch: number;
      readonly outcome: 'success' | 'failure';
      readonly proofs: Proofs;
    }
  /** Settles a pending request by an earlier success with the head `by`. */
  | { readonly kind: 'complete'; readonly id: RequestId; readonly by: Outcome }
  /** Ends a request that is not granted, registered or not. */
  | { readonly kind: 'withdraw'; readonly registration: Registration; readonly reason: string }
  /**
   * Removes a request whose job is dead, or frees a holder; `epoch` is that of the hold, `null` of none. After a holder
   * its slots rest, for as long as that asked for or for `rest` seconds.
   */
  | {
      readonly kind: 'evict';
      readonly id: RequestId;
      readonly epoch: number | null;
      readonly by: string;
      readonly reason: string;
      readonly rest?: Seconds;
    }
  /** The request shows that it is there. */
  | { readonly kind: 'renew'; readonly id: RequestId }
  /** Asks a request that waits to act, or to show that it is there. */
  | { readonly kind: 'ask'; readonly id: RequestId }
  /** Writes down for how long the process has watched what no clock tells: others go on from there. */
  | { readonly kind: 'hand-on'; readonly watched: Watched }
  /** Writes down that the job of a request was seen alive. */
  | { readonly kind: 'alive'; readonly id: RequestId }
  /** Of slots; absent: of the lease itself. */
  | { readonly kind: 'lock'; readonly lock: Lock; readonly slots?: readonly SlotName[] }
  /** Opens slots, or the lease itself; `waives`: their rest after an eviction ends too. */
  | { readonly kind: 'unlock'; readonly slots?: readonly SlotName[]; readonly waives?: boolean };

/** When a write is made; `floor`: tokens rise above it, besides those that the document knows. */
export interface Moment {
  readonly now: Instant;
  /** Whether all share the clock of `now`; left out: they do. */
  readonly trusted?: boolean;
  readonly floor?: number;
}

/** Applies the changes of one write. Returns the same object where none of them has an effect. */
export function transition(
  document: LeaseDocument,
  changes: readonly Change[],
  { now, trusted = true, floor = 0 }: Moment,
): LeaseDocument {
  const at = Math.max(now, latestStamp(document));
  const stamps = { at, sign: signAt(at, now) };
  // Who finds stamps of a clock that is ahead goes on from them, so its own count as such too.
  const isShared = trusted && at > ownClockOf(document);
  const changed = changes.reduce((current, change) => apply(current, change, stamps, floor), document);
  if (changed === document) return document;
  const occupied = new Set(changed.requests.map((request) => request.round));
  const ended = changed.outcomes.slice(document.outcomes.length);
  const kept = {
    ...changed,
    outcomes: keptOutcomes(changed.outcomes, ended.length, () => excessOf(changed, changes)),
  };
  const granted = holdersOf(changed).filter(({ id }) => holdOf(document, id) === undefined);
  const slots = withoutForgotten(changed, at);
  return {
    ...withWatched(withoutOutcomes(changed, kept)),
    ...(isShared ? {} : { own_clock_at: latestStamp(changed) }),
    slots,
    sequence: document.sequence + 1,
    rounds: changed.rounds.filter((round) => occupied.has(round.id)),
    counters: counted(document.counters, granted, ended, namesOf(slots)),
  };
}

/**
 * Bytes that outcomes make room for. A registration waits for room instead: others may have to learn from what it would push
 * out.
 */
function excessOf(document: LeaseDocument, changes: readonly Change[]): number {
  if (changes.some(({ kind }) => kind === 'register')) return 0;
  return isLargerThan(document, LARGEST_DOCUMENT) ? sizeOf(document) - LARGEST_DOCUMENT : 0;
}

/** What a write stamps, and what it stamps signs of life with. */
interface Stamps {
  readonly at: Instant;
  readonly sign: Instant;
}

function apply(document: LeaseDocument, change: Change, stamps: Stamps, floor: number): LeaseDocument {
  const { at, sign } = stamps;
  switch (change.kind) {
    case 'register':
      return register(document, change.registration, change.joins ?? null, at, sign);
    case 'grant':
      return grant(document, change, stamps, floor);
    case 'release':
      return release(document, change, at);
    case 'complete':
      return end(document, change.id, completedBy(change.by, at));
    case 'withdraw':
      return withdraw(document, change.registration, change.reason, at);
    case 'evict':
      return evict(document, change, at);
    case 'renew':
      return updated(document, change.id, (own) => ({
        ...own,
        seen_at: later(own.seen_at, sign),
        asked_at: null,
      }));
    case 'ask':
      return updated(document, change.id, (other) =>
        other.status === 'acquired' || other.asked_at !== null ? other : { ...other, asked_at: at },
      );
    case 'hand-on':
      return withHandedOn(document, change.watched);
    case 'alive':
      return updated(document, change.id, (other) => ({
        ...other,
        alive_at: later(other.alive_at ?? 0, at),
      }));
    case 'lock':
      return locked(document, change.lock, change.slots);
    case 'unlock':
      return unlocked(document, change);
  }
}

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

function grant(
  document: LeaseDocument,
  { id, slots: named }: Of<'grant'>,
  { at, sign }: Stamps,
  floor: number,
): LeaseDocument {
  const slots = named ?? null;
  const request = requestOf(document, id);
  if (request?.status === 'acquired') return document;
  if (request === undefined)
    throw new InvariantError(`The lease ${document.lease} cannot go to ${id}, which is not registered`);
  const holder = holdersOf(document).find((other) => overlap(slots, other.slots));
  if (holder !== undefined) {
    throw new InvariantError(`The lease ${document.lease} cannot go to ${id} while ${holder.id} holds it`);
  }
  // The seconds since 1970 lie above every token of a document that was deleted or set back, and nobody remembers.
  const epoch = Math.max(document.epoch + 1, floor + 1, Math.floor(at));
  const granted = updated(document, id, (own) => ({
    ...own,
    status: 'acquired',
    seen_at: sign,
    asked_at: null,
    granted_at: at,
    epoch,
    slots: slots === null ? null : [...slots],
  }));
  return {
    ...granted,
    epoch,
    ...NO_REST,
    slots: withSlots(document.slots, slots, { epoch, ...NO_REST }),
    rounds: document.rounds.map((round) =>
      round.id === request.round ? { ...round, granted: true } : round,
    ),
  };
}

function release(document: LeaseDocument, change: Of<'release'>, at: Instant): LeaseDocument {
  const holder = holdOf(document, change.id);
  if (holder === undefined || holder.epoch !== change.epoch) return document;
  const { id, outcome, proofs } = change;
  // What shows now that the scope is shared may be dropped before this outcome is.
  const untold = sharerOf(document, holder) === undefined ? {} : { propagate: false };
  const ended = end(document, id, { outcome, at, by: id, ...untold });
  if (outcome === 'failure') return ended;
  const ending = completedBy(holder, at);
  let room = OUTCOMES_BYTES / 2;
  const settled = settledBy(document, holder, proofs)
    .slice(0, COMPLETED_AT_ONCE)
    .filter((request) => {
      room -= sizeOfOutcome(outcomeOfRequest(request, ending));
      return room >= 0;
    });
  return settled.reduce((current, request) => end(current, request.id, ending), ended);
}

function completedBy({ id, head_sha }: Pick<Outcome, 'id' | 'head_sha'>, at: Instant): End {
  return { outcome: 'completed', at, by: id, completed_by: head_sha };
}

function withdraw(
  document: LeaseDocument,
  registration: Registration,
  reason: string,
  at: Instant,
): LeaseDocument {
  const { id } = registration;
  const request = requestOf(document, id);
  if (outcomeOf(document, id) !== undefined || request?.status === 'acquired') return document;
  const ending: End = { outcome: 'withdrawn', at, by: id, reason };
  if (request !== undefined) return end(document, id, ending);
  // Never registered: the outcome closes the id, so that a write which is still under way finds it closed.
  return { ...document, outcomes: [...document.outcomes, closing(registration, ending)] };
}

function evict(document: LeaseDocument, change: Of<'evict'>, at: Instant): LeaseDocument {
  const request = requestOf(document, change.id);
  if (request === undefined || (request.epoch ?? null) !== change.epoch) return document;
  const { by, reason } = change;
  const ending: End = { outcome: 'evicted', at, by, reason };
  if (request.status !== 'acquired') return end(document, request.id, ending);
  const { rest: takeover_delay = request.parameters.takeover_delay } = change;
  const rest: Rest = takeover_delay > 0 ? { rest_until: at + takeover_delay, rest_since: at } : NO_REST;
  const ended = end(document, request.id, { ...ending, takeover_delay });
  if (request.slots === null) return { ...ended, ...rest };
  return { ...ended, slots: withSlots(ended.slots, request.slots, rest) };
}

/** Turns a live request into an outcome; nothing where it is not live. */
function end(document: LeaseDocument, id: RequestId, ending: End): LeaseDocument {
  const request = requestOf(document, id);
  if (request === undefined) return document;
  const ended = {
    ...document,
    requests: document.requests.filter((other) => other.id !== id),
    outcomes: [...document.outcomes, outcomeOfRequest(request, ending)],
  };
  return withInherited(ended, request);
}
