// L3 and L4: from a state, everything heals, two fresh jobs arrive, and all must come to an end.
//
// No more faults; late writes land or are lost for good; dead jobs are seen as such; an operator opens what is locked;
// whoever holds the lease finishes. Then everybody polls in turns, and time passes when nobody has anything to do.
import type { Judge } from './explore.ts';
import { commit, poll, toPost, write } from './steps.ts';
import { encode, hash } from './encode.ts';
import { violate } from './promises.ts';
import { absent, Violation, withClient, type Client, type Model, type State } from './state.ts';
import { nextInstant } from './time.ts';

/** Rounds of polls within which everybody comes to an end. */
export const ROUNDS = 60;

/** How what is open goes on: late writes, and jobs that hold the lease. */
interface Course {
  readonly lands: boolean;
  readonly status: 'success' | 'failure';
}

const COURSES: readonly Course[] = [
  { lands: true, status: 'success' },
  { lands: false, status: 'failure' },
];

/** Makes the judge of one model; it remembers from where it has seen everybody end. */
export function healer(model: Model): Judge {
  const known = COURSES.map(() => new Map<number, number>());
  return (state) => COURSES.forEach((course, i) => run(model, heal(model, state, course), course, known[i]!));
}

function heal(model: Model, state: State, { lands }: Course): State {
  const { core, config } = model;
  let healed: State = { ...state, faults: 0, events: 0, jumps: 0, lied: true, ended: [], previous: null };
  const flight = lands ? state.flights[0] : undefined;
  if (flight !== undefined) healed = commit(healed, { document: flight.version.document });
  const { document } = healed.newest;
  if (document.lock !== null) {
    const changes = [{ kind: 'unlock' } as const];
    healed = write(model, healed, changes, core.transition(document, changes, healed.now));
  }
  if (healed.newest.boardLock !== null) healed = commit(healed, { boardLock: null });
  const { requests } = healed.newest.document;
  const holds = ({ registration }: Client): boolean =>
    requests.some(({ id, status }) => id === registration?.id && status === 'acquired');
  // A job that sleeps while it waits may sleep on: nobody has to wait for it.
  const old = healed.clients.map((client): Client => {
    const isDead = client.phase === 'lost' || (client.phase === 'asleep' && holds(client));
    return isDead ? { ...client, phase: 'lost', completed: true } : client;
  });
  const fresh = config.fresh.map((person) => absent(core, person, 1));
  const groups = [...healed.groups, ...config.freshGroups];
  return { ...healed, groups, flights: [], previous: null, clients: [...old, ...fresh] };
}

/** Runs a healed state to its end. */
function run(model: Model, start: State, course: Course, known: Map<number, number>): void {
  const path: number[] = [];
  let state = start;
  let left = 0;
  for (;;) {
    const mark = hash(encode(state, false));
    const rest = known.get(mark);
    if (rest !== undefined) {
      left = rest;
      break;
    }
    path.push(mark);
    if (path.length > ROUNDS) violate(`L3: after ${ROUNDS} rounds of polls, ${openIn(model, state)}`);
    const polled = round(model, state, course);
    const isIdle = sameBoard(state, polled);
    if (isIdle && isOver(model, polled)) break;
    const later = isIdle ? nextInstant(model, polled) : polled.now;
    if (later === null) violate(`L4: nobody has anything to wait for, and ${openIn(model, polled)}`);
    state = { ...polled, now: later };
  }
  for (const mark of path.toReversed()) known.set(mark, (left += 1));
  if (left > ROUNDS) violate(`L3: it takes ${left} rounds of polls until everybody has ended`);
}

function sameBoard(before: State, after: State): boolean {
  return (
    before.newest === after.newest &&
    before.clients.every((client, i) => client.phase === after.clients[i]!.phase)
  );
}

/** Every process does one thing. */
function round(model: Model, start: State, { status }: Course): State {
  let state = start;
  start.clients.forEach((client, index) => {
    if (client.phase === 'absent' && index < model.config.cast.length) return;
    if (client.phase === 'done' || client.phase === 'lost' || client.phase === 'asleep') return;
    const working: Client = { ...client, ...toPost(client), status };
    state = client.phase === 'working' ? withClient(state, index, working) : poll(model, state, index);
  });
  return state;
}

/** Everybody has ended, and what is left on the board was left by the dead. */
function isOver({ config }: Model, { newest, clients }: State): boolean {
  const isGone = ({ phase }: Client, index: number): boolean =>
    phase === 'done' ||
    phase === 'lost' ||
    phase === 'asleep' ||
    (phase === 'absent' && index < config.cast.length);
  if (!clients.every(isGone)) return false;
  for (const { person } of clients.slice(config.cast.length)) {
    const end = newest.document.outcomes.find(({ id }) => id === `${person.name}.1`)?.outcome;
    if (end !== 'success' && end !== 'failure' && end !== 'completed')
      violate(`L3: ${person.name} ends as ${end ?? 'nothing'}`);
  }
  return true;
}

function openIn(_: Model, { newest, clients }: State): string {
  const waiting = clients.filter(({ phase }) => phase === 'main' || phase === 'post' || phase === 'working');
  const requests = newest.document.requests.map(({ id, status }) => `${id} (${status})`);
  return `still open are ${waiting.map(({ person, phase }) => `${person.name} (${phase})`).join(', ')}; on the board are ${requests.join(', ')}`;
}

/** The rounds of polls from a healed state, written out for a person who looks for the reason. */
export function explain(model: Model, state: State): string[] {
  const lines: string[] = [];
  for (const course of COURSES) {
    let now = heal(model, state, course);
    lines.push(`late writes ${course.lands ? 'land' : 'are lost'}, jobs end as ${course.status}:`);
    try {
      for (let i = 0; i < ROUNDS; i += 1) {
        const polled = round(model, now, course);
        lines.push(`${now.now}: ${encode(polled, false)}`);
        const later = sameBoard(now, polled) ? nextInstant(model, polled) : polled.now;
        if (later === null || (sameBoard(now, polled) && isOver(model, polled))) break;
        now = { ...polled, now: later };
      }
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      lines.push(error.message);
    }
  }
  return lines;
}
