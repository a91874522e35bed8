// How the asks of one process fare, and when it may ask again.
//
// Outages, rate limits, refusals and lost races end in one pair: not before when, and what a person reads meanwhile. An
// outage is told once when it begins and once when it is over. A refusal passes once; repeated it is a rule, and an end.
import type { Head } from '../lease/board.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Now, Refusal } from './asks.ts';
import { exponential, type Haste, backoff } from './pace.ts';
import type { Line } from './line.ts';

/** The longest pause in an outage of reads, and of writes: each try of a write costs a read as well. */
const LONGEST_PAUSE: Seconds = 60;
const LONGEST_PAUSE_OF_WRITES: Seconds = 90;

/** The longest pause while a replica lags. */
const LONGEST_LAG: Seconds = 16;

/** So many refusals over so many seconds are a rule; more of them where others move the head meanwhile. */
const RULE = { refusals: 3, over: 30 };
const RULE_WHILE_OTHERS_WRITE = { refusals: 8, over: 120 };
const FIRST_PAUSE_AFTER_REFUSAL: Seconds = 10;

/** So many lost races in a row are told: a person sees nothing else of a wait that is longer than that. */
const TOLD_LOSSES = 5;
const OUTRUN = 'Each write came too late: others write the branch, or what is read of it is old.';

/** It may have been the limit of all requests. */
const PAUSE_AFTER_LIMITED_LOOK: Seconds = 5;

/** Refusals in a row of one kind of ask. */
export interface Refusals {
  /** The head that the first of those on the same head was on; reads have none. */
  readonly head: Head;
  readonly count: number;
  readonly since: Seconds;
  /** Those on the present head, and since when. */
  readonly onHead: number;
  readonly onHeadSince: Seconds;
}

export interface Weather {
  /** Reads, writes and looks in a row that nobody answered, or that met a limit; looks count the latter alone. */
  readonly reads: number;
  readonly writes: number;
  readonly looks: number;
  /** Somebody has been told that GitHub does not answer, or that its limit is reached. */
  readonly told: boolean;
  readonly refusedReads: Refusals | null;
  readonly refusedWrites: Refusals | null;
  /** Lost races in a row. */
  readonly losses: number;
  /** The head that the last race was lost on, and how often one was lost on it before. */
  readonly lostOn: { readonly head: Head; readonly count: number } | null;
  /** Nothing is asked before (monotonic). */
  readonly notBefore: Seconds;
  /** A limit reaches until then (monotonic), and does not pass earlier; kept until somebody is told that it is over. */
  readonly limitedUntil: Seconds | null;
  /** No look before (monotonic): looks have a limit of their own, and whole reads get through. */
  readonly looksNotBefore: Seconds;
  readonly why: string;
}

export const FAIR: Weather = {
  reads: 0,
  writes: 0,
  looks: 0,
  told: false,
  refusedReads: null,
  refusedWrites: null,
  losses: 0,
  lostOn: null,
  notBefore: 0,
  limitedUntil: null,
  looksNotBefore: 0,
  why: '',
};

/** The weather after an answer, and what a person should read. */
export interface Change {
  readonly weather: Weather;
  readonly say: readonly Line[];
}

/** Refusals that have become a rule: somebody must act. */
export interface Rule {
  /** `reaching`: the server was never reached, and what is in the way does not pass by itself. */
  readonly doing: 'reaching' | 'reading' | 'writing';
  readonly count: number;
  readonly why: string;
  /** See Refusal. */
  readonly toRepair: boolean;
}

/** Whether nobody answers a look right now. */
export function isOutage({ reads }: Weather): boolean {
  return reads > 0;
}

/** Why something did not come about in its time. */
export type TooLate =
  /** `cancelled`: its time was cut short. */
  | { readonly kind: 'unanswered'; readonly why: string; readonly cancelled: boolean }
  /** The limit is lifted only after its time. */
  | { readonly kind: 'limited'; readonly until: Instant | null; readonly why: string };

