// The machine of mode status: one read of the whole board, and where it is asked for one cut of its history.
import type { Board, Cut, Head } from '../lease/board.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Ask, Heard, Machine, Now, Refusal, Step, Table } from './asks.ts';
import type { Line } from './line.ts';
import { learnAll, momentOf, taught, type Lesson, type Trouble } from './session.ts';
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
  readonly cut: Cut | null;
  readonly weather: Weather;
  /** Monotonic time at which it gives up; `null` before the first step. */
  readonly endsAt: Seconds | null;
}

export type StatusEnd =
  | { readonly kind: 'done'; readonly found: StatusFound; readonly cut: Cut | null }
  | Trouble
  /** Its time is over; `found`: what was read before the cut of the history failed. */
  | (TooLate & { readonly found: StatusFound | null });

/** Seconds that it may take. */
const LIMIT: Seconds = 300;

export function startStatus(keep: number | null): StatusState {
  return { keep, found: null, cut: null, weather: FAIR, endsAt: null };
}

export const statusMachine: Machine<StatusState, Line, StatusEnd> = {
  step(before, heard, now) {
    const started = { ...before, endsAt: before.endsAt ?? now.mono + LIMIT };
    const { state, say, trouble } = learnAll<StatusState>(started, heard, (each, of) =>
      learn(each, of, momentOf(of.answer, now)),
    );
    return { ...(trouble === null ? think(state, now) : over(state, trouble)), say };
  },
};

function learn(state: StatusState, { to, answer }: Heard, now: Now): Lesson<StatusState> {
  const { weather, found } = state;
  const what = to.ask === 'cut' ? 'write' : 'read';
  const fares = (change: Change, more: Partial<StatusState> = {}): Lesson<StatusState> =>
    taught({ ...state, ...more, weather: change.weather }, change.say);
  const decided = (doing: Rule['doing'], refusal: Pick<Refusal, 'why' | 'toRepair'>): Lesson<StatusState> => {
    const { rule, ...change } = refused(weather, doing, null, refusal, now);
    return { ...fares(change), trouble: rule === null ? null : { kind: 'rule', ...rule } };
  };
  switch (answer?.is) {
    case undefined:
      return taught(state);
    case 'value': {
      if (to.ask === 'cut') return taught({ ...state, cut: answer.value as Cut });
      const { head, board } = answer.value as Table['board']['value'];
      return fares(readAnswered(weather, 'read', false), { found: { head, board, at: now.at ?? 0 } });
    }
    case 'silent':
      if (answer.lasting === true && found === null) return decided('reaching', answer);
      return fares(silent(weather, what, answer.why, now));
    case 'limited':
      return fares(limited(weather, what, answer.until, answer.why, now));
    case 'refused':
      return decided(to.ask === 'cut' ? 'writing' : 'reading', answer);
  }
}

function think(state: StatusState, now: Now): Step<StatusState, Line, StatusEnd> {
  const { found, keep, cut, weather } = state;
  const endsAt = state.endsAt!;
  if (found !== null && (keep === null || cut !== null)) return over(state, { kind: 'done', found, cut });
  const isLate = now.mono >= endsAt || now.cancelled || isLimitedUntil(weather, endsAt);
  if (isLate) return over(state, { ...tooLate(weather, now.cancelled, now), found });
  if (now.mono < weather.notBefore) return sleeping(state, Math.min(endsAt, weather.notBefore));
  const ask: Ask = found === null || keep === null ? { ask: 'board' } : { ask: 'cut', keep };
  return asking(state, [ask], endsAt);
}
