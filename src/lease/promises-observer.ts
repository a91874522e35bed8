// What an observer of one lease knows: the latest document, and what earlier ones have settled for good.
//
// Plain values, so that it can be printed, compared and kept: nothing is changed in place. Time is none of its business;
// everything is told by the order in which the documents were written.
import { isHolder } from './document.ts';
import { EMPTY_ARCHIVE, of, withValues, type Archive } from './promises-archive.ts';
import type { Holder, LeaseDocument, Outcome, Request } from './schema.ts';

/**
 * A promise of docs/design.md; `lock` and `rest`: nobody is granted the lease while it is locked, or rests after an
 * eviction; `counters`: they rise by what was granted and has ended; `form`: the document itself, and its step from the
 * one before, are as the invariants say.
 */
export type PromiseName =
  | 'S1'
  | 'S2'
  | 'S3'
  | 'S4'
  | 'S5'
  | 'S6'
  | 'S7'
  | 'S8'
  | 'S9'
  | 'S10'
  | 'lock'
  | 'rest'
  | 'counters'
  | 'form';

/** One promise that is broken; `what` is a sentence without its full stop. */
export interface Breach {
  readonly promise: PromiseName;
  readonly what: string;
}

export interface Observer {
  /** The latest document; `null`: there is none; `unknown`: the next one may be any. */
  readonly last: LeaseDocument | null | 'unknown';
  /** The highest token and epoch of the whole history. */
  readonly highest: number;
  /** Every grant of the whole history, by token and id. */
  readonly grants: Archive<true>;
  /** The first token of every request that was granted the lease, since the last cut. */
  readonly tokens: Archive<number>;
  /** Every outcome by id, also those that the documents have dropped, since the last cut. */
  readonly outcomes: Archive<Outcome>;
  /** What requests were told to hold, by token and id. */
  readonly toldToHold: Archive<true>;
  /** The requests that were told to have ended, by id, since the last cut. */
  readonly toldToEnd: Archive<true>;
}

/** What a document has that none before it had. */
export interface News {
  readonly registered: readonly Request[];
  readonly granted: readonly Holder[];
  readonly ended: readonly Outcome[];
}

/** An observer that has seen nothing; the first document may come from the middle of a history. */
export function begin(): Observer {
  return {
    last: 'unknown',
    highest: 0,
    grants: EMPTY_ARCHIVE,
    tokens: EMPTY_ARCHIVE,
    outcomes: EMPTY_ARCHIVE,
    toldToHold: EMPTY_ARCHIVE,
    toldToEnd: EMPTY_ARCHIVE,
  };
}

/** What is left after a cut: an older state may come back, but its tokens rise above all that were ever granted. */
export function forget({ highest, grants, toldToHold }: Observer): Observer {
  return { ...begin(), highest, grants, toldToHold };
}

/** The document before, where there was one. */
export function lastOf({ last }: Observer): LeaseDocument | null {
  return last === 'unknown' ? null : last;
}

export function newsOf(observer: Observer, document: LeaseDocument | null): News {
  if (document === null) return { registered: [], granted: [], ended: [] };
  const live = new Set(lastOf(observer)?.requests.map(({ id }) => id));
  return {
    registered: document.requests.filter(({ id }) => !live.has(id)),
    granted: document.requests
      .filter(isHolder)
      .filter(({ id, epoch }) => of(observer.grants, grantKey(id, epoch)) === undefined),
    ended: document.outcomes.filter(({ id }) => of(observer.outcomes, id) === undefined),
  };
}

/** Adds a document to what is known. */
export function learn(observer: Observer, document: LeaseDocument, news: News): Observer {
  const held = document.requests.filter(isHolder);
  return {
    ...observer,
    last: document,
    highest: Math.max(observer.highest, document.epoch, ...held.map(({ epoch }) => epoch)),
    grants: withValues(
      observer.grants,
      news.granted.map(({ id, epoch }) => [grantKey(id, epoch), true]),
    ),
    tokens: withValues(
      observer.tokens,
      held.map(({ id, epoch }) => [id, epoch]),
    ),
    outcomes: withValues(
      observer.outcomes,
      news.ended.map((outcome) => [outcome.id, outcome]),
    ),
  };
}

/** Names a grant among all of a history. */
export function grantKey(id: string, token: number): string {
  return `${token} ${id}`;
}