/** The end of what has no time left in this weather. */
export function tooLate({ limitedUntil, why }: Weather, cancelled: boolean, { at, mono }: Now): TooLate {
  if (limitedUntil === null || limitedUntil < mono) return { kind: 'unanswered', why, cancelled };
  return { kind: 'limited', until: at === null ? null : at + (limitedUntil - mono), why };
}

/** Whether a limit lasts until that time (monotonic), or longer. */
export function isLimitedUntil({ limitedUntil }: Weather, time: Seconds): boolean {
  return limitedUntil !== null && limitedUntil >= time;
}

/** The weather of a step that has to end: one more try at once, but for a limit. */
export function hurried(weather: Weather, mono: Seconds): Weather {
  if (weather.limitedUntil !== null && weather.limitedUntil > mono) return weather;
  return { ...weather, reads: 0, writes: 0, losses: 0, notBefore: mono };
}

/** The weather of one that must ask again in time, whatever it was answered, but for a limit. */
export function pausing(weather: Weather, longest: Seconds, mono: Seconds): Weather {
  if (weather.limitedUntil !== null && weather.limitedUntil > mono) return weather;
  return { ...weather, notBefore: Math.min(weather.notBefore, mono + longest) };
}

/**
 * A read or look was answered. That the writes are answered too only a write tells, or a look where none may land: who
 * looks has none to make. Where others get through, the fresh read after each unanswered write would keep the pauses
 * short for ever, and be told as the end each time.
 */
export function readAnswered(weather: Weather, asked: 'read' | 'look', mayLand: boolean): Change {
  const looks = asked === 'look' ? 0 : weather.looks;
  const after = { ...weather, reads: 0, looks, refusedReads: null };
  return cleared(after, weather.writes > 0 && (asked === 'read' || mayLand));
}

/** A write was decided: applied, or lost to another. */
export function writeDecided(weather: Weather): Change {
  return cleared({ ...weather, writes: 0 }, weather.reads > 0);
}

/** A write was applied: there is no rule against it. */
export function writeApplied(weather: Weather): Change {
  return writeDecided({ ...weather, refusedWrites: null, losses: 0, lostOn: null });
}

/**
 * A write on `head` lost a race: another try soon, with full jitter. Who has lost on the same head before was shown an
 * old one since, and gives the replica time; where the head stays the same for long it is no race, and as after a silence.
 */
export function raceLost(weather: Weather, haste: Haste, head: Head, now: Now): Change {
  const onHead = weather.lostOn?.head === head ? weather.lostOn.count + 1 : 0;
  const losses = weather.losses + 1;
  const { weather: after, say } = writeDecided({ ...weather, losses, lostOn: { head, count: onHead } });
  const lag = onHead === 0 ? 0 : around(exponential(onHead, LONGEST_PAUSE_OF_WRITES), now);
  const notBefore = now.mono + Math.max(backoff(haste, weather.losses, now.random), lag);
  const told: Line[] = losses === TOLD_LOSSES ? [{ line: 'outrun', why: OUTRUN }] : [];
  return { weather: { ...after, notBefore, why: OUTRUN }, say: [...say, ...told] };
}

/** A read showed an older state than before: a replica lags. */
export function readWasOlder(weather: Weather, count: number, now: Now): Weather {
  return { ...weather, notBefore: now.mono + exponential(count, LONGEST_LAG) * (0.5 + now.random / 2) };
}

/** Nobody answered. */
export function silent(before: Weather, what: 'read' | 'write', why: string, now: Now): Change {
  const weather = oneMore(before, what, why, now);
  return { weather, say: before.told ? [] : [{ line: 'silent', why }] };
}

/** A rate limit. However soon it is said to be lifted, who meets it again and again asks as rarely as in an outage. */
export function limited(
  before: Weather,
  what: 'read' | 'write',
  until: Instant,
  why: string,
  now: Now,
): Change {
  const weather = oneMore(before, what, why, now);
  const notBefore = Math.max(weather.notBefore, afterLimit(until, now));
  const limitedUntil = now.mono + secondsTo(until, now);
  return {
    weather: { ...weather, notBefore, limitedUntil },
    say: before.limitedUntil === null ? [{ line: 'limited', until }] : [],
  };
}

