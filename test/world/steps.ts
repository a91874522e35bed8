// The steps of a job: which machine each runs, from what it starts, and whether the job goes on after its end.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Holder, Registration } from '../../src/lease/schema.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { acquireMachine } from '../../src/protocol/acquire.ts';
import {
  startAcquire,
  type AcquireEnd,
  type AcquireState,
  type Wish,
} from '../../src/protocol/acquire-state.ts';
import type { Machine } from '../../src/protocol/asks.ts';
import { errandMachine, startErrand, type Errand, type ErrandEnd } from '../../src/protocol/errand.ts';
import { guardErrand, type GuardResult } from '../../src/protocol/guard.ts';
import { unknown, type Known } from '../../src/protocol/knowledge.ts';
import type { Line } from '../../src/protocol/line.ts';
import { lockErrand, unlockErrand, type LockResult, type UnlockResult } from '../../src/protocol/operator.ts';
import {
  postErrand,
  releaseErrand,
  type PostResult,
  type ReleaseResult,
} from '../../src/protocol/release.ts';
import { renewMachine, startRenew, type RenewEnd, type RenewState } from '../../src/protocol/renew.ts';
import { startStatus, statusMachine, type StatusEnd } from '../../src/protocol/status.ts';
import { wishOf, type AcquireTraits, type Person } from './cast.ts';
import type { StepPlan } from './plans.ts';

export * from './plans.ts';

/** A hold or a request as an earlier step or job has put it out. */
export interface Output {
  readonly id: string;
  readonly token: number | null;
  /** The slots of a hold; `null`: the whole lease. */
  readonly slots?: readonly string[] | null;
}

/** What main has saved for its post step. */
export interface Saved {
  readonly lease: string;
  readonly autoRelease: boolean;
  readonly registration: Registration;
  readonly epoch: number | null;
  readonly seen: number;
  readonly mayLand: number | null;
  readonly ended: boolean;
}

/** How a process ended, as it reports it. */
export type Report =
  | {
      readonly of: 'acquire';
      readonly lease: string;
      readonly done: AcquireEnd;
      readonly registration: Registration;
    }
  | { readonly of: 'renew'; readonly lease: string; readonly done: RenewEnd }
  | { readonly of: 'post'; readonly done: ErrandEnd<PostResult> }
  | { readonly of: 'release'; readonly done: ErrandEnd<ReleaseResult> }
  | { readonly of: 'guard'; readonly done: ErrandEnd<GuardResult> }
  | { readonly of: 'lock'; readonly done: ErrandEnd<LockResult> }
  /** `slots`: those that it was about; `null`: everything. */
  | {
      readonly of: 'unlock';
      readonly done: ErrandEnd<UnlockResult>;
      readonly slots: readonly string[] | null;
    }
  | { readonly of: 'status'; readonly done: StatusEnd };

/** A machine with its start, ready to run. */
export interface Program<State, Done> {
  readonly of: Report['of'];
  /** Of the acquire step that it is, or whose post step or renewal it is. */
  readonly nonce: string | null;
  /** What an acquire step asks for. */
  readonly wish?: Wish;
  readonly machine: Machine<State, Line, Done>;
  readonly start: State;
  readonly report: (done: Done, state: State) => Report;
}

export function acquireProgram(
  person: Person,
  nonce: string,
  traits: AcquireTraits,
): Program<AcquireState, AcquireEnd> {
  const wish = wishOf(person, nonce, traits);
  return {
    of: 'acquire',
    nonce,
    wish,
    machine: acquireMachine,
    start: startAcquire(wish),
    report: (done, { registration }) => ({
      of: 'acquire',
      lease: wish.lease,
      done,
      registration: registration ?? wish.registration,
    }),
  };
}

export function renewProgram(
  lease: string,
  acquired: AcquireState,
  token: number,
): Program<RenewState, RenewEnd> {
  return {
    of: 'renew',
    nonce: acquired.registration!.nonce,
    machine: renewMachine,
    start: startRenew(acquired, { epoch: token }),
    report: (done) => ({ of: 'renew', lease, done }),
  };
}

export function postProgram(
  { trusted }: Person,
  saved: Omit<Saved, 'autoRelease'>,
  outcome: 'success' | 'failure',
) {
  const { lease, seen, mayLand, epoch, registration } = saved;
  const left = { registration, epoch, seen, mayLand, ended: false };
  return errand(
    'post',
    postErrand,
    { left, outcome },
    unknown(lease, { trusted, endsOnly: true, seen, mayLand, least: epoch ?? 0 }),
    registration.nonce,
  );
}

