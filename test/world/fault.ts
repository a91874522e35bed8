// What may go wrong with one ask, as values. A plan says what does, by the number of the ask.
import type { Kind } from '../../src/protocol/asks.ts';
import type { Seconds } from '../../src/lease/instant.ts';

export type Fault =
  /**
   * Nobody answers, or a connection breaks, so many seconds after it was sent. A write takes effect: never, on its way,
   * or so many seconds later (if the head is then what it was made on).
   */
  | { readonly is: 'silent'; readonly lands: 'never' | 'now' | Seconds; readonly after: Seconds }
  /** A write takes effect, and a second copy of it is answered: the head is another one. */
  | { readonly is: 'doubled' }
  | { readonly is: 'refused' }
  /** `lands`: a copy of the write has taken effect before. */
  | { readonly is: 'limited'; readonly for: Seconds; readonly lands: boolean }
  /** A replica answers that is so many versions behind. */
  | { readonly is: 'older'; readonly by: number }
  /** The process dies, before the ask is sent or after. `runner`: its machine with it, so that no post step runs. */
  | { readonly is: 'killed'; readonly when: 'before' | 'after'; readonly runner: boolean }
  /** The process stands still once it has asked. */
  | { readonly is: 'paused'; readonly for: Seconds };

/** One ask that is about to be sent. */
export interface Sent {
  /** Counted through the whole run, from 1. */
  readonly number: number;
  readonly process: string;
  readonly kind: Kind;
  readonly time: Seconds;
}

/** What an operator does to the branch while an ask is on its way. */
export type Mishap = 'deleted' | 'rewound';

/** What goes wrong in one run. */
export interface Plan {
  readonly faultOf: (sent: Sent) => Fault | null;
  readonly mishapAt?: (sent: Sent) => Mishap | null;
}

export const NOTHING_FAILS: Plan = { faultOf: () => null };
