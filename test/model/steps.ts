// How a state goes on: versions follow each other, writes are judged, ends are reported.
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import { goOn, pollMain, pollPost, type Move } from './client.ts';
import { checkCommit, violate } from './promises.ts';
import { absent, Violation, withClient, type Client, type Model, type State, type Version } from './state.ts';

/** The model in its first state. */
export function initial(model: Model, now: number): State {
  const { config, core } = model;
  const document = core.createDocument('main', now);
  return {
    now,
    newest: { head: 0, document, boardLock: null },
    previous: null,
    flights: [],
    clients: config.cast.map((person) => absent(core, person, 1)),
    groups: config.groups,
    ended: [],
    faults: config.faults,
    events: config.events,
    jumps: config.jumps,
    lied: false,
  };
}

/** Replaces the newest version; whatever was computed on the one before can no longer land. */
export function commit(state: State, change: Partial<Version>): State {
  const newest = { ...state.newest, ...change, head: state.newest.head + 1 };
  return { ...state, newest, previous: state.newest, flights: [] };
}

/** Applies a checked write of a lease. */
export function write(
  model: Model,
  state: State,
  changes: readonly Change[],
  document: LeaseDocument,
): State {
  const before = state.newest.document;
  try {
    model.core.assertStep(before, document);
  } catch (error) {
    violate((error as Error).message);
  }
  checkCommit(model, state, before, document, changes);
  return commit(state, { document });
}

/** What a process has reported. */
export function report(state: State, index: number, { client, ended, lied }: Move): State {
  const next = withClient(state, index, client);
  if (ended === null && !lied) return next;
  const list = ended === null || state.ended.includes(ended) ? state.ended : [...state.ended, ended];
  const live = state.newest.document.requests.find((request) => request.id === ended);
  if (live !== undefined) violate(`S10: ${ended} reports its end, and is ${live.status} on the board`);
  return { ...next, ended: list, lied: state.lied || lied };
}

/** A poll without any fault: applied and answered, and gone on with. */
export function poll(model: Model, state: State, index: number): State {
  const client = state.clients[index]!;
  const move =
    client.phase === 'post'
      ? pollPost(model, state, client, state.newest)
      : pollMain(model, state, client, state.newest, false);
  return settle(model, state, index, move, 'applied');
}

/** What follows from a move: its end is reported, or its write arrives in one of three ways. */
export function settle(
  model: Model,
  state: State,
  index: number,
  move: Move,
  how: 'applied' | 'unanswered' | 'late',
): State {
  if (move.write === null) return report(state, index, move);
  const { changes, document } = move.write;
  const { client } = move;
  if (document === state.newest.document)
    violate(`L4: ${client.person.name} writes what changes nothing, again and again`);
  const base = { head: state.newest.head, sequence: state.newest.document.sequence };
  const noted = report(state, index, { ...move, client: { ...client, unanswered: base } });
  const written = write(model, state, changes, document);
  if (how === 'late') {
    const flight = { by: client.registration?.id ?? client.person.name, version: written.newest };
    return { ...noted, flights: [...state.flights, flight] };
  }
  const landed = { ...written, clients: noted.clients, lied: noted.lied };
  if (how === 'unanswered') return landed;
  const answered: Client = { ...client, unanswered: null, known: document.sequence };
  if (client.phase === 'post') {
    return report(landed, index, pollPost(model, landed, answered, landed.newest));
  }
  const next = goOn(model, withClient(landed, index, answered), answered);
  return report(landed, index, next.write === null ? next : { ...next, write: null });
}

/**
 * What the post step knows of main: of an unanswered write its head alone, and the last board where main has come to
 * its own end.
 */
export function toPost({ unanswered, phase, known }: Client): Pick<Client, 'phase' | 'known' | 'unanswered'> {
  return {
    phase: 'post',
    known: phase === 'working' ? known : -1,
    unanswered: unanswered && { ...unanswered, sequence: null },
  };
}

/** The promise that an error of a run speaks of; rethrows what is no violation. */
export function promiseOf(error: unknown): string {
  if (error instanceof Violation) return error.message;
  if (error instanceof Error && error.name === 'InvariantError') return error.message;
  throw error;
}
