// Rules of the protocol, each broken by value: what a machine hears, knows or asks is changed on the way through, so that
// it acts as if the rule were not there. The fault runs must find every one of them.
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { isUnreadable } from '../../src/lease/board.ts';
import { holderOf } from '../../src/lease/document.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Ask, Glance, Heard, Machine } from '../../src/protocol/asks.ts';
import type { ErrandState } from '../../src/protocol/errand.ts';
import type { Line } from '../../src/protocol/line.ts';
import type { PostMemo } from '../../src/protocol/release.ts';
import { isOutage } from '../../src/protocol/weather.ts';
import type { Session } from '../../src/protocol/session.ts';
import type { Circumstances } from '../world/world.ts';
import type { Program, Report } from '../world/steps.ts';

/** What is changed on the way through the machines of one kind, or of all. */
interface Rewrite {
  readonly of?: Report['of'];
  readonly heard?: (heard: Heard, me: Registration | null) => Heard;
  /** The session after a step, knowing the one before. */
  readonly session?: (after: Session, before: Session) => Session;
  /** Nothing is waited for while asks go unanswered. */
  readonly isHasty?: boolean;
  /** So many looks have been had already. */
  readonly looks?: number;
  readonly asks?: (ask: Ask, state: Session) => Ask;
}

export interface BrokenRule {
  /** What is believed instead. */
  readonly name: string;
  /** The stories to be run, until one breaks. */
  readonly stories: readonly string[];
  /** Which promise breaks. */
  readonly promise: string;
  readonly instead: NonNullable<Circumstances['instead']>;
}

export const BROKEN_RULES: readonly BrokenRule[] = [
  {
    name: 'a life that nobody can see is over',
    stories: ['unseen-living-holder', 'lost-waiter'],
    promise: 'S4',
    instead: through({
      heard: (heard) =>
        heard.to.ask === 'life' && heard.answer !== null && heard.answer.is !== 'value'
          ? { to: heard.to, answer: { ...heard.answer, is: 'value', value: 'ended' } }
          : heard,
    }),
  },
  {
    name: 'a comparison without an answer says no',
    stories: ['late-without-chain', 'propagate'],
    promise: 'L2',
    instead: through({
      heard: (heard) =>
        heard.to.ask === 'contains' && heard.answer?.is !== 'value'
          ? { to: heard.to, answer: { is: 'value', value: false } }
          : heard,
    }),
  },
  {
    name: 'a write without an answer has not landed, and will not',
    stories: ['cancelled-before-registration', 'cancelled-at-grant', 'timeout-fails'],
    promise: 'S10',
    instead: through({
      of: 'acquire',
      session: (after) => ({ ...after, mightLand: null, known: { ...after.known, mayLand: null } }),
    }),
  },
  {
    name: 'whatever has the id of a job is its own',
    stories: ['second-step', 'second-step-of-a-run'],
    promise: 'S4',
    instead: through({ heard: ownByName }),
  },
  {
    name: 'a token is one more than the last that the branch shows',
    stories: ['deleted-under-holder', 'line-of-five'],
    promise: 'S2',
    instead: through({ asks: nextToken }),
  },
  {
    name: 'the first refusal is a rule',
    stories: ['alone', 'race'],
    promise: 'ends',
    instead: through({
      session: (after) => ({ ...after, weather: { ...after.weather, ...RULED } }),
    }),
  },
  {
    name: 'what was asked in vain is asked again at once',
    stories: ['alone'],
    promise: 'cost',
    instead: through({ isHasty: true }),
  },
  {
    name: 'one look that knows nothing of a request is enough to release',
    stories: ['acquire-release-acquire'],
    promise: 'ends',
    instead: through({ of: 'release', looks: 99 }),
  },
  {
    name: 'one look that shows nothing to open is enough to unlock',
    stories: ['locked'],
    promise: 'unlock',
    instead: through({ of: 'unlock', looks: 99 }),
  },
];

/** Refusals that need only one more. */
const RULED = (() => {
  const many = { head: null, count: 50, since: -1e6, onHead: 50, onHeadSince: -1e6 };
  return { refusedReads: many, refusedWrites: many };
})();

/** Changes every program on its way. */
function through(rewrite: Rewrite): BrokenRule['instead'] {
  return <State, Done>(program: Program<State, Done>): Program<State, Done> => {
    if (program.of === 'status' || (rewrite.of ?? program.of) !== program.of) return program;
    return { ...program, machine: wrapped(program, rewrite) };
  };
}

type WithSession = { readonly session: Session };

/** The request that a main step makes, or its post step ends. */
function requestOfStep(of: Report['of'], state: unknown): Registration | null {
  if (of === 'acquire')
    return (state as AcquireState).registration ?? (state as AcquireState).wish.registration;
  return of === 'post' ? (state as ErrandState<PostMemo>).memo.left.registration : null;
}

/** A request of the own id seems to be of this very step. */
function ownByName(heard: Heard, me: Registration | null): Heard {
  if ((heard.to.ask !== 'read' && heard.to.ask !== 'look') || heard.answer?.is !== 'value' || me === null)
    return heard;
  const { value } = heard.answer as { readonly value: Glance };
  if (value.document === null || isUnreadable(value.document)) return heard;
  const requests = value.document.requests.map((each) =>
    each.id === me.id ? { ...each, nonce: me.nonce } : each,
  );
  const document: LeaseDocument = { ...value.document, requests };
  return { to: heard.to, answer: { ...heard.answer, value: { ...value, document } } } as Heard;
}

function unhindered(session: Session): Session {
  return { ...session, weather: { ...session.weather, notBefore: 0 } };
}

/** A grant gets the next token after those that the document shows. */
function nextToken(ask: Ask, { known }: Session): Ask {
  if (ask.ask !== 'write' || ask.document === undefined) return ask;
  const before = known.document === null ? undefined : holderOf(known.document);
  const holder = holderOf(ask.document);
  if (holder === undefined || holder.id === before?.id) return ask;
  const epoch = (known.document?.epoch ?? 0) + 1;
  const requests = ask.document.requests.map((each) => (each.id === holder.id ? { ...holder, epoch } : each));
  return { ...ask, document: { ...ask.document, epoch, requests } };
}

function wrapped<State, Done>(
  { machine, of }: Program<State, Done>,
  { heard = (each) => each, session, isHasty = false, looks, asks }: Rewrite,
): Machine<State, Line, Done> {
  return {
    step(start, all, now) {
      const before = looks === undefined ? start : withLooks(start, looks);
      const known = (before as WithSession).session;
      const step = machine.step(
        before,
        all.map((each) => heard(each, requestOfStep(of, before))),
        now,
      );
      let state = step.state as WithSession;
      if (isHasty) state = { ...state, session: unhindered(state.session) };
      if (session !== undefined) state = { ...state, session: session(state.session, known) };
      const asked = asks === undefined ? step.asks : step.asks.map((ask) => asks(ask, state.session));
      const isVain = isHasty && isOutage(state.session.weather) && asked.length === 0;
      return { ...step, state: state as State, asks: asked, until: isVain ? now.mono + 0.1 : step.until };
    },
  };
}

function withLooks<State>(state: State, looks: number): State {
  return { ...state, looks };
}
