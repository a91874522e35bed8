// The errors of ref-lease, by who must act.
//
// Expected things (a lost race, a timeout, a request that was settled) are values. What is thrown here ends the
// step: every message says what happened, where, who holds the lease since when where that is known, and what to
// do next. `code` names the heading of docs/operations.md that explains the error.

/** The headings of docs/operations.md. */
export type ErrorCode =
  | 'input'
  | 'permission'
  | 'state'
  | 'rate-limit'
  | 'unavailable'
  | 'invariant'
  | 'lost'
  | 'not-holder'
  | 'timed-out'
  | 'superseded'
  | 'evicted'
  | 'cancelled'
  | 'unconfirmed';

/** Base of every error that this action throws on purpose. */
export class LeaseError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The author of the workflow must change an input. */
export class InputError extends LeaseError {
  constructor(message: string) {
    super('input', message);
  }
}

/** An administrator must grant a permission or change a rule. */
export class PermissionError extends LeaseError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('permission', message, options);
  }
}

/** Somebody must repair the lock branch: its content cannot be understood, and is never overwritten. */
export class StateError extends LeaseError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('state', message, options);
  }
}

/** GitHub refuses requests until `resetAt` (seconds since 1970 by GitHub's clock). */
export class RateLimitedError extends LeaseError {
  readonly resetAt: number;

  constructor(message: string, resetAt: number, options?: { cause?: unknown }) {
    super('rate-limit', message, options);
    this.resetAt = resetAt;
  }
}

/** GitHub did not answer, or answered with a fault of its own; the same request may succeed later. */
export class UnavailableError extends LeaseError {
  /** It stays until somebody acts: a name that is not found, a certificate, an address where no API is. */
  readonly lasting: boolean;

  constructor(message: string, options: { cause?: unknown; lasting?: boolean } = {}) {
    super('unavailable', message, options);
    this.lasting = options.lasting ?? false;
  }
}

/** A bug of this action: a state that breaks a promise was computed, and not written. */
export class InvariantError extends LeaseError {
  /** What is wrong, without the full stop and without whose fault it is. */
  readonly problem: string;

  constructor(problem: string) {
    super('invariant', `${problem}. This is a bug of ref-lease: nothing was written. Please report it.`);
    this.problem = problem;
  }
}
