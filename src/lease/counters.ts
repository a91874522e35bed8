// What a lease has done since its document was made: counters that only rise.
//
// Outcomes are dropped after a while; what was counted of them stays. Where the document is made anew, it starts at zero; so
// it tells that outcomes were dropped, and decides nothing else.
import type { SlotName } from './identifiers.ts';
import type { Instant } from './instant.ts';
import {
  BUCKETS,
  LARGEST_TOTAL,
  type Counters,
  type Histogram,
  type Holder,
  type LeaseDocument,
  type Outcome,
  type OutcomeKind,
} from './schema.ts';

/** How many requests have ended. */
export function endedIn({ counters: { outcomes } }: LeaseDocument): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/** From when to when; nothing is counted of what never began. */
type Span = readonly [from: Instant | undefined, to: Instant];

/**
 * The counters after a write that has granted the lease to some requests, and has ended some; `slots`: those that are
 * known after it.
 */
export function counted(
  counters: Counters,
  granted: readonly Holder[],
  ended: readonly Outcome[],
  slots: readonly SlotName[],
): Counters {
  if (granted.length === 0 && ended.length === 0) return counters;
  const neverGranted = ended.filter(({ granted_at }) => granted_at === undefined);
  return {
    grants: atMost(counters.grants + granted.length),
    outcomes: ended.reduce(withOutcome, counters.outcomes),
    waits: [
      ...granted.map(({ registered_at, granted_at }): Span => [registered_at, granted_at]),
      ...neverGranted.map(({ registered_at, at }): Span => [registered_at, at]),
    ].reduce(withSpan, counters.waits),
    holds: ended.map(({ granted_at, at }): Span => [granted_at, at]).reduce(withSpan, counters.holds),
    ...heldFor(counters, ended, slots),
  };
}

/** What each slot was held for, where that is more than nothing; of one that is forgotten nothing is kept. */
function heldFor(
  { slots: before = {} }: Counters,
  ended: readonly Outcome[],
  names: readonly SlotName[],
): Pick<Counters, 'slots'> {
  const held = names.flatMap((slot): [SlotName, number][] => {
    const holds = ended.filter(
      ({ granted_at, slots }) => granted_at !== undefined && (slots === undefined || slots.includes(slot)),
    );
    const milliseconds = holds.reduce(
      (sum, { granted_at, at }) => sum + lengthBetween(granted_at!, at),
      inMilliseconds(Object.hasOwn(before, slot) ? before[slot]! : 0),
    );
    return milliseconds === 0 ? [] : [[slot, atMost(milliseconds / 1000)]];
  });
  return held.length === 0 ? {} : { slots: Object.fromEntries(held) };
}

function withOutcome(
  outcomes: Counters['outcomes'],
  { outcome }: { readonly outcome: OutcomeKind },
): Counters['outcomes'] {
  return { ...outcomes, [outcome]: atMost(outcomes[outcome] + 1) };
}

function withSpan(histogram: Histogram, [from, to]: Span): Histogram {
  if (from === undefined) return histogram;
  const { sum, buckets } = histogram;
  const length = lengthBetween(from, to);
  const bucket = BUCKETS.filter((longest) => length > longest * 1000).length;
  return {
    sum: atMost((inMilliseconds(sum) + length) / 1000),
    buckets: buckets.with(bucket, atMost(buckets[bucket]! + 1)),
  };
}

/** In the milliseconds that are written down, so that whoever reads the stamps counts the same. */
function lengthBetween(from: Instant, to: Instant): number {
  return Math.max(inMilliseconds(to) - inMilliseconds(from), 0);
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** A counter of a document that somebody has edited stays readable. */
function atMost(total: number): number {
  return Math.min(total, LARGEST_TOTAL);
}