/** A pause, a quarter shorter or longer. */
function around(pause: Seconds, { random }: Now): Seconds {
  return pause * (0.75 + random / 2);
}

function oneMore(before: Weather, what: 'read' | 'write', why: string, now: Now): Weather {
  const weather =
    what === 'read' ? { ...before, reads: before.reads + 1 } : { ...before, writes: before.writes + 1 };
  const pause = Math.max(
    exponential(weather.reads, LONGEST_PAUSE),
    exponential(weather.writes, LONGEST_PAUSE_OF_WRITES),
  );
  return { ...weather, told: true, notBefore: now.mono + around(pause, now), why };
}

/** When to ask again (monotonic): everyone waits for the same reset, so a few random seconds keep them apart. */
export function afterLimit(until: Instant, now: Now): Seconds {
  return now.mono + secondsTo(until, now) + 1 + 4 * now.random;
}

/** A look met the limit of its own kind: until it is lifted, the board is read whole instead, after a short pause. */
export function looksLimited(weather: Weather, until: Instant, now: Now): Change {
  const looks = weather.looks + 1;
  const looksNotBefore = now.mono + Math.max(secondsTo(until, now) + 1, exponential(looks, LONGEST_PAUSE));
  const notBefore = Math.min(looksNotBefore, now.mono + PAUSE_AFTER_LIMITED_LOOK * (1 + now.random));
  return {
    weather: { ...weather, looks, notBefore, looksNotBefore },
    say: weather.looks === 0 ? [{ line: 'looks-limited', until }] : [],
  };
}

function secondsTo(until: Instant, { at }: Now): Seconds {
  return Math.max(until - (at ?? until), 0);
}

/** The server decided against an ask; `rule` where that is final. */
export function refused(
  weather: Weather,
  doing: Rule['doing'],
  head: Head,
  { why, toRepair = false }: Pick<Refusal, 'why' | 'toRepair'>,
  now: Now,
): Change & { readonly rule: Rule | null } {
  const field = doing === 'writing' ? 'refusedWrites' : 'refusedReads';
  const refusals = another(weather[field], head, now.mono);
  const pause =
    exponential(refusals.count - 1, LONGEST_PAUSE / FIRST_PAUSE_AFTER_REFUSAL) * FIRST_PAUSE_AFTER_REFUSAL;
  const after = { ...weather, [field]: refusals, notBefore: now.mono + pause * (1 + now.random / 5), why };
  return {
    weather: { ...after, told: true },
    say: weather.told ? [] : [{ line: 'refused', why }],
    rule: isRule(refusals, now.mono) ? { doing, count: refusals.count, why, toRepair } : null,
  };
}

function another(last: Refusals | null, head: Head, mono: Seconds): Refusals {
  if (last === null) return { head, count: 1, since: mono, onHead: 1, onHeadSince: mono };
  const isSame = last.head === head;
  return {
    head,
    count: last.count + 1,
    since: last.since,
    onHead: isSame ? last.onHead + 1 : 1,
    onHeadSince: isSame ? last.onHeadSince : mono,
  };
}

function isRule({ count, since, onHead, onHeadSince }: Refusals, mono: Seconds): boolean {
  return (
    (onHead >= RULE.refusals && mono - onHeadSince >= RULE.over) ||
    (count >= RULE_WHILE_OTHERS_WRITE.refusals && mono - since >= RULE_WHILE_OTHERS_WRITE.over)
  );
}

function cleared(weather: Weather, isOutage: boolean): Change {
  const isRefused = weather.refusedReads !== null || weather.refusedWrites !== null;
  if (isOutage || isRefused || !weather.told) return { weather, say: [] };
  return { weather: { ...weather, told: false, limitedUntil: null }, say: [{ line: 'answers-again' }] };
}
