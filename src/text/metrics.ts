// The state of leases as OpenMetrics text.
//
// Counters are those of the documents: they only rise, and start anew with a document that was removed, which is what
// rate() expects of a counter. Ages are as old as the look that found them; they do not go on.
import { isUnreadable, type Board } from '../lease/board.ts';
import { holdersOf } from '../lease/document.ts';
import type { Instant } from '../lease/instant.ts';
import { inLine } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import { BUCKETS, OUTCOME_KINDS, type Histogram, type LeaseDocument, type Lock } from '../lease/schema.ts';
import { lockAt, namesOf } from '../lease/slot-table.ts';
import { heldIn, slotsOf } from '../lease/slots.ts';
import { openMetricsLabel } from './escape.ts';
import { ALL_LEASES } from './happening.ts';

/** One metric family: its description, and its samples. */
interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly unit?: 'seconds';
  readonly help: string;
  /** Left out as long as no lease has slots with a name. */
  readonly isOfSlots?: boolean;
  readonly samples: (board: Board, now: Instant) => Sample[];
}

interface Sample {
  readonly suffix?: '_total' | '_bucket' | '_count' | '_sum';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A sample of one lease; the label of its name is added. */
type Figure = Omit<Sample, 'labels'> & Partial<Pick<Sample, 'labels'>>;

/** Renders the metrics of a board. */
export function openMetrics(board: Board, now: Instant): string {
  return [...FAMILIES.flatMap((family) => lines(family, board, now)), '# EOF', ''].join('\n');
}

const FAMILIES: readonly Family[] = [
  {
    name: 'ref_lease_status_timestamp_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'When the board was looked at, in seconds since 1970.',
    samples: (_, now) => [{ labels: {}, value: seconds(now) }],
  },
  {
    name: 'ref_lease_unreadable',
    type: 'gauge',
    help: `Whether the document of the lease cannot be read (1) or can (0); ${ALL_LEASES} is the lock of all leases.`,
    samples: ({ leases, lock }) =>
      [...leases, [ALL_LEASES, lock] as const].map(([lease, found]) => ({
        labels: { lease },
        value: Number(isUnreadable(found)),
      })),
  },
  {
    name: 'ref_lease_locked',
    type: 'gauge',
    help: `Whether an operator has closed the lease to new grants (1) or not (0); ${ALL_LEASES} is the lock of all leases.`,
    samples: ofLocks((lock, now) => [{ value: Number(isLocked(lock, now)) }]),
  },
  {
    name: 'ref_lease_lock_age_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: `How long the lock has closed the lease; absent while it is open. ${ALL_LEASES} is the lock of all leases.`,
    samples: ofLocks((lock, now) =>
      lock === null || !isLocked(lock, now) ? [] : [{ value: seconds(now - lock.at) }],
    ),
  },
  {
    name: 'ref_lease_queue_size',
    type: 'gauge',
    help: 'Requests that wait for the lease, without the holder.',
    samples: ofEach((document) => [{ value: inLine(document).length }]),
  },
  {
    name: 'ref_lease_queue_age_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'How long the request has waited that waits longest; absent while nobody does.',
    samples: ofEach((document, now) => {
      const since = inLine(document).map(({ registered_at }) => registered_at);
      return since.length === 0 ? [] : [{ value: seconds(now - Math.min(...since)) }];
    }),
  },
  {
    name: 'ref_lease_holder_age_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'How long the holder has held the lease; absent while nobody does.',
    samples: ofEach((document, now) =>
      holdersOf(document).flatMap(({ granted_at, slots }) => {
        const value = seconds(now - granted_at);
        return slots === null ? [{ value }] : slots.map((slot) => ({ labels: { slot }, value }));
      }),
    ),
  },
  {
    name: 'ref_lease_epoch',
    type: 'gauge',
    help: 'Fencing token of the latest grant; it rises with every grant, at least to the seconds since 1970.',
    samples: ofEach((document) => [{ value: document.epoch }]),
  },
  {
    name: 'ref_lease_grants',
    type: 'counter',
    help: 'Grants of the lease.',
    samples: ofEach(({ counters }) => [{ suffix: '_total', value: counters.grants }]),
  },
  {
    name: 'ref_lease_outcomes',
    type: 'counter',
    help: 'Requests that ended, by outcome.',
    samples: ofEach(({ counters }) =>
      OUTCOME_KINDS.map((outcome) => ({
        suffix: '_total',
        labels: { outcome },
        value: counters.outcomes[outcome],
      })),
    ),
  },
  {
    name: 'ref_lease_takeovers',
    type: 'counter',
    help: 'Holders that were removed: their job was dead, their hold-limit was over, or an operator freed the lease.',
    samples: ofEach(({ counters: { holds, outcomes } }) => [
      // A hold ends as success, as failure, or by an eviction.
      { suffix: '_total', value: Math.max(countOf(holds) - outcomes.success - outcomes.failure, 0) },
    ]),
  },
  {
    name: 'ref_lease_wait_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: 'Time from the registration to the grant, or to the end of a request that was not granted.',
    samples: ofEach(({ counters }) => figuresOf(counters.waits)),
  },
  {
    name: 'ref_lease_hold_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: 'Time from the grant to the end of the hold, of holds that have ended.',
    samples: ofEach(({ counters }) => figuresOf(counters.holds)),
  },
  {
    name: 'ref_lease_slot_held',
    type: 'gauge',
    help: 'Whether somebody holds the slot, alone or with the whole lease (1), or not (0).',
    isOfSlots: true,
    samples: ofEach((document) => {
      const held = heldIn(document, slotsOf(document));
      return namesOf(document.slots).map((slot) => ({ labels: { slot }, value: Number(held.has(slot)) }));
    }),
  },
  {
    name: 'ref_lease_slot_held_seconds',
    type: 'counter',
    unit: 'seconds',
    help: 'Time for which the slot was held, alone or with the whole lease, by holds that have ended.',
    isOfSlots: true,
    samples: ofEach(({ slots, counters: { slots: held = {} } }) =>
      namesOf(slots).map((slot) => ({
        suffix: '_total',
        labels: { slot },
        value: Object.hasOwn(held, slot) ? held[slot]! : 0,
      })),
    ),
  },
];

function lines(
  { name, type, unit, help, isOfSlots = false, samples }: Family,
  board: Board,
  now: Instant,
): string[] {
  const leases = new Map([...board.leases].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const found = samples({ ...board, leases }, now);
  if (isOfSlots && found.length === 0) return [];
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...found.map(({ suffix = '', labels, value }) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}="${openMetricsLabel(text)}"`);
      return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
    }),
  ];
}

/** The figures of every lease that can be read. */
function ofEach(figures: (document: LeaseDocument, now: Instant) => Figure[]): Family['samples'] {
  return ({ leases }, now) =>
    [...leases].flatMap(([lease, document]) =>
      isUnreadable(document) ? [] : named(lease, figures(document, now)),
    );
}

/** The figures of every lock that can be read, also of one that is not there; by slot too, where there are some. */
function ofLocks(figures: (lock: Lock | null, now: Instant) => Figure[]): Family['samples'] {
  const ofLeases = ofEach((document, now) => [
    ...figures(document.lock, now),
    ...namesOf(document.slots).flatMap((slot) =>
      figures(lockAt(document, slot), now).map((figure) => ({ ...figure, labels: { slot } })),
    ),
  ]);
  return (board, now) => [
    ...ofLeases(board, now),
    ...(isUnreadable(board.lock) ? [] : named(ALL_LEASES, figures(board.lock, now))),
  ];
}

function named(lease: string, figures: readonly Figure[]): Sample[] {
  return figures.map((figure) => ({ ...figure, labels: { lease, ...figure.labels } }));
}

/** The samples of a histogram; a bucket has all that are no longer than its bound. */
function figuresOf(histogram: Histogram): Figure[] {
  const { sum, buckets } = histogram;
  const bounds = [...BUCKETS.map((bound) => `${bound}.0`), '+Inf'];
  return [
    ...bounds.map((le, index) => ({
      suffix: '_bucket' as const,
      labels: { le },
      value: total(buckets.slice(0, index + 1)),
    })),
    { suffix: '_count', value: countOf(histogram) },
    { suffix: '_sum', value: sum },
  ];
}

function countOf({ buckets }: Histogram): number {
  return total(buckets);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** To the millisecond; an age that seems to be negative is none. */
function seconds(value: number): number {
  return Math.round(Math.max(value, 0) * 1000) / 1000;
}
