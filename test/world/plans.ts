// What the steps of a job are to do, as a story writes them down.
import type { Seconds } from '../../src/lease/instant.ts';
import { LEASE, type AcquireTraits } from './cast.ts';

export type StepPlan =
  | {
      readonly step: 'acquire';
      readonly traits: AcquireTraits;
      readonly autoRelease: boolean;
      readonly onTimeout: 'fail' | 'continue';
      /** The job goes on whatever becomes of it. */
      readonly mayFail: boolean;
    }
  /** Uses the resource where the job has the lease; else does nothing. */
  | {
      readonly step: 'work';
      readonly lease: string;
      readonly for: Seconds;
      readonly ends: 'success' | 'failure';
    }
  /** The same in a process outside of GitHub, which shows meanwhile that it is there. */
  | {
      readonly step: 'hold';
      readonly lease: string;
      readonly for: Seconds;
      readonly ends: 'success' | 'failure';
    }
  /** Waits until another job is over. */
  | { readonly step: 'await'; readonly job: string }
  /** Does something else for a time. */
  | { readonly step: 'rest'; readonly for: Seconds }
  /** `of`: the job whose outputs are given; `null`: none are, so it is about the job itself. */
  | {
      readonly step: 'release';
      readonly lease: string;
      readonly with: 'success' | 'failure';
      readonly of: string | null;
      readonly token?: number;
    }
  | { readonly step: 'guard'; readonly lease: string; readonly of: string | null; readonly token?: number }
  | {
      readonly step: 'lock';
      readonly lease: string;
      readonly ofOne: boolean;
      readonly until: Seconds | null;
      /** Left out: the lease itself. */
      readonly slots?: readonly string[];
    }
  /** `frees`: by the token of whoever holds it then, by force, or nobody; `slots`: only these, left out: everything. */
  | {
      readonly step: 'unlock';
      readonly lease: string;
      readonly ofOne: boolean;
      readonly frees: 'token' | 'force' | null;
      readonly slots?: readonly string[];
    }
  | { readonly step: 'status' };

export const acquire = (
  traits: AcquireTraits = {},
  {
    autoRelease = true,
    onTimeout = 'fail',
    mayFail = false,
  }: { autoRelease?: boolean; onTimeout?: 'fail' | 'continue'; mayFail?: boolean } = {},
): StepPlan => ({ step: 'acquire', traits, autoRelease, onTimeout, mayFail });
export const work = (
  duration: Seconds,
  ends: 'success' | 'failure' = 'success',
  lease = LEASE,
): StepPlan => ({ step: 'work', lease, for: duration, ends });
export const hold = (
  duration: Seconds,
  ends: 'success' | 'failure' = 'success',
  lease = LEASE,
): StepPlan => ({ step: 'hold', lease, for: duration, ends });
export const rest = (duration: Seconds): StepPlan => ({ step: 'rest', for: duration });
export const release = (
  of: string | null = null,
  ends: 'success' | 'failure' = 'success',
  token?: number,
): StepPlan => ({ step: 'release', lease: LEASE, with: ends, of, ...(token === undefined ? {} : { token }) });
export const guard = (of: string | null = null, token?: number): StepPlan => ({
  step: 'guard',
  lease: LEASE,
  of,
  ...(token === undefined ? {} : { token }),
});
export const lock = (ofOne = true, until: Seconds | null = null, slots?: readonly string[]): StepPlan => ({
  step: 'lock',
  lease: LEASE,
  ofOne,
  until,
  ...(slots === undefined ? {} : { slots }),
});
export const unlock = (
  frees: 'token' | 'force' | null = null,
  ofOne = true,
  slots?: readonly string[],
): StepPlan => ({ step: 'unlock', lease: LEASE, ofOne, frees, ...(slots === undefined ? {} : { slots }) });
export const status = (): StepPlan => ({ step: 'status' });