export function releaseProgram(
  { key, run, attempt, registration, trusted }: Person,
  { lease, with: outcome }: { readonly lease: string; readonly with: 'success' | 'failure' },
  given: Output | null,
) {
  return errand(
    'release',
    releaseErrand,
    {
      requestId: given?.id ?? null,
      jobKey: key,
      token: given?.token ?? null,
      outcome,
      runId: isOfProcess(registration) ? null : run,
      runAttempt: attempt,
      wrote: false,
    },
    unknown(lease, { trusted, endsOnly: true, least: given?.token ?? 0 }),
  );
}

export function guardProgram({ key, trusted }: Person, lease: string, given: Output | null) {
  return errand(
    'guard',
    guardErrand,
    { requestId: given?.id ?? null, jobKey: key, token: given?.token ?? null },
    unknown(lease, { trusted, endsOnly: true, least: given?.token ?? 0 }),
  );
}

export function lockProgram(
  person: Person,
  {
    lease,
    ofOne,
    slots = null,
    until,
  }: { lease: string; ofOne: boolean; slots?: readonly string[] | null; until: Seconds | null },
) {
  const wish = {
    reason: 'a migration',
    actor: person.name,
    run_url: person.registration.run_url,
    until: until === null ? null : { after: until },
  };
  const known = unknown(lease, { trusted: person.trusted });
  return errand('lock', lockErrand, { ofOne, slots, wish, lock: null }, known);
}

export function unlockProgram(
  person: Person,
  {
    lease,
    ofOne,
    slots = null,
    frees,
  }: {
    lease: string;
    ofOne: boolean;
    slots?: readonly string[] | null;
    frees: 'token' | 'force' | null;
  },
  token: number | null,
) {
  const memo = {
    ofOne,
    slots,
    token: frees === 'token' ? token : null,
    force: frees === 'force',
    by: person.name,
    reason: 'it is stuck',
    beganAt: null,
    target: null,
  };
  const known = unknown(lease, { trusted: person.trusted, endsOnly: true, least: memo.token ?? 0 });
  const program = errand('unlock', unlockErrand, memo, known);
  const report = (done: ErrandEnd<UnlockResult>): Report => ({ of: 'unlock', done, slots });
  return { ...program, report };
}

export function statusProgram(): Program<ReturnType<typeof startStatus>, StatusEnd> {
  return {
    of: 'status',
    nonce: null,
    machine: statusMachine,
    start: startStatus(null),
    report: (done) => ({ of: 'status', done }),
  };
}

function errand<Memo, Result>(
  of: Exclude<Report['of'], 'acquire' | 'renew' | 'status'>,
  what: Errand<Memo, Result>,
  memo: Memo,
  known: Known,
  nonce: string | null = null,
) {
  const report = (done: ErrandEnd<Result>): Report => ({ of, done }) as Report;
  return { of, nonce, machine: errandMachine(what), start: startErrand(known, memo), report };
}

/** Whether the job goes on after this end, and as what it holds the lease from then on. */
export function afterwards(
  report: Report,
  plan: StepPlan,
): { readonly goesOn: boolean; readonly holds?: Output | null } {
  switch (report.of) {
    case 'acquire': {
      const { done } = report;
      if (done.kind === 'acquired') return { goesOn: true, holds: outputOf(done.holder) };
      const passes =
        done.kind === 'completed' ||
        (done.kind === 'gone' &&
          (done.ending === 'not-granted' ||
            (done.ending === 'timed-out' && plan.step === 'acquire' && plan.onTimeout === 'continue')));
      return { goesOn: passes };
    }
    case 'guard': {
      const held = report.done.kind === 'done' ? report.done.result.held : null;
      return held === null ? { goesOn: false } : { goesOn: true, holds: outputOf(held) };
    }
    case 'release': {
      const isDone = report.done.kind === 'done' && report.done.result.kind === 'released';
      return { goesOn: isDone, ...(isDone ? { holds: null } : {}) };
    }
    case 'lock':
      return { goesOn: report.done.kind === 'done' && report.done.result.kind === 'locked' };
    case 'unlock':
      return { goesOn: report.done.kind === 'done' && report.done.result.kind === 'opened' };
    case 'status':
      return { goesOn: report.done.kind === 'done' };
    case 'renew':
      return { goesOn: report.done.kind === 'stopped' };
    case 'post':
      return { goesOn: true };
  }
}

function outputOf({ id, epoch, slots }: Holder): Output {
  return { id, token: epoch, slots };
}
