// Rules of the protocol, each broken by value: what a machine hears, knows or asks is changed on the way through, so that
// it acts as if the rule were not there. The fault runs must find every one of them.
import { isOutage } from '../../src/protocol/weather.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import { chainOf, reachable } from '../../src/lease/containment.ts';
import { holderOf, latestStamp, requestOf } from '../../src/lease/document.ts';
import { OUTCOMES_KEPT } from '../../src/lease/outcomes.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { signOf } from '../../src/lease/signs.ts';
import { transition } from '../../src/lease/transition.ts';
import type { Session } from '../../src/protocol/session.ts';
import {
  documentIn,
  everywhere,
  insteadOfSilence,
  knowing,
  showing,
  withRequests,
  writing,
  type Bend,
  type Bends,
} from '../world/bend.ts';

export interface BrokenRule {
  /** What is believed instead. */
  readonly name: string;
  /** The stories to be run, until one breaks. */
  readonly stories: readonly string[];
  /** Which promise breaks. */
  readonly promise: string;
  readonly bends: Bends;
}

function rule(name: string, stories: readonly string[], promise: string, bends: Bends): BrokenRule {
  return { name, stories, promise, bends };
}

/** Those of the lives of others. */
const LIVES: readonly BrokenRule[] = [
  rule('a life that nobody can see is over', ['unseen-living-holder', 'lost-waiter'], 'S4', {
    acquire: { hears: insteadOfSilence('life', 'ended') },
  }),
  rule(
    'silence counts from the own sign of a holder, and one look is enough',
    ['unseen-living-holder'],
    'S4',
    {
      acquire: {
        hears: showing((document) => withRequests(document, () => ({ alive_at: null }))),
        after: (step) => withSigns(step, { polls: 2, aliveAt: null, unknownSince: -1e6 }),
      },
    },
  ),
  rule('one write removes all who are dead', ['many-dead-waiters'], 'S4', {
    acquire: { asks: writing(withoutDead) },
  }),
  rule('who waits shows itself, though it sees the lives of others', ['unseen-living-holder'], 'cost', {
    acquire: { before: (state) => ({ ...state, seesLives: null }) },
  }),
];

/** Those of merge groups. */
const GROUPS: readonly BrokenRule[] = [
  rule(
    'a failure counts against all that contain it, whatever became of it',
    ['merged-after-failure'],
    'L1',
    {
      acquire: {
        before: (state, heard, { at }) => {
          const { known } = state.session;
          const isKept = isTainted(state, documentIn(heard) ?? known.document, at ?? 0);
          const wins = isKept ? -1e9 : Math.max(state.lastTurn.wins, 0);
          return { ...state, lastTurn: { ...state.lastTurn, wins } };
        },
      },
    },
  ),
];

/** Those of writes, and of answers that did not come. */
const ANSWERS: readonly BrokenRule[] = [
  rule('a comparison without an answer says no', ['late-without-chain', 'propagate'], 'L2', {
    acquire: { hears: insteadOfSilence('contains', false) },
  }),
  rule(
    'a write without an answer has not landed, and will not',
    ['cancelled-before-registration', 'cancelled-at-grant', 'timeout-fails'],
    'S10',
    {
      acquire: {
        after: (step) => {
          const { session } = step.state;
          return {
            ...step,
            state: knowing({ ...step.state, session: { ...session, mightLand: null } }, { mayLand: null }),
          };
        },
      },
    },
  ),
  rule(
    'a fault of the server is its decision against a write',
    ['alone'],
    'ends',
    everywhere({
      hears: (answer, { ask }) =>
        ask === 'write' && answer.is === 'silent' ? { ...answer, is: 'refused' } : answer,
    }),
  ),
  rule(
    'the first refusal is a rule',
    ['alone', 'race'],
    'ends',
    everywhere({
      after: (step) => withWeather(step, RULED),
    }),
  ),
  rule(
    'a write that nobody answers is tried again at once',
    ['alone'],
    'cost',
    hasty(({ writes }) => writes > 0, 1),
  ),
  rule('what was asked in vain is asked again at once', ['alone'], 'cost', hasty(isOutage, 0.1)),
  rule('who finds no room tries again at once', ['no-room'], 'cost', {
    acquire: {
      after: (step, _, { mono }) =>
        step.state.toldNoRoom && step.asks.length === 0
          ? { ...step, until: mono + 1, state: { ...step.state, lookAt: mono + 1 } }
          : step,
    },
  }),
  rule('a try has no bound', ['one-try-limited'], 'L1–L4', {
    acquire: { before: (state) => ({ ...state, startedAt: null, end: null }) },
  }),
  rule('nothing can be said of an end before an answer has told the time', ['timeout-unanswered'], 'ends', {
    acquire: {
      after: (step, _, { at }) =>
        step.done !== null && at === null
          ? { ...step, done: { kind: 'unconfirmed', reason: 'timed-out', why: 'nobody has told the time' } }
          : step,
    },
  }),
];

