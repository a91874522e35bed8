// How a hold, or what is left of a request, ends: the post step and the mode release. Pure.
import type { Nonce, RequestId } from './identifiers.ts';
import type { Proofs } from './containment.ts';
import { outcomeOf, requestOf } from './document.ts';
import type { Holder, LeaseDocument, Outcome, Registration, Request } from './schema.ts';
import type { Change } from './transition.ts';

interface AnyReleaser {
  readonly id: RequestId;
  /** The token that was given with the hold; `null` where the process does not know it. */
  readonly epoch: number | null;
  readonly outcome: 'success' | 'failure';
}

/** The post step: it ends what its own main step has written, and nothing else. */
export interface StepReleaser extends AnyReleaser {
  /** That of the main step. */
  readonly nonce: Nonce;
  /** Closes off an id that was never registered. */
  readonly registration: Registration;
}

/** An explicit release: it ends a hold of its own run, by id and token. */
export interface RunReleaser extends AnyReleaser {
  readonly nonce: null;
  /** The run of the process; `null`: the command line, which has none and must know the token. */
  readonly runId: number | null;
  readonly runAttempt: number;
}

/** What the releasing process knows of the request. */
export type Releaser = StepReleaser | RunReleaser;

export type ReleaseVerdict =
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  /** It has ended already; `outcome` says how, and who wrote that. */
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Nothing of it is on the board, nor on the way there; or there is nothing that the process may end. */
  | { readonly kind: 'nothing' }
  /** The request holds the lease by another token than the releaser's. */
  | { readonly kind: 'not-own'; readonly holder: Holder }
  /** The hold belongs to another run, or to another attempt of the run. */
  | { readonly kind: 'not-yours'; readonly holder: Holder };

/** Decides what ends the request of `me`; `mayLand`: a write of its main step is unanswered, and may still land. */
export function decideRelease(
  me: Releaser,
  document: LeaseDocument,
  proofs: Proofs,
  mayLand: boolean,
): ReleaseVerdict {
  const outcome = outcomeOf(document, me.id);
  if (outcome !== undefined) return { kind: 'ended', outcome };
  const request = requestOf(document, me.id);
  return me.nonce === null ? releaseOfRun(me, request, proofs) : releaseOfStep(me, request, proofs, mayLand);
}

function releaseOfStep(
  me: StepReleaser,
  request: Request | undefined,
  proofs: Proofs,
  mayLand: boolean,
): ReleaseVerdict {
  const isOwn = request?.nonce === me.nonce;
  if (request?.status === 'acquired') return isOwn ? releaseOf(me, request, proofs) : { kind: 'nothing' };
  // A registration that is under way takes over what an earlier step of the job has registered, so that is closed too.
  if (!isOwn && !mayLand) return { kind: 'nothing' };
  const registration = isOwn ? request : me.registration;
  return { kind: 'write', changes: [{ kind: 'withdraw', registration, reason: 'the job ended' }] };
}

function releaseOfRun(me: RunReleaser, request: Request | undefined, proofs: Proofs): ReleaseVerdict {
  if (request?.status !== 'acquired') return { kind: 'nothing' };
  const isOfRun =
    me.runId === null
      ? me.epoch !== null
      : request.run_id === me.runId &&
        (request.parameters.held_by === 'run' || request.run_attempt === me.runAttempt);
  return isOfRun ? releaseOf(me, request, proofs) : { kind: 'not-yours', holder: request };
}

function releaseOf(me: Releaser, holder: Holder, proofs: Proofs): ReleaseVerdict {
  if (me.epoch !== null && me.epoch !== holder.epoch) return { kind: 'not-own', holder };
  const { id, epoch } = holder;
  // A job that never learned that it held the lease cannot have tested anything on the resource.
  const outcome = me.nonce !== null && me.epoch === null ? 'failure' : me.outcome;
  return { kind: 'write', changes: [{ kind: 'release', id, epoch, outcome, proofs }] };
}
