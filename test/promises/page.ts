// A history opened at one of its entries: what stands there, what stood before, and what is new.
import type { Extra } from '../../src/lease/promises.ts';
import type { LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';

/** One document of a history, or its removal, with what came with it. */
export interface Entry {
  readonly document: LeaseDocument | null;
  readonly extra?: Extra;
}

/** A history opened at one entry. */
export class Page {
  readonly extra: Extra;
  readonly requests: readonly Request[];
  readonly outcomes: readonly Outcome[];
  readonly document: LeaseDocument | null;
  /** The document before; `null`: there was none; `undefined`: nobody knows. */
  readonly before: LeaseDocument | null | undefined;
  /** Everything before, whatever was cut. */
  readonly earlier: readonly LeaseDocument[];
  /** What has been written since the last cut, before this entry. */
  readonly since: readonly LeaseDocument[];
  readonly reportsBefore: NonNullable<Extra['reports']>;
  readonly reportsSince: NonNullable<Extra['reports']>;

  constructor(history: readonly Entry[], index: number) {
    const { document, extra = {} } = history[index]!;
    this.document = document;
    this.extra = extra;
    this.requests = document?.requests ?? [];
    this.outcomes = document?.outcomes ?? [];
    const cut = history.slice(0, index + 1).findLastIndex((entry) => entry.extra?.isCut === true);
    const afterCut = history.slice(Math.max(cut, 0), index);
    const previous = history[index - 1];
    const isUnknown = extra.isCut === true || (previous?.document === null && previous.extra?.isCut === true);
    this.before = isUnknown ? undefined : previous?.document;
    this.earlier = history.slice(0, index).flatMap((entry) => entry.document ?? []);
    this.since = afterCut.flatMap((entry) => entry.document ?? []);
    this.reportsBefore = history.slice(0, index).flatMap((entry) => entry.extra?.reports ?? []);
    this.reportsSince = afterCut.flatMap((entry) => entry.extra?.reports ?? []);
  }

  get held(): readonly Request[] {
    return this.requests.filter((request) => request.status === 'acquired');
  }

  get heldBefore(): readonly Request[] {
    return (this.before?.requests ?? []).filter((request) => request.status === 'acquired');
  }

  /** Grants that no document before has. */
  get grants(): readonly Request[] {
    return this.held.filter((request) => !this.earlier.some((document) => holds(document, request)));
  }

  get registrations(): readonly Request[] {
    return this.requests.filter(
      ({ id }) => !(this.before?.requests ?? []).some((request) => request.id === id),
    );
  }

  /** Outcomes of requests that had none since the last cut. */
  get ends(): readonly Outcome[] {
    return this.outcomes.filter(
      ({ id }) => !this.since.some(({ outcomes }) => outcomes.some((outcome) => outcome.id === id)),
    );
  }

  /** Nothing to compare with: only what a document says by itself can be judged. */
  get isFirst(): boolean {
    return this.document !== null && this.before === undefined;
  }
}

/** Whether a document shows a hold of an id and token. */
export function holds(
  document: LeaseDocument,
  { id, epoch }: { id: string; epoch?: number | undefined },
): boolean {
  return document.requests.some(
    (request) => request.status === 'acquired' && request.id === id && request.epoch === epoch,
  );
}
