// Time in a model: it jumps to the next instant at which some duration of the documents or of a process has passed.
import { POLL } from './cast.ts';
import type { Model, State } from './state.ts';

/** The next instant at which a decision can change without a write; `null` where there is none. */
export function nextInstant(model: Model, state: State): number | null {
  const { now, newest, clients } = state;
  const { document } = newest;
  const instants: number[] = [];
  const after = (since: number, duration: number): void => {
    // A duration has passed when a second more than it has, and a clock shows whole seconds.
    const at = since + duration + 2;
    if (at > now) instants.push(at);
  };
  for (const round of document.rounds) {
    const members = document.requests.filter((request) => request.round === round.id);
    if (!members.some((request) => request.status === 'pending')) continue;
    const window = Math.max(...members.map((request) => request.parameters.window));
    if (window === 0) continue;
    after(round.changed_at, window);
    if (!round.granted) after(Math.min(...members.map((request) => request.registered_at)), 3 * window);
  }
  for (const outcome of document.outcomes) {
    if (outcome.takeover_delay !== undefined && document.requests.length > 0)
      after(outcome.at, outcome.takeover_delay);
  }
  const isWatched = clients.some((client) => client.phase === 'main');
  if (isWatched) {
    for (const request of document.requests) {
      const { ttl, max_hold } = request.parameters;
      after(request.seen_at, ttl);
      if (request.status === 'acquired' && document.requests.length > 2)
        after(request.seen_at, ttl * (document.requests.length - 1));
      if (!model.config.blind) continue;
      after(request.seen_at, max_hold / 2);
      after(request.seen_at, max_hold);
    }
  }
  for (const { phase, memory, person } of clients) {
    if (phase !== 'main') continue;
    const { ttl } = person.registration.parameters;
    if (memory.turn.other !== null) after(memory.turn.other.since, ttl);
    if (memory.missingSince !== null) after(memory.missingSince, POLL);
    for (const sign of memory.signs.values()) {
      if (sign.liveness !== 'completed') after(sign.at, ttl);
    }
  }
  return instants.length === 0 ? null : Math.min(...instants);
}
