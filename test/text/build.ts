// Lease documents for the tests of the board: requests with defaults, and histories made by the real transitions.
import { createDocument, recreateDocument } from '../../src/lease/document.ts';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { fromIso } from '../../src/lease/instant.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import type { LeaseDocument, Lock, Outcome, Registration, Request } from '../../src/lease/schema.ts';

export const START = fromIso('2026-11-20T10:00:00Z');

export const SERVER = 'https://github.com';

export function sha(number: number): string {
  return number.toString(16).padStart(2, '0').repeat(20);
}

/** What the merge group of a pull request registers; it sits on the group of `below`. */
export function group(
  number: number,
  overrides: Partial<Registration> = {},
  below = number - 1,
): Registration {
  return {
    id: `id-${number}`,
    nonce: `nonce-${number}`,
    run_id: 4700 + number,
    run_attempt: 1,
    job: 'staging',
    job_index: 0,
    run_url: `https://github.com/acme/shop/actions/runs/${4700 + number}`,
    scope: 'main · ci.yml · staging',
    priority: number,
    base_sha: sha(below),
    head_sha: sha(number),
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${sha(below)}`,
    base_ref: 'refs/heads/main',
    check_run_id: 9000 + number,
    runner_name: 'runner-1',
    actor: 'alice',
    stack: [],
    parameters: {
      window: 300,
      expected: 'auto',
      ttl: 120,
      max_hold: 21_600,
      takeover_delay: 30,
      propagate: true,
      held_by: 'job',
      accepts: null,
      take: 1,
    },
    ...overrides,
  };
}

/** What a deployment of a branch registers. */
export function plain(number: number, branch: string, overrides: Partial<Registration> = {}): Registration {
  const { parameters, ...rest } = group(number);
  return {
    ...rest,
    base_sha: null,
    base_ref: '',
    priority: 0,
    head_ref: `refs/heads/${branch}`,
    parameters: { ...parameters, window: 0 },
    ...overrides,
  };
}

export function lockOf(overrides: Partial<Lock> = {}): Lock {
  return {
    reason: 'database migration',
    actor: 'bob',
    at: START,
    until: null,
    run_url: 'https://github.com/acme/shop/actions/runs/99',
    ...overrides,
  };
}

export const register = (registration: Registration): Change => ({
  kind: 'register',
  registration,
  settledByHolder: false,
});
export const grant = (number: number): Change => ({ kind: 'grant', id: `id-${number}` });
export const release = (
  number: number,
  epoch: number,
  outcome: 'success' | 'failure',
  reason?: string,
): Change => ({
  kind: 'release',
  id: `id-${number}`,
  epoch,
  outcome,
  by: `id-${number}`,
  proofs: NO_PROOFS,
  ...(reason === undefined ? {} : { reason }),
});
export const evict = (number: number, epoch: number | null, by: string, reason: string): Change => ({
  kind: 'evict',
  id: `id-${number}`,
  epoch,
  by,
  reason,
});

/** The documents of a history: one for each write, `after` seconds from the start. */
export function history(
  lease: string,
  ...writes: readonly (readonly [after: number, ...changes: Change[]])[]
): LeaseDocument[] {
  const documents: LeaseDocument[] = [];
  let document = createDocument(lease, START);
  for (const [after, ...changes] of writes) {
    document = transition(document, changes, { now: START + after });
    documents.push(document);
  }
  return documents;
}

/** The document at the end of a history. */
export function story(
  lease: string,
  ...writes: readonly (readonly [after: number, ...changes: Change[]])[]
): LeaseDocument {
  return history(lease, ...writes).at(-1) ?? createDocument(lease, START);
}

/** Three stacked groups: the highest succeeds and completes the others; then two more come. */
export function mergeQueueStory(lease = 'main'): LeaseDocument {
  return story(
    lease,
    [0, register(group(11))],
    [20, register(group(12))],
    [45, register(group(13))],
    [200, grant(13)],
    [230, register(group(14))],
    [500, release(13, START + 200, 'success')],
    [530, register(group(15))],
    [540, grant(15)],
    [700, register(group(16))],
  );
}

/** The same document with every untrusted text replaced. */
export function poisoned(document: LeaseDocument, text: string): LeaseDocument {
  const entry = <T extends Request | Outcome>(one: T): T => ({
    ...one,
    head_ref: `refs/heads/${text}`,
    job: text,
    run_url: text,
    ...('actor' in one ? { actor: text, payload: text } : { reason: text }),
  });
  return {
    ...document,
    lease: text === '' ? 'x' : text,
    requests: document.requests.map(entry),
    outcomes: document.outcomes.map(entry),
    lock: lockOf({ reason: text, actor: text, run_url: text }),
  };
}

export { createDocument, recreateDocument };
