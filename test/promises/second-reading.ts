// The promises once more, read as plainly as possible: over the whole history at its end, every document against every
// other one, by nothing of the core. Slow, and so simple that it can be held beside the words of docs/design.md.
import type { Extra } from '../../src/lease/promises.ts';
import type { Counters, Histogram, LeaseDocument, Lock, Outcome, Request } from '../../src/lease/schema.ts';
import { holds, Page, type Entry } from './page.ts';

export type { Entry };

/** Which promise is broken where: `3 S2` for the entry with the index 3; sorted, each once. */
export function readAgain(history: readonly Entry[]): string[] {
  const broken = history.flatMap((_, index) => {
    const page = new Page(history, index);
    return RULES.filter(([, isBroken]) => isBroken(page)).map(([promise]) => `${index} ${promise}`);
  });
  return [...new Set(broken)].toSorted();
}

type Rule = readonly [promise: string, isBroken: (page: Page) => boolean];

const step = (promise: string, isBroken: (page: Page, document: LeaseDocument) => boolean): Rule => [
  promise,
  (page) => !page.isFirst && page.document !== null && isBroken(page, page.document),
];

const RULES: readonly Rule[] = [
  ['S1', ({ held }) => held.some((one, index) => held.slice(index + 1).some((other) => meet(one, other)))],
  [
    'S1',
    ({ extra, earlier, document }) =>
      (extra.reports ?? []).some(
        (report) =>
          report.kind === 'acquired' &&
          ![...earlier, ...(document === null ? [] : [document])].some((each) =>
            holds(each, { id: report.id, epoch: report.token }),
          ),
      ),
  ],
  [
    'S2',
    ({ grants, earlier }) =>
      grants.some(
        ({ epoch = 0 }) =>
          epoch <= 0 ||
          earlier.some((document) => tokensOf(document).some((token) => token >= epoch)) ||
          grants.filter((other) => other.epoch === epoch).length > 1,
      ),
  ],
  step(
    'S2',
    ({ grants }, { epoch }) => grants.length > 0 && Math.max(...grants.map((each) => each.epoch!)) !== epoch,
  ),
  step('S2', ({ before }, { epoch }) => before != null && epoch < before.epoch),
  step('S3', ({ before }, { sequence }) => before != null && sequence - before.sequence !== 1),
  step('S4', ({ heldBefore, held, outcomes }) =>
    heldBefore.some(
      ({ id, epoch }) =>
        !held.some((request) => request.id === id && request.epoch === epoch) &&
        !outcomes.some(
          (end) =>
            end.id === id &&
            end.epoch === epoch &&
            end.outcome !== 'completed' &&
            end.outcome !== 'withdrawn',
        ),
    ),
  ),
  step('S4', ({ ends, heldBefore }) =>
    ends.some(({ id, outcome, epoch }) => {
      const isOfHold = ['success', 'failure'].includes(outcome) || epoch !== undefined;
      return isOfHold && !heldBefore.some((hold) => hold.id === id && hold.epoch === epoch);
    }),
  ),
  ['S4', ({ document, heldBefore }) => document === null && heldBefore.length > 0],
  step('S5', ({ ends, since, outcomes, extra }) =>
    ends.some((end) => {
      if (end.outcome !== 'completed') return false;
      // An outcome that was changed later settles nobody.
      const all = [...since.flatMap((document) => document.outcomes), ...outcomes];
      const firsts = all.filter((outcome) => all.find(({ id }) => id === outcome.id) === outcome);
      const isThere = firsts.some(
        ({ outcome, scope, head_sha }) =>
          outcome === 'success' && scope === end.scope && head_sha === end.completed_by,
      );
      const { contains } = extra;
      return !isThere || (contains !== undefined && contains(end.completed_by!, end.head_sha) !== true);
    }),
  ),
  step('S6', ({ outcomes, since }) =>
    outcomes.some((outcome) => {
      const first = since.flatMap((document) => document.outcomes).find(({ id }) => id === outcome.id);
      return first !== undefined && JSON.stringify(first) !== JSON.stringify(outcome);
    }),
  ),
  step('S6', ({ outcomes, since, before }) =>
    outcomes.some(
      ({ id }) =>
        since.some((document) => document.outcomes.some((outcome) => outcome.id === id)) &&
        !(before?.outcomes ?? []).some((outcome) => outcome.id === id),
    ),
  ),
  step('S6', ({ before }, document) => {
    const old = (before?.outcomes ?? []).map(({ id }) => id);
    const stays = (id: string): boolean => document.outcomes.some((outcome) => outcome.id === id);
    const order = [...new Set(document.outcomes.map(({ id }) => id))].filter((id) => old.includes(id));
    const isGap = old.some((id, index) => !stays(id) && old.slice(0, index).some(stays));
    return isGap || order.some((id, index) => old.indexOf(id) < old.indexOf(order[index - 1] ?? id));
  }),
  ['S7', ({ requests, outcomes }) => hasTwice([...requests, ...outcomes].map(({ id }) => id))],
  step('S7', ({ registrations, since }) =>
    registrations.some(({ id }) =>
      since.some((document) => document.outcomes.some((outcome) => outcome.id === id)),
    ),
  ),
  step('S7', ({ grants, since }) =>
    grants.some(({ id }) =>
      since.some(({ requests }) =>
        requests.some((request) => request.id === id && request.status === 'acquired'),
      ),
    ),
  ),
  [
    'S7',
    ({ before, requests, outcomes, isFirst }) =>
      !isFirst &&
      (before?.requests ?? []).some(
        ({ id, status }) =>
          status === 'pending' && ![...requests, ...outcomes].some((entry) => entry.id === id),
      ),
  ],
  step('S9', ({ extra: { post }, heldBefore, held, outcomes, reportsBefore }) =>
    heldBefore.some(({ id, epoch, nonce }) => {
      if (post === undefined || held.some((request) => request.id === id && request.epoch === epoch))
        return false;
      const isTested = reportsBefore.some(
        (report) => report.kind === 'acquired' && report.id === id && report.token === epoch,
      );
      const isSuccess = outcomes.find((outcome) => outcome.id === id)?.outcome === 'success';
      return nonce !== post.nonce || (isSuccess && !isTested);
    }),
  ),
  [
    'S10',
    ({ registrations, grants, reportsSince }) =>
      [...registrations, ...grants].some(({ id }) => isEnded(reportsSince, id)),
  ],
  [
    'S10',
    ({ requests, extra, reportsSince }) =>
      (extra.reports ?? []).some((report, index, all) =>
        report.kind === 'ended'
          ? requests.some(({ id }) => id === report.id)
          : isEnded([...reportsSince, ...all.slice(0, index)], report.id),
      ),
  ],
  [
    'lock',
    ({ document, before }) =>
      document === null &&
      before != null &&
      [before, ...Object.values(before.slots)].some(({ lock }) => lock !== null),
  ],
  step('lock', ({ grants, before, extra }) =>
    grants.some((each) =>
      [extra.boardLock ?? null, ...placesOf(before, each).map(({ lock }) => lock)].some((lock) =>
        isClosed(lock, each),
      ),
    ),
  ),
  // A grant by a clock that is behind has the latest stamp that was there.
  step('rest', ({ grants, before, ends }) =>
    grants.some((each) => {
      const { granted_at = 0 } = each;
      const isDated = stampsOf(before).every((stamp) => stamp < granted_at);
      const ownClockAt = before?.own_clock_at ?? -1;
      const rests = placesOf(before, each).some(
        ({ rest_until, rest_since }) =>
          rest_until !== null && granted_at - 1 <= rest_until && isDated && (rest_since ?? 0) > ownClockAt,
      );
      return rests || ends.some((end) => (end.takeover_delay ?? 0) !== 0 && meet(end, each));
    }),
  ),
  step('counters', isMiscounted),
];

