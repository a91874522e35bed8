// Whether the line moves, once everything works again: nobody living holds the lease, somebody living waits for it, and
// for too long nothing happens (L1, L4).
import { isUnreadable } from '../../src/lease/board.ts';
import { keyOf } from '../../src/action/identity.ts';
import { holderOf } from '../../src/lease/document.ts';
import { isLocked } from '../../src/lease/line.ts';
import { EPOCH } from './network.ts';
import type { Scene } from './scene.ts';

const LOOK_EVERY = 15;

/** Watches the leases of a scene that has healed until `isOver`. */
export async function watchForStalls(scene: Scene, isOver: () => boolean): Promise<void> {
  const { loop, conditions, record } = scene;
  const { ttl, takeoverDelay, maxHold, window, pollInterval, powers } = conditions.common;
  const polls = 6 * pollInterval * (scene.budgetShare < 1 ? 4 : 1);
  // Silence, two looks at each of the dead, what the next in line waits for, and clocks that are off.
  const patience =
    2 * ttl + takeoverDelay + 3 * window + (powers.seesJobs ? 0 : maxHold) + 4 * polls + 2 * scene.clockError;
  // Who was told to wait for a limit still does.
  await loop.sleep(Math.max(0, ...conditions.outages.map(({ to }) => to)) - loop.now + 70);
  const since = new Map<string, number>();
  for (; !isOver(); await loop.sleep(LOOK_EVERY)) {
    for (const lease of conditions.leases) {
      if (!isWaitingForNothing(scene, lease)) since.delete(lease);
      const from = since.get(lease) ?? loop.now;
      since.set(lease, from);
      record.longest('stall', loop.now - from);
      if (loop.now - from > patience)
        record.break('L1', `nobody gets ${lease} for ${patience.toFixed(0)} s, though somebody waits`);
    }
  }
}

function isWaitingForNothing(scene: Scene, lease: string): boolean {
  const { board } = scene.branch.current;
  const document = board.leases.get(lease);
  if (document === undefined || isUnreadable(document)) return false;
  const now = EPOCH + scene.loop.now - scene.clockError;
  if (isLocked(document.lock, now) || (board.lock !== null && !isUnreadable(board.lock))) return false;
  const holder = holderOf(document);
  if (holder !== undefined && scene.livenessAt(holder, scene.loop.now) === 'alive') return false;
  return document.requests.some(
    ({ id, status }) => status === 'pending' && scene.jobs.get(keyOf(id))?.onCancel != null,
  );
}
