// Protocols with one rule broken, each by a value put around a machine; the model must catch every one.
//
// They change what a machine knows before a step, what it hears, or what comes out of it; the sources stay as they are.
import { requestOf } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { AcquireState, Leftover } from '../../src/protocol/acquire-state.ts';
import { bendsOf, type Belief } from '../world/beliefs.ts';
import {
  bent,
  insteadOfSilence,
  knowing,
  showing,
  withRequests,
  withSigns,
  written,
  type Bend,
  type Bends,
} from '../world/bend.ts';
import { TTL } from './cast.ts';
import { RULES } from './rules.ts';
import type { Budget, Rules } from './world.ts';

/** A broken protocol, and how the model catches it. */
export interface BrokenRule {
  readonly name: string;
  readonly rules: Rules;
  /** The configuration that catches it, and what has to go wrong there. */
  readonly config: string;
  readonly budget: Budget;
  /** A part of what the model says of it. */
  readonly caught: RegExp;
}

type Break = Bends & Partial<Pick<Rules, 'save' | 'swaps'>>;

function rule(name: string, config: string, budget: Budget, caught: RegExp, parts: Break): BrokenRule {
  const { acquire = {}, renew = {}, post = {}, save = RULES.save, swaps = RULES.swaps } = parts;
  const machines = {
    acquire: bent(RULES.acquire, acquire),
    renew: bent(RULES.renew, renew),
    post: bent(RULES.post, post),
  };
  return { name, config, budget, caught, rules: { ...machines, save, swaps } };
}

/** A rule that other runs have to notice too. */
function belief(name: Belief, config: string, budget: Budget, caught: RegExp): BrokenRule {
  return rule(name, config, budget, caught, bendsOf(name));
}

/** What is saved for the post step, changed. */
const saving = (change: Partial<Leftover>): Pick<Rules, 'save'> => ({
  save: (left) => JSON.stringify({ ...left, ...change }),
});

/** Those of writing and being sure. */
const WRITES: readonly BrokenRule[] = [
  rule('a write lands on any head', 'plain-2', {}, /^S[1-7]:/, { swaps: () => true }),
  belief('a write without an answer has not landed, and will not', 'plain-1', { late: 1, cancel: 1 }, /^S10/),
  rule('a lost race says that the write has not landed', 'plain-1', { doubled: 1, cancel: 1 }, /^S10/, {
    acquire: {
      after: (step, heard) =>
        heard.some(({ answer }) => answer?.is === 'value' && answer.value === 'conflict')
          ? { ...step, state: knowing(step.state, { mayLand: null }) }
          : step,
    },
  }),
  rule('a write without an answer has been applied', 'plain-1', { silent: 1 }, /^exclusion/, {
    acquire: { hears: insteadOfSilence('write', { head: 'h999' }) },
  }),
  rule('a write without an answer has lost a race', 'plain-1', { silent: 1 }, /^L4/, {
    acquire: { hears: insteadOfSilence('write', 'conflict') },
  }),
  belief('an older state is believed', 'plain-2', { old: 1 }, /ends as lost/),
  rule('a post step believes an older read', 'plain-1', { old: 1 }, /^S10/, {
    post: { before: (state) => knowing(state, { seen: -1, least: 0 }) },
  }),
  belief('the first refusal is a rule', 'plain-1', { refused: 1 }, /ends as rule/),
];

/** Those of ending, and of the post step. */
const ENDS: readonly BrokenRule[] = [
  belief('an end is reported at once', 'timeout', {}, /^S10/),
  belief('one try has no bound', 'impatient', { limited: 1 }, /^L4: now/),
  rule('main tells its post step of no write under way', 'plain-1', { late: 1, 'killed-main': 1 }, /^S10/, {
    ...saving({ mayLand: null }),
  }),
  rule('main does not tell its post step what it has seen', 'plain-2', { old: 1, 'killed-main': 1 }, /^S10/, {
    ...saving({ seen: -1 }),
  }),
  belief('whatever has the id of a job is its own', 'steps', { 'killed-main': 1 }, /^S9/),
  rule('a failed job releases as a success', 'plain-1', {}, /^release/, {
    post: { before: (state) => ({ ...state, memo: { ...state.memo, outcome: 'success' } }) },
  }),
];

