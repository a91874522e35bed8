// Machines with a rule broken by value: something stands between a machine and the world, and changes what the machine
// knows, hears or asks, or what becomes of a step. The sources stay as they are.
import { isUnreadable, type Unreadable, type Glance } from '../../src/lease/board.ts';
import { holdersOf, holdOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Answer, Ask, Heard, Kind, Machine, Now, Step } from '../../src/protocol/asks.ts';
import type { ErrandState } from '../../src/protocol/errand.ts';
import type { GuardMemo } from '../../src/protocol/guard.ts';
import type { Known } from '../../src/protocol/knowledge.ts';
import type { Line } from '../../src/protocol/line.ts';
import type { PostMemo, ReleaseMemo } from '../../src/protocol/release.ts';
import type { RenewState } from '../../src/protocol/renew.ts';
import type { Session } from '../../src/protocol/session.ts';
import type { Report } from './steps.ts';
import type { Circumstances } from './world.ts';

type WithSession = { readonly session: Session };

/** What is changed around every step of a machine. */
export interface Bend<State> {
  /** What it knows before the step. */
  readonly before?: (state: State, heard: readonly Heard[], now: Now) => State;
  readonly hears?: (answer: Answer<unknown>, to: Ask, state: State) => Answer<unknown>;
  readonly asks?: (ask: Ask, state: State) => Ask;
  /** What it takes for what it has asked, where that was changed on the way. */
  readonly recalls?: (ask: Ask, state: State) => Ask;
  /** What becomes of the step; `heard`: the answers as they were given. */
  readonly after?: (
    step: BentStep<State>,
    heard: readonly Heard[],
    now: Now,
    before: State,
  ) => BentStep<State>;
}

export type BentStep<State> = Step<State, Line, unknown>;

/** What is changed around the machines of each kind. */
export interface Bends {
  readonly acquire?: Bend<AcquireState>;
  readonly renew?: Bend<RenewState>;
  readonly post?: Bend<ErrandState<PostMemo>>;
  readonly release?: Bend<ErrandState<ReleaseMemo>>;
  readonly guard?: Bend<ErrandState<GuardMemo>>;
  readonly unlock?: Bend<ErrandState<object>>;
}

/** The same change around every kind of machine. */
export function everywhere(bend: Bend<WithSession>): Bends {
  return {
    acquire: bend,
    renew: bend,
    post: bend,
    release: bend,
    guard: bend,
    unlock: bend,
  } as unknown as Bends;
}

export function bent<State, Done>(
  machine: Machine<State, Line, Done>,
  { before, hears, asks, recalls, after }: Bend<State>,
): Machine<State, Line, Done> {
  return {
    step(state, heard, now) {
      const begun = before?.(state, heard, now) ?? state;
      const told = heard.map(({ to, answer }) => ({
        to: recalls?.(to, begun) ?? to,
        answer: answer === null || hears === undefined ? answer : hears(answer, to, begun),
      }));
      const step = machine.step(begun, told as readonly Heard[], now);
      const asked =
        asks === undefined ? step : { ...step, asks: step.asks.map((ask) => asks(ask, step.state)) };
      return (after?.(asked, heard, now, begun) ?? asked) as Step<State, Line, Done>;
    },
  };
}

/** The programs of a world, each bent by the change for its kind. */
export function bending(bends: Bends): NonNullable<Circumstances['instead']> {
  return (program) => {
    const bend = (bends as Bends & Partial<Record<Report['of'], never>>)[program.of];
    return bend === undefined ? program : { ...program, machine: bent(program.machine, bend) };
  };
}

/** A state with other knowledge of the board. */
export function knowing<State extends WithSession>(state: State, change: Partial<Known>): State {
  const { session } = state;
  return { ...state, session: { ...session, known: { ...session.known, ...change } } };
}

/** An answer of a kind that is no value becomes one. */
export const insteadOfSilence =
  (kind: Kind, value: unknown) =>
  (answer: Answer<unknown>, { ask }: Ask): Answer<unknown> =>
    ask === kind && answer.is !== 'value' ? valued(answer, value) : answer;

