// The line: rounds in order, within a round its candidates one after another, and who is due.
//
// Everything here is computed from the document alone, so that everyone sees the same line; the merge groups that
// one process has seen decide nothing but whether the round of that process is ready.
import { byContainment, isOrderedBelow } from './containment.ts';
import { holderOf, isGroup } from './document.ts';
import { above, type MergeGroup } from './groups.ts';
import { hasPassed, type Instant } from './instant.ts';
import type { LeaseDocument, Lock, Request, Round } from './schema.ts';

/** What decides who is due, besides the document. */
export interface Sight {
  readonly now: Instant;
  /** Ids of requests that this process passes over: due for long, and not asking. */
  readonly passed: ReadonlySet<string>;
  /** The round of the process that looks, and the merge groups that it has seen; `null`: not known. */
  readonly mine: { readonly round: number; readonly groups: readonly MergeGroup[] | null } | null;
}

/** The rounds in the order in which they are served. */
export function roundsInLine(document: LeaseDocument): Round[] {
  return document.rounds.toSorted(
    (a, b) => b.priority - a.priority || Number(b.granted) - Number(a.granted) || a.id - b.id,
  );
}

/** Pending requests in the order in which they would be granted if each round were ready. */
export function inLine(document: LeaseDocument): Request[] {
  return roundsInLine(document).flatMap((round) => byContainment(document, pendingOf(document, round)));
}

/** The request that the round would give the lease to. */
export function candidateOf(
  document: LeaseDocument,
  round: Round,
  passed: ReadonlySet<string>,
): Request | undefined {
  const pool = pendingOf(document, round).filter((request) => !passed.has(request.id));
  return byContainment(document, pool)[0];
}

/** The request that may take the lease as soon as nothing else hinders a grant. */
export function due(document: LeaseDocument, sight: Sight): Request | undefined {
  for (const round of roundsInLine(document)) {
    const candidate = candidateOf(document, round, sight.passed);
    if (candidate !== undefined && isReady(document, round, candidate, sight)) return candidate;
  }
  return undefined;
}

/** Whether a round waits no longer for requests that are still to come, judged by its candidate's parameters. */
export function isReady(document: LeaseDocument, round: Round, candidate: Request, sight: Sight): boolean {
  const { window, expected } = candidate.parameters;
  const windowIsOver = hasPassed(round.changed_at, window, sight.now);
  // GitHub is about to destroy a group that contains a failed one, so only the restarted window counts for it.
  if (containsFailure(document, candidate)) return windowIsOver;
  if (round.granted || windowIsOver) return true;
  if (hasPassed(oldestOf(document, round), 3 * window, sight.now)) return true;
  if (!isGroup(candidate)) return false;
  if (expected !== 'auto') return live(document, round).length >= expected;
  const groups = sight.mine?.round === round.id ? sight.mine.groups : null;
  return groups !== null && awaited(document, candidate, groups).length === 0;
}

/** When the windows of a round that gathers end, if nobody else registers. */
export function windowEnds(document: LeaseDocument, round: Round, candidate: Request): Instant {
  const { window } = candidate.parameters;
  const ends = round.changed_at + window + 1;
  if (containsFailure(document, candidate)) return ends;
  return Math.min(ends, oldestOf(document, round) + 3 * window + 1);
}

/** Merge groups stacked above a candidate that have neither a live request nor an outcome in its scope. */
export function awaited(
  document: LeaseDocument,
  candidate: Request,
  groups: readonly MergeGroup[],
): MergeGroup[] {
  const heard = new Set(
    [...document.requests, ...document.outcomes]
      .filter((entry) => entry.scope === candidate.scope)
      .map((entry) => entry.head_sha),
  );
  return above(groups, candidate.head_sha).filter((group) => !heard.has(group.head));
}

/** Whether an operator's lock still closes the lease. */
export function isLocked(lock: Lock | null, now: Instant): boolean {
  // A second more, as for every duration: instants are read in whole seconds.
  return lock !== null && (lock.until === null || now <= lock.until + 1);
}

/** When the takeover delay after the eviction of a dead holder ends; `null` where none is running. */
export function takeoverEnds(document: LeaseDocument, now: Instant): Instant | null {
  const ends = document.outcomes
    .filter(
      ({ outcome, at, takeover_delay = 0 }) => outcome === 'evicted' && !hasPassed(at, takeover_delay, now),
    )
    .map(({ at, takeover_delay = 0 }) => at + takeover_delay + 1);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Whether anybody at all could be granted the lease. */
export function isGrantable(document: LeaseDocument, boardLock: Lock | null, now: Instant): boolean {
  return (
    holderOf(document) === undefined &&
    !isLocked(document.lock, now) &&
    !isLocked(boardLock, now) &&
    takeoverEnds(document, now) === null
  );
}

function containsFailure(document: LeaseDocument, request: Request): boolean {
  return document.outcomes.some(
    (outcome) =>
      outcome.outcome === 'failure' &&
      outcome.scope === request.scope &&
      isOrderedBelow(document, request.head_sha, outcome.head_sha),
  );
}

function oldestOf(document: LeaseDocument, round: Round): Instant {
  return Math.min(...live(document, round).map((request) => request.registered_at));
}

function live(document: LeaseDocument, round: Round): Request[] {
  return document.requests.filter((request) => request.round === round.id);
}

function pendingOf(document: LeaseDocument, round: Round): Request[] {
  return live(document, round).filter((request) => request.status === 'pending');
}
