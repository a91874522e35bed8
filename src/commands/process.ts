// A process outside of GitHub that asks for a lease: no post step comes after it, so it takes back by itself what it cannot
// hand on. Without that a hold would stay for as long as it may last, with nobody who knows its token.
import type { Holder } from '../lease/schema.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import { registrationOfProcess, type OwnProcess } from '../lease/process.ts';
import { toTakeBack, type AcquireEnd } from '../protocol/acquire-state.ts';
import { unknown } from '../protocol/knowledge.ts';
import { ownHoldErrand, type OwnHold } from '../protocol/own-hold.ts';
import { FAIR } from '../protocol/weather.ts';
import { acquire, reported, type Acquired, type Left } from './acquire.ts';
import { runErrand, type Ports } from './ports.ts';
import { endRequest } from './post.ts';

/** What a process wishes. */
export interface ProcessInputs {
  readonly lease: LeaseName;
  readonly own: OwnProcess;
  readonly wait: boolean;
  readonly pollInterval: Seconds;
  /** Longest wait; `null`: no limit. */
  readonly timeout: Seconds | null;
}

export interface ProcessPorts extends Ports {
  /** From now on something is ended on the board: what is returned is aborted when that must not take long any more. */
  readonly ending: () => AbortSignal;
}

export interface AcquiredByProcess extends Acquired {
  /** What of it may be on the board still, though nobody wants it; `null`: nothing. */
  readonly left: Left | null;
}

const TOLD = { onTimeout: 'fail', summary: false } as const;

/**
 * The hold of the very command that has started the process, where that never ends in time for what is wished; else `null`.
 */
export async function blockingOwnHold(
  own: OwnHold,
  { lease, own: wished }: ProcessInputs,
  ports: Ports,
): Promise<Holder | null> {
  const doing = 'who holds the lease';
  const { result: holder } = await runErrand(ports, ownHoldErrand, unknown(lease), own, doing);
  const { accepts, take = 1 } = wished;
  if (accepts === undefined || holder === null || holder.slots === null) return holder;
  const { slots } = holder;
  return accepts.filter((slot) => !slots.includes(slot)).length < take ? holder : null;
}

/** Waits for the lease of a process, and says how that ended; what it does not report as acquired it takes back. */
export async function acquireAsProcess(
  inputs: ProcessInputs,
  ports: ProcessPorts,
): Promise<AcquiredByProcess> {
  const { lease, own, wait, pollInterval, timeout } = inputs;
  const registration = registrationOfProcess(own);
  const asked = { lease, priority: registration.priority, wait, delayAssignment: 0, pollInterval, timeout };
  const acquired = await acquire({ ...asked, registration, baseBranch: '' }, TOLD, ports, () => {});
  const left = toTakeBack(acquired.state, acquired.done, ports.cancelled.aborted);
  return left === null ? { ...acquired, left } : takeBack({ lease, ...left }, acquired, ports);
}

/** Ends on the board what is left of a request: then it has ended as it had to. */
async function takeBack(
  left: Left,
  { state, done, waited, outcome }: Acquired,
  ports: ProcessPorts,
): Promise<AcquiredByProcess> {
  const known = done.kind === 'unconfirmed' ? outcome.failure!.message : ports.terms.leftover;
  ports.tell({ level: 'warning', text: known });
  const { told, document, failure } = await endRequest(left, 'failure', {
    ...ports,
    cancelled: ports.ending(),
  });
  const end = endOf(done, failure === null);
  if (failure !== null) {
    // What was wrong before it was taken back is what somebody must mend.
    const why = end.kind === 'unconfirmed' ? failure : outcome.failure;
    return { state, done: end, waited, outcome: { ...outcome, told: [], failure: why }, left };
  }
  const { session } = state;
  // It has been read since, whatever stood in the way before.
  const after = { ...state, session: { ...session, weather: FAIR, known: { ...session.known, document } } };
  const said = reported(TOLD, ports, after, end, waited);
  return { state: after, done: end, waited, outcome: { ...said, told: [told, ...said.told] }, left: null };
}

/** How the wish has ended once what is left of it was ended on the board, or was not. */
function endOf(done: AcquireEnd, isTakenBack: boolean): AcquireEnd {
  if (done.kind !== 'acquired' && done.kind !== 'unconfirmed') return done;
  // Of a lease that was got in the end, nobody wanted it any more.
  const reason = done.kind === 'acquired' ? 'cancelled' : done.reason;
  return isTakenBack ? { kind: 'gone', ending: reason } : { kind: 'unconfirmed', reason, why: '' };
}
