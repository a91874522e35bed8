// The protocol as the model runs it: the machines of src/protocol, and ways to break a rule of them by value.
import { acquireMachine } from '../../src/protocol/acquire.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Answer, Ask, Heard, Machine, Step } from '../../src/protocol/asks.ts';
import { errandMachine } from '../../src/protocol/errand.ts';
import type { Known } from '../../src/protocol/knowledge.ts';
import { postErrand } from '../../src/protocol/release.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { PostState, Rules } from './world.ts';

/** The rules as they are. */
export const RULES: Rules = {
  acquire: acquireMachine,
  post: errandMachine(postErrand),
  save: (left) => JSON.stringify(left),
  swaps: (on, head) => on === head,
};

/** What is done around every step of a machine: to its state before it, to what it hears, and to what comes out. */
export interface Around<State, Line, Done> {
  readonly before?: (state: State, mono: number) => State;
  readonly hears?: (heard: Heard, state: State) => Heard['answer'];
  readonly after?: (
    step: Step<State, Line, Done>,
    heard: readonly Heard[],
    mono: number,
  ) => Step<State, Line, Done>;
}

/** A machine with something done around every step. */
export function around<State, Line, Done>(
  machine: Machine<State, Line, Done>,
  { before, hears, after }: Around<State, Line, Done>,
): Machine<State, Line, Done> {
  return {
    step(state, heard, now) {
      const begun = before?.(state, now.mono) ?? state;
      const told =
        hears === undefined ? heard : heard.map((each) => ({ ...each, answer: hears(each, begun) }) as Heard);
      const step = machine.step(begun, told, now);
      return after?.(step, heard, now.mono) ?? step;
    },
  };
}

/** A state with other knowledge of the board. */
export function knowing<State extends AcquireState | PostState>(state: State, change: Partial<Known>): State {
  const { session } = state;
  return { ...state, session: { ...session, known: { ...session.known, ...change } } };
}

/** An answer as if another value had come, where one came. */
export function valued(heard: Heard, change: (value: unknown) => unknown): Heard['answer'] {
  const answer = heard.answer as Answer<unknown> | null;
  return (answer?.is === 'value' ? { ...answer, value: change(answer.value) } : answer) as Heard['answer'];
}

/** An answer about the board as if it had shown another document. */
export function showing(heard: Heard, change: (document: LeaseDocument) => LeaseDocument): Heard['answer'] {
  if (heard.to.ask !== 'read' && heard.to.ask !== 'look') return heard.answer;
  return valued(heard, (value) => {
    const seen = value as { readonly document: LeaseDocument | null };
    return seen.document === null ? seen : { ...seen, document: change(seen.document) };
  });
}

/** The asks of a step with other writes. */
export function writing<State, Line, Done>(
  step: Step<State, Line, Done>,
  change: (document: LeaseDocument) => LeaseDocument,
): Step<State, Line, Done> {
  const asks = step.asks.map((each): Ask =>
    each.ask === 'write' && each.document !== undefined ? { ...each, document: change(each.document) } : each,
  );
  return { ...step, asks };
}

/** What a step would write. */
export function written<State, Line, Done>(step: Step<State, Line, Done>): LeaseDocument | null {
  const [ask] = step.asks;
  return ask?.ask === 'write' ? (ask.document ?? null) : null;
}
