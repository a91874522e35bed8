// Rules of the protocol that are broken on purpose, by value: each stands between a machine and the world and changes
// what the one hears, knows or asks, or what the other does. The simulation has to notice every one.
import { isUnreadable, type Unreadable } from '../../src/lease/board.ts';
import { holderOf, type Holder } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { AcquireState, Wish } from '../../src/protocol/acquire-state.ts';
import type { Answer, Ask, Heard, Kind, Step, Whole } from '../../src/protocol/asks.ts';
import type { ErrandState } from '../../src/protocol/errand.ts';
import type { GuardMemo } from '../../src/protocol/guard.ts';
import type { Known } from '../../src/protocol/knowledge.ts';
import type { PostMemo, ReleaseMemo } from '../../src/protocol/release.ts';
import type { Session } from '../../src/protocol/session.ts';
import type { Program, Report } from '../world/steps.ts';
import type { World } from '../world/world.ts';

export interface Rule {
  readonly name: string;
  /** A seed that is known to catch it, where the first ones do not. */
  readonly caughtBy?: number;
  /** What a process runs in place of its program. */
  readonly instead?: <State, Done>(program: Program<State, Done>) => Program<State, Done>;
  /** What else the world does. */
  readonly of?: (world: World) => void;
}

type AnyState = { readonly session: Session };
type AnyStep = Step<AnyState, unknown, unknown>;

/** What stands between a machine and the world. */
interface Bend<State> {
  readonly start?: (state: State) => State;
  readonly before?: (state: State, heard: readonly Heard[]) => State;
  readonly hears?: (answer: Answer<unknown>, to: Ask, state: State) => Answer<unknown>;
  readonly asks?: (ask: Ask, state: State) => Ask;
  readonly after?: (step: AnyStep, now: Seconds) => AnyStep;
}

/** A rule that bends the programs of some kinds. `State` is that of those kinds. */
function bent<State extends AnyState>(name: string, of: readonly Report['of'][], bend: Bend<State>): Rule {
  const { start, before, hears, asks, after } = bend;
  const heardAs = (heard: readonly Heard[], state: State): Heard[] =>
    heard.map((each) =>
      each.answer === null || hears === undefined
        ? each
        : ({ to: each.to, answer: hears(each.answer, each.to, state) } as Heard),
    );
  return {
    name,
    instead: (program) => {
      if (!of.includes(program.of)) return program;
      const { machine } = program;
      const step = (
        given: typeof program.start,
        heard: readonly Heard[],
        now: Parameters<typeof machine.step>[2],
      ) => {
        const state = (before?.(given as unknown as State, heard) ?? given) as State & typeof program.start;
        const taken = machine.step(state, heardAs(heard, state), now) as unknown as AnyStep;
        const asked =
          asks === undefined ? taken : { ...taken, asks: taken.asks.map((ask) => asks(ask, state)) };
        return (after?.(asked, now.mono) ?? asked) as unknown as ReturnType<typeof machine.step>;
      };
      return {
        ...program,
        start: (start?.(program.start as unknown as State) ?? program.start) as typeof program.start,
        machine: { step },
      };
    },
  };
}

function withKnown<State extends AnyState>(state: State, change: (known: Known) => Partial<Known>): State {
  const { session } = state;
  return { ...state, session: { ...session, known: { ...session.known, ...change(session.known) } } };
}

const value = (given: unknown, { at }: Answer<unknown>): Answer<unknown> => ({
  is: 'value',
  value: given,
  ...(at === undefined ? {} : { at }),
});

/** Answers of some kinds without a value become one. */
const insteadOfSilence =
  (kind: Kind, given: unknown) =>
  (answer: Answer<unknown>, { ask }: Ask): Answer<unknown> =>
    ask === kind && answer.is !== 'value' ? value(given, answer) : answer;

/** A value of some kind becomes another. */
const insteadOf =
  (kind: Kind, from: unknown, to: unknown) =>
  (answer: Answer<unknown>, { ask }: Ask): Answer<unknown> =>
    ask === kind && answer.is === 'value' && answer.value === from ? value(to, answer) : answer;

/** Documents are shown with something changed. */
const shownWith =
  <State>(change: (document: LeaseDocument, state: State) => Partial<LeaseDocument>) =>
  (answer: Answer<unknown>, { ask }: Ask, state: State): Answer<unknown> => {
    if ((ask !== 'read' && ask !== 'look') || answer.is !== 'value') return answer;
    const shown = answer.value as { readonly document: LeaseDocument | Unreadable | null };
    const { document } = shown;
    if (document === null || isUnreadable(document)) return answer;
    return value({ ...shown, document: { ...document, ...change(document, state) } }, answer);
  };

/** Grants are written with another token. */
const grantedWith =
  (token: (known: Known, ask: Ask<'write'>) => number | null) =>
  (ask: Ask, { session }: AcquireState): Ask => {
    if (ask.ask !== 'write' || ask.document === undefined) return ask;
    const holder = holderOf(ask.document);
    const epoch = token(session.known, ask);
    if (holder === undefined || epoch === null || holder.granted_at < ask.document.epoch - 1) return ask;
    const requests = ask.document.requests.map((each) =>
      each.id === holder.id ? { ...holder, epoch } : each,
    );
    return { ...ask, document: { ...ask.document, epoch, requests } };
  };

const wishing =
  (change: Partial<Wish>) =>
  (state: AcquireState): AcquireState => ({ ...state, wish: { ...state.wish, ...change } });

type PostState = ErrandState<PostMemo>;

