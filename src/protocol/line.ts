// What a machine has to tell a person, as values; src/text puts them into words.
import type { Instant } from '../lease/instant.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Holder } from '../lease/schema.ts';
import type { Waiting } from '../lease/waiting.ts';

export type Line =
  | { readonly line: 'waiting'; readonly waiting: Waiting }
  /** No answer, or a fault of the server; `answers-again` follows when it is over. */
  | { readonly line: 'silent'; readonly why: string }
  | { readonly line: 'limited'; readonly until: Instant }
  /** Looks are refused until then; whole reads take their place, less often. */
  | { readonly line: 'looks-limited'; readonly until: Instant }
  /** Refused once: it is tried again before it counts as a rule. */
  | { readonly line: 'refused'; readonly why: string }
  | { readonly line: 'answers-again' }
  /** Every write so far has lost its race. */
  | { readonly line: 'outrun'; readonly why: string }
  /** The lease has gone back to an earlier state: somebody has rewound the branch. */
  | { readonly line: 'rewound' }
  /** Nobody has named any of the slots that the request accepts, and the lease has others: that may be a slip. */
  | { readonly line: 'new-slots'; readonly accepts: readonly SlotName[]; readonly known: readonly SlotName[] }
  /** Two jobs of the run at `url` (may be empty) have one scope, so no success settles anybody in it. */
  | { readonly line: 'shared-scope'; readonly url: string }
  /** Another job of the same run has kept the lease, or slots of it, for the run: that lives as long as this job waits. */
  | { readonly line: 'kept-by-own-run'; readonly holder: Holder }
  /** The document is too large for another request. */
  | { readonly line: 'no-room' }
  /** No answer about merge groups, commits or jobs; the first of them. */
  | { readonly line: 'side-silent'; readonly why: string }
  /** The merge groups may not be listed: a round waits for its whole window. */
  | { readonly line: 'groups-refused'; readonly why: string }
  /** Nobody's job can be seen: a dead holder is found only after its `max_hold`. */
  | { readonly line: 'lives-unseen'; readonly why: string }
  /** It was not to be learned whether an earlier success contains this commit: the grant goes ahead. */
  | { readonly line: 'evidence-missing'; readonly head: string; readonly why: string }
  | { readonly line: 'cancelled' };
