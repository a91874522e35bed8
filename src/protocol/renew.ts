// The machine of a process that holds a lease which no API sees: it shows that it is there every third of its TTL.
//
// Promises: it ends with `lost` before anybody may take it for dead, and as soon as it learns that its hold is over; it
// never brings back a hold. Whoever runs it then stops what it does with the resource, and releases in any case.
import { holdersOf, holdOf, outcomeOf } from '../lease/document.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Holder, Outcome, Registration } from '../lease/schema.ts';
import { overlap } from '../lease/slots.ts';
import type { AcquireState, Leftover } from './acquire-state.ts';
import type { Heard, Machine, Now, Step } from './asks.ts';
import { isGone } from './knowledge.ts';
import type { Line } from './line.ts';
import { renewing } from './pace.ts';
import { learnSign, longestPause, reliableUntil, sendingSign, signDue, type Renewal } from './renewal.ts';
import {
  askRead,
  askWrite,
  hear,
  learnAll,
  pausedUntil,
  unsure,
  type Lesson,
  type Session,
  type Trouble,
} from './session.ts';
import { asking, over, sleeping, UNDATED } from './step.ts';

export interface RenewState {
  readonly registration: Registration;
  /** The token of the hold. */
  readonly epoch: number;
  readonly session: Session;
  readonly renewal: Renewal;
  /** What kept it from renewing when it last tried, besides the weather. */
  readonly trouble: Trouble | null;
  /** The last read did not show the branch: it is gone, or a replica lags. */
  readonly missing: boolean;
  /** Nothing is asked before (monotonic). */
  readonly notBefore: Seconds;
}

/** How it ends. The release is the errand of the post step in each case. */
export type RenewEnd =
  /** It was told to stop. */
  { readonly kind: 'stopped' } | ({ readonly kind: 'lost' } & Loss);

/** Why the hold is not to be relied on any more. */
export type Loss =
  /**
   * Two thirds of the TTL are over since the last renewal. `why`: what the server or the network last said, `trouble`:
   * what is wrong with the branch; neither, where the process itself stood still.
   */
  | { readonly cause: 'expired'; readonly why: string; readonly trouble: Trouble | null }
  /** Somebody has ended it; `outcome` says who, and why. */
  | { readonly cause: 'ended'; readonly outcome: Outcome }
  /** The branch shows neither the hold nor its end: an operator has set it back. `holders`: who hold what it held. */
  | { readonly cause: 'gone'; readonly holders: readonly Holder[] }
  /** The branch was deleted, and nobody has brought the hold back in time. */
  | { readonly cause: 'deleted' };

type RenewStep = Step<RenewState, Line, RenewEnd>;

/** The share of the TTL that one ask may take. */
const ASK_TAKES = 1 / 6;

/** The state of a process whose acquire has ended with the hold of this token. */
export function startRenew(acquired: AcquireState, { epoch }: Pick<Holder, 'epoch'>): RenewState {
  const { session, renewal, registration } = acquired;
  if (renewal === null || registration === null) throw new Error('only a process renews its hold');
  return { registration, epoch, session, renewal, trouble: null, missing: false, notBefore: 0 };
}

export const renewMachine: Machine<RenewState, Line, RenewEnd> = {
  step(before, heard, now) {
    const { state, say } = learnAll(before, heard, (state, each) => learn(state, each, now));
    return { ...think(state, now), say };
  },
};

/** What is left to the release at this point. */
export function leftoverOfRenew(
  { registration, epoch, session }: RenewState,
  done: RenewEnd | null,
): Leftover {
  const { seen, mayLand } = session.known;
  return { registration, epoch, seen, mayLand, ended: done?.kind === 'lost' && done.cause === 'ended' };
}

function learn(before: RenewState, heard: Heard, now: Now): Lesson<RenewState> {
  const { state: session, say, trouble } = hear(before.session, heard, now);
  const { registration, renewal, missing, notBefore } = before;
  const state = {
    ...before,
    session,
    renewal: learnSign(renewal, registration, session.known, heard),
    trouble,
    missing: heard.to.ask === 'read' && heard.answer?.is === 'value' ? isGone(session.known) : missing,
    notBefore: trouble === null ? notBefore : now.mono + longestPause(registration.parameters.ttl),
  };
  return { state, say, trouble };
}

function think(state: RenewState, now: Now): RenewStep {
  const { session, renewal, registration, missing } = state;
  const { known } = session;
  const { ttl } = registration.parameters;
  const loss = lossOf(state, now);
  if (loss !== null) return over(state, { kind: 'lost', ...loss });
  if (now.cancelled) return over(state, { kind: 'stopped' });
  const end = reliableUntil(renewal, ttl, now);
  const sleep = (until: Seconds): RenewStep => sleeping(state, Math.min(until, end));
  const pause = Math.max(pausedUntil(session, now.mono) ?? 0, state.notBefore);
  if (now.mono < pause) return sleep(pause);
  const due = signDue(renewal, ttl, now);
  if (now.mono < due && !missing) return sleep(due);
  const until = Math.min(now.mono + ttl * ASK_TAKES, end);
  if (known.on === null) return asking(state, [askRead(session)], until);
  if (missing || now.at === null) {
    // A hold is not brought back: somebody else may do so, and a replica that lags will show it again.
    const again = { ...state, session: unsure(session) };
    return sleeping(again, Math.min(now.mono + (missing ? longestPause(ttl) : UNDATED), end));
  }
  const { id } = registration;
  const sent = askWrite(session, [{ kind: 'renew', id }], renewing(ttl), now.at);
  const sending = sendingSign(renewal, known, now);
  return asking({ ...state, session: sent.session, renewal: sending }, [sent.ask], until);
}

/** Why the hold is lost, by what is known; `null`: it is not. */
function lossOf(
  { session, registration, epoch, renewal, trouble, missing }: RenewState,
  now: Now,
): Loss | null {
  const { document } = session.known;
  const { id, nonce, parameters } = registration;
  const outcome = document === null ? undefined : outcomeOf(document, id);
  if (outcome !== undefined) return { cause: 'ended', outcome };
  const hold = document === null ? undefined : holdOf(document, id);
  if (hold?.epoch !== epoch || hold.nonce !== nonce) {
    const holders = document === null ? [] : holdersOf(document);
    return { cause: 'gone', holders: holders.filter(({ slots }) => overlap(parameters.accepts, slots)) };
  }
  if (now.mono < reliableUntil(renewal, parameters.ttl, now)) return null;
  if (missing) return { cause: 'deleted' };
  const { told, why } = session.weather;
  return { cause: 'expired', why: told ? why : '', trouble };
}