/** Those of what is one's own, and of what one read shows. */
const READS: readonly BrokenRule[] = [
  rule('whatever has the id of a job is its own', ['second-step', 'second-step-of-a-run'], 'S4', {
    acquire: {
      hears: showing((document, { registration, wish }) =>
        ownByName(document, registration ?? wish.registration),
      ),
    },
    post: { hears: showing((document, { memo }) => ownByName(document, memo.left.registration)) },
  }),
  rule('a hold of the own id is there as soon as one read shows it', ['acquire-release-acquire'], 'S10', {
    acquire: { before: (state) => ({ ...state, memory: { ...state.memory, found: -1 } }) },
  }),
  rule('one look that knows nothing of a request is enough to release', ['acquire-release-acquire'], 'ends', {
    release: { before: looking },
  }),
  rule('a read may show less than the token that a guard was given', ['acquire-release-acquire'], 'ends', {
    guard: { before: (state) => looking(knowing(state, { least: 0 })) },
  }),
  rule('one look that shows nothing to open is enough to unlock', ['locked'], 'unlock', {
    unlock: { before: looking },
  }),
  rule('a read may show less than the token that an unlock was given', ['freed-by-token'], 'ends', {
    unlock: { before: (state) => knowing(state, { least: 0 }) },
  }),
  rule(
    'a token is one more than the last that the branch shows',
    ['deleted-under-holder', 'line-of-five'],
    'S2',
    {
      acquire: { asks: nextToken },
    },
  ),
];

/** Refusals that need only one more. */
const RULED = (() => {
  const many = { head: null, count: 50, since: -1e6, onHead: 50, onHeadSince: -1e6 };
  return { refusedReads: many, refusedWrites: many };
})();

export const BROKEN_RULES: readonly BrokenRule[] = [...LIVES, ...GROUPS, ...ANSWERS, ...READS];

type MainStep = Parameters<NonNullable<Bend<AcquireState>['after']>>[0];

/** What cannot be seen of lives is remembered otherwise. */
function withSigns(step: MainStep, change: Partial<AcquireState['memory']['signs'][string]>): MainStep {
  const { memory } = step.state;
  const signs = Object.entries(memory.signs).map(([id, sign]) => [
    id,
    sign.liveness === 'unknown' ? { ...sign, ...change } : sign,
  ]);
  return { ...step, state: { ...step.state, memory: { ...memory, signs: Object.fromEntries(signs) } } };
}

function withWeather<S extends { readonly state: { readonly session: Session } }>(
  step: S,
  change: Partial<Session['weather']>,
): S {
  const { session } = step.state;
  const weather = { ...session.weather, ...change };
  return { ...step, state: { ...step.state, session: { ...session, weather } } };
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

function looking<State extends { readonly memo: object }>(state: State): State {
  return { ...state, memo: { ...state.memo, looks: 99 } };
}

/** A request of the own id seems to be of this very step. */
function ownByName(
  document: LeaseDocument,
  { id, nonce }: { id: string; nonce: string },
): Partial<LeaseDocument> {
  return withRequests(document, (each) => (each.id === id ? { nonce } : {}));
}

/** A grant gets the next token after those that the document shows. */
function nextToken(
  ask: Parameters<NonNullable<Bend<AcquireState>['asks']>>[0],
  { session: { known } }: AcquireState,
) {
  const before = known.document === null ? undefined : holderOf(known.document);
  return writing((document) => {
    const holder = holderOf(document);
    if (holder === undefined || holder.id === before?.id) return {};
    const epoch = (known.document?.epoch ?? 0) + 1;
    return { epoch, ...withRequests(document, ({ id }) => (id === holder.id ? { epoch } : {})) };
  })(ask, known);
}

/** Every request that was found ended twice is evicted, and of the outcomes the newest are kept. */
function withoutDead(document: LeaseDocument, { memory, wish }: AcquireState): Partial<LeaseDocument> {
  const isDead = (sign = signOf({}, { id: '' })): boolean => sign?.liveness === 'ended' && sign.polls >= 2;
  const evictions = document.requests
    .filter((request) => isDead(signOf(memory.signs, request)))
    .map(
      ({ id, epoch = null }) =>
        ({ kind: 'evict', id, epoch, by: wish.registration.id, reason: 'its job ended' }) as const,
    );
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
