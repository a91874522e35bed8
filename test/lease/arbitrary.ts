// Arbitrary histories: any sequence of changes that a process of ref-lease may ask for, in any order and at any
// time. What a move means is read from the document that it meets, so that every history is a reachable one.
import fc from 'fast-check';
import { containedIn, NO_PROOFS, type Proofs } from '../../src/lease/containment.ts';
import { createDocument, holderOf, isGroup } from '../../src/lease/document.ts';
import type { Instant } from '../../src/lease/instant.ts';
import type { LeaseDocument, Registration, Request } from '../../src/lease/schema.ts';
import { maySettle, settlingSuccess } from '../../src/lease/settlement.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { registrationOfProcess } from '../../src/lease/process.ts';
import { group, LEASE, lockOf, plain, proved, sha, START } from './build.ts';

const CAST: readonly Registration[] = [
  group(1),
  group(2),
  group(3),
  group(4, { stack: [sha(1)], priority: 2 }),
  // A forged cycle: it says that it sits on a group that sits on it.
  group(5, { base_sha: sha(6) }),
  group(6, { stack: [sha(3)], parameters: { window: 0 } }),
  group(7, { head_sha: sha(2), run_id: 500, parameters: { takeover_delay: 0 } }),
  group(8, { scope: 'release · ci.yml · staging', parameters: { propagate: false } }),
  plain(9, { priority: 5, payload: 'blue' }),
  plain(10, { parameters: { propagate: true, held_by: 'run' } }),
  registrationOfProcess({ name: 'a shell', actor: 'bob', nonce: '0123456789ab', ttl: 60, takeoverDelay: 10 }),
];

/** What the compare API would say in the histories; the chain of the documents says the rest. */
const PROOFS: Proofs = { ...proved(CAST[3]!, CAST[0]!), ...proved(CAST[9]!, CAST[8]!) };

interface Wanted {
  readonly kind: Change['kind'] | 'register and grant' | 'evict and grant';
  /** Who, or which of those that are there. */
  readonly who: number;
  readonly success: boolean;
  readonly proves: boolean;
  /** Milliseconds since the move before. */
  readonly after: number;
}

const wanted: fc.Arbitrary<Wanted> = fc.record({
  kind: fc.constantFrom<Wanted['kind'][]>(
    'register',
    'register',
    'grant',
    'release',
    'complete',
    'withdraw',
    'evict',
    'renew',
    'ask',
    'alive',
    'hand-on',
    'lock',
    'unlock',
    'register and grant',
    'evict and grant',
  ),
  who: fc.nat({ max: CAST.length - 1 }),
  success: fc.boolean(),
  proves: fc.boolean(),
  // A clock that has gone back stamps nothing before the latest stamp.
  after: fc.oneof(fc.integer({ min: -5000, max: 1000 }), fc.integer({ min: 0, max: 400_000 })),
});

/** One write of a history. */
export interface Step {
  readonly before: LeaseDocument;
  readonly changes: readonly Change[];
  readonly now: Instant;
  readonly after: LeaseDocument;
}

/** A history from an empty lease; every step has an effect. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .array(wanted, { minLength: 1, maxLength: 40, size: 'max' })
  .map(play);

/** A document that the protocol can reach. */
export const reachable: fc.Arbitrary<LeaseDocument> = histories.map(
  (steps) => steps.at(-1)?.after ?? createDocument(LEASE, START),
);

function play(moves: readonly Wanted[]): Step[] {
  const steps: Step[] = [];
  let document = createDocument(LEASE, START);
  let clock = 0;
  for (const move of moves) {
    clock += move.after;
    const now = START + clock / 1000;
    const changes = changesOf(document, move, now);
    const after = transition(document, changes, { now });
    if (after !== document) steps.push({ before: document, changes, now, after });
    document = after;
  }
  return steps;
}

function changesOf(document: LeaseDocument, move: Wanted, now: Instant): Change[] {
  const { kind, who } = move;
  const me = attemptOf(document, CAST[who]!);
  switch (kind) {
    case 'register':
      return [registering(document, me, move)];
    case 'register and grant':
      return holderOf(document) === undefined
        ? [registering(document, me, move), { kind: 'grant', id: me.id }]
        : [];
    case 'evict and grant':
      return evictingAndGranting(document, who);
    case 'grant': {
      const next = pick(document, who, isPending);
      return next === undefined || holderOf(document) !== undefined ? [] : [{ kind, id: next.id }];
    }
    case 'release': {
      const holder = holderOf(document);
      if (holder === undefined) return [];
      const { id, epoch } = holder;
      return [
        {
          kind,
          id,
          epoch,
          outcome: move.success ? 'success' : 'failure',
          proofs: proofsOf(move),
        },
      ];
    }
    case 'complete': {
      const settled = pick(document, who, (request) => isPending(request) && successFor(document, request));
      return settled === undefined
        ? []
        : [{ kind, id: settled.id, by: settlingSuccess(document, settled, PROOFS)! }];
    }
    case 'withdraw':
      return [{ kind, registration: me, reason: 'timed-out' }];
    case 'evict':
      return evicting(pick(document, who, () => true));
    case 'renew':
    case 'ask':
    case 'alive':
      return [{ kind, id: me.id }];
    case 'hand-on': {
      const watched = document.requests.map(({ id, seen_at }) => [
        `seen:${id}`,
        { stamp: seen_at, seconds: who },
      ]);
      return [{ kind, watched: Object.fromEntries(watched) }];
    }
    case 'lock':
      return [{ kind, lock: lockOf({ at: now, until: move.success ? null : now + 60 }) }];
    case 'unlock':
      return [{ kind, waives: move.success }];
  }
}

/** The registration of the attempt that has no outcome yet. */
function attemptOf(document: LeaseDocument, registration: Registration): Registration {
  const ended = document.outcomes.filter((outcome) => outcome.id.startsWith(`${registration.id}/`)).length;
  return { ...registration, id: `${registration.id}/${ended + 1}`, run_attempt: ended + 1 };
}

function registering(document: LeaseDocument, registration: Registration, move: Wanted): Change {
  const holder = holderOf(document);
  const joins =
    holder !== undefined &&
    isGroup(holder) &&
    isGroup(registration) &&
    maySettle(holder, registration) &&
    containedIn(document, holder.head_sha, proofsOf(move))(registration.head_sha);
  return { kind: 'register', registration, ...(joins ? { joins: holder.id } : {}) };
}

/** The one before it is dead, and the one after it takes the lease in the same write. */
function evictingAndGranting(document: LeaseDocument, who: number): Change[] {
  const dead = holderOf(document) ?? pick(document, who, isPending);
  const next = pick(document, who + 1, (request) => isPending(request) && request.id !== dead?.id);
  return dead === undefined || next === undefined ? [] : [...evicting(dead), { kind: 'grant', id: next.id }];
}

function evicting(request: Request | undefined): Change[] {
  if (request === undefined) return [];
  const { id, epoch = null } = request;
  return [{ kind: 'evict', id, epoch, by: 'checker', reason: 'its job ended' }];
}

function proofsOf({ proves }: Wanted): Proofs {
  return proves ? PROOFS : NO_PROOFS;
}

function isPending({ status }: Request): boolean {
  return status === 'pending';
}

function successFor(document: LeaseDocument, request: Request): boolean {
  return settlingSuccess(document, request, PROOFS) !== undefined;
}

function pick(
  document: LeaseDocument,
  which: number,
  wanted: (request: Request) => boolean,
): Request | undefined {
  const found = document.requests.filter(wanted);
  return found[which % Math.max(found.length, 1)];
}
