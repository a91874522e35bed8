// How old a stamp of a document is: the one place that judges ages.
//
// Where the clock is trusted (GitHub's), the age of a stamp is the time since it. Where it is not, it is the time since
// this process first saw the stamp, by its own clock that never jumps: a newcomer waits longer, and never less. A
// request that was asked to act is late only by both, because while nobody had an answer, it could not act either.
import type { Instant, Seconds } from './instant.ts';
import type { LeaseDocument } from './schema.ts';

/** Names a stamp of a document: what it says, and of whom. */
export type StampName =
  `${'seen' | 'alive' | 'asked' | 'registered' | 'failure'}:${string}` | `round:${number}`;

/** When this process first saw a stamp, in seconds for which its looks were answered. */
export interface FirstSight {
  readonly stamp: Instant;
  readonly at: Seconds;
}

/** Every stamp that this process has to judge by its own time, under its {@link StampName}. */
export type Sightings = Readonly<Record<string, FirstSight>>;

export const NO_SIGHTINGS: Sightings = {};

/** By what a process tells how old a stamp is. */
export interface Time {
  /** For stamps that are written and shown, and for the end of a lock or of a rest. */
  readonly now: Instant;
  /** Whether `now` is a clock that all share. */
  readonly trusted: boolean;
  /** Seconds for which this process had answers to its looks; outages do not count. */
  readonly watched: Seconds;
  readonly sightings: Sightings;
}

/** The time of a process that has just begun, by a clock that all share. */
export function byClock(now: Instant): Time {
  return { now, trusted: true, watched: 0, sightings: NO_SIGHTINGS };
}

/** Whether `stamp`, which is named `what`, is older than `duration`; one of zero has always passed. */
export function hasPassed(time: Time, what: StampName, stamp: Instant, duration: Seconds): boolean {
  const byNow = isOver(stamp, duration, time.now);
  if (time.trusted && !isShared(what)) return byNow;
  // A stamp that has not been sighted yet is new.
  const first = time.sightings[what];
  const since = first?.stamp === stamp ? first.at : time.watched;
  return isOver(since, duration, time.watched) && (byNow || !time.trusted);
}

/** Whether `duration` has passed since the moment `since` of the process itself, in seconds of answered looks. */
export function hasWatched(time: Time, since: Seconds, duration: Seconds): boolean {
  return isOver(since, duration, time.watched);
}

/**
 * Takes note of the stamps of a document that was seen after `watched` seconds: what `before` knows keeps its first
 * sight, what is gone is forgotten. A process with a trusted clock needs only those of requests that were asked.
 */
export function noteSightings(
  document: LeaseDocument,
  before: Sightings,
  { trusted, watched }: Pick<Time, 'trusted' | 'watched'>,
): Sightings {
  const sightings: Record<string, FirstSight> = {};
  for (const [what, stamp] of stampsOf(document)) {
    if (stamp === null || (trusted && !isShared(what))) continue;
    const first = before[what];
    sightings[what] = first?.stamp === stamp ? first : { stamp, at: watched };
  }
  return sightings;
}

/**
 * Whether `duration` lies between two moments. Clocks are read as lower bounds in whole seconds, so one other than zero
 * has passed only when a second more than it has.
 */
function isOver(since: number, duration: Seconds, now: number): boolean {
  return duration === 0 || now - since > duration + 1;
}

/** Whether a stamp starts a time in which everybody must have been able to act. */
function isShared(what: StampName): boolean {
  return what.startsWith('asked:');
}

function stampsOf({ requests, rounds, outcomes }: LeaseDocument): (readonly [StampName, Instant | null])[] {
  return [
    ...requests.flatMap(
      ({ id, seen_at, alive_at, asked_at, registered_at }) =>
        [
          [`seen:${id}`, seen_at],
          [`alive:${id}`, alive_at],
          [`asked:${id}`, asked_at],
          [`registered:${id}`, registered_at],
        ] as const,
    ),
    ...rounds.map(({ id, changed_at }) => [`round:${id}`, changed_at] as const),
    ...outcomes
      .filter(({ outcome }) => outcome === 'failure')
      .map(({ id, at }) => [`failure:${id}`, at] as const),
  ];
}
