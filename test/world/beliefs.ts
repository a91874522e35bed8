// False beliefs: rules of the protocol, each broken by value. What a machine hears, knows or asks is changed on the way
// through, so that it acts as if the rule were not there. Faults, model and simulation each have to notice theirs.
import { chainOf, reachable } from '../../src/lease/containment.ts';
import { latestStamp, requestOf } from '../../src/lease/document.ts';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import { OUTCOMES_KEPT, type LeaseDocument } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Session } from '../../src/protocol/session.ts';
import { isOutage } from '../../src/protocol/weather.ts';
import { PROCESSES } from './beliefs-of-processes.ts';
import { SLOTS } from './beliefs-of-slots.ts';
import {
  documentIn,
  everywhere,
  granting,
  insteadOf,
  insteadOfSilence,
  knowing,
  looking,
  ownByName,
  showing,
  valued,
  withRequests,
  withSigns,
  withWeather,
  writing,
  type Bends,
} from './bend.ts';

/** Those about the lives of others, and about who is in line. */
const OTHERS = {
  'a life that nobody can see is over': { acquire: { hears: insteadOfSilence('life', 'ended') } },
  'silence counts from the own sign of a holder, and one look is enough': {
    acquire: {
      hears: showing((document) => withRequests(document, () => ({ alive_at: null }))),
      after: (step) => withSigns(step, { polls: 2, aliveAt: null, unknownSince: -1e6 }),
    },
  },
  'nobody who is dead is evicted': { acquire: { hears: insteadOf('life', 'ended', 'alive') } },
  'one write removes all who are dead': { acquire: { asks: writing(withoutDead) } },
  'who waits shows itself long before it must': {
    acquire: {
      hears: showing((document, { registration }) =>
        withRequests(document, (each) =>
          each.id === registration?.id && each.status === 'pending'
            ? { seen_at: each.seen_at - each.parameters.max_hold, alive_at: null }
            : {},
        ),
      ),
    },
  },
  'nobody is asked to act': {
    acquire: { asks: writing((document) => withRequests(document, () => ({ asked_at: null }))) },
  },
  'the time of an outage counts': {
    acquire: {
      after: (step, _, __, before) => {
        const heardAt = step.state.session.known.heardAt ?? before.session.known.heardAt;
        return { ...step, state: knowing(step.state, { heardAt, stride: 1e6 }) };
      },
    },
  },
  'the lock of a lease is not seen': { acquire: { hears: showing(() => ({ lock: null })) } },
  'who finds no room tries again at once': {
    acquire: {
      after: (step, _, { mono }) =>
        step.state.toldNoRoom && step.asks.length === 0
          ? { ...step, until: mono + 1, state: { ...step.state, lookAt: mono + 1 } }
          : step,
    },
  },
} satisfies Record<string, Bends>;

/** Those about merge groups, and about what contains what. */
const COMMITS = {
  'a comparison without an answer says no': { acquire: { hears: insteadOfSilence('contains', false) } },
  'every success contains every commit': { acquire: { hears: insteadOf('contains', false, true) } },
  'a failure counts against all that contain it, whatever became of it': {
    acquire: {
      before: (state, heard, { at }) => {
        const isKept = isTainted(state, documentIn(heard) ?? state.session.known.document, at ?? 0);
        const wins = isKept ? -1e9 : Math.max(state.lastTurn.wins, 0);
        return { ...state, lastTurn: { ...state.lastTurn, wins } };
      },
    },
  },
  'where the list of merge groups is refused, the last one holds': {
    acquire: {
      hears: (answer, { ask }, { groups: { seen } }) =>
        ask === 'groups' && answer.is === 'refused' && seen !== null
          ? { is: 'value', value: seen.list, at: seen.at }
          : answer,
    },
  },
  'a merge group that is gone is taken for there': {
    acquire: {
      hears: (answer, { ask }, { wish }) => {
        if (ask !== 'groups' || answer.is !== 'value') return answer;
        const { head_ref, head_sha, base_sha } = wish.registration;
        const own = { ref: head_ref, head: head_sha, parent: base_sha ?? '', pullRequest: 0 };
        return valued(answer, [...(answer.value as unknown[]), own]);
      },
    },
  },
} satisfies Record<string, Bends>;

