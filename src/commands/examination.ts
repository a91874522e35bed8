// What a doctor works with, and what it finds: one thing that was tried, and how it went.
import type { Checkup } from '../engine/ports.ts';
import { LeaseError, RateLimitedError, type ErrorCode } from '../lease/errors.ts';
import type { Ports } from './ports.ts';

export interface Examination extends Ports {
  readonly checkup: Checkup;
  /** What the git that reaches the server calls itself; `null`: no git does. */
  readonly git: string | null;
}

/** What a doctor tries. */
export type Check =
  'git' | 'reach' | 'clock' | 'rules' | 'write' | 'race' | 'look' | 'removal' | 'jobs' | 'groups' | 'budget';

/** What was tried, and how it went; a failure has the code of its error. */
export type Finding =
  | { readonly check: Check; readonly result: 'ok' | 'warning'; readonly text: string }
  | { readonly check: Check; readonly result: 'failure'; readonly code: ErrorCode; readonly text: string };

export function ok(check: Check, text: string): Finding {
  return { check, result: 'ok', text };
}

export function warning(check: Check, text: string): Finding {
  return { check, result: 'warning', text };
}

export function failure(check: Check, code: ErrorCode, text: string): Finding {
  return { check, result: 'failure', code, text };
}

/** What leases need was tried, and an error came of it. */
export function failed(check: Check, error: unknown): Finding {
  if (!(error instanceof LeaseError)) throw error;
  return failure(check, error.code, error.message);
}

/** An error came of what leases can do without, which means what the last words say. */
export function warned(check: Check, error: unknown, meaning: string): Finding {
  if (!(error instanceof LeaseError)) throw error;
  const until = error instanceof RateLimitedError ? ' Try again after that.' : '';
  return warning(check, `${error.message}${until} ${meaning}`);
}
