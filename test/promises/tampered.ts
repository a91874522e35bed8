// Arbitrary histories as somebody has tampered with them: real ones, in which documents are lost, repeated, set back or
// changed, with arbitrary reports beside them. Nearly every promise is broken in some of them.
import fc from 'fast-check';
import { isHolder } from '../../src/lease/document.ts';
import type { Extra, Report } from '../../src/lease/promises.ts';
import {
  OUTCOME_KINDS,
  type Histogram,
  type LeaseDocument,
  type Request,
  type Slot,
} from '../../src/lease/schema.ts';
import { histories } from '../lease/arbitrary.ts';
import { lockOf, sha, START } from '../lease/build.ts';
import { pools } from './pools.ts';
import type { Entry } from './second-reading.ts';

type Tampering = (history: readonly Entry[], index: number, which: number) => readonly Entry[];

const pick = <T>(from: readonly T[], which: number): T | undefined => from[which % Math.max(from.length, 1)];

/** Changes the document of one entry, and leaves those after it as they were. */
const changed =
  (change: (document: LeaseDocument, which: number) => LeaseDocument): Tampering =>
  (history, index, which) =>
    history.map((entry, at) =>
      at === index && entry.document !== null ? { ...entry, document: change(entry.document, which) } : entry,
    );

/** Changes one of the requests, or one of the outcomes; drops it where the change gives nothing. */
const ofRequest = (change: (request: Request, document: LeaseDocument) => Request[]): Tampering =>
  changed((document, which) => {
    const chosen = pick(document.requests, which);
    return {
      ...document,
      requests: document.requests.flatMap((each) => (each === chosen ? change(each, document) : [each])),
    };
  });

const ofOutcome = (
  change: (outcome: LeaseDocument['outcomes'][number]) => LeaseDocument['outcomes'],
): Tampering =>
  changed((document, which) => {
    const chosen = pick(document.outcomes, which);
    return {
      ...document,
      outcomes: document.outcomes.flatMap((each) => (each === chosen ? change(each) : [each])),
    };
  });

/** Changes one of the slots that are known. */
const ofSlot = (change: () => Partial<Slot>): Tampering =>
  changed((document, which) => {
    const name = pick(Object.keys(document.slots), which);
    if (name === undefined) return document;
    return { ...document, slots: { ...document.slots, [name]: { ...document.slots[name]!, ...change() } } };
  });

const withExtra =
  (extra: (history: readonly Entry[], index: number, which: number) => Extra): Tampering =>
  (history, index, which) =>
    history.map((entry, at) =>
      at === index ? { ...entry, extra: { ...entry.extra, ...extra(history, index, which) } } : entry,
    );

const withReport = (kind: Report['kind']): Tampering =>
  withExtra((history, index, which) => {
    const requests = history.slice(0, index + 1).flatMap((entry) => entry.document?.requests ?? []);
    const { id = 'nobody', epoch: token = which } = pick(requests, which) ?? {};
    const report: Report = kind === 'acquired' ? { kind, id, token } : { kind, id };
    return { reports: [...(history[index]?.extra?.reports ?? []), report] };
  });

function pending(request: Request): Request {
  if (!isHolder(request)) return request;
  const { granted_at: _, epoch: __, ...waiting } = request;
  return { ...waiting, status: 'pending' };
}

const withMore = ({ sum, buckets }: Histogram, which: number): Histogram => ({
  sum: which % 4 === 0 ? sum + 0.001 : sum,
  buckets: buckets.map((count, index) => (index === which ? count + 1 : count)),
});

const TAMPERINGS: readonly Tampering[] = [
  (history, index) => history.toSpliced(index, 1),
  (history, index) => history.toSpliced(index, 0, history[index]!),
  (history, index) => history.toSpliced(index, 0, { document: null }),
  (history, index) => history.toSpliced(index, 0, { document: null, extra: { isCut: true } }),
  (history, index, which) => history.toSpliced(index, 0, pick(history.slice(0, index + 1), which)!),
  // Set back, and gone on from there.
  (history, index, which) => [
    ...history.slice(0, index),
    ...history
      .slice(which % (index + 1))
      .map((entry, at) => (at === 0 ? { ...entry, extra: { ...entry.extra, isCut: true } } : entry)),
  ],
  withExtra(() => ({ isCut: true })),
  changed((document) => ({ ...document, sequence: document.sequence + 1 })),
  changed((document, which) => ({ ...document, epoch: document.epoch + (which % 3) - 1 })),
  changed((document) => ({ ...document, requests: [], rounds: [] })),
  changed((document) => ({ ...document, outcomes: document.outcomes.toReversed() })),
  changed((document) => ({ ...document, rest_until: START + 1e9 })),
  ofSlot(() => ({ rest_until: START + 1e9 })),
  ofSlot(() => ({ lock: lockOf() })),
  ofRequest((request) => [{ ...request, slots: ['a'] }]),
  ofRequest((request) => [{ ...request, slots: null }]),
  changed(({ counters, ...document }, which) => ({
    ...document,
    counters: { ...counters, grants: counters.grants + (which % 3) - 1 },
  })),
  changed(({ counters, ...document }, which) => ({
    ...document,
    counters: { ...counters, waits: withMore(counters.waits, which), holds: withMore(counters.holds, which) },
  })),
  changed(({ counters, ...document }, which) => {
    const kind = OUTCOME_KINDS[which % OUTCOME_KINDS.length]!;
    const outcomes = { ...counters.outcomes, [kind]: counters.outcomes[kind] + 1 };
    return { ...document, counters: { ...counters, outcomes } };
  }),
  ofRequest((request, { epoch }) => [
    { ...request, status: 'acquired', granted_at: request.seen_at, epoch: epoch + 1 },
  ]),
  ofRequest((request) => (isHolder(request) ? [{ ...request, epoch: request.epoch - 1 }] : [request])),
  ofRequest((request) => [pending(request)]),
  ofRequest((request) => [request, request]),
  ofRequest(() => []),
  ofOutcome(() => []),
  ofOutcome((outcome) => [{ ...outcome, by: 'somebody else' }]),
  ofOutcome((outcome) => [{ ...outcome, outcome: 'success' }]),
  ofOutcome((outcome) => [{ ...outcome, outcome: 'completed', completed_by: sha(2) }]),
  ofOutcome((outcome) => [{ ...outcome, epoch: 7 }]),
  ofOutcome((outcome) => [outcome, outcome]),
  withExtra((_, __, which) => ({ boardLock: lockOf({ until: which % 2 === 0 ? null : START }) })),
  withExtra((_, __, which) => ({ contains: () => [true, false, null][which % 3]! })),
  withExtra((_, __, which) => ({ post: { nonce: `nonce-${which % 10}` } })),
  withReport('acquired'),
  withReport('acquired'),
  withReport('ended'),
];

const tampering = fc.record({ what: fc.constantFrom(...TAMPERINGS), index: fc.nat(), which: fc.nat(20) });

/** The documents of a history of a lease that has no slots. */
export const documents = histories.map((steps) => steps.map(({ after }) => after));

/** A history that may break anything. */
export const tampered: fc.Arbitrary<readonly Entry[]> = fc
  .tuple(fc.oneof(documents, pools), fc.array(tampering, { maxLength: 6 }))
  .map(([written, tamperings]) =>
    tamperings.reduce<readonly Entry[]>(
      (history, { what, index, which }) =>
        history.length === 0 ? history : what(history, index % history.length, which),
      written.map((document) => ({ document })),
    ),
  );
