// How fast a process asks: jitter, back-off, poll interval, and the spread of first writes.
//
// Nothing here decides anything but time. Randomness comes in, so that a seed replays a run.
import type { Registration, LeaseDocument } from '../lease/schema.ts';
import { above, stackOf, type MergeGroup } from '../lease/groups.ts';
import type { Seconds } from '../lease/instant.ts';

/** The time one write takes until its effect can be read, roughly; writers that arrive at once keep it apart. */
const WRITE_SLOT: Seconds = 0.5;

/** The longest time by which a first write is put off. */
const LONGEST_SPREAD: Seconds = 30;

const LONGEST_BACKOFF: Seconds = 4;

/** The share of an hourly limit below which polls become rare, so that the release can still be paid. */
const LOW_BUDGET = 0.2;

/** The place in line from which polls become rarer. */
const FAR = 10;

/** Full jitter: a random time up to a bound that doubles with every attempt. */
export function backoff(attempt: number, random: number): Seconds {
  return random * Math.min(LONGEST_BACKOFF, WRITE_SLOT * 2 ** attempt);
}

/** The time until the next look: 25 % around the mean, longer further down the line and on a low budget. */
export function pollDelay(
  interval: Seconds,
  rank: number,
  longest: Seconds,
  budgetShare: number,
  random: number,
): Seconds {
  const far = rank <= FAR ? 1 : Math.min(4, rank / FAR);
  const poor = budgetShare >= LOW_BUDGET ? 1 : 4;
  return Math.max(interval, Math.min(interval * far * poor, longest)) * (0.75 + random / 2);
}

/**
 * How long a group request puts off its first write: the groups of a stack arrive together, so each leaves a slot to
 * those below it that have not asked yet. The highest comes last, and finds everyone there when it asks for the lease.
 */
export function spread(
  document: LeaseDocument,
  registration: Registration,
  groups: readonly MergeGroup[] | null,
  random: number,
): Seconds {
  if (groups === null) return 0;
  const heard = new Set(
    [...document.requests, ...document.outcomes]
      .filter((entry) => entry.scope === registration.scope)
      .map((entry) => entry.head_sha),
  );
  const { head_sha, parameters } = registration;
  const below = stackOf(groups, head_sha).filter(
    (group) => group.head !== head_sha && !heard.has(group.head),
  );
  const isAlone = below.length === 0 && above(groups, head_sha).length === 0;
  const slots = isAlone ? 0 : below.length + random / 2;
  return Math.min(slots * WRITE_SLOT, LONGEST_SPREAD, parameters.window / 3);
}
