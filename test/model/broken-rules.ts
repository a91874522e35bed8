// Protocols with one rule broken, each by a value put around a machine; the model must catch every one.
//
// They change what a machine knows before a step, what it hears, or what comes out of it; the sources stay as they are.
import { requestOf } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { AcquireEnd, AcquireState, Leftover } from '../../src/protocol/acquire-state.ts';
import type { Heard } from '../../src/protocol/asks.ts';
import type { Line } from '../../src/protocol/line.ts';
import { TTL } from './cast.ts';
import { around, knowing, RULES, showing, valued, writing, written, type Around } from './rules.ts';
import type { Budget, PostEnd, PostState, Rules } from './world.ts';

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

interface Break extends Partial<Pick<Rules, 'save' | 'swaps'>> {
  readonly main?: Around<AcquireState, Line, AcquireEnd>;
  readonly post?: Around<PostState, Line, PostEnd>;
}

function rule(name: string, config: string, budget: Budget, caught: RegExp, parts: Break): BrokenRule {
  const { main = {}, post = {}, ...others } = parts;
  const machines = { acquire: around(RULES.acquire, main), post: around(RULES.post, post) };
  return { name, config, budget, caught, rules: { ...RULES, ...machines, ...others } };
}

/** What is saved for the post step, changed. */
const saving = (change: Partial<Leftover>): Pick<Rules, 'save'> => ({
  save: (left) => JSON.stringify({ ...left, ...change }),
});

const silentAs =
  (ask: Heard['to']['ask'], value: unknown) =>
  (heard: Heard): Heard['answer'] => {
    if (heard.to.ask !== ask || heard.answer === null || heard.answer.is === 'value') return heard.answer;
    return {
      is: 'value',
      value,
      ...(heard.answer.at === undefined ? {} : { at: heard.answer.at }),
    } as Heard['answer'];
  };

const forgetting = { mayLand: null };

/** Those of writing and being sure. */
const WRITES: readonly BrokenRule[] = [
  rule('a write lands on any head', 'plain-2', {}, /^S[1-7]:/, { swaps: () => true }),
  rule('a process forgets that its write may land', 'plain-1', { late: 1, cancel: 1 }, /^S10/, {
    main: { after: (step) => ({ ...step, state: knowing(step.state, forgetting) }) },
  }),
  rule('a lost race says that the write has not landed', 'plain-1', { doubled: 1, cancel: 1 }, /^S10/, {
    main: {
      after: (step, heard) =>
        heard.some(({ answer }) => answer?.is === 'value' && answer.value === 'conflict')
          ? { ...step, state: knowing(step.state, forgetting) }
          : step,
    },
  }),
  rule('a write without an answer has been applied', 'plain-1', { silent: 1 }, /^exclusion/, {
    main: { hears: silentAs('write', { head: 'h999' }) },
  }),
  rule('a write without an answer is tried again at once', 'plain-1', { silent: 1 }, /^L4/, {
    main: { hears: silentAs('write', 'conflict') },
  }),
  rule('a waiting step believes an older read', 'plain-2', { old: 1 }, /ends as lost/, {
    main: { before: (state) => knowing(state, { seen: -1 }) },
  }),
  rule('a post step believes an older read', 'plain-1', { old: 1 }, /^S10/, {
    post: { before: (state) => knowing(state, { seen: -1, least: 0 }) },
  }),
  rule('one refusal is a rule', 'plain-1', { refused: 1 }, /ends as rule/, {
    main: {
      after: (step, heard) =>
        heard.some(({ answer }) => answer?.is === 'refused')
          ? { ...step, done: { kind: 'rule', doing: 'reading', count: 1, why: 'refused' } }
          : step,
    },
  }),
];

/** Those of ending, and of the post step. */
const ENDS: readonly BrokenRule[] = [
  rule('an end is reported before the board confirms it', 'timeout', {}, /^S10/, {
    main: {
      after: (step) =>
        step.state.end !== null && written(step) !== null
          ? { ...step, done: { kind: 'gone', ending: step.state.end.reason } }
          : step,
    },
  }),
  rule('one try has no bound', 'impatient', { limited: 1 }, /^L4: now/, {
    main: { before: (state) => ({ ...state, startedAt: null, end: null }) },
  }),
  rule('main tells its post step of no write under way', 'plain-1', { late: 1, 'killed-main': 1 }, /^S10/, {
    ...saving({ mayLand: null }),
  }),
  rule('main does not tell its post step what it has seen', 'plain-2', { old: 1, 'killed-main': 1 }, /^S10/, {
    ...saving({ seen: -1 }),
  }),
  rule('a post step ends what has another nonce', 'steps', { 'killed-main': 1 }, /^S9/, {
    post: {
      hears: (heard, { memo }) =>
        showing(heard, (document) => ({
          ...document,
          requests: document.requests.map((each) => ({ ...each, nonce: memo.left.registration.nonce })),
        })),
    },
  }),
  rule('a failed job releases as a success', 'plain-1', {}, /^release/, {
    post: { before: (state) => ({ ...state, memo: { ...state.memo, outcome: 'success' } }) },
  }),
];

