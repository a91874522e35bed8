// Which promises one document breaks, to an observer of those before it.
//
// Each promise is read by a function of its own, over the whole history that the observer knows. What two neighbours
// must keep besides (rounds, their members, the fields of a request) is asked of the invariants.
import { counted } from './counters.ts';
import { isAlike, isHolder, latestStamp, outcomeOf, ownClockOf } from './document.ts';
import { problemOf, stepProblemOf } from './invariants.ts';
import { isLocked } from './locks.ts';
import { endOfRest, namesOf, slotOf, type Rest } from './slot-table.ts';
import { heldOf, overlap, slotsOf } from './slots.ts';
import { of, valuesOf } from './promises-archive.ts';
import {
  grantKey,
  lastOf,
  type Breach,
  type News,
  type Observer,
  type PromiseName,
} from './promises-observer.ts';
import { NO_COUNTERS, type Holder, type LeaseDocument, type Lock, type Outcome } from './schema.ts';

/** What is known of a write besides the document that it left. */
export interface Circumstances {
  /** Whether a commit is contained in another, by the truth; `null`: nobody knows. Absent: not judged. */
  readonly contains?: (head: string, sha: string) => boolean | null;
  /** The lock of all leases that stood when it was written. */
  readonly boardLock?: Lock | null;
  /** The post step that wrote it, by its nonce; all reports of main steps must be told, too. */
  readonly post?: { readonly nonce: string };
}

/** What the document breaks, where it was written after all that the observer has seen. */
export function brokenBy(
  past: Observer,
  document: LeaseDocument,
  news: News,
  circumstances: Circumstances,
): Breach[] {
  const always = [
    ...severalHolders(document),
    ...twice(document),
    ...tokens(past, document, news),
    ...returning(past, news),
  ];
  const broken = past.last === 'unknown' ? always : [...always, ...step(past, document, news, circumstances)];
  return broken.length > 0 ? broken : ofForm(lastOf(past), document);
}

/** What the removal of the document breaks: only a lease that nobody wants may go. */
export function brokenByRemoval(past: Observer): Breach[] {
  const { requests = [], lock = null, slots = {} } = lastOf(past) ?? {};
  const isClosed = lock !== null || Object.values(slots).some((slot) => slot.lock !== null);
  return [
    ...requests.map(({ id, status }) =>
      status === 'acquired'
        ? breach('S4', `the hold of ${id} ends with the whole document`)
        : breach('S7', `the request ${id} is lost with the whole document`),
    ),
    ...(isClosed ? [breach('lock', 'the lock is lost with the whole document')] : []),
  ];
}

function step(past: Observer, document: LeaseDocument, news: News, known: Circumstances): Breach[] {
  return [
    ...leaping(past, document),
    ...endedHolds(past, document, news),
    ...(known.post === undefined ? [] : freedByOthers(past, document, known.post.nonce)),
    ...completions(past, news, known),
    ...changedOutcomes(past, document),
    ...again(past, document, news),
    ...untimely(past, news, known),
    ...miscounted(past, document, news),
  ];
}

/** S1 */
function severalHolders({ requests }: LeaseDocument): Breach[] {
  const holders = requests.filter(isHolder);
  return holders.flatMap((one, place) =>
    holders
      .slice(place + 1)
      .filter((other) => overlap(one.slots, other.slots))
      .map((other) => breach('S1', `${one.id} and ${other.id} hold the same slot at once`)),
  );
}

/** S2: over the whole history, whatever was cut or removed. */
function tokens(past: Observer, { epoch }: LeaseDocument, { granted }: News): Breach[] {
  const broken: Breach[] = [];
  let highest = past.highest;
  for (const holder of granted.toSorted((a, b) => a.epoch - b.epoch)) {
    if (holder.epoch <= highest)
      broken.push(breach('S2', `${holder.id} is granted the token ${holder.epoch} after ${highest}`));
    highest = Math.max(highest, holder.epoch);
  }
  if (past.last === 'unknown') return broken;
  const newest = Math.max(...granted.map((holder) => holder.epoch));
  if (granted.length > 0 && newest !== epoch)
    broken.push(breach('S2', `the token ${newest} is granted with the epoch ${epoch}`));
  if (past.last !== null && epoch < past.last.epoch)
    broken.push(breach('S2', `the epoch falls from ${past.last.epoch} to ${epoch}`));
  return broken;
}

