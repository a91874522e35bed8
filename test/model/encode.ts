// States as text, so that two that behave alike are explored once.
//
// Left out is what no later step can tell apart: absolute sequences and heads, and what a registration says of itself
// (its id names it). Times stay absolute.
import type { Memory, Turn } from '../../src/lease/decide.ts';
import type { LeaseDocument, Lock } from '../../src/lease/schema.ts';
import type { Client, State, Version } from './state.ts';

const documents = new WeakMap<LeaseDocument, string>();

function encodeDocument(document: LeaseDocument): string {
  const known = documents.get(document);
  if (known !== undefined) return known;
  const ids = document.rounds.map((round) => round.id).toSorted((a, b) => a - b);
  const text = [
    document.epoch,
    ...document.rounds.map(
      (round) =>
        `R${ids.indexOf(round.id)},${round.scope},${round.priority},${round.changed_at},${round.granted}`,
    ),
    ...document.requests.map(
      (request) =>
        `Q${request.id},${ids.indexOf(request.round)},${request.status},${request.registered_at},${request.seen_at},${request.epoch},${request.stack.length}`,
    ),
    ...document.outcomes.map(
      ({ id, outcome, at, epoch, takeover_delay }) => `O${id},${outcome},${at},${epoch},${takeover_delay}`,
    ),
    encodeLock(document.lock),
  ].join(';');
  documents.set(document, text);
  return text;
}

function encodeLock(lock: Lock | null): string {
  return lock === null ? '' : `L${lock.at},${lock.until}`;
}

function encodeTurn({ wins, other, passed }: Turn): string {
  return `${wins},${other?.id},${other?.since},${[...passed].toSorted().join('+')}`;
}

function encodeMemory(memory: Memory, poll: number): string {
  const signs = [...memory.signs]
    .map(([id, sign]) => `${id}:${sign.liveness}:${sign.at}:${sign.poll === poll}:${Math.min(sign.reads, 2)}`)
    .toSorted();
  return `${memory.registered},${memory.leaving},${memory.missingSince},${encodeTurn(memory.turn)},${signs.join('+')}`;
}

function encodeClient(client: Client, { newest, previous }: State): string {
  const { phase, attempt, steps, completed, status, epoch, person } = client;
  const common = `${person.name},${attempt},${steps},${phase},${completed}`;
  if (phase === 'absent' || phase === 'done' || phase === 'lost') return common;
  const lag = (seen: number | null): string =>
    seen === null ? '?' : `${newest.document.sequence > seen}${(previous?.document.sequence ?? 0) > seen}`;
  const unanswered =
    client.unanswered === null
      ? 'n'
      : `${[newest.head, previous?.head].indexOf(client.unanswered.head)}${lag(client.unanswered.sequence)}`;
  const saved = `${common},${status},${epoch},${unanswered},${client.registration?.id}`;
  if (phase !== 'main') return saved;
  const memory = encodeMemory(client.memory, client.poll);
  const turn = client.lastTurn === client.memory.turn ? '=' : encodeTurn(client.lastTurn);
  const mayRead = previous !== null && previous.document.sequence >= client.known;
  const waited = Math.min(client.poll, client.person.delayAssignment + 1);
  return `${saved},${client.registration?.stack.length},${memory},${turn},${mayRead},${client.ending},${client.missedAt},${waited}`;
}

function encodeVersion(version: Version | null): string {
  return version === null ? '' : `${encodeDocument(version.document)}${encodeLock(version.boardLock)}`;
}

/** The text of a state; `previous` counts only while somebody may still read it. */
export function encode(state: State, withPrevious: boolean): string {
  return [
    state.now,
    encodeVersion(state.newest),
    withPrevious ? encodeVersion(state.previous) : '',
    withPrevious ? Number(state.previous?.document === state.newest.document) : '',
    ...state.flights.map((flight) => `F${encodeVersion(flight.version)}`).toSorted(),
    ...state.clients.map((client) => encodeClient(client, state)),
    state.groups.map((group) => group.head.slice(0, 2)).join(),
    state.ended.toSorted().join(),
    state.faults,
    state.events,
    state.jumps,
    Number(state.lied),
  ].join('|');
}

/** A number of 53 bits for a text; two of a million texts share one with a chance of one in ten thousand. */
export function hash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low ^= low >>> 15;
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
