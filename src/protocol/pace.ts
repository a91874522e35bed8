// How fast a process asks: jitter, back-off, poll interval, and the spread of first writes.
//
// Nothing here decides anything but time. Randomness comes in, so that a seed replays a run.
import type { Registration, LeaseDocument } from '../lease/schema.ts';
import { above, stackOf, type MergeGroup } from '../lease/groups.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Change } from '../lease/transition.ts';

/** The time one write takes until its effect can be read, roughly; writers that arrive at once keep it apart. */
const WRITE_SLOT: Seconds = 0.5;

/** The longest time by which a first write is put off. */
const LONGEST_SPREAD: Seconds = 30;

/**
 * Bounds of the first wait after a lost race, and of the longest. Who arrives gives way to who hands the lease on:
 * everybody waits for those writes, and only one process at a time has one to make.
 */
const BACKOFF: Readonly<Record<Haste, { readonly first: Seconds; readonly longest: Seconds }>> = {
  arriving: { first: 2, longest: 4 },
  handingOn: { first: 0.25, longest: 1 },
};

/** The share of an hourly limit below which polls become rare, so that the release can still be paid. */
const LOW_BUDGET = 0.2;

/** The place in line from which polls become rarer. */
const FAR = 10;

/** What a write is for: to arrive in the line, or to take, give back or leave the lease. */
export type Haste = 'arriving' | 'handingOn';

/** What a write of these changes is for. Who is not in the line yet is never in haste, even where the lease is free. */
export function hasteOf(changes: readonly Change[], isRegistered: boolean): Haste {
  const handsOn = changes.some(({ kind }) => kind === 'withdraw' || (kind === 'grant' && isRegistered));
  return handsOn ? 'handingOn' : 'arriving';
}

/** Full jitter: a random time up to a bound that doubles with every attempt. */
export function backoff(haste: Haste, attempt: number, random: number): Seconds {
  const { first, longest } = BACKOFF[haste];
  return random * Math.min(longest, first * 2 ** attempt);
}

/**
 * The time until the next look: for the next in line the interval at most, as a release must not wait longer for it;
 * for others 25 % around it, longer further down the line and on a low budget.
 */
export function pollDelay(
  interval: Seconds,
  rank: number,
  longest: Seconds,
  budgetShare: number,
  random: number,
): Seconds {
  const far = rank <= FAR ? 1 : Math.min(4, rank / FAR);
  const poor = budgetShare >= LOW_BUDGET ? 1 : 4;
  const mean = Math.max(interval, Math.min(interval * far * poor, longest));
  return mean * ((rank <= 1 ? 0.5 : 0.75) + random / 2);
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