/** S3 */
function leaping(past: Observer, { sequence }: LeaseDocument): Breach[] {
  const before = lastOf(past)?.sequence;
  if (before === undefined || sequence === before + 1) return [];
  return [
    breach('S3', `the sequence goes from ${before} to ${sequence}: it was not computed from what was there`),
  ];
}

/** S4: both ways, every hold that is gone has its outcome, and every outcome of a hold had one. */
function endedHolds(past: Observer, document: LeaseDocument, { ended }: News): Breach[] {
  const held = lastOf(past)?.requests.filter(isHolder) ?? [];
  const lost = held.filter(
    (holder) => !isHeld(document, holder) && !document.outcomes.some((end) => isEndOf(end, holder)),
  );
  const forged = ended.filter(
    ({ id, outcome, epoch }) =>
      (epoch !== undefined || outcome === 'success' || outcome === 'failure') &&
      !held.some((holder) => holder.id === id && holder.epoch === epoch),
  );
  return [
    ...lost.map(({ id, epoch }) =>
      breach('S4', `the hold of ${id} ends without an outcome of it and ${epoch}`),
    ),
    ...forged.map(({ id, outcome, epoch }) =>
      breach('S4', `${id} ends as ${outcome} of the token ${epoch ?? 'none'}, which it did not hold`),
    ),
  ];
}

function isHeld({ requests }: LeaseDocument, { id, epoch }: Holder): boolean {
  return requests.some((request) => request.id === id && request.epoch === epoch);
}

function isEndOf({ id, epoch, outcome }: Outcome, holder: Holder): boolean {
  return id === holder.id && epoch === holder.epoch && ['success', 'failure', 'evicted'].includes(outcome);
}

/** S5 */
function completions(past: Observer, { ended }: News, { contains }: Circumstances): Breach[] {
  return ended
    .filter(({ outcome }) => outcome === 'completed')
    .flatMap(({ id, scope, head_sha, completed_by }) => {
      const settles = (other: Outcome): boolean =>
        other.outcome === 'success' && other.scope === scope && other.head_sha === completed_by;
      const success = ended.find(settles) ?? valuesOf(past.outcomes).find(settles);
      if (success === undefined)
        return [breach('S5', `${id} is completed by ${completed_by}, which is the head of no success`)];
      const isInside = contains === undefined || contains(success.head_sha, head_sha);
      if (isInside === true) return [];
      const how = isInside === null ? 'cannot be shown to be contained' : 'is not contained';
      return [breach('S5', `${id} is completed, and its head ${head_sha} ${how} in ${completed_by}`)];
    });
}

/** S6 */
function changedOutcomes(past: Observer, document: LeaseDocument): Breach[] {
  const before = idsOf(lastOf(past)?.outcomes ?? []);
  const broken: Breach[] = [];
  for (const outcome of document.outcomes) {
    const { id } = outcome;
    const earlier = of(past.outcomes, id);
    if (earlier === undefined) continue;
    if (!isAlike(earlier, outcome))
      broken.push(breach('S6', `the outcome of ${id} is no longer what it was`));
    if (!before.has(id)) broken.push(breach('S6', `the outcome of ${id}, which was dropped, comes back`));
  }
  const kept = [...idsOf(document.outcomes)].filter((id) => before.has(id));
  const newest = [...before].slice(before.size - kept.length);
  if (kept.some((id, index) => id !== newest[index]))
    broken.push(breach('S6', 'the outcomes that are dropped are not the oldest'));
  return broken;
}

function idsOf(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return new Set(outcomes.map(({ id }) => id));
}

/** S7: in one document. */
function twice({ requests, outcomes }: LeaseDocument): Breach[] {
  const ids = [...requests, ...outcomes].map(({ id }) => id);
  const seen = new Set<string>();
  const again = ids.filter((id) => seen.size === seen.add(id).size);
  return [...new Set(again)].map((id) => breach('S7', `${id} is there twice`));
}

