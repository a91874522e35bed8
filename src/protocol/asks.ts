// What a machine asks of the world, and what may come back.
//
// One table types every ask and its value. Each ask is answered in one of four ways; that nothing is known (`silent`)
// is one of them and never counts as a "no". Asks and answers are plain values: a story, the model and the tests write
// them down, and the driver of src/engine carries them out.
import type { BranchName, LeaseName, Sha, Version } from '../lease/identifiers.ts';
import type { Board, Cut, Glance, Head, Unreadable } from '../lease/board.ts';
import type { MergeGroup } from '../lease/groups.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseDocument, Lock, Request } from '../lease/schema.ts';

/** One lease as a whole read shows it. */
export interface Whole {
  /** The version to write on. */
  readonly head: Head;
  /** `null`: nobody has written this lease. */
  readonly document: LeaseDocument | Unreadable | null;
  /** The lock of all leases. */
  readonly lock: Lock | Unreadable | null;
  /** The names of the others, where this one has no document. */
  readonly others?: readonly LeaseName[];
}

/** What a write puts on the board; what it does not name stays as it is at the head `on`. */
export interface Draft {
  readonly lease: LeaseName;
  readonly on: Head;
  readonly document?: LeaseDocument;
  readonly lock?: Lock | null;
}

/** Every ask with its value. */
export interface Table {
  /** The head and one lease of it. */
  readonly read: { readonly of: { readonly lease: LeaseName }; readonly value: Whole };
  /** One lease alone, and no version to write on; costs nothing while nothing has changed. */
  readonly look: {
    readonly of: { readonly lease: LeaseName; readonly withLock: boolean };
    readonly value: Glance;
  };
  /** The compare-and-swap. `conflict`: the head was another one. */
  readonly write: { readonly of: Draft; readonly value: { readonly head: Version } | 'conflict' };
  /** The merge groups of a base branch (`main`). */
  readonly groups: { readonly of: { readonly base: BranchName }; readonly value: readonly MergeGroup[] };
  /** Commits that `head` is ahead of the branch `base`. */
  readonly ahead: { readonly of: { readonly base: BranchName; readonly head: Sha }; readonly value: number };
  /** Whether `sha` is `head` or an ancestor of it. */
  readonly contains: {
    readonly of: { readonly head: Sha; readonly sha: Sha };
    readonly value: boolean;
  };
  /** The job of a request; of one that a run holds, the run attempt. */
  readonly life: { readonly of: { readonly request: Request }; readonly value: 'alive' | 'ended' };
  /** Every lease. */
  readonly board: {
    readonly of: unknown;
    readonly value: { readonly head: Head; readonly board: Board };
  };
  /** Cuts the history of the lock branch to its last commits. */
  readonly cut: { readonly of: { readonly keep: number }; readonly value: Cut };
}

export type Kind = keyof Table;

export type Ask<K extends Kind = Kind> = { [Each in K]: { readonly ask: Each } & Table[Each]['of'] }[K];

/** The server has decided against it: a permission, a rule, a thing that is not there. */
export interface Refusal {
  readonly is: 'refused';
  readonly why: string;
  /** It is for what is on the server already, which somebody has to repair or to take out of the way. */
  readonly toRepair?: boolean;
}

/** The four answers. `at`: GitHub's time when this one came; absent where no answer has told the time yet. */
export type Answer<V> = { readonly at?: Instant } & (
  | { readonly is: 'value'; readonly value: V }
  /** Nobody answered, or the server answered with a fault of its own: a write may have landed, or may yet. */
  | {
      readonly is: 'silent';
      readonly why: string;
      /** It stays until somebody acts, as far as can be told. */
      readonly lasting?: true;
    }
  | Refusal
  /** A rate limit, lifted at `until` by GitHub's clock. */
  | { readonly is: 'limited'; readonly until: Instant; readonly why: string }
);

export type AnswerOf<K extends Kind> = Answer<Table[K]['value']>;

/** An ask with its answer; `null`: none came before the step's `until`, or before a cancellation. */
export type Heard<K extends Kind = Kind> = {
  [Each in K]: { readonly to: Ask<Each>; readonly answer: AnswerOf<Each> | null };
}[K];

/** The moment of a step. */
export interface Now {
  /** GitHub's clock; `null` before its first answer. */
  readonly at: Instant | null;
  /** Seconds from some fixed point, by a clock that never jumps. */
  readonly mono: Seconds;
  /** A fresh number in [0, 1). */
  readonly random: number;
  /** The runner has cancelled the step. */
  readonly cancelled: boolean;
  /** The smallest share of an hourly limit that is left, 0 to 1. */
  readonly budget: number;
}

/** What one step of a machine wants. */
export interface Step<State, Line, Done> {
  readonly state: State;
  /** Carried out side by side; none: sleep until `until`. */
  readonly asks: readonly Ask[];
  /** When the next step comes at the latest, by the monotonic clock; what has no answer by then is silent. `null`: no bound. */
  readonly until: Seconds | null;
  readonly say: readonly Line[];
  /** The end; nothing is asked any more. */
  readonly done: Done | null;
}

/**
 * A protocol as a value: knowledge goes in with what was heard, knowledge and asks come out. `heard` answers the asks
 * of the step before, in their order; it is empty after a sleep and at the start.
 */
export interface Machine<State, Line, Done> {
  step(state: State, heard: readonly Heard[], now: Now): Step<State, Line, Done>;
}

/** Whether what was heard says that a write has been applied. */
export function isApplied({ to, answer }: Heard): boolean {
  return to.ask === 'write' && answer?.is === 'value' && answer.value !== 'conflict';
}
