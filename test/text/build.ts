// Lease documents for the tests of the board: requests with defaults, and histories made by the real transitions.
import type { Board, Unreadable } from '../../src/lease/board.ts';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { createDocument } from '../../src/lease/document.ts';
import { fromIso } from '../../src/lease/instant.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import type { LeaseDocument, Lock, Outcome, Registration, Request } from '../../src/lease/schema.ts';
import { aRegistration } from '../action/records.ts';

export const START = fromIso('2026-11-20T10:00:00Z');

export const SERVER = 'https://github.com';

export function sha(number: number): string {
  return number.toString(16).padStart(2, '0').repeat(20);
}

/** What the merge group of a pull request registers; it sits on the group of the one before. */
export function group(number: number, overrides: Partial<Registration> = {}): Registration {
  return aRegistration({
    id: `id-${number}`,
    nonce: `nonce-${number}`,
    run_id: 4700 + number,
    run_attempt: 1,
    run_url: `https://github.com/acme/shop/actions/runs/${4700 + number}`,
    scope: 'main · ci.yml · staging',
    priority: number,
    base_sha: sha(number - 1),
    head_sha: sha(number),
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${sha(number - 1)}`,
    check_run_id: 9000 + number,
    runner_name: 'runner-1',
    actor: 'alice',
    parameters: { window: 300, propagate: true },
    ...overrides,
  });
}

/** What a deployment of a branch registers. */
export function plain(number: number, branch: string, overrides: Partial<Registration> = {}): Registration {
  return group(number, {
    base_sha: null,
    base_ref: '',
    priority: 0,
    head_ref: `refs/heads/${branch}`,
    parameters: { ...group(number).parameters, window: 0 },
    ...overrides,
  });
}

/** What a deployment registers that wants `take` of some slots. */
export function pooled(
  number: number,
  accepts: readonly string[],
  take = 1,
  overrides: Partial<Registration> = {},
): Registration {
  const { parameters } = plain(number, '');
  return plain(number, `b${number}`, {
    parameters: { ...parameters, accepts: [...accepts], take },
    ...overrides,
  });
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
});
/** `slots`: which of those that it accepts; none: the whole lease. */
export const grant = (number: number, ...slots: readonly string[]): Change => ({
  kind: 'grant',
  id: `id-${number}`,
  ...(slots.length === 0 ? {} : { slots }),
});
export const release = (number: number, epoch: number, outcome: 'success' | 'failure'): Change => ({
  kind: 'release',
  id: `id-${number}`,
  epoch,
  outcome,
  proofs: NO_PROOFS,
});
export const evict = (number: number, epoch: number | null, by: string, reason: string): Change => ({
  kind: 'evict',
  id: `id-${number}`,
  epoch,
  by,
  reason,
});

type Write = readonly [after: number, ...changes: Change[]];

/** The document at the end of a history of writes, each so many seconds from the start. */
export function story(lease: string, ...writes: readonly Write[]): LeaseDocument {
  return writes.reduce(
    (document, [after, ...changes]) => transition(document, changes, { now: START + after }),
    createDocument(lease, START),
  );
}

/** So many requests that come one after another and wait. */
export function crowd(count: number, request = (number: number): Registration => plain(number, 'b')) {
  return story(
    'main',
    ...Array.from({ length: count }, (_, index): Write => [index, register(request(index + 1))]),
  );
}

/** A board that is as long as it can be: many leases, with long lines of long texts. */
export function crowdedBoard(): Board {
  const line = poisoned(crowd(60), '|'.repeat(3000));
  const names = Array.from({ length: 60 }, (_, index) => `l${index}`);
  return boardOf(Object.fromEntries(names.map((lease) => [lease, { ...line, lease }])));
}

/** Four groups, each of which ends badly: a failure, the eviction of a holder and of a waiter, a withdrawal. */
export function sadStory(): LeaseDocument {
  return story(
    'main',
    [0, register(group(11)), register(group(12)), register(group(13)), register(group(14))],
    [10, grant(14)],
    [20, release(14, START + 10, 'failure')],
    [30, grant(13)],
    [40, evict(13, START + 30, 'id-12', 'dead')],
    [50, { kind: 'withdraw', registration: group(12), reason: 'timed out' }],
    [60, evict(11, null, 'id-9', 'dead')],
  );
}

/** A board with these leases. */
export function boardOf(
  leases: Readonly<Record<string, LeaseDocument | Unreadable>>,
  lock: Board['lock'] = null,
): Board {
  return { leases: new Map(Object.entries(leases)), lock };
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

/**
 * A pool of five slots, one in each state: eu is held, us too with a lock behind it, ap rests, sa is locked, and af is free,
 * but kept for one who wants two; others wait for what is held, for a lock, and for all of it.
 */
export function poolStory(): LeaseDocument {
  const two = pooled(5, ['ap', 'af'], 2);
  const limited = pooled(1, ['eu', 'us']);
  limited.parameters.hold_limit = 3600;
  return story(
    'pool',
    [0, register(limited), grant(1, 'eu')],
    [10, register(pooled(2, ['eu', 'us', 'ap'], 1, { payload: 'v1.2 | <b>' }))],
    [20, grant(2, 'us')],
    [30, register(pooled(3, ['sa', 'af'], 2)), grant(3, 'sa', 'af')],
    [40, register(pooled(4, ['ap'])), grant(4, 'ap')],
    [100, release(3, START + 30, 'success')],
    [110, { kind: 'lock', lock: lockOf({ reason: 'disk | full', at: START + 110 }), slots: ['us', 'sa'] }],
    [120, register(two)],
    [130, register(pooled(6, ['eu', 'us']))],
    [140, register(pooled(7, ['sa']))],
    [150, register(plain(8, 'migration'))],
    [180, evict(4, START + 40, 'id-5', 'its job ended without a release')],
  );
}

/** A pool of so many slots, of which the first are held, each by a job of its own. */
export function largePool(slots: number, held: number, name = (n: number): string => `gpu-${n}`) {
  const names = Array.from({ length: slots }, (_, index) => name(index + 1));
  return story(
    'gpus',
    ...names
      .slice(0, held)
      .map((slot, index): Write => [10 * index, register(pooled(index + 1, names)), grant(index + 1, slot)]),
  );
}

/** The same document with every untrusted text replaced. */
export function poisoned(document: LeaseDocument, text: string): LeaseDocument {
  // A table of slots cannot have the one name that it is found by, nor that of the lease.
  const slot = ['', '*', '__proto__'].includes(text) ? 'x' : text.slice(0, 254);
  const renamed = (slots: string[]): string[] => slots.map((name) => `${slot}${name}`);
  const entry = <T extends Request | Outcome>(one: T): T => ({
    ...one,
    ...(one.slots ? { slots: renamed(one.slots) } : {}),
    ...('parameters' in one
      ? {
          parameters: {
            ...one.parameters,
            accepts: one.parameters.accepts && renamed(one.parameters.accepts),
          },
        }
      : {}),
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
    slots: Object.fromEntries(
      Object.entries(document.slots).map(([name, one]) => [
        `${slot}${name}`,
        { ...one, lock: one.lock && lockOf({ reason: text, actor: text, run_url: text }) },
      ]),
    ),
    lock: lockOf({ reason: text, actor: text, run_url: text }),
  };
}