/** The post step is told that its main step had what the holder of the lease has. */
const leftWith =
  (change: (holder: Holder, left: PostMemo['left']) => PostMemo['left']) =>
  (state: PostState, heard: readonly Heard[]): PostState => {
    const [first] = heard;
    if (first?.to.ask !== 'read' || first.answer?.is !== 'value') return state;
    const { document } = first.answer.value as Whole;
    const holder = document === null || isUnreadable(document) ? undefined : holderOf(document);
    if (holder === undefined) return state;
    return { ...state, memo: { ...state.memo, left: change(holder, state.memo.left) } };
  };

const ACQUIRE = ['acquire'] as const;

export const BROKEN_RULES: readonly Rule[] = [
  bent<AcquireState>('a write without an answer is forgotten', ACQUIRE, {
    after: (step) => ({ ...step, state: withKnown(step.state, () => ({ mayLand: null })) }),
  }),
  bent('an older state is believed', ACQUIRE, {
    before: (state) => withKnown(state, () => ({ seen: -1, older: null })),
  }),
  bent('a lost race is taken for an applied write', ACQUIRE, {
    hears: insteadOf('write', 'conflict', { head: 'head-0' }),
  }),
  bent('silence about ancestry is a no', ACQUIRE, { hears: insteadOfSilence('contains', false) }),
  bent('every success contains every commit', ACQUIRE, { hears: insteadOf('contains', false, true) }),
  bent('a job that nobody can see has ended', ACQUIRE, { hears: insteadOfSilence('life', 'ended') }),
  bent('nobody who is dead is evicted', ACQUIRE, { hears: insteadOf('life', 'ended', 'alive') }),
  bent('the lock of a lease is not seen', ACQUIRE, { hears: shownWith(() => ({ lock: null })) }),
  bent('the lock of all leases is not seen', ACQUIRE, {
    before: (state) => withKnown(state, () => ({ lock: null })),
  }),
  bent('the rest after an eviction is not seen', ACQUIRE, { hears: shownWith(() => ({ rest_until: null })) }),
  bent('a grant does not raise the epoch', ACQUIRE, {
    asks: grantedWith(({ document }) => (document === null || document.epoch === 0 ? null : document.epoch)),
  }),
  bent('tokens start anew with the branch', ACQUIRE, {
    asks: grantedWith((_, { on }) => (on === null ? 1 : null)),
  }),
  bent<AcquireState>('an end is reported at once', ACQUIRE, {
    after: (step) => {
      const { end } = step.state as AcquireState;
      return step.done !== null || end === null
        ? step
        : { ...step, done: { kind: 'gone', ending: end.reason } };
    },
  }),
  bent<AcquireState>('the time-out is not kept', ACQUIRE, { start: wishing({ timeout: null }) }),
  bent<AcquireState>('who does not wait stays', ACQUIRE, { start: wishing({ wait: true }) }),
  bent<AcquireState>('nobody pauses between two looks', ACQUIRE, {
    after: (step, now) => {
      const { lookAt } = step.state as AcquireState;
      const until = lookAt === null ? step.until : now + 1;
      return { ...step, state: { ...step.state, ...(lookAt === null ? {} : { lookAt: now }) }, until };
    },
  }),
  bent<AcquireState>('a merge group that is gone is taken for there', ACQUIRE, {
    hears: (answer, { ask }, { wish }) => {
      if (ask !== 'groups' || answer.is !== 'value') return answer;
      const { head_ref, head_sha, base_sha } = wish.registration;
      const own = { ref: head_ref, head: head_sha, parent: base_sha ?? '', pullRequest: 0 };
      return value([...(answer.value as unknown[]), own], answer);
    },
  }),
  bent('nobody is asked to act', ACQUIRE, {
    asks: (ask) =>
      ask.ask !== 'write' || ask.document === undefined
        ? ask
        : {
            ...ask,
            document: {
              ...ask.document,
              requests: ask.document.requests.map((each) => ({ ...each, asked_at: null })),
            },
          },
  }),
  {
    ...bent<PostState>('post forgets what may still land', ['post'], {
      before: (state) => withKnown(state, () => ({ mayLand: null })),
    }),
    caughtBy: 737,
  },
  bent<ErrandState<GuardMemo>>('guard believes the first thing that it sees', ['guard'], {
    before: (state) => ({ ...state, memo: { ...state.memo, looks: 3 } }),
    hears: shownWith(() => ({ requests: [] })),
  }),
  bent<PostState>('post ends whatever holds the lease', ['post'], {
    before: leftWith(({ id, nonce, epoch }, left) => ({
      ...left,
      epoch,
      registration: { ...left.registration, id, nonce },
    })),
  }),
  bent<PostState>('post calls a hold that main never knew of a success', ['post'], {
    start: (state) => ({ ...state, memo: { ...state.memo, outcome: 'success' } }),
    before: leftWith(({ nonce, epoch }, left) =>
      left.registration.nonce === nonce ? { ...left, epoch } : left,
    ),
  }),
  bent<ErrandState<ReleaseMemo>>('any run may end a hold', ['release'], {
    start: (state) => {
      const [runId, runAttempt] = (state.memo.requestId ?? state.memo.jobKey).split('/').map(Number);
      return { ...state, memo: { ...state.memo, runId: runId!, runAttempt: runAttempt! } };
    },
  }),
  {
    name: 'the branch does not compare the head of a write',
    of: ({ branch }) => {
      const swap = branch.swap.bind(branch);
      branch.swap = (time, draft, process) => swap(time, { ...draft, on: branch.now.head }, process);
    },
  },
];
