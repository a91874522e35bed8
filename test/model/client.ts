// One process as the protocol drives it: what a poll of main, or one round of post, does with the state it reads.
//
// This follows protocol/acquire.ts, protocol/session.ts, protocol/update.ts and modes/post.ts step by step; every
// decision is the core's.
import type { Verdict } from '../../src/lease/decide.ts';
import type { Liveness } from '../../src/lease/liveness.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import { checkEnd, checkPost, checkWish } from './promises.ts';
import { idOf, Violation, type Client, type Model, type State, type Version } from './state.ts';

/** What a process does after a look: it ends or waits (no changes), or writes. */
export interface Move {
  readonly client: Client;
  /** The id that was reported as ended. */
  readonly ended: string | null;
  readonly write: { readonly changes: readonly Change[]; readonly document: LeaseDocument } | null;
  /** Whether a wrong answer of the jobs API was asked for, and used. */
  readonly lied: boolean;
}

const MOST_CHECKS = 20;

/** The first look of a new main step: the request gets its name and its stack. */
function arrive({ core }: Model, state: State, client: Client, { document }: Version): Client {
  const { person, attempt } = client;
  const stack = core.stackOf(state.groups, person.registration.head_sha).map((group) => group.head);
  let step = 1;
  for (; ; step += 1) {
    const outcome = core.outcomeOf(document, idOf(person, attempt, step));
    if (outcome === undefined || outcome.outcome === 'completed') break;
  }
  const registration: Registration = {
    ...person.registration,
    id: idOf(person, attempt, step),
    run_attempt: attempt,
    stack: stack.filter((head) => head !== person.registration.head_sha),
  };
  return { ...client, phase: 'main', registration };
}

/** Whether a version is older than the newest that the process has seen: then it looks as if nothing were there. */
export function isStale(client: Client, version: Version): boolean {
  return version.document.sequence < client.known;
}

/**
 * A read by a session: what is seen is remembered. An unanswered write is forgotten once the read proves that the head
 * has moved on: another head may also be an older one, but a later document is not.
 */
function read({ forgets }: Model, client: Client, version: Version): Client {
  const { unanswered } = client;
  const isPast =
    unanswered !== null &&
    (forgets === 'at-another-head'
      ? version.head !== unanswered.head
      : unanswered.sequence !== null && version.document.sequence > unanswered.sequence);
  return {
    ...client,
    known: Math.max(client.known, version.document.sequence),
    unanswered: isPast ? null : unanswered,
  };
}

/** Whether a write of the process may still land on this version, as far as it can tell. */
function mayLand({ forgets }: Model, { unanswered }: Client, { head }: Version): boolean {
  return unanswered !== null && (forgets === 'at-a-later-document' || unanswered.head === head);
}

function livenessOf(model: Model, state: State, id: string): Liveness {
  if (model.config.blind) return 'unknown';
  const [name, attempt] = id.split('.');
  const owner = state.clients.find((client) => client.person.name === name);
  return owner === undefined || owner.completed || Number(attempt) < owner.attempt ? 'completed' : 'alive';
}

function evaluate(
  model: Model,
  state: State,
  client: Client,
  version: Version,
  lie: boolean,
): { client: Client; verdict: Verdict; lied: boolean } {
  const { core, proofs } = model;
  const { person, lastTurn, poll, ending } = client;
  const me = {
    registration: client.registration!,
    wait: person.wait,
    delayAssignment: person.delayAssignment,
    pollInterval: 5,
  };
  const isGroup = me.registration.base_sha !== null;
  let { memory } = client;
  let lied = false;
  for (let checks = 0; checks < MOST_CHECKS; checks += 1) {
    const decision = core.decide(
      me,
      { ...memory, turn: lastTurn },
      {
        document: version.document,
        boardLock: version.boardLock,
        now: state.now,
        poll,
        groups: isGroup ? { list: state.groups, at: state.now } : null,
        proofs,
        ending,
        unanswered: mayLand(model, client, version),
      },
    );
    ({ memory } = decision);
    if (decision.check === null) return { client: { ...client, memory }, verdict: decision.verdict, lied };
    const { id } = decision.check;
    const fact = livenessOf(model, state, id);
    lied ||= lie && fact === 'alive';
    memory = { ...memory, signs: core.observe(memory.signs, id, lie ? 'completed' : fact, state.now, poll) };
  }
  throw new Violation('a decision asks for signs of life without end');
}

/** One poll of main on a version, up to its first write or its end. */
export function pollMain(model: Model, state: State, before: Client, version: Version, lie: boolean): Move {
  const still = { ended: null, write: null, lied: false };
  const { ending, memory, unanswered } = before;
  if (ending !== null && !memory.registered && unanswered === null) {
    return { ...still, client: finished(before), ended: before.registration?.id ?? null };
  }
  const seen = read(model, before, version);
  const arrived = seen.registration === null ? arrive(model, state, seen, version) : seen;
  return decideOn(model, state, watched(state, arrived), version, lie);
}

/** The same poll goes on with what it has just written. */
export function goOn(model: Model, state: State, client: Client): Move {
  return decideOn(model, state, read(model, client, state.newest), state.newest, false);
}

function decideOn(model: Model, state: State, before: Client, version: Version, lie: boolean): Move {
  const { client, verdict, lied } = evaluate(model, state, before, version, lie);
  const still = { ended: null, write: null, lied };
  switch (verdict.kind) {
    case 'wait':
      return { ...still, client: { ...client, lastTurn: client.memory.turn, poll: client.poll + 1 } };
    case 'write': {
      const document = model.core.transition(version.document, verdict.changes, state.now);
      checkWish(model, state, client, version, verdict.changes, document);
      return { ...still, client, write: { changes: verdict.changes, document } };
    }
    case 'acquired': {
      checkEnd(model, state, client, version, verdict);
      return { ...still, client: { ...client, phase: 'working', epoch: verdict.holder.epoch } };
    }
    case 'lost':
      throw new Violation(`${client.registration!.id} finds neither its request nor its outcome`);
    case 'completed':
    case 'ended':
    case 'gone':
      checkEnd(model, state, client, version, verdict);
      return { ...still, client: finished(client), ended: client.registration!.id };
  }
}

/** Notes when a merge group was first missed, for the observer of `superseded`. */
function watched(state: State, client: Client): Client {
  const { head_sha, base_sha } = client.registration!;
  const isListed = base_sha === null || state.groups.some((group) => group.head === head_sha);
  return { ...client, missedAt: isListed ? null : (client.missedAt ?? state.now) };
}

function finished(client: Client): Client {
  return { ...client, phase: 'done', completed: true, steps: client.steps + 1 };
}

/** One round of post on a version. */
export function pollPost(model: Model, state: State, before: Client, version: Version): Move {
  const client = read(model, before, version);
  const still = { ended: null, write: null, lied: false };
  const registration = client.registration ?? firstName(client);
  const releaser = { id: registration.id, epoch: client.epoch, outcome: client.status!, registration };
  const verdict = model.core.decideRelease(
    releaser,
    version.document,
    model.proofs,
    mayLand(model, client, version),
  );
  if (verdict.kind !== 'write') return { ...still, client: { ...finished(client), steps: 0 } };
  const document = model.core.transition(version.document, verdict.changes, state.now);
  checkPost(client, version, verdict.changes, document);
  return { ...still, client, write: { changes: verdict.changes, document } };
}

/** Main saves a name before its first look. */
function firstName({ person, attempt }: Client): Registration {
  return { ...person.registration, id: idOf(person, attempt, 1), run_attempt: attempt, stack: [] };
}
