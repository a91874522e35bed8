// The errand of mode guard: does exactly this request hold the lease?
//
// With a token a read below it is known to be old. Else a board on which nothing holds, nor has ended what was asked for,
// may be that of a lagging replica, so it is looked at again before it counts.
import type { RequestId } from '../lease/identifiers.ts';
import { holdOf, outcomeOf } from '../lease/document.ts';
import type { Holder, LeaseDocument } from '../lease/schema.ts';
import type { Errand } from './errand.ts';
import { latestIdOf } from './request-id.ts';

export interface GuardMemo {
  /** As given; `null`: the job's own. */
  readonly requestId: RequestId | null;
  readonly jobKey: RequestId;
  /** As given; `null`: that of the hold. */
  readonly token: number | null;
}

export interface GuardResult {
  /** There is a lock branch, as far as the token may see. */
  readonly isThere: boolean;
  readonly document: LeaseDocument;
  readonly id: RequestId | null;
  /** The hold of this request; `null`: it does not hold the lease. */
  readonly held: Holder | null;
}

export const guardErrand: Errand<GuardMemo, GuardResult> = {
  limit: 180,
  next(memo, { document, isThere }) {
    const id = memo.requestId ?? latestIdOf(document, memo.jobKey);
    const holder = id === null ? undefined : holdOf(document, id);
    const isHeld = holder !== undefined && (memo.token ?? holder.epoch) === holder.epoch;
    // Found on the board, an id may be that of an earlier hold, which says nothing of the present one.
    const isSure = memo.requestId !== null && (holder ?? outcomeOf(document, memo.requestId)) !== undefined;
    const result = { isThere, document, id, held: isHeld ? holder : null };
    return { memo, wants: { kind: isHeld || isSure ? 'done' : 'seems-done', result } };
  },
};
