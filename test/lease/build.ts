// Registrations, documents and histories for the tests of the core. A history is made by the real transitions, and
// every write of it is checked as a process checks its own before it sends them.
import { byClock, type Time } from '../../src/lease/age.ts';
import { NO_PROOFS, proofKey, type Proofs } from '../../src/lease/containment.ts';
import { createDocument, holderOf, holdOf, latestStamp } from '../../src/lease/document.ts';
import type { MergeGroup } from '../../src/lease/groups.ts';
import { fromIso, type Instant, type Seconds } from '../../src/lease/instant.ts';
import { assertStep } from '../../src/lease/invariants.ts';
import { claimsIn } from '../../src/lease/claims.ts';
import { lineOf } from '../../src/lease/line.ts';
import type {
  LeaseDocument,
  Lock,
  Outcome,
  Parameters,
  Registration,
  Request,
} from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';

export const START: Instant = fromIso('2026-11-20T10:00:00Z');
export const LEASE = 'staging';
export const GROUP_SCOPE = 'main · ci.yml · staging';
export const PLAIN_SCOPE = 'deploy.yml · deploy';

/** The instant that is so many seconds after the start of every history. */
export function at(after: Seconds): Instant {
  return START + after;
}

/** That instant by a clock that all share, for a process that has seen nothing yet. */
export function timeAt(after: Seconds): Time {
  return byClock(at(after));
}

export function sha(number: number): string {
  return number.toString(16).padStart(2, '0').repeat(20);
}

const PARAMETERS: Parameters = {
  window: 300,
  expected: 'auto',
  ttl: 120,
  max_hold: 21_600,
  takeover_delay: 30,
  propagate: true,
  held_by: 'job',
  accepts: null,
  take: 1,
};

type Wish = Partial<Omit<Registration, 'parameters'>> & { readonly parameters?: Partial<Parameters> };

/** What the merge group `number` registers; it sits on the group before it. */
export function group(number: number, { parameters, ...overrides }: Wish = {}): Registration {
  const below = overrides.base_sha ?? sha(number - 1);
  return {
    id: `group-${number}`,
    nonce: `nonce-${number}`,
    run_id: 100 + number,
    run_attempt: 1,
    job: 'staging',
    job_index: 0,
    run_url: `https://github.com/acme/shop/actions/runs/${100 + number}`,
    scope: GROUP_SCOPE,
    priority: number,
    base_sha: below,
    head_sha: sha(number),
    head_ref: refOf(number, below),
    base_ref: 'refs/heads/main',
    check_run_id: 900 + number,
    runner_name: 'runner-1',
    actor: 'alice',
    stack: [],
    parameters: { ...PARAMETERS, ...parameters },
    ...overrides,
  };
}

/** What a deployment registers. */
export function plain(number: number, { parameters, ...overrides }: Wish = {}): Registration {
  return {
    ...group(number),
    id: `plain-${number}`,
    scope: PLAIN_SCOPE,
    priority: 0,
    base_sha: null,
    head_ref: 'refs/heads/main',
    base_ref: '',
    check_run_id: null,
    parameters: { ...PARAMETERS, window: 0, propagate: false, ...parameters },
    ...overrides,
  };
}

/** A deployment that accepts slots of one letter each, in this order, and takes some of them. */
export function pooled(number: number, accepts: string, take = 1, wish: Wish = {}): Registration {
  return plain(number, { ...wish, parameters: { ...wish.parameters, accepts: [...accepts], take } });
}

/** The merge group of a registration as the queue lists it. */
export function listed(registration: Registration): MergeGroup {
  return {
    ref: registration.head_ref,
    head: registration.head_sha,
    parent: registration.base_sha!,
    pullRequest: registration.priority,
  };
}

