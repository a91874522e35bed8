// Everything that can happen next in a state: what processes do, what goes wrong, what operators and the queue do.
import type { Lock } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import { isStale, pollMain, pollPost, type Move } from './client.ts';
import { violate } from './promises.ts';
import {
  absent,
  freshMain,
  withClient,
  type Client,
  type Event,
  type Fault,
  type Model,
  type State,
  type Version,
} from './state.ts';
import { commit, report, settle, toPost, write } from './steps.ts';
import { nextInstant } from './time.ts';

/** Something that can happen: its words, and the state after it. Running it throws where it breaks a promise. */
export interface Action {
  readonly label: string;
  readonly run: () => State | null;
}

/** All that can happen next. */
export function actions(model: Model, state: State): Action[] {
  const { config } = model;
  const list: Action[] = [];
  const add = (label: string, run: () => State | null): number => list.push({ label, run });
  const fault = (kind: Fault, label: string, run: (spent: State) => State | null): void => {
    if (!config.kinds.has(kind) || state.faults === 0) return;
    add(label, () => run({ ...state, faults: state.faults - 1 }));
  };
  const event = (kind: Event, label: string, run: (spent: State) => State | null): void => {
    if (!config.kinds.has(kind) || state.events === 0) return;
    add(label, () => run({ ...state, events: state.events - 1 }));
  };

  state.clients.forEach((client, index) => clientActions(model, state, client, index, add, fault, event));
  state.flights.forEach((flight) => {
    add(`the late write of ${flight.by} lands`, () => commit(state, { document: flight.version.document }));
  });
  boardActions(model, state, event);
  const later = state.jumps === 0 ? null : nextInstant(model, state);
  if (later !== null) {
    add(`time passes: ${later - state.now} s`, () => ({ ...state, now: later, jumps: state.jumps - 1 }));
  }
  return list;
}

type Add<K> = (kind: K, label: string, run: (spent: State) => State | null) => void;

function clientActions(
  model: Model,
  state: State,
  client: Client,
  index: number,
  add: (label: string, run: () => State | null) => void,
  fault: Add<Fault>,
  event: Add<Event>,
): void {
  const { name } = client.person;
  const become = (base: State, change: Partial<Client>): State =>
    withClient(base, index, { ...client, ...change });
  const isPolling = client.phase === 'main' || client.phase === 'post' || client.phase === 'absent';
  if (isPolling && mayArrive(model, state, client, index))
    pollActions(model, state, client, index, add, fault);
  if (client.phase === 'working') {
    add(`${name}: the job succeeds`, () => become(state, { ...toPost(client), status: 'success' }));
    add(`${name}: the job fails`, () => become(state, { ...toPost(client), status: 'failure' }));
  }
  if (client.phase === 'main') {
    if (client.ending === null)
      event('timeout', `${name} must end`, (spent) => become(spent, { ending: 'timed-out' }));
    for (const status of ['success', 'failure'] as const) {
      fault('killed-main', `${name}: main is killed, the job ends as ${status}`, (spent) =>
        become(spent, { ...toPost(client), status }),
      );
    }
  }
  if (client.phase === 'main')
    fault('asleep', `${name} asks no longer`, (spent) => become(spent, { phase: 'asleep' }));
  if (client.phase === 'asleep') {
    add(`${name}: the job fails`, () => become(state, { ...toPost(client), status: 'failure' }));
  }
  if (['main', 'working', 'post'].includes(client.phase)) {
    fault('lost-runner', `${name}: the runner is lost`, (spent) => become(spent, { phase: 'lost' }));
  }
  if (client.phase === 'lost' && !client.completed) {
    add(`${name}: GitHub sees the job as completed`, () => become(state, { completed: true }));
  }
  if (client.completed) {
    event('rerun', `${name} is run again`, (spent) =>
      withClient(spent, index, absent(model.core, client.person, client.attempt + 1)),
    );
  }
  if (client.phase === 'done' && client.steps > 0) {
    event('second-step', `${name}: another step of the job asks`, (spent) => {
      // A name that never got to the board is used again.
      const ended = spent.ended.filter((id) => model.core.outcomeOf(spent.newest.document, id) !== undefined);
      const next = become(spent, { phase: 'absent', completed: false, ...freshMain(model.core) });
      return { ...next, ended };
    });
  }
}

