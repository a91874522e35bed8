// The errand of one that may have been started by whoever holds the lease: does exactly (id, token) hold it?
//
// One look: a hold that it does not show is waited for like any other.
import { holdOf } from '../lease/document.ts';
import type { Holder } from '../lease/schema.ts';
import type { RequestId } from '../lease/identifiers.ts';
import type { Errand } from './errand.ts';

export interface OwnHold {
  readonly id: RequestId;
  readonly token: number;
}

export const ownHoldErrand: Errand<OwnHold, Holder | null> = {
  // Longer ones are left to the wait itself, which tells more of what is wrong.
  limit: 30,
  next(memo, { document }) {
    const holder = holdOf(document, memo.id);
    return { memo, wants: { kind: 'done', result: holder?.epoch === memo.token ? holder : null } };
  },
};
