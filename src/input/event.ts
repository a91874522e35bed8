// What started a run: a merge group, or anything else. Names and shas are untrusted text where they are shown.

/** What started this run. */
export interface EventContext {
  /** Whether it is a run of a merge queue whose event can be what started it. */
  readonly group: boolean;
  readonly headSha: string;
  /** Full ref of the merge group, or of whatever else was started. */
  readonly headRef: string;
  /** The commit that a merge group sits on; else `null`. */
  readonly baseSha: string | null;
  /** Full ref of the base branch of a merge group or pull request; without one, `headRef`. */
  readonly baseRef: string;
  /** `main`; without a base branch the ref name. The lease has this name where none is given. */
  readonly baseBranch: string;
  /** What a person must be told of the event; `null`: nothing. */
  readonly warning: string | null;
}
