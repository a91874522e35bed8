// The states of the machines as text, field by field, so that a new field cannot be forgotten: the compiler asks for it.
//
// What has no influence on any later step is left out by its name, such as what was told to a person.
import { latestStamp } from '../../src/lease/document.ts';
import type { Memory, Turn } from '../../src/lease/decision.ts';
import type { LeaseDocument, Lock, Request, Slot } from '../../src/lease/schema.ts';
import type { Sign } from '../../src/lease/signs.ts';
import type { AcquireState, Leftover } from '../../src/protocol/acquire-state.ts';
import type { Evidence } from '../../src/protocol/evidence.ts';
import type { Known } from '../../src/protocol/knowledge.ts';
import type { RenewState } from '../../src/protocol/renew.ts';
import type { Renewal } from '../../src/protocol/renewal.ts';
import type { Session } from '../../src/protocol/session.ts';
import type { Refusals, Weather } from '../../src/protocol/weather.ts';
import {
  age,
  due,
  end,
  epoch,
  head,
  kept,
  list,
  maybe,
  object,
  record,
  same,
  sequence,
  since,
  upTo,
  watched,
  type Encoder,
} from './origin.ts';
import type { PostState } from './world.ts';

export const lock = object<Pick<Lock, 'until'>>({ until: maybe(end) });

/** What a slot was last granted tells who has kept it; when a request last named it matters after a day. */
const slot = object<Omit<Slot, 'seen_at'>>({
  epoch,
  rest_until: maybe(end),
  rest_since: maybe(age),
  lock: maybe(lock),
});

/** The times of a request; when it was granted matters where the hold has a limit. */
const stampsOf = ({ registered_at, seen_at, alive_at, asked_at, granted_at, parameters }: Request) => [
  registered_at,
  seen_at,
  alive_at,
  asked_at,
  ...(parameters.hold_limit === undefined ? [] : [granted_at]),
];

/**
 * A document, by what can make a difference: what a request or an outcome says of its job and its wish, its id and nonce
 * name, and counters decide nothing.
 */
export const document = kept<LeaseDocument>((value, from) => {
  const { rounds, requests, outcomes, slots, watched: handedOn = {} } = value;
  const places = new Map(rounds.map(({ id }, place) => [id, place]));
  return [
    `${sequence(value.sequence, from)},${epoch(value.epoch, from)},${maybe(age)(value.own_clock_at ?? null, from)}`,
    maybe(end)(value.rest_until, from),
    maybe(age)(value.rest_since, from),
    Math.min(age(latestStamp(value), from) as number, 0),
    maybe(lock)(value.lock, from),
    ...rounds.map((each) => `${each.scope},${each.priority},${age(each.changed_at, from)},${each.granted}`),
    ...requests.map((each) => {
      const { id, nonce, status, stack, slots: held } = each;
      const stamps = stampsOf(each).map((at) => maybe(age)(at, from));
      return `${id}#${nonce},${status},${places.get(each.round)},${stack.length},${stamps.join()},${epoch(each.epoch, from)}${held?.join('+') ?? ''}`;
    }),
    // Of the times of outcomes, that of a failure matters alone, but in a crowd; of their slots, those of a dead holder.
    ...outcomes.map(
      ({ id, nonce, outcome, at, ...each }) =>
        `${id}#${nonce},${outcome},${epoch(each.epoch, from)},${outcome === 'failure' ? age(at, from) : ''}${outcome === 'evicted' ? (each.slots?.join('+') ?? '') : ''}`,
    ),
    ...Object.entries(slots).map(([name, each]) => `${name}:${slot(each, from)}`),
    ...Object.entries(handedOn).map(([what, { stamp, seconds }]) => `${what}=${age(stamp, from)}:${seconds}`),
  ].join(';');
});

const known = object<Omit<Known, 'lease' | 'trusted' | 'endsOnly' | 'others' | 'watched' | 'stride'>>({
  hasRead: same,
  on: maybe((on, from) => head(on.head, from)),
  missed: same,
  document: maybe(document),
  lock: maybe(lock),
  existed: same,
  seen: sequence,
  least: epoch,
  floor: epoch,
  older: maybe((older, from) => `${older.count}:${older.over}:${since(older.heardAt, from)}`),
  mayLand: maybe(sequence),
  sightings: record((each, from) => `${watched(each.at, from)}${age(each.since, from)}`),
  heardAt: maybe(since),
});

