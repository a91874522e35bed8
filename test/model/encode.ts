// States as text, so that two that behave alike are explored once.
//
// Jobs that are over are a word; of the history there is only what somebody still knows.
import type { Leftover } from '../../src/protocol/acquire-state.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import { acquire, document, leftover, lock, post, renew } from './encode-machine.ts';
import { due, epoch, head, kept, list, maybe, object, same, type Encoder, type Origin } from './origin.ts';
import { headOf, nowOf, type Config, type Flight, type Job, type Version, type World } from './world.ts';

const ask: Encoder<Ask> = (each, from) => {
  switch (each.ask) {
    case 'write':
      return `write${head(each.on, from)}${maybe(document)(each.document, from)}`;
    case 'life':
      return `life${each.request.id}`;
    case 'contains':
      return `contains${each.head.slice(0, 2)}${each.sha.slice(0, 2)}`;
    default:
      return each.ask;
  }
};

const running: Encoder<NonNullable<Job['running']>> = (value, from) => {
  const own = { ...from, watched: value.state.session.known.watched };
  if (value.kind === 'post') return `post${post(value.state, own)}`;
  if (value.kind === 'renew') return `renew${renew(value.state, own)}`;
  const { startedAt, wish, poll } = value.state;
  const isTimed = startedAt !== null && (wish.timeout !== null || !wish.wait);
  return `main${acquire(value.state, { ...own, poll })}${isTimed ? from.mono - startedAt : ''}`;
};

const job = kept(
  object<Omit<Job, 'person' | 'begunAt'>>({
    phase: same,
    running: maybe(running),
    pending: ({ asks, until, landed }, from) =>
      `${list(ask)(asks, from)}${maybe(due)(until, from)}${landed === null ? '' : JSON.stringify(landed.is === 'value' ? landed.value : landed.is)}`,
    step: same,
    left: maybe(leftover),
    posts: list((text, from) => leftover(JSON.parse(text) as Leftover, from)),
    hold: maybe((hold, from) => `${hold.id}:${epoch(hold.epoch, from)}`),
    result: same,
    cancelled: same,
    isSlow: same,
    wasHindered: same,
    wasFreed: same,
  }),
);

const version: Encoder<Version> = (each, from) =>
  `${head(headOf(each), from)}${maybe(document)(each.document, from)}${maybe(lock)(each.lock, from)}`;

const flight: Encoder<Flight> = ({ index, kind, registration, draft }, from) =>
  `${index}${kind}${registration.nonce}${head(draft.on, from)}${maybe(document)(draft.document, from)}`;

/** The state as text. */
export function encode(world: World, reach: number): string {
  const { board } = world;
  const from: Origin = {
    at: nowOf(world),
    mono: world.mono,
    count: board.count,
    sequence: board.document?.sequence ?? 0,
    epoch: board.document?.epoch ?? 0,
    reach,
    watched: 0,
    poll: 0,
  };
  return [
    version(board, from),
    // How much the next token rises, and whether those who come together may still come.
    Math.max(from.at - from.epoch, 0),
    world.mono === 0,
    maybe(version)(world.before, from),
    list(flight)(world.flights, from),
    ...world.jobs.map((each) => {
      // A write of it that is under way is judged by how the job has ended.
      const isOver = each.phase === 'lost' || each.phase === 'done';
      return isOver ? `${each.phase}${each.result}${each.hold?.id}` : job(each, from);
    }),
    world.isRebuilt,
    world.ended.join(),
    Object.values(world.budget).join(),
    world.faults,
  ].join('|');
}

/** Seconds beyond which no rule of these jobs looks back. */
export function reachOf({ cast, fresh }: Config): number {
  const people = [...cast, ...fresh];
  const hasSlots = people.some(({ wish }) => wish.registration.parameters.accepts !== null);
  const each = people.map(({ wish }) => {
    const { ttl, max_hold, window, takeover_delay, hold_limit = 0 } = wish.registration.parameters;
    // Who keeps slots while it waits for more is asked to act after five TTLs.
    const patience = Math.max(hasSlots ? 5 : 0, people.length + 1);
    return Math.max(ttl * patience, max_hold, 3 * window, takeover_delay, hold_limit);
  });
  return Math.max(...each) + 3;
}

/** 53 bits of a text. */
export function hash(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
