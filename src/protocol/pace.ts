// How fast a process asks: jitter, back-off, poll interval, and the spread of first writes.
//
// Nothing here decides anything but time. Randomness comes in, so that a seed replays a run.
import { isHolder } from '../lease/document.ts';
import type { Registration, LeaseDocument, OutcomeKind } from '../lease/schema.ts';
import { above, stackOf, type MergeGroup } from '../lease/groups.ts';
import { unheard } from '../lease/line.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { Change } from '../lease/transition.ts';

/** The time one write takes until its effect can be read, roughly; writers that arrive at once keep it apart. */
const WRITE_SLOT: Seconds = 0.5;

/** The longest time by which a first write is put off. */
const LONGEST_SPREAD: Seconds = 30;

/** How long a write waits after a lost race: up to `first`, then that times `growth`, … up to `longest`. */
export interface Haste {
  readonly first: Seconds;
  readonly growth: number;
  readonly longest: Seconds;
}

/**
 * To take, give back or leave the lease: everybody waits for it, and few have it to do at a time, but for a crowd. All
 * leases of a board are written on one head, and of those who leave the others one knows by its lost races alone.
 */
export const HANDING_ON: Haste = { first: 0.25, growth: 2, longest: 16 };

/** So many that leave at once are a crowd; fewer sort themselves out within seconds. */
const CROWD = 12;

/** How lately another one must have left for a sign that many do: by then a crowd has written a few times. */
const LATELY: Seconds = 5;

/** The time that each of a crowd is given: a bit less than a write takes, as both lost races and idle time have a price. */
const SHARE_OF_A_CROWD: Seconds = 0.4;

/** The longest time that one of a crowd stays back: a post step has four minutes, for a few tries. */
const LONGEST_WAY: Seconds = 100;

/**
 * How many others may be about to leave as well: a cancelled matrix, or holders of a pool whose jobs end together. Those
 * are all that wait, or all that hold, where some of the same have just left: one where a race was lost too, else two.
 * 0: no crowd, or a change that is no leave. A mistake costs a pause only, so stamps are taken as they are.
 */
export function leavingWith(
  changes: readonly Change[],
  { requests, outcomes }: LeaseDocument,
  now: Instant,
  losses: number,
): number {
  const isHold = changes.some(({ kind }) => kind === 'release');
  if (!isHold && !changes.some(({ kind }) => kind === 'withdraw')) return 0;
  const alike = requests.filter((request) => isHolder(request) === isHold).length;
  const ends: readonly OutcomeKind[] = isHold ? ['success', 'failure'] : ['withdrawn'];
  const left = outcomes.filter(({ outcome, at }) => ends.includes(outcome) && Math.abs(now - at) <= LATELY);
  return alike >= CROWD && left.length >= (losses > 0 ? 1 : 2) ? alike : 0;
}

/** The haste of one who leaves with so many others: any of them may come first, and nobody waits for just this one. */
export function leaving(others: number): Haste {
  if (others === 0) return HANDING_ON;
  return { first: others * SHARE_OF_A_CROWD, growth: 1, longest: LONGEST_WAY };
}

/**
 * To arrive in the line: gives way to who hands the lease on, and fast, because one lost race tells of few others and a
 * second one of many. Who arrives far down the line has as much time as one that waits there.
 */
export function arriving(pollMean: Seconds): Haste {
  return { first: Math.max(4, pollMean), growth: 4, longest: Math.max(60, pollMean) };
}

/** The same for a merge group, which sees how many others of its stack are still to ask: a second for each. */
export function arrivingWith(others: number): Haste {
  return { first: Math.max(2, others), growth: 2, longest: Math.max(8, 2 * others) };
}

/** To show that one is there, within a TTL: others who write are few, and each renewal must come in time. */
export function renewing(ttl: Seconds): Haste {
  return { first: 0.5, growth: 2, longest: Math.max(1, ttl / 20) };
}

/** The share of an hourly limit below which polls become rare, so that the release can still be paid. */
const LOW_BUDGET = 0.2;

/** By how much rarer polls are then. */
const POOR = 4;

/** The place in line from which polls become rarer. */
const FAR = 2;

/** How much in haste a write of these changes is. Newcomers back off slowly even if the lease is free. */
export function hasteOf(
  changes: readonly Change[],
  isRegistered: boolean,
  arrival: Haste,
  others: number,
): Haste {
  const handsOn = changes.some(
    ({ kind }) => ['withdraw', 'release'].includes(kind) || (kind === 'grant' && isRegistered),
  );
  return handsOn ? leaving(others) : arrival;
}

/** Full jitter: a random time up to a bound that grows with every attempt, from 0. */
export function backoff({ first, growth, longest }: Haste, attempt: number, random: number): Seconds {
  return random * Math.min(longest, first * growth ** attempt);
}

/** 1, 2, 4, … up to a bound for `count` 0, 1, 2, …; 0 faults are no pause. */
export function exponential(count: number, longest: Seconds): Seconds {
  return Math.min(longest, 2 ** count);
}

/** The same in a pool, where all who wait may be due at once: within it, and half as long again, they act. */
const IN_A_POOL = 1.5;

/** The least mean time between two looks that are charged: one each second would use up the limit of writes, too. */
const CHARGED: Seconds = 15;

/**
 * The mean time between two looks: longer further down the line and on a low budget. `longest` is what one that is due
 * has to act in; who has others before it may take a few times as long, and as many times as it has where each look is
 * charged; but for a pool.
 */
export function pollMean(
  interval: Seconds,
  rank: number,
  longest: Seconds,
  budgetShare: number,
  { isPool = false, isCharged = false }: { readonly isPool?: boolean; readonly isCharged?: boolean } = {},
): Seconds {
  const far = Math.max(1, rank / FAR);
  const poor = budgetShare >= LOW_BUDGET ? 1 : POOR;
  const most = isPool ? IN_A_POOL : poor === 1 ? 2 : POOR;
  const bound = longest * Math.min(Math.max(1, rank / (4 * FAR)), most);
  const mean = Math.max(interval, Math.min(interval * far * poor, bound));
  if (!isCharged) return mean;
  const dear = Math.max(mean, Math.min(CHARGED, longest));
  const rarer = dear * Math.max(1, rank);
  return isPool ? Math.max(dear, Math.min(rarer, IN_A_POOL * longest)) : rarer;
}

/**
 * The time until the next look: for the next in line the interval at most, as a release must not wait longer for it;
 * for others 25 % around the mean.
 */
export function pollDelay(mean: Seconds, rank: number, random: number): Seconds {
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
  const { head_sha, parameters } = registration;
  const lower = stackOf(groups, head_sha).filter(({ head }) => head !== head_sha);
  const below = unheard(document, registration, lower);
  const isAlone = below.length === 0 && above(groups, head_sha).length === 0;
  const slots = isAlone ? 0 : below.length + random / 2;
  return Math.min(slots * WRITE_SLOT, LONGEST_SPREAD, parameters.window / 3);
}
