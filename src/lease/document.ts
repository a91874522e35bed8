// Looking things up in a lease document, and making one.
import type { Instant } from './instant.ts';
import {
  SCHEMA_VERSION,
  type LeaseDocument,
  type Outcome,
  type Registration,
  type Request,
} from './schema.ts';

/** The request that holds a lease; its epoch is the fencing token. */
export type Holder = Request & {
  readonly status: 'acquired';
  readonly epoch: number;
  readonly granted_at: Instant;
};

/** A lease that nobody has asked for. Its tokens rise above those of any document that was here before. */
export function createDocument(lease: string, now: Instant): LeaseDocument {
  const start = Math.floor(now);
  return {
    schema_version: SCHEMA_VERSION,
    lease,
    sequence: start,
    epoch: start,
    rounds: [],
    requests: [],
    outcomes: [],
    lock: null,
  };
}

/** The same document for a branch that has been deleted: tokens rise above all that was granted meanwhile. */
export function recreateDocument(document: LeaseDocument, now: Instant): LeaseDocument {
  const start = Math.floor(now);
  return {
    ...document,
    // Two at least: a step of more than one tells the leap of a recreation from an ordinary write.
    sequence: Math.max(document.sequence + 2, start),
    epoch: Math.max(document.epoch, start),
  };
}

export function isHolder(request: Request): request is Holder {
  return request.status === 'acquired';
}

export function holderOf(document: LeaseDocument): Holder | undefined {
  return document.requests.find(isHolder);
}

export function requestOf(document: LeaseDocument, id: string): Request | undefined {
  return document.requests.find((request) => request.id === id);
}

export function outcomeOf(document: LeaseDocument, id: string): Outcome | undefined {
  return document.outcomes.find((outcome) => outcome.id === id);
}

/** The first of a job's ids that has no outcome; a completed one is what the job asks for. */
export function firstOpenId(
  document: LeaseDocument,
  first: string,
  ordinalId: (n: number) => string,
): string {
  for (let n = 1, id = first; ; id = ordinalId(++n)) {
    const outcome = outcomeOf(document, id);
    if (outcome === undefined || outcome.outcome === 'completed') return id;
  }
}

/** Whether a merge group made the request; only a merge group says what it sits on. */
export function isGroup(request: Pick<Registration, 'base_sha'>): boolean {
  return request.base_sha !== null;
}

/** Whether two requests were made by the same job of the same run, in whatever attempt. */
export function isSameJob(
  a: Pick<Request, 'run_id' | 'job' | 'job_index'>,
  b: Pick<Request, 'run_id' | 'job' | 'job_index'>,
): boolean {
  return a.run_id === b.run_id && a.job === b.job && a.job_index === b.job_index;
}

/** What an outcome keeps of the request that it ends. */
export function identityOf(
  from: Registration,
): Pick<
  Outcome,
  | 'id'
  | 'run_id'
  | 'run_attempt'
  | 'job'
  | 'job_index'
  | 'run_url'
  | 'scope'
  | 'priority'
  | 'base_sha'
  | 'head_sha'
  | 'head_ref'
> {
  const { id, run_id, run_attempt, job, job_index, run_url, scope, priority, base_sha, head_sha, head_ref } =
    from;
  return { id, run_id, run_attempt, job, job_index, run_url, scope, priority, base_sha, head_sha, head_ref };
}

/** The latest instant that a write has stamped; 0 where there was none. */
export function latestStamp(document: LeaseDocument): Instant {
  const stamps = [
    ...document.rounds.map((round) => round.changed_at),
    ...document.requests.flatMap((request) => [request.seen_at, request.granted_at ?? 0]),
    ...document.outcomes.map((outcome) => outcome.at),
    document.lock?.at ?? 0,
  ];
  return stamps.reduce((latest, stamp) => Math.max(latest, stamp), 0);
}
