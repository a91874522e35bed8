// The state of leases as OpenMetrics text.
//
// A lease document keeps a window of its past (the last outcomes) and no totals, so nothing here is a counter: what
// is counted over that window is a gauge or a gauge histogram, which may fall, and its help says so.
import { holderOf, isHolder } from '../lease/document.ts';
import type { Instant } from '../lease/instant.ts';
import { inLine, isLocked } from '../lease/line.ts';
import type { LeaseDocument, Outcome, OutcomeKind, Request } from '../lease/schema.ts';
import { openMetricsLabel } from './escape.ts';

/** One metric family: its description, and its samples for one lease. */
interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'gaugehistogram';
  readonly unit?: 'seconds';
  readonly help: string;
  readonly samples: (document: LeaseDocument, now: Instant) => Sample[];
}

interface Sample {
  readonly suffix?: '_bucket' | '_gcount' | '_gsum';
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const WINDOW = 'Among the outcomes that the lease keeps (the last 200), so it may fall.';
const SECONDS = [1, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 21_600];
const REQUESTS = [1, 2, 3, 4, 5, 7, 10, 20, 50, 100];
const KINDS: readonly OutcomeKind[] = ['success', 'failure', 'completed', 'withdrawn', 'evicted'];

/** Renders the metrics of some leases. */
export function openMetrics(documents: readonly LeaseDocument[], now: Instant): string {
  const leases = documents.toSorted((a, b) => (a.lease < b.lease ? -1 : 1));
  return [...FAMILIES.flatMap((family) => lines(family, leases, now)), '# EOF', ''].join('\n');
}

const FAMILIES: readonly Family[] = [
  {
    name: 'ref_lease_queue_size',
    type: 'gauge',
    help: 'Requests that wait for the lease, without the holder.',
    samples: (document) => [{ value: inLine(document).length }],
  },
  {
    name: 'ref_lease_locked',
    type: 'gauge',
    help: 'Whether an operator has closed the lease itself to new grants (1) or not (0).',
    samples: (document, now) => [{ value: Number(isLocked(document.lock, now)) }],
  },
  {
    name: 'ref_lease_epoch',
    type: 'gauge',
    help: 'Fencing token of the latest grant; it rises with every grant, at least to the seconds since 1970.',
    samples: (document) => [{ value: document.epoch }],
  },
  {
    name: 'ref_lease_holder_age_seconds',
    type: 'gauge',
    unit: 'seconds',
    help: 'How long the holder has held the lease; absent while nobody does.',
    samples: (document, now) => {
      const holder = holderOf(document);
      return holder === undefined ? [] : [{ value: positive(now - holder.granted_at) }];
    },
  },
  {
    name: 'ref_lease_grants',
    type: 'gauge',
    help: `Grants, the holder's included. ${WINDOW}`,
    samples: (document) => [{ value: granted(document).length }],
  },
  {
    name: 'ref_lease_outcomes',
    type: 'gauge',
    help: `Requests that ended, by outcome. ${WINDOW}`,
    samples: ({ outcomes }) =>
      KINDS.map((kind) => ({
        labels: { outcome: kind },
        value: count(outcomes, (one) => one.outcome === kind),
      })),
  },
  {
    name: 'ref_lease_evictions',
    type: 'gauge',
    help: `Requests that were removed because their job was dead, holders included. ${WINDOW}`,
    samples: ({ outcomes }) => [{ value: count(outcomes, isEviction) }],
  },
  {
    name: 'ref_lease_takeovers',
    type: 'gauge',
    help: `Holders that were removed because their job was dead or an operator freed the lease. ${WINDOW}`,
    samples: ({ outcomes }) => [
      { value: count(outcomes, (one) => isEviction(one) && one.epoch !== undefined) },
    ],
  },
  {
    name: 'ref_lease_merged_batch_size',
    type: 'gaugehistogram',
    help: `Requests that one success settled, itself included. ${WINDOW}`,
    samples: ({ outcomes }) => histogram(batches(outcomes), REQUESTS),
  },
  {
    name: 'ref_lease_waiting_seconds',
    type: 'gaugehistogram',
    unit: 'seconds',
    help: `Time from registration to the grant, or to the end of a request that was not granted. ${WINDOW}`,
    samples: (document) =>
      histogram([...document.outcomes, ...document.requests.filter(isHolder)].flatMap(waiting), SECONDS),
  },
  {
    name: 'ref_lease_holding_seconds',
    type: 'gaugehistogram',
    unit: 'seconds',
    help: `Time from the grant to the end of the hold, of holds that have ended. ${WINDOW}`,
    samples: ({ outcomes }) =>
      histogram(
        outcomes.flatMap(({ at, granted_at }) =>
          granted_at === undefined ? [] : [positive(at - granted_at)],
        ),
        SECONDS,
      ),
  },
];

function lines(family: Family, documents: readonly LeaseDocument[], now: Instant): string[] {
  const { name, type, unit, help, samples } = family;
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...documents.flatMap((document) =>
      samples(document, now).map(({ suffix = '', labels = {}, value }) => {
        const pairs = Object.entries({ lease: document.lease, ...labels });
        const written = pairs.map(([key, text]) => `${key}="${openMetricsLabel(text)}"`).join(',');
        return `${name}${suffix}{${written}} ${value}`;
      }),
    ),
  ];
}

function histogram(values: readonly number[], bounds: readonly number[]): Sample[] {
  const bucket = (le: string, bound: number): Sample => ({
    suffix: '_bucket',
    labels: { le },
    value: count(values, (value) => value <= bound),
  });
  const sum = values.reduce((total, value) => total + value, 0);
  return [
    ...bounds.map((bound) => bucket(`${bound}.0`, bound)),
    bucket('+Inf', Number.POSITIVE_INFINITY),
    { suffix: '_gcount', value: values.length },
    { suffix: '_gsum', value: Math.round(sum * 1000) / 1000 },
  ];
}

/** How many requests each success settled. A head may succeed twice; the latest one before is credited. */
function batches(outcomes: readonly Outcome[]): number[] {
  const sizes = new Map<Outcome, number>();
  for (const outcome of outcomes) {
    if (outcome.outcome === 'success') sizes.set(outcome, 1);
    if (outcome.outcome !== 'completed') continue;
    const success = [...sizes.keys()].findLast((one) => one.id === outcome.by || isSettledBy(outcome, one));
    if (success !== undefined) sizes.set(success, sizes.get(success)! + 1);
  }
  return [...sizes.values()];
}

function isSettledBy(completed: Outcome, success: Outcome): boolean {
  return completed.completed_by === success.head_sha && completed.scope === success.scope;
}

function waiting(entry: Request | Outcome): number[] {
  const until = entry.granted_at ?? ('outcome' in entry ? entry.at : undefined);
  if (entry.registered_at === undefined || until === undefined) return [];
  return [positive(until - entry.registered_at)];
}

function granted(document: LeaseDocument): (Request | Outcome)[] {
  return [...document.outcomes, ...document.requests].filter((entry) => entry.granted_at !== undefined);
}

function isEviction(outcome: Outcome): boolean {
  return outcome.outcome === 'evicted';
}

function positive(seconds: number): number {
  return Math.round(Math.max(seconds, 0) * 1000) / 1000;
}

function count<T>(values: readonly T[], matches: (value: T) => boolean): number {
  return values.filter(matches).length;
}