function refOf(number: number, parent: string): string {
  return `refs/heads/gh-readonly-queue/main/pr-${number}-${parent}`;
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

/** What the compare API says when it finds all of `inside` in `head`. */
export function proved(head: Registration, ...inside: readonly Registration[]): Proofs {
  return Object.fromEntries(inside.map((each) => [proofKey(head.head_sha, each.head_sha), true]));
}

/** A change, or one that depends on the state that it is applied to. */
export type Move = Change | ((document: LeaseDocument) => Change);

type Named = { readonly id: string };

export function register(registration: Registration): Change {
  return { kind: 'register', registration };
}

/** Registers in the round of a holder. */
export function joining(registration: Registration, { id }: Named): Change {
  return { kind: 'register', registration, joins: id };
}

/** Gives a request slots that it accepts, or the whole lease. */
export function grant({ id }: Named, ...slots: readonly string[]): Change {
  return { kind: 'grant', id, ...(slots.length === 0 ? {} : { slots }) };
}

/** Ends the hold that is there, by the holder itself. */
export function release({ id }: Named, outcome: 'success' | 'failure', proofs = NO_PROOFS): Move {
  return (document) => ({
    kind: 'release',
    id,
    epoch: holdOf(document, id)!.epoch,
    outcome,
    proofs,
  });
}

export function withdraw(registration: Registration, reason = 'timed-out'): Change {
  return { kind: 'withdraw', registration, reason };
}

/** Removes a request, whether it holds the lease or waits. */
export function evict({ id }: Named, by = 'checker', reason = 'its job ended'): Move {
  return (document) => {
    const epoch = holdOf(document, id)?.epoch ?? null;
    return { kind: 'evict', id, epoch, by, reason };
  };
}

export function renew({ id }: Named): Change {
  return { kind: 'renew', id };
}

export function ask({ id }: Named): Change {
  return { kind: 'ask', id };
}

export function alive({ id }: Named): Change {
  return { kind: 'alive', id };
}

export function complete({ id }: Named, by: Outcome): Change {
  return { kind: 'complete', id, by };
}

export function epochOf(document: LeaseDocument): number | null {
  return holderOf(document)?.epoch ?? null;
}

/** Applies one write, and checks it as a process would. */
export function write(document: LeaseDocument, after: Seconds, ...moves: readonly Move[]): LeaseDocument {
  const changes = moves.map((move) => (typeof move === 'function' ? move(document) : move));
  const changed = transition(document, changes, { now: at(after) });
  if (changed !== document) assertStep(document, changed);
  return changed;
}

/** The same document, as processes with clocks of their own have written it. */
export function byOwnClocks(document: LeaseDocument): LeaseDocument {
  return { ...document, own_clock_at: latestStamp(document) };
}

/** One write: seconds after the start, and its moves. */
export type Write = readonly [after: Seconds, ...moves: Move[]];

/** The document after all the writes. */
export function story(...writes: readonly Write[]): LeaseDocument {
  return writes.reduce(
    (document, [after, ...moves]) => write(document, after, ...moves),
    createDocument(LEASE, START),
  );
}

/** All of these wait, each since a second after the one before. */
export function waiting(...registrations: readonly Registration[]): LeaseDocument {
  return story(...registrations.map((each, after): Write => [after, register(each)]));
}

/** The first holds the lease since 1, and the others wait since 2 and later. */
export function heldBy(holder: Registration, ...others: readonly Registration[]): LeaseDocument {
  const held = write(waiting(holder), 1, grant(holder));
  return others.reduce((document, each, index) => write(document, index + 2, register(each)), held);
}

/** Each of them holds a slot: those of the first since 1, of the next since 2 and later. */
export function poolOf(
  ...holds: readonly (readonly [holder: Registration, ...slots: string[]])[]
): LeaseDocument {
  return holds.reduce(
    (document, [holder, ...slots], index) =>
      write(document, index + 1, register(holder), grant(holder, ...slots)),
    createDocument(LEASE, START),
  );
}

/** It was granted the lease at 1, and its hold has ended so at 2. */
export function endedAs(outcome: 'success' | 'failure', holder: Registration): LeaseDocument {
  return write(heldBy(holder), 2, release(holder, outcome));
}

/** The live request of a registration. */
export function liveOf(document: LeaseDocument, { id }: Named): Request {
  const request = document.requests.find((each) => each.id === id);
  if (request === undefined) throw new Error(`${id} is not live`);
  return request;
}

/** The outcome of a registration. */
export function endOf(document: LeaseDocument, { id }: Named): Outcome {
  const outcome = document.outcomes.find((each) => each.id === id);
  if (outcome === undefined) throw new Error(`${id} has no outcome`);
  return outcome;
}

/** Who is due, by the document alone. */
export function dueAt(document: LeaseDocument, after: Seconds): string | undefined {
  const claims = claimsIn(lineOf(document), { time: timeAt(after), mine: null, boardLock: null });
  return claims.find(({ due }) => due.length > 0)?.request.id;
}

/** Ids of the members of each round, oldest round first. */
export function roundsOf(document: LeaseDocument): string[][] {
  return document.rounds.map((round) =>
    document.requests.filter((request) => request.round === round.id).map((request) => request.id),
  );
}

export function ids(entries: readonly Named[]): string[] {
  return entries.map(({ id }) => id);
}