/** The counters of a document less those of the one before are what has happened between them. */
function isMiscounted(page: Page, { counters, slots }: LeaseDocument): boolean {
  const before = page.before?.counters;
  const rise = (of: (counters: Counters) => number): number =>
    of(counters) - (before === undefined ? 0 : of(before));
  const waited = [...page.grants, ...page.ends.filter((end) => end.granted_at === undefined)].filter(
    ({ registered_at }) => registered_at !== undefined,
  );
  const waits = waited.map((each) => (each.granted_at ?? ('at' in each ? each.at : 0)) - each.registered_at!);
  const holds = page.ends.flatMap(({ granted_at, at }) =>
    granted_at === undefined ? [] : [at - granted_at],
  );
  const kinds = ['success', 'failure', 'completed', 'withdrawn', 'evicted'] as const;
  return (
    rise(({ grants }) => grants) !== page.grants.length ||
    kinds.some(
      (kind) =>
        rise(({ outcomes }) => outcomes[kind]) !== page.ends.filter(({ outcome }) => outcome === kind).length,
    ) ||
    isSpreadOtherwise((of) => rise((each) => of(each.waits)), waits) ||
    isSpreadOtherwise((of) => rise((each) => of(each.holds)), holds) ||
    [...Object.keys(slots), ...Object.keys(counters.slots ?? {})].some((slot) => {
      const lengths = page.ends
        .filter((end) => end.granted_at !== undefined && meet(end, { slots: [slot] }))
        .map(({ granted_at, at }) => at - granted_at!);
      const sum = lengths.reduce((all, length) => all + length, before?.slots?.[slot] ?? 0);
      return Math.abs((counters.slots?.[slot] ?? 0) - sum) > 0.0005;
    })
  );
}

