// How long a lease lies idle in a run though somebody waits for it, and how long it may.
import { isOfProcess } from '../../src/lease/signs.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { documentAt, type Version } from './branch.ts';
import { LEASE } from './cast.ts';
import { couldBeServed } from './claims.ts';
import { START, type World } from './world.ts';

/** Looks, lost races, the spread of first writes, and a question for a life that goes unanswered, taken together. */
const POLLS: Seconds = 180;

/** The longest time in which somebody who lives waited for what nobody who lives had, and nothing closed. */
export function longestIdleness(world: World): Seconds {
  let longest = 0;
  let since: Seconds | null = null;
  const ends = world.jobs.flatMap(({ endedAt }) => endedAt ?? []).toSorted((a, b) => a - b);
  for (const [index, version] of world.branch.versions.entries()) {
    const document = documentAt(version, LEASE);
    const next = world.branch.versions[index + 1]?.time ?? version.time;
    // Who holds or waits may end before anybody writes again.
    for (const time of [version.time, ...ends.filter((end) => end > version.time && end < next)]) {
      const isIdle = liesIdle(world, version, document, time);
      if (!isIdle && since !== null) longest = Math.max(longest, time - since);
      since = isIdle ? (since ?? time) : null;
    }
  }
  return longest;
}

function liesIdle(world: World, { lock }: Version, document: LeaseDocument | null, time: Seconds): boolean {
  if (document === null || lock !== null || document.lock !== null) return false;
  const lives = (request: Request): boolean => world.isAlive(request, time);
  return couldBeServed(document, { now: START + time, holds: lives, waits: lives });
}

/**
 * How long the dead may hold a lease where whoever waits has to watch them for their max-hold: a process, which sees no
 * jobs, and whoever waits behind one that has said for how long it holds the lease.
 */
export function longestUnseen(world: World): Seconds {
  return ownRequests(world).some(isOfProcess) ? longestHold(world) : 0;
}

/** How long the conditions of a story keep everybody from seeing that a holder is dead: at most until its max-hold. */
export function longestBlindness(world: World): Seconds {
  const blind = world.server.conditions.filter(({ kinds }) => kinds.includes('life'));
  return Math.min(longestHold(world), Math.max(0, ...blind.map(({ from, to }) => to - from)));
}

function longestHold(world: World): Seconds {
  return Math.max(0, ...ownRequests(world).map(({ parameters }) => parameters.max_hold));
}

/** Without those of the fresh job at the end. */
function ownRequests(world: World): Request[] {
  const requests = world.branch.versions.flatMap((version) => documentAt(version, LEASE)?.requests ?? []);
  return requests.filter(({ id }) => world.jobOf(id)?.name !== 'newcomer');
}

/**
 * The longest time that a lease may lie idle: until a TTL is over and the dead are removed, their takeover delay, a
 * window; and the longest of a rest that was written down.
 */
export function patienceOf(world: World): Seconds {
  const documents = world.branch.versions.map((version) => documentAt(version, LEASE));
  const parameters = documents.flatMap((each) => each?.requests ?? []).map((request) => request.parameters);
  const longest = (of: (each: (typeof parameters)[number]) => Seconds): Seconds =>
    Math.max(0, ...parameters.map(of));
  const rests = documents.flatMap((each) =>
    [each, ...Object.values(each?.slots ?? {})].map((place) => (place?.rest_until ?? 0) - START),
  );
  const rest = Math.min(
    longest((each) => each.takeover_delay),
    Math.max(0, ...rests),
  );
  return longest(({ window }) => window) + longest(({ ttl }) => ttl) + rest + POLLS;
}
