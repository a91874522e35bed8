// The errands that end a request: the post step of acquire, and mode release.
//
// A success asks first what it contains, a few times; requests that it could not prove complete themselves.
import type { RequestId } from '../lease/identifiers.ts';
import { holdOf } from '../lease/document.ts';
import { decidePost, decideRelease, type ReleaseVerdict } from '../lease/release.ts';
import type { Holder, LeaseDocument, Outcome } from '../lease/schema.ts';
import { questionsBelow, type Question } from '../lease/settlement.ts';
import type { Leftover } from './acquire-state.ts';
import type { Errand, Next, View } from './errand.ts';
import { latestIdOf } from './request-id.ts';

export interface PostMemo {
  readonly left: Leftover;
  readonly outcome: 'success' | 'failure';
}

export interface PostResult {
  readonly verdict: Exclude<ReleaseVerdict, { kind: 'write' }>;
  readonly document: LeaseDocument;
}

/** Ends what the main step of the same step has begun. */
export const postErrand: Errand<PostMemo, PostResult> = {
  // Rate limits included: GitHub ends a cancelled job 5 minutes after.
  limit: 240,
  questions: ({ left, outcome }, view) => questionsOf(left.registration.id, outcome, view),
  next(memo, { document, proofs, mayLand }) {
    const { registration, epoch } = memo.left;
    const { id, nonce } = registration;
    const me = { id, nonce, epoch, outcome: memo.outcome, registration };
    const verdict = decidePost(me, document, proofs, mayLand);
    if (verdict.kind === 'write') return { memo, wants: { kind: 'write', changes: verdict.changes } };
    return { memo, wants: { kind: 'done', result: { verdict, document } } };
  },
};

export interface ReleaseMemo {
  /** As given; `null`: the job's own. */
  readonly requestId: RequestId | null;
  readonly jobKey: RequestId;
  readonly token: number | null;
  readonly outcome: 'success' | 'failure';
  /** `null`: of a process outside of GitHub, which must know the token. */
  readonly runId: number | null;
  readonly runAttempt: number;
  /** A write of this process has been sent: the end on the board is its own. */
  readonly wrote: boolean;
}

export type ReleaseResult = Pick<View, 'isThere' | 'document'> & { readonly id: RequestId | null } & (
    | { readonly kind: 'released'; readonly outcome: Outcome }
    /** It does not hold the lease, or not by this token; `outcome`: how it has ended. */
    | { readonly kind: 'not-holder'; readonly outcome: Outcome | null }
    /** Another run holds it. */
    | { readonly kind: 'not-yours'; readonly holder: Holder }
  );

/** Ends a hold explicitly, also one that another job of the run has acquired. Safe to send again. */
export const releaseErrand: Errand<ReleaseMemo, ReleaseResult> = {
  limit: 600,
  questions: (memo, view) => questionsOf(idOf(memo, view.document), memo.outcome, view),
  next(memo, view) {
    const { isThere, document, proofs } = view;
    const id = idOf(memo, document);
    const seen = { isThere, document, id };
    const { outcome, runId, runAttempt, token } = memo;
    // The job's own id is found on the board: a lagging replica may show that of an earlier hold.
    const isSure = memo.requestId !== null || memo.wrote;
    const done = (
      result: ReleaseResult,
      kind: 'done' | 'seems-done' = isSure ? 'done' : 'seems-done',
    ): { memo: ReleaseMemo; wants: Next<ReleaseResult> } => ({ memo, wants: { kind, result } });
    if (id === null) return done({ kind: 'not-holder', outcome: null, ...seen }, 'seems-done');
    const verdict = decideRelease({ id, epoch: token, outcome, runId, runAttempt }, document, proofs);
    switch (verdict.kind) {
      case 'write':
        return { memo: { ...memo, wrote: true }, wants: { kind: 'write', changes: verdict.changes } };
      case 'ended':
        return done(
          agrees(memo, verdict.outcome)
            ? { kind: 'released', outcome: verdict.outcome, ...seen }
            : { kind: 'not-holder', outcome: verdict.outcome, ...seen },
        );
      case 'not-yours':
        return done({ kind: 'not-yours', holder: verdict.holder, ...seen });
      case 'not-own':
        return done({ kind: 'not-holder', outcome: null, ...seen });
      case 'nothing':
        return done({ kind: 'not-holder', outcome: null, ...seen }, 'seems-done');
    }
  },
};

function idOf({ requestId, jobKey }: ReleaseMemo, document: LeaseDocument): RequestId | null {
  return requestId ?? latestIdOf(document, jobKey);
}

/** Whether an outcome is one that a release may meet: a repeated release, or a request with nothing to release. */
function agrees({ token }: ReleaseMemo, { outcome, epoch }: Outcome): boolean {
  if (outcome === 'evicted') return false;
  return token === null || epoch === undefined || epoch === token;
}

function questionsOf(
  id: RequestId | null,
  outcome: PostMemo['outcome'],
  { document, proofs }: View,
): readonly Question[] {
  const hold = id === null || outcome !== 'success' ? undefined : holdOf(document, id);
  return hold === undefined ? [] : questionsBelow(document, hold, proofs);
}
