// What started a run: a merge group, or anything else. Names and shas are untrusted text where they are shown.

interface AnyEvent {
  readonly headSha: string;
  /** Full ref of the merge group, or of whatever else was started. */
  readonly headRef: string;
  /** Full ref of the base branch of a merge group or pull request; without one, `headRef`. */
  readonly baseRef: string;
  /** `main`; without a base branch the ref name. The lease has this name where none is given. */
  readonly baseBranch: string;
}

/** A run of a merge queue: this commit, and the one it sits on. */
export interface GroupEvent extends AnyEvent {
  readonly group: true;
  readonly baseSha: string;
  readonly warning: null;
}

/** Any other run, and that of a merge group whose event cannot be what started it. */
export interface PlainEvent extends AnyEvent {
  readonly group: false;
  readonly baseSha: null;
  /** What a person must be told of the event; `null`: nothing. */
  readonly warning: string | null;
}

/** What started this run. */
export type EventContext = GroupEvent | PlainEvent;
