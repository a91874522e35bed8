// The observer of the promises: it is shown the documents of one lease in the order in which they were written, and says
// which promises of docs/design.md each of them breaks.
//
// For everybody who holds a history against the promises: the model, the simulation, the audit of a real lock branch, the
// demo. S1 to S7 are read off the documents alone; S9 and S10 need what processes have reported; S8 is the store's.
import { requestOf } from './document.ts';
import { of, withValue } from './promises-archive.ts';
import { brokenBy, brokenByRemoval, breach, type Circumstances } from './promises-broken.ts';
import {
  begin,
  forget,
  grantKey,
  lastOf,
  learn,
  newsOf,
  type Breach,
  type News,
  type Observer,
  type PromiseName,
} from './promises-observer.ts';
import type { LeaseDocument } from './schema.ts';

export { begin, newsOf, type Breach, type Circumstances, type Observer, type PromiseName };

/** What a process has told its user of its request. */
export type Report =
  | { readonly kind: 'acquired'; readonly id: string; readonly token: number }
  /** It has not the lease, and will never have it. */
  | { readonly kind: 'ended'; readonly id: string };

/** What comes with a document. */
export interface Extra extends Circumstances {
  /**
   * The document does not follow from the one before: the history was cut there, or the branch was deleted or set back.
   * With `null`, the branch is gone, and whatever comes next may bring an older state back.
   */
  readonly isCut?: boolean;
  /** What was reported after this document was written, and before the next one. */
  readonly reports?: readonly Report[];
}

/** What an observer has learned, and what was wrong with it. */
export interface Observation extends News {
  readonly observer: Observer;
  readonly broken: readonly Breach[];
}

/** Shows the next document; `null`: there is none, because it was removed, or because nobody has written one yet. */
export function observe(observer: Observer, document: LeaseDocument | null, extra: Extra = {}): Observation {
  const past = extra.isCut === true ? forget(observer) : observer;
  const news = newsOf(past, document);
  const seen: Observation =
    document === null
      ? { ...news, observer: afterRemoval(past, extra), broken: brokenByRemoval(past) }
      : {
          ...news,
          observer: learn(past, document, news),
          broken: brokenBy(past, document, news, extra),
        };
  return (extra.reports ?? []).reduce<Observation>((before, report) => {
    const heard = hear(before.observer, report);
    return { ...before, observer: heard.observer, broken: [...before.broken, ...heard.broken] };
  }, seen);
}

/** Tells what a process has reported just now. */
export function hear(observer: Observer, report: Report): Pick<Observation, 'observer' | 'broken'> {
  const { id } = report;
  if (report.kind === 'acquired') {
    const { token } = report;
    const toldToHold = withValue(observer.toldToHold, grantKey(id, token), true);
    const broken: Breach[] = [];
    if (of(observer.grants, grantKey(id, token)) === undefined)
      broken.push(breach('S1', `${id} is reported to hold the token ${token}, which it was never granted`));
    if (of(observer.toldToEnd, id) !== undefined)
      broken.push(breach('S10', `${id} is reported to hold the lease, and was reported as ended`));
    return { observer: { ...observer, toldToHold }, broken };
  }
  const last = lastOf(observer);
  const request = last === null ? undefined : requestOf(last, id);
  const broken =
    request === undefined ? [] : [breach('S10', `${id} is reported as ended, and is ${request.status}`)];
  return { observer: { ...observer, toldToEnd: withValue(observer.toldToEnd, id, true) }, broken };
}

function afterRemoval(past: Observer, { isCut = false }: Extra): Observer {
  return { ...past, last: isCut ? 'unknown' : null };
}
