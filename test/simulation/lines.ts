// That the line moves once all is well (L1, L4): where nobody living holds a lease, and somebody living waits for it, it
// is granted within the patience of the run.
import { holderOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { documentAt, type Version } from '../world/branch.ts';
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
    let token = 0;
    for (const [index, version] of world.branch.versions.entries()) {
      const until = world.branch.versions[index + 1]?.time ?? world.agenda.now;
      const holder = holderAt(version, lease);
      const from = stalledFrom(scene, version, lease, waiting);
      if (from === null || (holder !== undefined && holder.epoch !== token)) since = null;
      token = holder?.epoch ?? token;
      if (from === null || from >= until) continue;
      since ??= Math.max(from, healedAt);
      const end = Math.min(until, lastOfThose(version, lease, waiting));
      if (end - since > patience)
        return [{ promise: 'L1', time: end, what: `nobody gets ${lease} for ${Math.round(end - since)} s` }];
    }
    return [];
  });
}

function holderAt(version: Version, lease: string) {
  const document = documentAt(version, lease);
  return document === null ? undefined : holderOf(document);
}

/** From when on nobody living holds the lease of a version though somebody waits for it; `null`: not at all. */
function stalledFrom({ world }: Scene, version: Version, lease: string, waiting: Waiting): Seconds | null {
  const document = documentAt(version, lease);
  if (document === null || version.lock !== null) return null;
  const { lock } = document;
  if (lock !== null && (lock.until === null || lock.until > START + version.time)) return null;
  if (lastOfThose(version, lease, waiting) <= version.time) return null;
  const holder = holderOf(document);
  if (holder === undefined) return version.time;
  const ends = world.jobs
    .filter(({ person }) =>
      holder.parameters.held_by === 'run'
        ? person.run === holder.run_id && person.attempt >= holder.run_attempt
        : holder.id.startsWith(person.key),
    )
    .map(({ endedAt }) => endedAt ?? Infinity);
  return Math.max(version.time, ...ends);
}

/** When the last of those who wait in a version stops to. */
function lastOfThose(version: Version, lease: string, waiting: Waiting): Seconds {
  const requests = documentAt(version, lease)?.requests ?? [];
  return Math.max(
    0,
    ...requests.map(({ nonce, status }) => (status === 'pending' ? (waiting.get(nonce) ?? 0) : 0)),
  );
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
