// The machine of those who do not wait in line: read, decide, write, until it is done.
//
// Post, release, guard, lock and unlock are errands; each is a pure function from what it remembers and what it sees to
// what comes next. It is asked again after every write, applied or not, so it must recognise its own effect. Limits and
// outages are waited out until the errand's own time is over; a limit that lasts longer ends it at once.
import type { Question } from '../lease/settlement.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import type { Proofs } from '../lease/containment.ts';
import type { Heard, Machine, Now, Step } from './asks.ts';
import {
  dueQuestions,
  learnContains,
  nextQuestionAt,
  noEvidence,
  TRIES_OF_A_RELEASE,
  type Evidence,
} from './evidence.ts';
import { current, timeOf, type Known } from './knowledge.ts';
import type { Line } from './line.ts';
import {
  askRead,
  askWrite,
  askWriteLock,
  crowdOf,
  givingWay,
  hear,
  learnAll,
  newSession,
  pausedUntil,
  taught,
  type Lesson,
  type Session,
  type Trouble,
} from './session.ts';
import type { Time } from '../lease/age.ts';
import { leaving } from './pace.ts';
import { asking, over, sleeping, UNDATED } from './step.ts';
import { hurried, isLimitedUntil, tooLate, type TooLate } from './weather.ts';

/** The lease as an errand sees it. */
export interface View {
  /** There is a lock branch, as far as the token may see. */
  readonly isThere: boolean;
  readonly document: LeaseDocument;
  readonly boardLock: Lock | null;
  /** See Known. */
  readonly others: readonly LeaseName[] | null;
  readonly time: Time;
  /** A write of this process, or of the one before it, may still land. */
  readonly mayLand: boolean;
  readonly proofs: Proofs;
}

/** What an errand wants next. */
export type Next<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  /** A lagging replica may show the same: done, where a few looks in a row show it. */
  | { readonly kind: 'seems-done'; readonly result: Result }
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  | { readonly kind: 'write-board-lock'; readonly lock: Lock | null };

/** One errand; `Memo` is what it remembers between its views, plain data. */
export interface Errand<Memo, Result> {
  /** Seconds that it may take. */
  readonly limit: Seconds;
  readonly next: (memo: Memo, view: View) => { readonly memo: Memo; readonly wants: Next<Result> };
  /** What should be known about ancestry before it decides; a few tries, then it goes on. */
  readonly questions?: (memo: Memo, view: View) => readonly Question[];
}

export type ErrandEnd<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | Trouble
  /** Its time is over, or the job is cancelled, and the board did not confirm it. */
  | TooLate;

export interface ErrandState<Memo> {
  readonly session: Session;
  readonly evidence: Evidence;
  readonly memo: Memo;
  /** Monotonic time at which it gives up; `null` before the first step. */
  readonly endsAt: Seconds | null;
  /** When it may look again (monotonic). */
  readonly lookAt: Seconds | null;
  /** Looks after which it only seemed to be done. */
  readonly looks: number;
  readonly cancelledAt: Seconds | null;
}

/** So many looks are no lagging replica, so far apart. */
const LOOKS = 3;
const BETWEEN: Seconds = 3;

/** Seconds that a cancelled errand still has: the runner kills a cancelled step 10 s after its first signal. */
const GRACE: Seconds = 8;

/** The state before the first step. */
export function startErrand<Memo>(known: Known, memo: Memo): ErrandState<Memo> {
  return {
    session: newSession(known),
    evidence: noEvidence(TRIES_OF_A_RELEASE),
    memo,
    endsAt: null,
    lookAt: null,
    looks: 0,
    cancelledAt: null,
  };
}

/** The machine of an errand. */
export function errandMachine<Memo, Result>(
  errand: Errand<Memo, Result>,
): Machine<ErrandState<Memo>, Line, ErrandEnd<Result>> {
  return {
    step(before, heard, now) {
      const started = { ...before, endsAt: before.endsAt ?? now.mono + errand.limit };
      const { state, say, trouble } = learnAll(ending(started, now), heard, (state, each) =>
        learn(state, each, now),
      );
      const thought = trouble === null ? think(errand, state, now) : over(state, trouble);
      return { ...thought, say: [...say, ...thought.say] };
    },
  };
}

