// The machine of mode status: one read of the whole board, and where it is asked for one cut of its history.
import type { Board, Cut, Head } from '../lease/board.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Answer, Ask, Heard, Machine, Now, Refusal, Step } from './asks.ts';
import type { Line } from './line.ts';
import { momentOf } from './session.ts';
import { asking, over, sleeping } from './step.ts';
import {
  FAIR,
  isLimitedUntil,
  limited,
  readAnswered,
  refused,
  silent,
  tooLate,
  type Change,
  type Rule,
  type TooLate,
  type Weather,
} from './weather.ts';

/** What was read. */
export interface StatusFound {
  readonly head: Head;
  readonly board: Board;
  /** GitHub's time of the answer. */
  readonly at: Instant;
}

export interface StatusState {
  /** Longest history to keep, in commits; `null`: all of it. */
  readonly keep: number | null;
  readonly found: StatusFound | null;
  readonly weather: Weather;
  readonly endsAt: Seconds | null;
}

type Started = StatusState & { readonly endsAt: Seconds };

export type StatusEnd =
  | { readonly kind: 'done'; readonly found: StatusFound; readonly cut: Cut | null }
  | ({ readonly kind: 'rule' } & Rule)
  /** Its time is over; `found`: what was read before the cut of the history failed. */
  | (TooLate & { readonly found: StatusFound | null });

/** Seconds that it may take. */
const LIMIT: Seconds = 300;

export function startStatus(keep: number | null): StatusState {
  return { keep, found: null, weather: FAIR, endsAt: null };
}

export const statusMachine: Machine<StatusState, Line, StatusEnd> = {
  step(before, heard, now) {
    let state: Started = { ...before, endsAt: before.endsAt ?? now.mono + LIMIT };
    const say: Line[] = [];
    for (const { to, answer } of heard) {
      if (answer === null) continue;
      const learned = learn(state, to, answer, momentOf(answer, now));
      if (learned.done !== null) return over(state, learned.done);
      state = { ...state, ...learned.state };
      say.push(...learned.say);
    }
    return { ...think(state, now), say };
  },
};

interface Lesson {
  readonly state: Partial<Pick<Started, 'found' | 'weather'>>;
  readonly say: readonly Line[];
  readonly done: StatusEnd | null;
}

function learn(state: StatusState, to: Ask, answer: Answer<unknown>, now: Now): Lesson {
  const { weather } = state;
  const what = to.ask === 'cut' ? 'write' : 'read';
  const fares = ({ weather: after, say }: Change): Lesson => ({ state: { weather: after }, say, done: null });
  const decided = (doing: Rule['doing'], refusal: Pick<Refusal, 'why' | 'toRepair'>): Lesson => {
    const { rule, ...change } = refused(weather, doing, null, refusal, now);
    return rule === null ? fares(change) : { ...fares(change), done: { kind: 'rule', ...rule } };
  };
  switch (answer.is) {
    case 'value': {
      if (to.ask === 'cut') {
        return { state: {}, say: [], done: { kind: 'done', found: state.found!, cut: answer.value as Cut } };
      }
      const { head, board } = (answer as Extract<Heard<'board'>['answer'], { is: 'value' }>).value;
      const lesson = fares(readAnswered(weather, 'read', false));
      return { ...lesson, state: { ...lesson.state, found: { head, board, at: now.at ?? 0 } } };
    }
    case 'silent':
      if (answer.lasting === true && state.found === null) return decided('reaching', answer);
      return fares(silent(weather, what, answer.why, now));
    case 'limited':
      return fares(limited(weather, what, answer.until, answer.why, now));
    case 'refused':
      return decided(to.ask === 'cut' ? 'writing' : 'reading', answer);
  }
}

function think(state: Started, now: Now): Step<StatusState, Line, StatusEnd> {
  const { found, keep, weather, endsAt } = state;
  if (found !== null && keep === null) return over(state, { kind: 'done', found, cut: null });
  const isLate = now.mono >= endsAt || now.cancelled || isLimitedUntil(weather, endsAt);
  if (isLate) return over(state, { ...tooLate(weather, now.cancelled, now), found });
  const until = Math.min(endsAt, weather.notBefore);
  if (now.mono < weather.notBefore) return sleeping(state, until);
  const ask: Ask = found === null || keep === null ? { ask: 'board' } : { ask: 'cut', keep };
  return asking(state, [ask], endsAt);
}