/** Those about writes, and about answers that did not come. */
const ANSWERS = {
  'a write without an answer has not landed, and will not': {
    acquire: {
      after: (step) => {
        const state = knowing(step.state, { mayLand: null });
        return { ...step, state: { ...state, session: { ...state.session, mightLand: null } } };
      },
    },
  },
  'a fault of the server is its decision against a write': everywhere({
    hears: (answer, { ask }) =>
      ask === 'write' && answer.is === 'silent' ? { ...answer, is: 'refused' } : answer,
  }),
  'the first refusal is a rule': everywhere({
    after: (step) => {
      const refusals = { head: null, count: 50, since: -1e6, onHead: 50, onHeadSince: -1e6 };
      return withWeather(step, { refusedReads: refusals, refusedWrites: refusals });
    },
  }),
  'a write that nobody answers is tried again at once': hasty(({ writes }) => writes > 0, 1),
  'what was asked in vain is asked again at once': hasty(isOutage, 0.1),
  'one try has no bound': { acquire: { before: (state) => ({ ...state, startedAt: null, end: null }) } },
  'an end is reported at once': {
    acquire: {
      after: (step) =>
        step.done !== null || step.state.end === null
          ? step
          : { ...step, done: { kind: 'gone', ending: step.state.end.reason } },
    },
  },
  'nothing can be said of an end before an answer has told the time': {
    acquire: {
      after: (step, _, { at }) =>
        step.done !== null && at === null
          ? { ...step, done: { kind: 'unconfirmed', reason: 'timed-out', why: 'nobody has told the time' } }
          : step,
    },
  },
} satisfies Record<string, Bends>;

/** Those about what is one's own, and about what one read shows. */
const READS = {
  'an older state is believed': { acquire: { before: (state) => knowing(state, { seen: -1, older: null }) } },
  'whatever has the id of a job is its own': {
    acquire: {
      hears: showing((document, { registration, wish }) =>
        ownByName(document, registration ?? wish.registration),
      ),
    },
    post: { hears: showing((document, { memo }) => ownByName(document, memo.left.registration)) },
  },
  'a hold of the own id is there as soon as one read shows it': {
    acquire: { before: (state) => ({ ...state, memory: { ...state.memory, found: -1 } }) },
  },
  'one look that knows nothing of a request is enough to release': { release: { before: looking } },
  'a read may show less than the token that a guard was given': {
    guard: { before: (state) => looking(knowing(state, { least: 0 })) },
  },
  'a read may show less than the token that an unlock was given': {
    unlock: { before: (state) => knowing(state, { least: 0 }) },
  },
  'one look that shows nothing to open is enough to unlock': { unlock: { before: looking } },
  'a token is one more than the last that the branch shows': {
    acquire: { asks: granting(({ document }) => (document?.epoch ?? 0) + 1) },
  },
  'a grant keeps the token of the one before': {
    acquire: { asks: granting(({ document }) => document?.epoch || null) },
  },
} satisfies Record<string, Bends>;

/** What is believed, and what it does to each kind of machine. */
const BELIEFS = { ...OTHERS, ...COMMITS, ...ANSWERS, ...READS, ...PROCESSES, ...SLOTS };

export type Belief = keyof typeof BELIEFS;

/** What a belief does to each kind of machine. */
export function bendsOf(belief: Belief): Bends {
  return BELIEFS[belief];
}

/** Who has asked in vain asks again after so many seconds. */
function hasty(isVain: (weather: Session['weather']) => boolean, after: Seconds): Bends {
  return everywhere({
    after: (step, _, { mono }) => {
      if (!isVain(step.state.session.weather)) return step;
      const hasty = withWeather(step, { notBefore: 0 });
      return step.asks.length === 0 ? { ...hasty, until: mono + after } : hasty;
    },
  });
}

/** Every request that was found ended twice is evicted, and of the outcomes the newest are kept. */
function withoutDead(document: LeaseDocument, { memory, wish }: AcquireState): Partial<LeaseDocument> {
  const evictions = document.requests
    .filter(({ id }) => memory.signs[id]?.liveness === 'ended' && memory.signs[id].polls >= 2)
    .map(({ id, epoch = null }) => {
      return { kind: 'evict', id, epoch, by: wish.registration.id, reason: 'its job ended' } as const;
    });
  const { sequence } = document;
  const after = transition(document, evictions, { now: latestStamp(document) });
  return { ...after, sequence, outcomes: after.outcomes.slice(-OUTCOMES_KEPT) };
}

/** Whether a commit below a request has ever failed, and no window has passed since the last of its round has come. */
function isTainted({ wish }: AcquireState, document: LeaseDocument | null, now: Instant): boolean {
  const { id, scope, base_sha, parameters } = wish.registration;
  if (document === null || base_sha === null) return false;
  const below = new Set([base_sha, ...reachable(chainOf(document).below, base_sha)]);
  const own = requestOf(document, id);
  const { changed_at = now } = document.rounds.find((round) => round.id === own?.round) ?? {};
  return (
    now - changed_at <= parameters.window &&
    document.outcomes.some(
      (other) => other.outcome === 'failure' && other.scope === scope && below.has(other.head_sha),
    )
  );
}
