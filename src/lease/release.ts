// How a hold, or what is left of a request, ends: the post step and the mode release. Pure.
import { holderOf, outcomeOf, requestOf, type Holder } from './document.ts';
import type { Proofs } from './containment.ts';
import type { LeaseDocument, Outcome, Registration, Request } from './schema.ts';
import { isContained } from './containment.ts';
import { maySettle, type Change } from './transition.ts';

/** What the releasing process knows of the request. */
export interface Releaser {
  readonly id: string;
  /** The token that main was given; `null` where main never knew. */
  readonly epoch: number | null;
  readonly outcome: 'success' | 'failure';
  /** Closes off an id that was never registered; `null` where the process cannot have registered it. */
  readonly registration: Registration | null;
  readonly reason?: string;
}

export type ReleaseVerdict =
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  /** It has ended already; `outcome` says how. */
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Nothing of it is on the board, nor on the way there. */
  | { readonly kind: 'nothing' }
  /** The request holds the lease by another token than the releaser's. */
  | { readonly kind: 'not-own'; readonly holder: Holder };

/** Decides what ends the request of `me`; `unanswered`: a write of it may still land. */
export function decideRelease(
  me: Releaser,
  document: LeaseDocument,
  proofs: Proofs,
  unanswered: boolean,
): ReleaseVerdict {
  const outcome = outcomeOf(document, me.id);
  if (outcome !== undefined) return { kind: 'ended', outcome };
  const request = requestOf(document, me.id);
  const reason = me.reason ?? 'the job ended';
  if (request === undefined) {
    if (!unanswered || me.registration === null) return { kind: 'nothing' };
    return { kind: 'write', changes: [{ kind: 'withdraw', registration: me.registration, reason }] };
  }
  const holder = holderOf(document);
  if (holder?.id !== me.id) {
    return { kind: 'write', changes: [{ kind: 'withdraw', registration: request, reason }] };
  }
  if (me.epoch !== null && me.epoch !== holder.epoch) return { kind: 'not-own', holder };
  const { id, epoch } = holder;
  // A job that never learned that it held the lease cannot have tested anything on the resource.
  const ended = me.epoch === null ? 'failure' : me.outcome;
  const detail = me.reason === undefined ? {} : { reason: me.reason };
  return {
    kind: 'write',
    changes: [{ kind: 'release', id, epoch, outcome: ended, by: id, proofs, ...detail }],
  };
}

/** Requests that a success of the holder would complete if it were proved to contain them. */
export function unprovedBelow(document: LeaseDocument, holder: Request, proofs: Proofs): Request[] {
  return document.requests.filter(
    (request) =>
      maySettle(holder, request) && !isContained(document, holder.head_sha, request.head_sha, proofs),
  );
}