/** S7: in a history. */
function again(past: Observer, document: LeaseDocument, { registered, granted }: News): Breach[] {
  const there = new Set([...document.requests, ...document.outcomes].map(({ id }) => id));
  const lost =
    lastOf(past)?.requests.filter(({ id, status }) => status === 'pending' && !there.has(id)) ?? [];
  return [
    ...registered
      .filter(({ id }) => of(past.outcomes, id) !== undefined)
      .map(({ id }) => breach('S7', `${id} registers again, and has ended`)),
    ...granted
      .filter(({ id }) => of(past.tokens, id) !== undefined)
      .map(({ id }) => breach('S7', `${id} is granted the lease again`)),
    ...lost.map(({ id }) => breach('S7', `the request ${id} is lost`)),
  ];
}

/** S9 */
function freedByOthers(past: Observer, document: LeaseDocument, nonce: string): Breach[] {
  const held = lastOf(past)?.requests.filter(isHolder) ?? [];
  const freed = held.filter((holder) => !isHeld(document, holder));
  return freed.flatMap((hold) => {
    const { id, epoch } = hold;
    if (hold.nonce !== nonce) return [breach('S9', `a post step frees ${id}, which another step registered`)];
    const isTested = of(past.toldToHold, grantKey(id, epoch)) !== undefined;
    return isTested || outcomeOf(document, id)?.outcome !== 'success'
      ? []
      : [breach('S9', `a post step ends ${id} as success, and its main step was never told that it holds`)];
  });
}

/** S10 */
function returning(past: Observer, { registered, granted }: News): Breach[] {
  const back = new Set([...registered, ...granted].map(({ id }) => id));
  return [...back]
    .filter((id) => of(past.toldToEnd, id) !== undefined)
    .map((id) => breach('S10', `${id} comes back, and was reported as ended`));
}

/**
 * The locks that stood, and the rest after an eviction, also of one in the same write. A grant by a clock that is behind
 * the one of the eviction has the latest stamp that was there, and nothing tells how long it was after that; nor does
 * anything after an eviction by a clock that nobody shares.
 */
function untimely(past: Observer, { granted, ended }: News, { boardLock = null }: Circumstances): Breach[] {
  const before = lastOf(past);
  return granted.flatMap((holder) => {
    const { id, granted_at } = holder;
    const places = placesOf(before, holder);
    const isClosed = [boardLock, ...places.map(({ lock }) => lock)].some((lock) =>
      isLocked(lock, granted_at),
    );
    const rests =
      ended.some(
        ({ takeover_delay = 0, slots = null }) => takeover_delay > 0 && overlap(slots, holder.slots),
      ) ||
      places.some(
        (place) =>
          endOfRest(place, granted_at) !== null &&
          granted_at > latestStamp(before!) &&
          (place.rest_since ?? 0) > ownClockOf(before),
      );
    return [
      ...(isClosed ? [breach('lock', `${id} is granted the lease while it is locked`)] : []),
      ...(rests ? [breach('rest', `${id} is granted the lease before its rest is over`)] : []),
    ];
  });
}

/** The lease and the slots that a grant takes, as they were before. */
function placesOf(
  before: LeaseDocument | null,
  holder: Holder,
): readonly (Rest & Pick<LeaseDocument, 'lock'>)[] {
  if (before === null) return [];
  const slots = [...heldOf(holder, slotsOf(before))];
  return [before, ...slots.flatMap((slot) => slotOf(before.slots, slot) ?? [])];
}

/** The counters, by what the observer has seen of grants and outcomes; those of a document that is new start at zero. */
function miscounted(past: Observer, { counters, slots }: LeaseDocument, { granted, ended }: News): Breach[] {
  const due = counted(lastOf(past)?.counters ?? NO_COUNTERS, granted, ended, namesOf(slots));
  return isAlike(counters, due)
    ? []
    : [breach('counters', 'the counters do not rise by what was granted and what has ended')];
}

function ofForm(before: LeaseDocument | null, document: LeaseDocument): Breach[] {
  const problem = problemOf(document) ?? (before === null ? null : stepProblemOf(before, document));
  return problem === null ? [] : [breach('form', `the document ${problem}`)];
}

export function breach(promise: PromiseName, what: string): Breach {
  return { promise, what };
}