/** A value of some kind becomes another. */
export const insteadOf =
  (kind: Kind, from: unknown, to: unknown) =>
  (answer: Answer<unknown>, { ask }: Ask): Answer<unknown> =>
    ask === kind && answer.is === 'value' && answer.value === from ? valued(answer, to) : answer;

export function valued({ at }: Answer<unknown>, value: unknown): Answer<unknown> {
  return { is: 'value', value, ...(at === undefined ? {} : { at }) };
}

/** Documents are shown with something changed. */
export const showing =
  <State>(change: (document: LeaseDocument, state: State) => Partial<LeaseDocument>) =>
  (answer: Answer<unknown>, { ask }: Ask, state: State): Answer<unknown> => {
    if ((ask !== 'read' && ask !== 'look') || answer.is !== 'value') return answer;
    const shown = answer.value as { readonly document: LeaseDocument | Unreadable | null };
    const { document } = shown;
    if (document === null || isUnreadable(document)) return answer;
    return valued(answer, { ...shown, document: { ...document, ...change(document, state) } });
  };

/** The document that was heard last. */
export function documentIn(heard: readonly Heard[]): LeaseDocument | null {
  const shown = heard.findLast(
    ({ to, answer }) => (to.ask === 'read' || to.ask === 'look') && answer?.is === 'value',
  );
  const { document } = (shown?.answer as { readonly value?: Glance } | undefined)?.value ?? {
    document: null,
  };
  return document === null || isUnreadable(document) ? null : document;
}

/** Documents are written with something changed. */
export const writing =
  <State>(change: (document: LeaseDocument, state: State) => Partial<LeaseDocument>) =>
  (ask: Ask, state: State): Ask =>
    ask.ask === 'write' && ask.document !== undefined
      ? { ...ask, document: { ...ask.document, ...change(ask.document, state) } }
      : ask;

/** Every request of a document with something changed. */
export function withRequests(
  { requests }: LeaseDocument,
  change: (request: Request) => Partial<Request>,
): Pick<LeaseDocument, 'requests'> {
  return { requests: requests.map((each) => ({ ...each, ...change(each) }) as Request) };
}

/** Grants get another token; `null`: this one keeps its own. */
export const granting =
  (token: (known: Known) => number | null) =>
  (ask: Ask, { session: { known } }: AcquireState): Ask => {
    const before = known.document;
    return writing((document) => {
      const isNew = ({ id: each }: Request): boolean => before === null || holdOf(before, each) === undefined;
      const holder = holdersOf(document).find(isNew);
      const epoch = token(known);
      if (holder === undefined || epoch === null) return {};
      return { epoch, ...withRequests(document, ({ id }) => (id === holder.id ? { epoch } : {})) };
    })(ask, known);
  };

/** A request of the own id seems to be of this very step. */
export function ownByName(
  document: LeaseDocument,
  { id, nonce }: Pick<Request, 'id' | 'nonce'>,
): Partial<LeaseDocument> {
  return withRequests(document, (each) => (each.id === id ? { nonce } : {}));
}

/** An errand that has looked often enough. */
export function looking<State extends { readonly looks: number }>(state: State): State {
  return { ...state, looks: 99 };
}

/** What could not be seen of lives is remembered otherwise. */
export function withSigns(
  step: BentStep<AcquireState>,
  change: Partial<AcquireState['memory']['signs'][string]>,
): BentStep<AcquireState> {
  const { memory } = step.state;
  const signs = Object.entries(memory.signs).map(([id, sign]) => [
    id,
    sign.liveness === 'alive' ? sign : { ...sign, ...change },
  ]);
  return { ...step, state: { ...step.state, memory: { ...memory, signs: Object.fromEntries(signs) } } };
}

export function withWeather<State extends WithSession>(
  step: BentStep<State>,
  change: Partial<Session['weather']>,
): BentStep<State> {
  const { session } = step.state;
  const weather = { ...session.weather, ...change };
  return { ...step, state: { ...step.state, session: { ...session, weather } } };
}

/** What a step would write. */
export function written({ asks }: { readonly asks: readonly Ask[] }): LeaseDocument | null {
  const [ask] = asks;
  return ask?.ask === 'write' ? (ask.document ?? null) : null;
}
