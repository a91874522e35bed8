// What a lease has done since its document was made: counters that only rise.
//
// Outcomes are dropped after a while; what was counted of them stays. A counter decides nothing: where the document is
// made anew, it starts at zero.
import type { SlotName } from './identifiers.ts';
import type { Instant } from './instant.ts';
import {
  BUCKETS,
  LARGEST_TOTAL,
  type Counters,
  type Histogram,
  type Holder,
  type Outcome,
  type OutcomeKind,
} from './schema.ts';

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
    ...(slots.length === 0 ? {} : { slots: heldFor(counters.slots ?? {}, ended, slots) }),
  };
}

/** What each slot was held for; of one that is forgotten nothing is kept. */
function heldFor(
  before: NonNullable<Counters['slots']>,
  ended: readonly Outcome[],
  names: readonly SlotName[],
): NonNullable<Counters['slots']> {
  const lengthOf = (slot: SlotName, { granted_at, at, slots }: Outcome): number =>
    granted_at !== undefined && (slots === undefined || slots.includes(slot))
      ? lengthBetween(granted_at, at)
      : 0;
  const total = (slot: SlotName): number => {
    const start = Object.hasOwn(before, slot) ? before[slot]! : 0;
    const milliseconds = ended.reduce((sum, end) => sum + lengthOf(slot, end), inMilliseconds(start));
    return atMost(milliseconds / 1000);
  };
  return Object.fromEntries(names.map((slot) => [slot, total(slot)]));
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
