// Breaches of promises, and what excuses one: each excuse is told in one place, and as narrow as can be.
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { documentAt, silenceOf } from './branch.ts';
import { START, type World } from './world.ts';

/** A promise that is broken. */
export interface Breach {
  /** S1–S10 and L1–L4 by their number; `resource`, `cost`, `fault` of a process. */
  readonly promise: string;
  readonly time: Seconds;
  readonly what: string;
}

/** What a story does on purpose. */
export interface Allowance {
  /** Somebody looks at the lives of many at once. */
  readonly looksAtACrowd?: boolean;
  /** Somebody whose job lives and who does not act may be the last one who waits. */
  readonly standsIdle?: boolean;
}

/**
 * Whether the rules let a process evict a request that lives: it could not see its life in two answers at least a TTL
 * apart, and had not seen it alive for max-hold.
 */
export function wasUnseen(world: World, process: string, request: Request, time: Seconds): boolean {
  const { ttl, max_hold } = request.parameters;
  const told = world.server.livesTold.filter(
    (each) => each.process === process && each.id === request.id && each.time <= time,
  );
  const seen = told.findLast(({ life }) => life === 'alive')?.time ?? -Infinity;
  const unknown = told.filter(({ life, time: at }) => life === null && at > seen).map(({ time: at }) => at);
  const span = unknown.length < 2 ? 0 : unknown.at(-1)! - unknown[0]!;
  const silence = Math.min(time - seen, silenceOf(world.branch, request, time));
  return span >= ttl && silence >= max_hold;
}

/**
 * Whether the last answer that the process had of its life was true, and the request has written nothing since: a re-run
 * may have begun meanwhile that nobody could see.
 */
export function hadEnded(world: World, process: string, request: Request, time: Seconds): boolean {
  const told = world.server.livesTold.findLast(
    (each) => each.process === process && each.id === request.id && each.time <= time,
  );
  if (told?.life !== 'ended' || request.seen_at - START > told.time) return false;
  return !world.isAlive(request, told.saidAt);
}

/** Whether an operator has deleted, rewound or edited the branch in a span of time. */
export function wasTampered(world: World, from: Seconds, to: Seconds): boolean {
  return world.branch.versions.some(
    ({ by, time, index }) => index > 0 && 'operator' in by && time >= from && time <= to,
  );
}

/**
 * Whether a hold was over its limit: by the truth, for a clock may be off, or by its own stamp where that is by a clock which
 * all share, for its step may have stood still.
 */
export function isOverLimitBy(
  world: World,
  { id, epoch, granted_at, parameters }: Request,
  time: Seconds,
): boolean {
  const { hold_limit } = parameters;
  if (epoch === undefined || granted_at === undefined || hold_limit === undefined) return false;
  const isIn = (document: LeaseDocument | null): boolean =>
    document?.requests.some((each) => each.id === id && each.epoch === epoch) === true;
  for (const version of world.branch.versions) {
    const document = [...version.leases.keys()].map((lease) => documentAt(version, lease)).find(isIn);
    if (document == null) continue;
    const isDated = granted_at > (document.own_clock_at ?? -Infinity);
    const since = isDated ? Math.min(version.time, granted_at - START) : version.time;
    return time - since > hold_limit * 0.97;
  }
  return false;
}
