// When a main step of mode acquire has to end: it is cancelled, its time is over, or so is its one try.
import type { Seconds } from '../lease/instant.ts';
import type { AcquireState, End } from './acquire-state.ts';
import type { Now } from './asks.ts';
import { taught, type Lesson } from './session.ts';
import { hurried } from './weather.ts';

/** Seconds to confirm an end: the runner kills a cancelled step 10 s after its first signal. */
const GRACE: Readonly<Record<End['reason'], Seconds>> = {
  'timed-out': 120,
  cancelled: 8,
  'not-granted': 120,
};

/** Seconds that a step which does not wait has for its one try. */
export const ONE_TRY: Seconds = 60;

/** Notices that the step has to end. A cancellation shortens a grace. */
export function ending(state: AcquireState, now: Now): Lesson<AcquireState> {
  const reason = reasonToEnd(state, now);
  if (reason === null) return taught(state);
  const { end, session } = state;
  const graceEnds = now.mono + GRACE[reason];
  const ended = {
    ...state,
    session: { ...session, weather: hurried(session.weather, now.mono) },
    lookAt: null,
    end: { reason: end?.reason ?? reason, graceEnds: Math.min(end?.graceEnds ?? graceEnds, graceEnds) },
    cancelled: now.cancelled,
  };
  return taught(ended, reason === 'cancelled' ? [{ line: 'cancelled' }] : []);
}

/** Why the step has to end from now on, or sooner than it had to; `null`: it has not. */
function reasonToEnd(state: AcquireState, now: Now): End['reason'] | null {
  if (now.cancelled && !state.cancelled) return 'cancelled';
  const bound = boundOf(state);
  if (state.end !== null || bound === null || now.mono < bound) return null;
  return state.wish.wait ? 'timed-out' : 'not-granted';
}

/** When the step has to notice that its time is over (monotonic); `null`: never. */
export function boundOf({ end, wish, startedAt }: AcquireState): Seconds | null {
  if (end !== null) return end.graceEnds;
  const limit = wish.wait ? wish.timeout : ONE_TRY;
  return limit === null ? null : startedAt! + limit;
}
