// How old a stamp of a document is: the one place that judges ages.
//
// What a process has watched for a time, by its own clock that never jumps, is at least that old, whoever wrote it and
// by whatever clock: a newcomer waits longer, and never less. A process with a clock that all share (GitHub's) may take
// the time since a stamp for its age too, but for those that a machine may have written by a clock of its own, and for the
// one of a request that was asked to act: while nobody had an answer, that could not act either.
//
// What somebody has watched who leaves, or may be killed while it waits, is not lost where no clock tells it: the document
// keeps it, and whoever comes goes on from there. Else what takes longer than anybody waits, the end of a rest or of a dead
// hold, would never come.
import type { Instant, Seconds } from './instant.ts';
import { LONGEST_DURATION, type LeaseDocument, type Watched } from './schema.ts';
import { LEASE } from './slot-table.ts';

/** Of how many stamps a document keeps how long they were watched: more than a line has of those that live. */
const MOST_WATCHED = 100;

/** Names a stamp of a document: what it says, and of whom. */
export type StampName =
  | `${'seen' | 'alive' | 'asked' | 'registered' | 'granted' | 'failure'}:${string}`
  | `round:${number}`
  | `rest:${string}`;

/** When this process first saw a stamp. */
export interface FirstSight {
  readonly stamp: Instant;
  /** In seconds for which its looks were answered. */
  readonly at: Seconds;
  /** By its clock, whosever that is. */
  readonly since: Instant;
}

/** Every stamp of a document that has an age, under its {@link StampName}. */
export type Sightings = Readonly<Record<string, FirstSight>>;

export const NO_SIGHTINGS: Sightings = {};

/** By what a process tells how old a stamp is. */
export interface Time {
  /** For stamps that are written and shown, and for the end of a lock or of a rest. */
  readonly now: Instant;
  /** Whether `now` is a clock that all share. */
  readonly trusted: boolean;
  /** The latest stamp of the document that may be by another clock than that; `-Infinity`: none is. */
  readonly ownClockAt: Instant;
  /** Seconds for which this process had answers to its looks; outages do not count. */
  readonly watched: Seconds;
  readonly sightings: Sightings;
}

/** The time of a process that has just begun, by a clock that all share. */
export function byClock(now: Instant): Time {
  return { now, trusted: true, ownClockAt: -Infinity, watched: 0, sightings: NO_SIGHTINGS };
}

/** Whether `stamp`, which is named `what`, is older than `duration`; one of zero has always passed. */
export function hasPassed(time: Time, what: StampName, stamp: Instant, duration: Seconds): boolean {
  if (isOver(0, duration, watchedFor(time, what, stamp))) return true;
  return isDated(time, stamp) && !isWatched(what) && isOver(stamp, duration, time.now);
}

/**
 * Whether a stamp may be older than `duration`, by whatever says most: for what may come too early and must not come too
 * late. Others count while this process has no answers.
 */
export function mayHavePassed(time: Time, what: StampName, stamp: Instant, duration: Seconds): boolean {
  if (hasPassed(time, what, stamp, duration)) return true;
  const first = time.sightings[what];
  if (first?.stamp === stamp && isOver(first.since, duration, time.now)) return true;
  return time.trusted && isOver(stamp, duration, time.now);
}

/** For how long a stamp was watched; one that has not been sighted yet is new. */
export function watchedFor({ sightings, watched }: Time, what: StampName, stamp: Instant): Seconds {
  const first = sightings[what];
  return first?.stamp === stamp ? watched - first.at : 0;
}

/** Whether a stamp is known to be by the clock that all share, and the process has that clock. */
export function isDated({ trusted, ownClockAt }: Time, stamp: Instant): boolean {
  return trusted && stamp > ownClockAt;
}

/** Whether `duration` has passed since the moment `since` of the process itself, in seconds of answered looks. */
export function hasWatched(time: Time, since: Seconds, duration: Seconds): boolean {
  return isOver(since, duration, time.watched);
}

/**
 * Takes note of the stamps of a document that was seen after `watched` seconds: what `before` knows keeps its first
 * sight, what is gone is forgotten. Also where a clock tells the age of a stamp: somebody else's write may take that away.
 * `now`: `null` before an answer has told the time.
 */
