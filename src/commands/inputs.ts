// What each command is told, checked and complete, whoever was asked: a step of a job, or a person at a shell.
import type { Until } from '../input/until.ts';
import type { LeaseName, RequestId, SlotName } from '../lease/identifiers.ts';
import type { Parameters } from '../lease/schema.ts';
import type { Seconds } from '../lease/instant.ts';

/** What `acquire` is told. Durations are in seconds. */
export interface AcquireInputs extends Summarised {
  readonly lease: LeaseName;
  /** `null`: commits ahead of the base branch for a merge group, else 0. */
  readonly priority: number | null;
  /** What the request carries. */
  readonly parameters: Parameters;
  readonly delayAssignment: number;
  readonly pollInterval: Seconds;
  /** `null`: as long as the job may run. */
  readonly timeout: Seconds | null;
  readonly onTimeout: 'fail' | 'continue';
  readonly wait: boolean;
  /** Empty where none is given. */
  readonly scope: string;
  readonly payload: string | null;
}

/** What `release` is told. */
export interface ReleaseInputs extends GuardInputs {
  readonly releaseWithStatus: JobStatus;
}

/** What `guard` is told: whose hold is meant; `null`: this job's. */
export interface GuardInputs {
  readonly lease: LeaseName;
  readonly requestId: RequestId | null;
  readonly fencingToken: number | null;
}

/** What `status` is told. */
export interface StatusInputs extends Summarised {
  /** `null`: all leases. */
  readonly lease: LeaseName | null;
  /** Longest history of the lock branch in commits; `null`: all of it stays. */
  readonly keepHistory: number | null;
}

/** What `lock` is told. */
export interface LockInputs extends OfOperator {
  readonly until: Until | null;
}

/** What `unlock` is told; of all leases, neither `fencingToken` nor `force`. */
export interface UnlockInputs extends OfOperator {
  readonly fencingToken: number | null;
  readonly force: boolean;
}

/** What the end of a request is told. */
export interface PostInputs extends Summarised {
  /** `null`: the runner did not say, as inside some composite actions. */
  readonly jobStatus: JobStatus | null;
}

/** How a job ended, in GitHub's words. */
export type JobStatus = 'success' | 'failure' | 'cancelled';

/** What an operator means, and why. */
export interface OfOperator {
  /** `null`: all leases. */
  readonly lease: LeaseName | null;
  /** Slots of the one lease; `null`: all of it. */
  readonly slots: readonly SlotName[] | null;
  readonly reason: string;
}

interface Summarised {
  /** Markdown is asked for. */
  readonly summary: boolean;
}
