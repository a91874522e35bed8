// False beliefs about processes outside of GitHub: of those that renew their holds, and of those that watch them.
import { showing, withRequests, type Bends } from './bend.ts';

/** Those that decide whether the lease is the own one of who works with it. */
export const PROCESSES = {
  'a stamp is by the clock that all share, whoever wrote it': {
    acquire: { hears: showing(() => ({ own_clock_at: undefined })) },
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
        state.renewal === null ? state : { ...state, renewal: { ...state.renewal, at: { mono, at: null } } },
    },
  },
  'a process that holds the lease need not show itself': {
    renew: {
      before: (state, _, { mono }) => ({ ...state, renewal: { ...state.renewal, at: { mono, at: null } } }),
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