export function noteSightings(
  document: LeaseDocument,
  before: Sightings,
  { watched, now }: Pick<Time, 'watched'> & { readonly now: Instant | null },
): Sightings {
  const sightings: Record<string, FirstSight> = {};
  for (const [what, stamp] of stampsOf(document)) {
    if (stamp === null) continue;
    const known = before[what];
    const first = known?.stamp === stamp ? known : { stamp, at: watched, since: now ?? stamp };
    const at = watched - handedOn(document, what, stamp);
    sightings[what] = first.at <= at ? first : { ...first, at };
  }
  return sightings;
}

/**
 * What a process that watches no longer, or may be killed, has watched, and no clock that all share tells, in whole
 * seconds: how long others have been silent, how long they have held, and how long slots have rested. However short it
 * was: those who come may all wait for no longer.
 */
export function handingOn(document: LeaseDocument, time: Time): Watched {
  const watched = stampsOf(document).flatMap(([what, stamp]) => {
    if (stamp === null || !/^(seen|alive|granted|rest):/.test(what) || isDated(time, stamp)) return [];
    const seconds = Math.min(Math.floor(watchedFor(time, what, stamp)), LONGEST_DURATION);
    return seconds > 0 ? [[what, { stamp, seconds }] as const] : [];
  });
  return Object.fromEntries(watched);
}

/** The document with what somebody hands on of what it has watched, as far as that is longer than what is there. */
export function withHandedOn(document: LeaseDocument, watched: Watched): LeaseDocument {
  const longer = Object.entries(watched).filter(
    ([what, { stamp, seconds }]) => seconds > handedOn(document, what, stamp),
  );
  if (longer.length === 0) return document;
  return { ...document, watched: { ...document.watched, ...Object.fromEntries(longer) } };
}

/** The document with what was watched of the stamps that it still has: the longest, a few of them. */
export function withWatched(document: LeaseDocument): LeaseDocument {
  const { watched, ...rest } = document;
  if (watched === undefined) return document;
  const stamps = new Map<string, Instant | null>(stampsOf(document));
  const longest = Object.entries(watched)
    .filter(([what, { stamp }]) => stamps.get(what) === stamp)
    .toSorted(([, a], [, b]) => b.seconds - a.seconds)
    .slice(0, MOST_WATCHED);
  return longest.length === 0 ? rest : { ...rest, watched: Object.fromEntries(longest) };
}

/** For how long those who have left had watched a stamp. */
function handedOn({ watched }: LeaseDocument, what: string, stamp: Instant): Seconds {
  const handed = watched?.[what];
  return handed?.stamp === stamp ? handed.seconds : 0;
}

/**
 * Whether `duration` lies between two moments. Clocks are read as lower bounds in whole seconds, so one other than zero
 * has passed only when a second more than it has.
 */
export function isOver(since: number, duration: Seconds, now: number): boolean {
  return duration === 0 || now - since > duration + 1;
}

/** Whether the age of a stamp is never told by a clock. */
function isWatched(what: StampName): boolean {
  return what.startsWith('rest:') || what.startsWith('asked:');
}

function stampsOf(document: LeaseDocument): (readonly [StampName, Instant | null])[] {
  const { requests, rounds, outcomes, rest_until, slots } = document;
  return [
    [`rest:${LEASE}`, rest_until],
    ...Object.entries(slots).map(([slot, each]) => [`rest:${slot}`, each.rest_until] as const),
    ...requests.flatMap(
      ({ id, seen_at, alive_at, asked_at, registered_at, granted_at = null, parameters }) =>
        [
          [`seen:${id}`, seen_at],
          [`alive:${id}`, alive_at],
          [`asked:${id}`, asked_at],
          [`registered:${id}`, registered_at],
          // Of the others it decides nothing how long they have held.
          [`granted:${id}`, parameters.hold_limit === undefined ? null : granted_at],
        ] as const,
    ),
    ...rounds.map(({ id, changed_at }) => [`round:${id}`, changed_at] as const),
    ...outcomes
      .filter(({ outcome }) => outcome === 'failure')
      .map(({ id, at }) => [`failure:${id}`, at] as const),
  ];
}