const refusals = maybe(object<Refusals>({ head, count: same, since, onHead: same, onHeadSince: since }));

const weather = object<Omit<Weather, 'told' | 'why'>>({
  reads: upTo(8),
  writes: upTo(8),
  looks: upTo(8),
  refusedReads: refusals,
  refusedWrites: refusals,
  losses: upTo(8),
  lostOn: maybe((lost, from) => `${head(lost.head, from)}:${Math.min(lost.count, 8)}`),
  notBefore: due,
  limitedUntil: maybe(due),
  looksNotBefore: due,
});

const session = object<Omit<Session, 'longestPause'>>({
  known,
  weather,
  haste: (haste) => JSON.stringify(haste),
  mightLand: maybe(sequence),
  gaveWay: same,
});

const turn = object<Turn>({
  wins: upTo(3),
  at: watched,
  blockers: list(
    ({ id, keptFor, couldActFor, now }, { reach }) =>
      `${id}:${Math.min(keptFor, reach)}:${Math.min(couldActFor, reach)}:${now}`,
  ),
});

const sign = object<Sign>({
  liveness: same,
  at: watched,
  poll: (poll, from) => Math.min(from.poll - poll, 2),
  polls: upTo(3),
  aliveAt: maybe(watched),
  unknownSince: maybe(watched),
});

const memory = object<Omit<Memory, 'ended'>>({
  registered: same,
  found: maybe(age),
  late: maybe(object<NonNullable<Memory['late']>>({ signs: upTo(4), last: age })),
  leaving: same,
  missingSince: maybe(age),
  turn,
  signs: record(sign),
});

const evidence = object<Omit<Evidence, 'mostTries'>>({
  proofs: record(same),
  asked: record((asked, from) => `${asked.tries}${due(asked.notBefore, from)}`),
  blind: maybe((blind, from) => `${blind.told}${blind.told || since(blind.since, from)}`),
});

const renewal: Encoder<Renewal> = ({ stamp, at, sent }, from) =>
  `${stamp === null ? '' : `${age(stamp, from)}@${since(at.mono, from)}`}:${sent && `${since(sent.first.mono, from)},${since(sent.last.mono, from)}`}`;

export const acquire = object<
  Omit<AcquireState, 'wish' | 'startedAt' | 'poll' | 'toldLives' | 'toldSides' | 'toldNoRoom'>
>({
  session,
  registration: maybe(({ id, nonce, priority, stack }) => `${id}#${nonce}:${priority}:${stack.length}`),
  groups: ({ seen, refusals, tried }, from) =>
    `${seen && `${seen.list.map((each) => each.pullRequest).join('+')}:${age(seen.at, from)}`}${refusals}${tried}`,
  ahead: ({ value, tries }) => `${value}:${tries}`,
  evidence,
  memory,
  renewal: maybe(renewal),
  lastTurn: turn,
  lookAt: maybe(due),
  hasSpread: same,
  sidesNotBefore: due,
  end: maybe(({ reason, graceEnds }, from) => `${reason}:${due(graceEnds, from)}`),
  cancelled: same,
  unseen: record(
    ({ polls, poll, notBefore }, from) =>
      `${Math.min(polls, 3)}@${Math.min(from.poll - poll, 1)}${due(notBefore, from)}`,
  ),
});

export const leftover = object<Leftover>({
  registration: ({ id, nonce }) => `${id}#${nonce}`,
  epoch: maybe(epoch),
  seen: sequence,
  mayLand: maybe(sequence),
  ended: same,
});

export const renew = object<Omit<RenewState, 'registration'>>({
  epoch,
  session,
  renewal,
  trouble: (trouble) => trouble?.kind,
  missing: same,
  notBefore: due,
});

export const post = object<Omit<PostState, 'cancelledAt'>>({
  session,
  evidence,
  memo: ({ left, outcome: result }, from) => `${leftover(left, from)}${result}`,
  endsAt: maybe(due),
  lookAt: maybe(due),
  looks: same,
});
