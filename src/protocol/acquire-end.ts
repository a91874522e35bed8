// When a main step of mode acquire has to end: it is cancelled, its time is over, or so is its one try.
import type { Seconds } from '../lease/instant.ts';
import type { AcquireState, End } from './acquire-state.ts';
import type { Now } from './asks.ts';
import type { Line } from './line.ts';
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
export function ending(state: AcquireState, now: Now): { state: AcquireState; say: readonly Line[] } {
  const { end, wish } = state;
  const startedAt = state.startedAt!;
  const begin = (reason: End['reason']): AcquireState => {
    const graceEnds = now.mono + GRACE[reason];
    const earlier = end?.graceEnds ?? graceEnds;
    const { session } = state;
    return {
      ...state,
      session: { ...session, weather: hurried(session.weather, now.mono) },
      lookAt: null,
      end: { reason: end?.reason ?? reason, graceEnds: Math.min(earlier, graceEnds) },
    };
  };
  if (now.cancelled && !state.cancelled) {
    return { state: { ...begin('cancelled'), cancelled: true }, say: [{ line: 'cancelled' }] };
  }
  if (end !== null) return { state, say: [] };
  if (wish.timeout !== null && now.mono >= startedAt + wish.timeout)
    return { state: begin('timed-out'), say: [] };
  if (!wish.wait && now.mono >= startedAt + ONE_TRY) return { state: begin('not-granted'), say: [] };
  return { state, say: [] };
}

/** When the step has to notice that its time is over (monotonic); `null`: never. */
export function boundOf({ end, wish, startedAt }: AcquireState): Seconds | null {
  if (end !== null) return end.graceEnds;
  const limit = wish.wait ? wish.timeout : ONE_TRY;
  return limit === null ? null : startedAt! + limit;
}
