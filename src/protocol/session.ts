// What every machine does with the board: read it, write on it, and learn from each kind of answer.
//
// Knowledge (knowledge.ts) and weather (weather.ts) change only here. After anything but an applied write the board is
// read again before the next write; that is the one write loop, and the one way to be unsure.
import { isTwin, type Head } from '../lease/board.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Lock } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import { InvariantError } from '../lease/errors.ts';
import type { Answer, Ask, Draft, Heard, Now, Refusal, Table } from './asks.ts';
import {
  current,
  draftOf,
  learnApplied,
  learnGlance,
  learnSilence,
  learnUnconfirmed,
  learnWhole,
  sending,
  type Known,
  type Learned,
  type UnreadableFile,
} from './knowledge.ts';
import type { Line } from './line.ts';
import { backoff, HANDING_ON, leaving, leavingWith, type Haste } from './pace.ts';
import * as sky from './weather.ts';

export interface Session {
  readonly known: Known;
  readonly weather: sky.Weather;
  /** What the write under way is for. */
  readonly haste: Haste;
  /** Which earlier write might still land when it was sent. */
  readonly mightLand: number | null;
  /** It leaves with many others, and has put off its first write for them. */
  readonly gaveWay: boolean;
  /** The longest pause, but for a limit, of a process that must renew itself in time; `null`: as the weather is. */
  readonly longestPause: Seconds | null;
}

/** What ends a machine whatever it is about. */
export type Trouble =
  /** Nobody has written the lease, or named the slot, and there is one whose name differs only in case or in encoding. */
  | { readonly kind: 'twin'; readonly of: 'lease'; readonly name: LeaseName; readonly twin: LeaseName }
  | { readonly kind: 'twin'; readonly of: 'slot'; readonly name: SlotName; readonly twin: SlotName }
  /** A file that is needed cannot be understood. */
  | ({ readonly kind: 'unreadable' } & UnreadableFile)
  /** The server refuses for good: somebody must act. */
  | ({ readonly kind: 'rule' } & sky.Rule);

/** What a machine knows after something was heard. */
export interface Lesson<State> {
  readonly state: State;
  readonly say: readonly Line[];
  readonly trouble: Trouble | null;
}

export function newSession(known: Known, longestPause: Seconds | null = null): Session {
  const weather = sky.FAIR;
  return { known, weather, haste: HANDING_ON, mightLand: null, gaveWay: false, longestPause };
}

/** What was learned without trouble. */
export function taught<State>(state: State, say: readonly Line[] = []): Lesson<State> {
  return { state, say, trouble: null };
}

/** Learns from everything that was heard, one after another; the first trouble counts. */
export function learnAll<State>(
  before: State,
  heard: readonly Heard[],
  learnOne: (state: State, heard: Heard) => Lesson<State>,
): Lesson<State> {
  const say: Line[] = [];
  let trouble: Trouble | null = null;
  let state = before;
  for (const each of heard) {
    const lesson = learnOne(state, each);
    state = lesson.state;
    say.push(...lesson.say);
    trouble ??= lesson.trouble;
  }
  return { state, say, trouble };
}

/** Learns from an answer about the board; other answers are the caller's. */
export function hear(session: Session, heard: Heard, now: Now): Lesson<Session> {
  const lesson = learnFrom(session, heard, momentOf(heard.answer, now));
  if (session.longestPause === null) return lesson;
  const weather = sky.pausing(lesson.state.weather, session.longestPause, now.mono);
  return { ...lesson, state: { ...lesson.state, weather } };
}

function learnFrom(session: Session, heard: Heard, now: Now): Lesson<Session> {
  switch (heard.to.ask) {
    case 'read':
      return hearLook(session, 'read', (heard as Heard<'read'>).answer, now, (whole) =>
        learnWhole(session.known, whole, now),
      );
    case 'look':
      return hearLook(session, 'look', (heard as Heard<'look'>).answer, now, (glance) =>
        learnGlance(session.known, glance, now),
      );
    case 'write':
      return hearWrite(session, heard.to, (heard as Heard<'write'>).answer, now);
    default:
      return taught(session);
  }
}

function hearLook<V>(
  session: Session,
  asked: 'read' | 'look',
  answer: Answer<V> | null,
  now: Now,
  learn: (value: V) => Learned,
): Lesson<Session> {
  if (answer?.is === 'value') return hearState(session, asked, learn(answer.value), now);
  const { weather } = session;
  const missed = { ...session, known: learnSilence(session.known) };
  if (answer === null) return taught(missed);
  switch (answer.is) {
    case 'silent': {
      const { hasRead, existed } = session.known;
      // Where the server was never reached, such a fault interrupts nothing: it is how things are.
      if (answer.lasting === true && !hasRead && !existed)
        return hearRefusal(missed, 'reaching', null, answer, now);
      return after(missed, sky.silent(weather, 'read', answer.why, now));
    }
    case 'limited':
      return after(
        missed,
        asked === 'look'
          ? sky.looksLimited(weather, answer.until, now)
          : sky.limited(weather, 'read', answer.until, answer.why, now),
      );
    case 'refused':
      return hearRefusal(missed, 'reading', null, answer, now);
  }
}

