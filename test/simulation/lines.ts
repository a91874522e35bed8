// That the line moves once all is well (L1, L4): where nobody living holds what somebody living waits for, it is granted
// within the patience of the run.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Holder } from '../../src/lease/schema.ts';
import { documentAt, type Version } from '../world/branch.ts';
import { couldBeServed } from '../world/claims.ts';
import { START } from '../world/world.ts';
import type { Broken } from './judge.ts';
import type { Scene } from './scene.ts';

/** A main step that waits: by the nonce of its request, from when to when. */
type Waiting = ReadonlyMap<string, Seconds>;

export function lineBroken(scene: Scene): Broken[] {
  const { world, conditions, healedAt, patience } = scene;
  const waiting = waitingUntil(scene);
  return conditions.leases.flatMap((lease) => {
    let since: Seconds | null = null;
    let token: number | null = null;
    for (const [index, version] of world.branch.versions.entries()) {
      const until = world.branch.versions[index + 1]?.time ?? world.agenda.now;
      const epoch = documentAt(version, lease)?.epoch ?? null;
      if (epoch !== token) since = null;
      token = epoch;
      for (const { from, to, isStalled } of spansOf(scene, version, until, lease, waiting)) {
        since = isStalled ? (since ?? Math.max(from, healedAt)) : null;
        if (since === null || to - since <= patience) continue;
        const what = `nobody gets ${lease} for ${Math.round(to - since)} s`;
        return [{ promise: 'L1', time: to, what }];
      }
    }
    return [];
  });
}

interface Span {
  readonly from: Seconds;
  readonly to: Seconds;
  /** Somebody waits for what nobody living holds. */
  readonly isStalled: boolean;
}

/** The time of a version, cut where a job ends that holds, or waits. */
function spansOf(scene: Scene, version: Version, until: Seconds, lease: string, waiting: Waiting): Span[] {
  const { time, lock } = version;
  const document = documentAt(version, lease);
  if (document === null || lock !== null) return [{ from: time, to: until, isStalled: false }];
  const untilOf = (request: (typeof document.requests)[number]): Seconds =>
    request.status === 'acquired' ? endOf(scene, request) : (waiting.get(request.nonce) ?? 0);
  const ends = document.requests.map(untilOf).filter((end) => end > time && end < until);
  const cuts = [time, ...ends.toSorted((a, b) => a - b), until];
  return cuts.slice(1).map((to, place) => {
    const from = cuts[place]!;
    const isThere = (request: (typeof document.requests)[number]): boolean => untilOf(request) > from;
    const presence = { now: START + time, holds: isThere, waits: isThere };
    return { from, to, isStalled: couldBeServed(document, presence) };
  });
}

/** When the last of those ends who may hold what a request holds. */
function endOf({ world }: Scene, holder: Holder): Seconds {
  const jobs = world.jobs.filter(({ person }) =>
    holder.parameters.held_by === 'run'
      ? person.run === holder.run_id && person.attempt >= holder.run_attempt
      : holder.id.startsWith(person.key),
  );
  return Math.max(0, ...jobs.map(({ endedAt }) => endedAt ?? Infinity));
}

/** Until when each main step was there to take the lease; of those that were killed, 0. */
function waitingUntil({ world }: Scene): Waiting {
  const until = new Map<string, Seconds>();
  const live = new Set(world.jobs.filter(({ isOver }) => !isOver));
  for (const { of, nonce, job } of world.ran.values()) {
    if (of === 'acquire' && nonce !== null) until.set(nonce, live.has(job) ? Infinity : 0);
  }
  for (const event of world.events) {
    const nonce = event.kind === 'report' ? world.ran.get(event.process)?.nonce : undefined;
    if (event.kind === 'report' && event.report.of === 'acquire' && nonce) until.set(nonce, event.time);
  }
  return until;
}