/** Shortens the time of a cancelled errand. */
function ending<Memo>(state: ErrandState<Memo>, { cancelled, mono }: Now): ErrandState<Memo> {
  if (!cancelled || state.cancelledAt !== null) return state;
  const session = { ...state.session, weather: hurried(state.session.weather, mono) };
  return { ...state, session, cancelledAt: mono, endsAt: Math.min(state.endsAt!, mono + GRACE) };
}

function learn<Memo>(state: ErrandState<Memo>, heard: Heard, now: Now): Lesson<ErrandState<Memo>> {
  if (heard.to.ask === 'contains') {
    const { answer } = heard as Heard<'contains'>;
    const { evidence, say } = learnContains(state.evidence, heard.to, answer, now);
    return taught({ ...state, evidence }, say);
  }
  const { state: session, say, trouble } = hear(state.session, heard, now);
  return { state: { ...state, session }, say, trouble };
}

function think<Memo, Result>(
  errand: Errand<Memo, Result>,
  state: ErrandState<Memo>,
  now: Now,
): Step<ErrandState<Memo>, Line, ErrandEnd<Result>> {
  const { session } = state;
  const endsAt = state.endsAt!;
  const { weather, known } = session;
  if (now.mono >= endsAt || isLimitedUntil(weather, endsAt))
    return over(state, tooLate(weather, state.cancelledAt !== null, now));
  const pause = pausedUntil(session, now.mono);
  if (pause !== null) return sleeping(state, Math.min(pause, endsAt));
  if (state.lookAt !== null && now.mono < state.lookAt)
    return sleeping(state, Math.min(state.lookAt, endsAt));
  if (known.on === null || state.lookAt !== null) {
    return asking({ ...state, lookAt: null }, [askRead(session)], endsAt);
  }
  // An answer without a date: nothing can be judged by it.
  if (now.at === null) return lookAgain(state, UNDATED, now);
  return decide(errand, state, now.at, now);
}

function decide<Memo, Result>(
  errand: Errand<Memo, Result>,
  before: ErrandState<Memo>,
  at: Instant,
  now: Now,
): Step<ErrandState<Memo>, Line, ErrandEnd<Result>> {
  const { session, evidence } = before;
  const { known } = session;
  const endsAt = before.endsAt!;
  const view: View = {
    isThere: known.on?.head !== null,
    document: current(known, at),
    boardLock: known.lock,
    others: known.others,
    time: timeOf(known, at),
    mayLand: known.mayLand !== null,
    proofs: evidence.proofs,
  };
  const questions = errand.questions?.(before.memo, view) ?? [];
  const due = dueQuestions(evidence, questions, now);
  if (due.length > 0) return asking(before, due, endsAt);
  const questionAt = nextQuestionAt(evidence, questions);
  if (questionAt !== null) return sleeping(before, Math.min(questionAt, endsAt));
  const { memo, wants } = errand.next(before.memo, view);
  const state = { ...before, memo };
  switch (wants.kind) {
    case 'done':
      return over(state, wants);
    case 'seems-done': {
      const looks = state.looks + 1;
      if (looks < LOOKS) return lookAgain({ ...state, looks }, BETWEEN, now);
      return over(state, { kind: 'done', result: wants.result });
    }
    case 'write': {
      const others = crowdOf(session, wants.changes, at);
      const later = givingWay(session, others, now);
      if (later !== null)
        return sleeping({ ...state, session: later }, Math.min(later.weather.notBefore, endsAt));
      const sent = askWrite(session, wants.changes, leaving(others), at);
      return asking({ ...state, session: sent.session }, [sent.ask], endsAt);
    }
    case 'write-board-lock': {
      const sent = askWriteLock(session, wants.lock, at);
      return asking({ ...state, session: sent.session }, [sent.ask], endsAt);
    }
  }
}

function lookAgain<Memo, Done>(
  state: ErrandState<Memo>,
  after: Seconds,
  now: Now,
): Step<ErrandState<Memo>, Line, Done> {
  const lookAt = now.mono + after;
  return sleeping({ ...state, lookAt }, Math.min(lookAt, state.endsAt!));
}