function isSpreadOtherwise(
  rise: (of: (histogram: Histogram) => number) => number,
  lengths: readonly number[],
): boolean {
  const bounds = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, Infinity];
  const sum = lengths.reduce((total, length) => total + length, 0);
  return (
    Math.abs(rise((each) => each.sum) - sum) > 0.0005 ||
    bounds.some((bound, index) => {
      const fits = (length: number): boolean =>
        Math.round(length * 1000) <= bound * 1000 &&
        Math.round(length * 1000) > (bounds[index - 1] ?? -Infinity) * 1000;
      return rise(({ buckets }) => buckets[index]!) !== lengths.filter(fits).length;
    })
  );
}

function tokensOf({ epoch, requests }: LeaseDocument): number[] {
  return [epoch, ...requests.map((request) => request.epoch ?? 0)];
}

function isEnded(reports: NonNullable<Extra['reports']>, id: string): boolean {
  return reports.some((report) => report.kind === 'ended' && report.id === id);
}

function isClosed(lock: Lock | null, { granted_at = 0 }: Request): boolean {
  return lock !== null && (lock.until === null || granted_at - 1 <= lock.until);
}

/** Whether two holds, or what is left of one, have a slot in common. */
function meet(a: Pick<Outcome, 'slots'> | Request, b: Pick<Outcome, 'slots'> | Request): boolean {
  const [some, others] = [a.slots ?? null, b.slots ?? null];
  return some === null || others === null || some.filter((slot) => others.indexOf(slot) !== -1).length > 0;
}

/** What may be locked, or rest, of what a request was granted: the lease itself, and the slots; of the whole lease all. */
function placesOf(
  before: LeaseDocument | null | undefined,
  { slots }: Request,
): readonly Pick<LeaseDocument, 'lock' | 'rest_until' | 'rest_since'>[] {
  if (before == null) return [];
  const known = Object.entries(before.slots).filter(([name]) => slots === null || slots.includes(name));
  return [before, ...known.map(([, slot]) => slot)];
}

/** All stamps of a document, but when its slots were last named, which says nothing of its writes. */
function stampsOf(document: LeaseDocument | null | undefined): number[] {
  const locks = Object.values(document?.slots ?? {}).map(({ lock }) => lock);
  const text = JSON.stringify([{ ...document, slots: [] }, locks]);
  return [...text.matchAll(/at":([\d.]+)/g)].map(([, stamp]) => Number(stamp));
}

function hasTwice(ids: readonly string[]): boolean {
  return ids.some((id, index) => ids.slice(index + 1).includes(id));
}
