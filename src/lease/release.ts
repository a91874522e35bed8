// How a hold, or what is left of a request, ends: the post step and the mode release. Pure.
import type { Nonce, RequestId } from './identifiers.ts';
import type { Proofs } from './containment.ts';
import { holdOf, outcomeOf, requestOf } from './document.ts';
import type { Holder, LeaseDocument, Outcome, Registration } from './schema.ts';
import type { Change } from './transition.ts';

/** What the releasing process knows of the request. */
interface Releaser {
  readonly id: RequestId;
  /** The token that was given with the hold; `null` where the process does not know it. */
  readonly epoch: number | null;
  readonly outcome: 'success' | 'failure';
}

export interface StepReleaser extends Releaser {
  /** That of the main step. */
  readonly nonce: Nonce;
  /** Closes off an id that was never registered. */
  readonly registration: Registration;
}

export interface RunReleaser extends Releaser {
  /** The run of the process; `null`: the command line, which has none and must know the token. */
  readonly runId: number | null;
  readonly runAttempt: number;
}

export type ReleaseVerdict =
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  /** It has ended already; `outcome` says how, and who wrote that. */
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Nothing of it is on the board, nor on the way there; or there is nothing that the process may end. */
  | { readonly kind: 'nothing' }
  /** The request holds the lease by another token than the releaser's. */
  | { readonly kind: 'not-own' };

/**
 * The post step: it ends what its own main step has written, and nothing else. `mayLand`: a write of that is unanswered, and
 * may still land.
 */
export function decidePost(
  me: StepReleaser,
  document: LeaseDocument,
  proofs: Proofs,
  mayLand: boolean,
): ReleaseVerdict {
  const outcome = outcomeOf(document, me.id);
  if (outcome !== undefined) return { kind: 'ended', outcome };
  const request = requestOf(document, me.id);
  const isOwn = request?.nonce === me.nonce;
  if (request?.status === 'acquired') {
    if (!isOwn) return { kind: 'nothing' };
    // A job that never learned that it held the lease cannot have tested anything on the resource.
    return releaseOf(me.epoch === null ? { ...me, outcome: 'failure' } : me, request, proofs);
  }
  // A registration that is under way takes over what an earlier step of the job has registered, so that is closed too.
  if (!isOwn && !mayLand) return { kind: 'nothing' };
  const registration = isOwn ? request : me.registration;
  return { kind: 'write', changes: [{ kind: 'withdraw', registration, reason: 'the job ended' }] };
}

/** An explicit release: it ends a hold of its own run, by id and token. `not-yours`: another run holds, or another attempt. */
export function decideRelease(
  me: RunReleaser,
  document: LeaseDocument,
  proofs: Proofs,
): ReleaseVerdict | { readonly kind: 'not-yours'; readonly holder: Holder } {
  const outcome = outcomeOf(document, me.id);
  if (outcome !== undefined) return { kind: 'ended', outcome };
  const holder = holdOf(document, me.id);
  if (holder === undefined) return { kind: 'nothing' };
  const isOfRun =
    me.runId === null
      ? me.epoch !== null
      : holder.run_id === me.runId &&
        (holder.parameters.held_by === 'run' || holder.run_attempt === me.runAttempt);
  return isOfRun ? releaseOf(me, holder, proofs) : { kind: 'not-yours', holder };
}

function releaseOf(me: Releaser, { id, epoch }: Holder, proofs: Proofs): ReleaseVerdict {
  if (me.epoch !== null && me.epoch !== epoch) return { kind: 'not-own' };
  return { kind: 'write', changes: [{ kind: 'release', id, epoch, outcome: me.outcome, proofs }] };
}