function hearState(session: Session, asked: 'read' | 'look', learned: Learned, now: Now): Lesson<Session> {
  const { known, as, unreadable } = learned;
  if (unreadable !== null) {
    return { state: { ...session, known }, say: [], trouble: { kind: 'unreadable', ...unreadable } };
  }
  const { weather, say } = sky.readAnswered(session.weather, asked, known.mayLand !== null);
  if (as === 'older') {
    const older = sky.readWasOlder(weather, known.older!.count, now);
    return taught({ ...session, known, weather: older }, say);
  }
  const twin = known.seen === -1 ? known.others?.find((name) => isTwin(name, known.lease)) : undefined;
  if (twin !== undefined) {
    const trouble: Trouble = { kind: 'twin', of: 'lease', name: known.lease, twin };
    return { state: { ...session, known, weather }, say, trouble };
  }
  const rewound: Line[] = as === 'rewound' ? [{ line: 'rewound' }] : [];
  return taught({ ...session, known, weather }, [...say, ...rewound]);
}

function hearWrite(
  session: Session,
  draft: Draft,
  answer: Answer<Table['write']['value']> | null,
  now: Now,
): Lesson<Session> {
  const lost = unsure(session);
  if (answer === null) return taught(lost);
  switch (answer.is) {
    case 'value': {
      if (answer.value === 'conflict')
        return after(lost, sky.raceLost(session.weather, session.haste, draft.on, now));
      const known = learnApplied(session.known, draft, answer.value.head);
      return after({ ...session, known }, sky.writeApplied(session.weather));
    }
    case 'silent':
      return after(lost, sky.silent(session.weather, 'write', answer.why, now));
    case 'limited':
      return after(lost, sky.limited(session.weather, 'write', answer.until, answer.why, now));
    case 'refused': {
      // Decided against: neither this write nor a copy of it lands.
      const known = { ...lost.known, mayLand: session.mightLand };
      return hearRefusal({ ...lost, known }, 'writing', draft.on, answer, now);
    }
  }
}

function hearRefusal(
  session: Session,
  doing: sky.Rule['doing'],
  head: Head,
  refusal: Pick<Refusal, 'why' | 'toRepair'>,
  now: Now,
): Lesson<Session> {
  const { weather, say, rule } = sky.refused(session.weather, doing, head, refusal, now);
  return { state: { ...session, weather }, say, trouble: rule === null ? null : { kind: 'rule', ...rule } };
}

function after(session: Session, { weather, say }: sky.Change): Lesson<Session> {
  return taught({ ...session, weather }, say);
}

/** The moment of an answer, by GitHub's clock where it tells. */
export function momentOf(answer: Answer<unknown> | null, now: Now): Now {
  return answer?.at === undefined ? now : { ...now, at: answer.at };
}

/** The session of who reads the board again before the next write. */
export function unsure(session: Session): Session {
  return { ...session, known: learnUnconfirmed(session.known) };
}

/** The whole read that a write needs. */
export function askRead({ known }: Session): Ask<'read'> {
  return { ask: 'read', lease: known.lease };
}

/** How many others may be about to leave the lease together with who makes these changes. */
export function crowdOf({ known, weather }: Session, changes: readonly Change[], at: Instant): number {
  return leavingWith(changes, current(known, at), at, weather.losses);
}

/**
 * The session of one that leaves with so many others, and lets some of them go first, then reads the board again;
 * `null`: there are none, or it has done so. After a lost race the haste of the write does the same.
 */
export function givingWay(session: Session, others: number, { mono, random }: Now): Session | null {
  if (session.gaveWay || others === 0) return null;
  const notBefore = mono + backoff(leaving(others), 0, random);
  return unsure({ ...session, gaveWay: true, weather: { ...session.weather, notBefore } });
}

/** Sends changes of the lease. Needs a version to write on. */
export function askWrite(
  session: Session,
  changes: readonly Change[],
  haste: Haste,
  now: Instant,
): { readonly session: Session; readonly ask: Ask<'write'> } {
  const draft = draftOf(session.known, changes, now);
  if (draft === null) {
    throw new InvariantError(`A write of the lease ${session.known.lease} was to change nothing`);
  }
  return send(session, draft, haste, now);
}

/** Sends a lock of all leases, or its removal. */
export function askWriteLock(
  session: Session,
  lock: Lock | null,
  now: Instant,
): { readonly session: Session; readonly ask: Ask<'write'> } {
  const { lease, on } = session.known;
  if (on === null) throw new InvariantError('A lock was to be written on a board that was not read');
  return send(session, { lease, on: on.head, lock }, HANDING_ON, now);
}

function send(session: Session, draft: Draft, haste: Haste, now: Instant) {
  return {
    session: { ...session, known: sending(session.known, now), haste, mightLand: session.known.mayLand },
    ask: { ask: 'write', ...draft } as const,
  };
}

/** Seconds (monotonic) before which nothing may be asked; `null`: now is fine. */
export function pausedUntil({ weather }: Session, mono: Seconds): Seconds | null {
  return mono < weather.notBefore ? weather.notBefore : null;
}
