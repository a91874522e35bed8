// Strings that look alike and must not be swapped: each kind is a type of its own.
//
// A plain string is taken for any of them, so parsers and literals need no casts; one kind is never taken for another.

declare const kind: unique symbol;
type Of<Kind extends string> = string & { readonly [kind]?: Kind };

/** Names a request: its job (run, attempt, name, index and id of the job) and, from the second step on, a number. */
export type RequestId = Of<'request'>;

/** Random, of one step of mode acquire: tells who wrote a request. */
export type Nonce = Of<'nonce'>;

/** A commit of the repository that the workflows run in, of the form {@link SHA}. */
export type Sha = Of<'sha'>;
export const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A commit of the lock branch: one version of the board. */
export type Version = Of<'version'>;

/** The name of a lease. */
export type LeaseName = Of<'lease'>;

/** The name of a slot of a lease. */
export type SlotName = Of<'slot'>;

/** The name of a branch, without `refs/heads/`. */
export type BranchName = Of<'branch'>;

/** A full ref, such as `refs/heads/main`. */
export type Ref = Of<'ref'>;

/** The path of a file on the lock branch. */
export type Path = Of<'path'>;
