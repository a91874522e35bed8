// False beliefs about processes outside of GitHub: of those that renew their holds, and of those that watch them.
import type { Instant } from '../../src/lease/instant.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import { knowing, showing, withRequests, type Bends } from './bend.ts';

/** Those that decide whether the lease is the own one of who works with it. */
export const PROCESSES = {
  'the last sign of a process is as old as its stamp says': {
    acquire: { before: (state, _, { at }) => knowing(state, { sightings: byStamps(state, at ?? 0) }) },
  },
  'who says for how long it holds the lease must show itself': {
    acquire: {
      hears: showing((document) =>
        withRequests(document, ({ parameters }) => ({
          parameters:
            parameters.held_by === 'process' ? { ...parameters, max_hold: parameters.ttl } : parameters,
        })),
      ),
    },
  },
  'a process that waits need not show itself': {
    acquire: {
      before: (state) =>
        state.renewal === null ? state : { ...state, renewal: { ...state.renewal, stamp: null } },
    },
  },
  'a hold is reported however old its last sign is': {
    acquire: {
      before: (state, _, { mono }) =>
        state.renewal === null
          ? state
          : { ...state, renewal: { ...state.renewal, at: { mono, date: null } } },
    },
  },
  'a process that holds the lease need not show itself': {
    renew: {
      before: (state, _, { mono }) => ({ ...state, renewal: { ...state.renewal, at: { mono, date: null } } }),
    },
  },
  'a process that cannot renew its hold works on': {
    renew: {
      after: (step, _, { mono }) => {
        const isExpired = (step.done as { readonly cause?: string } | null)?.cause === 'expired';
        return isExpired ? { ...step, done: null, until: mono + 5 } : step;
      },
    },
  },
  'a hold that has ended is written again': {
    renew: {
      hears: showing((document, { session }) =>
        document.requests.length > 0 ? {} : { ...session.known.document, sequence: document.sequence },
      ),
    },
  },
} satisfies Record<string, Bends>;

/** When the stamps of processes would have been seen first, if they were by the clock of who looks. */
function byStamps({ session }: AcquireState, now: Instant): AcquireState['session']['known']['sightings'] {
  const { sightings, watched } = session.known;
  return Object.fromEntries(
    Object.entries(sightings).map(([what, first]) => [
      what,
      what.startsWith('renewed:') ? { ...first, at: watched - Math.max(now - first.stamp, 0) } : first,
    ]),
  );
}