/** Those of evidence: of successes, of lives, of merge groups. */
const EVIDENCE: readonly BrokenRule[] = [
  rule('an open question holds no grant back', 'deploys', { silent: 1 }, /^L2/, {
    main: { before: (state) => ({ ...state, evidence: { ...state.evidence, mostTries: 0 } }) },
  }),
  rule('silence means not contained', 'deploys', { silent: 1 }, /^L2/, {
    main: { hears: silentAs('contains', false) },
  }),
  rule('everything is contained in a success', 'deploys', {}, /^S5/, {
    main: { hears: (heard) => (heard.to.ask === 'contains' ? valued(heard, () => true) : heard.answer) },
  }),
  rule('an unanswered look at a job says that it is over', 'blind', {}, /^eviction/, {
    main: { hears: silentAs('life', 'ended') },
  }),
  rule('one look at a job is enough', 'plain-2', { lie: 1 }, /^eviction/, {
    main: { after: (step) => withSigns(step, { polls: 2 }) },
  }),
  rule(
    'silence counts from the own sign of a holder, and one look is enough',
    'plain-2',
    { unseen: 1 },
    /^eviction/,
    {
      main: {
        hears: (heard) =>
          showing(heard, (document) => ({
            ...document,
            requests: document.requests.map((each) => ({ ...each, alive_at: null })),
          })),
        after: (step) => withSigns(step, { polls: 2, aliveAt: null, unknownSince: -100 }),
      },
    },
  ),
  rule('nobody is asked about', 'plain-2', { 'lost-runner': 1 }, /^L3/, {
    main: { hears: (heard) => (heard.to.ask === 'life' ? valued(heard, () => 'alive') : heard.answer) },
  }),
  rule('a refused list of merge groups is an empty one', 'stack-1', { unseen: 3 }, /ends as superseded/, {
    main: { hears: silentAs('groups', []) },
  }),
  rule('a rebuilt merge group waits on', 'stack-2', { rebuild: 1 }, /^L3/, {
    main: {
      after: (step) => ({
        ...step,
        state: { ...step.state, memory: { ...step.state.memory, missingSince: null } },
      }),
    },
  }),
];

/** Who has been due for half a TTL, and is taken for one who was asked long ago; that is kept. */
function passedOver({ session, memory }: AcquireState, mono: number): string | null {
  const { sightings, watched, heardAt } = session.known;
  const kept = Object.keys(sightings).find((what) => sightings[what]!.at === LONG_AGO);
  if (kept !== undefined) return kept.slice('asked:'.length);
  const { other } = memory.turn;
  const isLate = other !== null && watched + mono - (heardAt ?? mono) - other.since > TTL / 2 + 1;
  return isLate ? other.id : null;
}

const LONG_AGO = -1000;

const asked = (id: string | null, document: LeaseDocument): LeaseDocument => ({
  ...document,
  requests: document.requests.map((each): LeaseDocument['requests'][number] =>
    each.id === id && each.status === 'pending' ? { ...each, asked_at: 1 } : each,
  ),
});

const PASSING_OVER: NonNullable<Break['main']> = {
  before(state, mono) {
    const id = passedOver(state, mono);
    const { document, sightings } = state.session.known;
    if (id === null || document === null) return state;
    const seen = { ...sightings, [`asked:${id}`]: { stamp: 1, at: LONG_AGO } };
    return knowing(state, { document: asked(id, document), sightings: seen });
  },
  hears: (heard, state) => showing(heard, (document) => asked(passedOver(state, 0), document)),
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
  rule('a grant keeps the token of the one before', 'plain-1', {}, /^S2/, {
    main: {
      after: (step) =>
        writing(step, (document) => ({
          ...document,
          epoch: document.epoch - 1,
          requests: document.requests.map((each) =>
            each.status === 'acquired' ? { ...each, epoch: each.epoch - 1 } : each,
          ),
        })),
    },
  }),
  rule('nobody sees a lock', 'operators', { lock: 1 }, /^lock/, {
    main: { hears: (heard) => showing(heard, (document) => ({ ...document, lock: null })) },
  }),
  rule('nobody is passed over', 'sleeper', { asleep: 1 }, /^L3/, {
    main: { before: (state) => knowing(state, { sightings: {} }) },
  }),
  rule(
    'the time of an outage counts, and who was due is passed over at once',
    'outage',
    { lock: 1, outage: 1 },
    /^the line/,
    {
      main: PASSING_OVER,
    },
  ),
  rule('a failure below keeps a group out for ever', 'stack-2', {}, /^L3/, {
    main: {
      after: (step, _, mono) => {
        const document = written(step);
        const own = document === null ? undefined : requestOf(document, step.state.registration!.id);
        const failed = document?.outcomes.find(({ outcome }) => outcome === 'failure');
        if (own?.status !== 'acquired' || failed?.head_sha !== own.base_sha) return step;
        return {
          ...step,
          asks: [],
          until: mono + 4,
          state: knowing(step.state, { on: null, mayLand: null }),
        };
      },
    },
  }),
];

type MainStep = Parameters<NonNullable<NonNullable<Break['main']>['after']>>[0];

function withSigns(step: MainStep, change: Partial<AcquireState['memory']['signs'][string]>): MainStep {
  const { memory } = step.state;
  const signs = Object.fromEntries(
    Object.entries(memory.signs).map(([id, sign]) => [
      id,
      sign.liveness === 'alive' ? sign : { ...sign, ...change },
    ]),
  );
  return { ...step, state: { ...step.state, memory: { ...memory, signs } } };
}

export const BROKEN_RULES: readonly BrokenRule[] = [...WRITES, ...ENDS, ...EVIDENCE, ...LINE];