/** Those of evidence: of successes, of lives, of merge groups. */
const EVIDENCE: readonly BrokenRule[] = [
  rule('an open question holds no grant back', 'deploys', { silent: 1 }, /^L2/, {
    acquire: { before: (state) => ({ ...state, evidence: { ...state.evidence, mostTries: 0 } }) },
  }),
  belief('a comparison without an answer says no', 'deploys', { silent: 1 }, /^L2/),
  belief('every success contains every commit', 'deploys', {}, /^S5/),
  belief('a life that nobody can see is over', 'blind', {}, /^eviction/),
  rule('one look at a job is enough', 'plain-2', { lie: 1 }, /^eviction/, {
    acquire: { after: (step) => withSigns(step, { polls: 2 }) },
  }),
  belief(
    'silence counts from the own sign of a holder, and one look is enough',
    'plain-2',
    { unseen: 1 },
    /^eviction/,
  ),
  belief('a process that holds the lease need not show itself', 'process-and-job', {}, /^exclusion/),
  belief('a process that cannot renew its hold works on', 'process-and-job', { limited: 1 }, /^exclusion/),
  belief('a hold that has ended is written again', 'process', { free: 1 }, /^S[1-7]/),
  belief('nobody who is dead is evicted', 'plain-2', { 'lost-runner': 1 }, /^L3/),
  rule('a refused list of merge groups is an empty one', 'stack-1', { unseen: 3 }, /ends as superseded/, {
    acquire: { hears: insteadOfSilence('groups', []) },
  }),
  rule('a rebuilt merge group waits on', 'stack-2', { rebuild: 1 }, /^L3/, {
    acquire: { before: (state) => ({ ...state, memory: { ...state.memory, missingSince: null } }) },
  }),
];

/** Who has been due for half a TTL, and is taken for one who was asked long ago; that is kept. */
function passedOver({ session, memory }: AcquireState, mono: number): string | null {
  const { sightings, watched, heardAt } = session.known;
  const kept = Object.keys(sightings).find((what) => sightings[what]!.at === LONG_AGO);
  if (kept !== undefined) return kept.slice('asked:'.length);
  const { at, blockers } = memory.turn;
  const passed = watched + mono - (heardAt ?? mono) - at;
  const due = blockers.filter(({ now }) => now === 'could-act');
  return due.find(({ couldActFor }) => couldActFor + passed > TTL / 2 + 1)?.id ?? null;
}

const LONG_AGO = -1000;

const asked = (id: string | null, document: LeaseDocument): Partial<LeaseDocument> =>
  withRequests(document, (each) => (each.id === id && each.status === 'pending' ? { asked_at: 1 } : {}));

const PASSING_OVER: Bend<AcquireState> = {
  before(state, _, { mono }) {
    const id = passedOver(state, mono);
    const { document, sightings } = state.session.known;
    if (id === null || document === null) return state;
    const seen = { ...sightings, [`asked:${id}`]: { stamp: 1, at: LONG_AGO, since: 1 } };
    return knowing(state, { document: { ...document, ...asked(id, document) }, sightings: seen });
  },
  hears: showing((document, state) => asked(passedOver(state, 0), document)),
  /** Looks go on to count through a silence. */
  after(step) {
    const { heardAt, watched } = step.state.session.known;
    return {
      ...step,
      state: knowing(step.state, { heardAt: heardAt ?? step.state.startedAt, watched, stride: 1000 }),
    };
  },
};

/** Those of the line. */
const LINE: readonly BrokenRule[] = [
  belief('a grant keeps the token of the one before', 'plain-1', {}, /^S2/),
  belief('the lock of a lease is not seen', 'operators', { lock: 1 }, /^lock/),
  rule('nobody is passed over', 'sleeper', { asleep: 1 }, /^L3/, {
    acquire: { before: (state) => knowing(state, { sightings: {} }) },
  }),
  rule(
    'the time of an outage counts, and who was due is passed over at once',
    'outage',
    { lock: 1, outage: 1 },
    /^the line/,
    { acquire: PASSING_OVER },
  ),
  rule('a failure below keeps a group out for ever', 'stack-2', {}, /^L3/, {
    acquire: {
      after: (step, _, { mono }) => {
        const document = written(step);
        const own = document === null ? undefined : requestOf(document, step.state.registration!.id);
        const failed = document?.outcomes.find(({ outcome }) => outcome === 'failure');
        if (own?.status !== 'acquired' || failed?.head_sha !== own.base_sha) return step;
        const state = knowing(step.state, { on: null, mayLand: null });
        return { ...step, asks: [], until: mono + 4, state };
      },
    },
  }),
];

/** Those of slots. */
const SLOTS: readonly BrokenRule[] = [
  belief('nobody keeps slots', 'slots', {}, /^the line/),
  belief('a slot that is held is free', 'slots', {}, /^S1/),
  belief('a slot that is held is free', 'slots-whole', {}, /^S1/),
  belief('a grant keeps the token of the one before', 'slots', {}, /^S2/),
  belief('after a dead holder another slot rests', 'slots-lost', { 'lost-runner': 1 }, /^rest/),
  belief('the rest of a slot is not seen', 'slots-lost', { 'lost-runner': 1 }, /^rest/),
  belief('the lock of a slot is not seen', 'slots-locked', { 'lock-slot': 1 }, /^lock/),
  belief('a hold past its limit is ended, though that is not enough', 'slots-limit-2', {}, /^eviction/),
];

export const BROKEN_RULES: readonly BrokenRule[] = [...WRITES, ...ENDS, ...EVIDENCE, ...LINE, ...SLOTS];