function mayArrive({ config }: Model, state: State, client: Client, index: number): boolean {
  if (client.phase !== 'absent' || !config.symmetric || index === 0) return true;
  return client.attempt > 1 || state.clients[index - 1]!.phase !== 'absent';
}

function pollActions(
  model: Model,
  state: State,
  client: Client,
  index: number,
  add: (label: string, run: () => State | null) => void,
  fault: Add<Fault>,
): void {
  const { name } = client.person;
  const isPost = client.phase === 'post';
  const what = `${name} ${isPost ? 'releases' : client.phase === 'absent' ? 'arrives' : 'polls'}`;
  const look = (at: State, version: Version, lie: boolean): Move =>
    isPost ? pollPost(model, at, client, version) : pollMain(model, at, client, version, lie);
  let writes: boolean | null = null;
  add(what, () => {
    const move = look(state, state.newest, false);
    writes = move.write !== null;
    return settle(model, state, index, move, 'applied');
  });
  for (const how of ['unanswered', 'late'] as const) {
    fault(how, `${what} (${how === 'late' ? 'write under way' : 'applied, not answered'})`, (spent) =>
      writes === false ? null : settle(model, spent, index, look(spent, spent.newest, false), how),
    );
  }
  const { previous } = state;
  if (previous !== null && !isStale(client, previous)) {
    fault('old-read', `${what} on an older state`, (spent) => {
      const move = look(spent, previous, false);
      // The write loses: its base is no longer the head.
      return report(spent, index, move);
    });
  }
  if (!isPost && !state.lied) {
    fault('false-death', `${what}, and is told that a running job is completed`, (spent) => {
      const move = look(spent, spent.newest, true);
      return move.lied ? settle(model, spent, index, move, 'applied') : null;
    });
  }
}

const LOCK = { reason: 'maintenance', actor: 'olga', until: null, run_url: '' };

/** What operators, other leases and the merge queue do to the board. */
function boardActions(model: Model, state: State, event: Add<Event>): void {
  const { newest, previous, now } = state;
  const { document } = newest;
  const holder = document.requests.find((request) => request.status === 'acquired');
  const apply = (spent: State, changes: readonly Change[]): State | null => {
    const after = model.core.transition(document, changes, now);
    return after === document ? null : write(model, spent, changes, after);
  };
  const lock: Lock = { ...LOCK, at: now };
  if (document.lock === null)
    event('lock', 'an operator locks the lease', (spent) => apply(spent, [{ kind: 'lock', lock }]));
  else event('lock', 'an operator unlocks the lease', (spent) => apply(spent, [{ kind: 'unlock' }]));
  const boardLock = newest.boardLock === null ? lock : null;
  event('lock-all', `an operator ${boardLock ? 'locks' : 'unlocks'} all leases`, (spent) =>
    commit(spent, { boardLock }),
  );
  event('other-lease', 'another lease is written', (spent) => commit(spent, {}));
  if (state.groups === model.config.groups) {
    event('rebuild', 'the merge queue is rebuilt', (spent) => ({ ...spent, groups: model.config.rebuilt }));
  }
  if (holder?.epoch !== undefined) {
    const { id, epoch } = holder;
    const by = { id, by: 'olga', reason: 'freed' };
    event('free', `an operator frees ${id}`, (spent) => apply(spent, [{ kind: 'evict', epoch, ...by }]));
    event('wrong-token', `an operator frees ${id} by another token`, (spent) =>
      apply(spent, [{ kind: 'evict', epoch: epoch - 1, ...by }]),
    );
    event('wrong-token', `${id} is released with another token`, () => {
      const releaser = { id, epoch: epoch - 1, outcome: 'success', registration: null } as const;
      const verdict = model.core.decideRelease(releaser, document, model.proofs, false);
      if (verdict.kind === 'write')
        violate(`S4: the hold of ${id} may be ended by another token than its own`);
      return null;
    });
  }
  const gone = previous?.document.requests.find((request) => request.status === 'acquired');
  if (gone?.epoch !== undefined && gone.id !== holder?.id) {
    const { id, epoch } = gone;
    event('free', `an operator frees ${id}, who has just ended`, (spent) =>
      apply(spent, [{ kind: 'evict', id, epoch, by: 'olga', reason: 'freed' }]),
    );
  }
}
