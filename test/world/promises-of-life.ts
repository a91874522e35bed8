// The promises that something happens: everybody comes to an end, at a bounded cost.
import type { Lock } from '../../src/lease/schema.ts';
import type { Allowance, Breach } from './breach.ts';
import { readable } from './server.ts';
import { START, type World } from './world.ts';

/** Asks of one process in any minute. */
const MOST_ASKS_A_MINUTE = 40;

export function liveBreaches(world: World, { looksAtACrowd = false }: Allowance): Breach[] {
  const time = world.agenda.now;
  const stuck = (isLocked(world) ? [] : world.jobs)
    .filter(({ isOver }) => !isOver)
    .map(({ name }) => ({ promise: 'L1–L4', time, what: `${name} is still there` }));
  const fresh = world.events.find((event) => event.kind === 'report' && event.process === 'newcomer');
  const isServed =
    fresh?.kind !== 'report' || fresh.report.of !== 'acquire' || fresh.report.done.kind === 'acquired';
  const unserved = isServed
    ? []
    : [{ promise: 'L3', time, what: 'a fresh job alone does not get the lease' }];
  return [...stuck, ...unserved, ...costly(world, looksAtACrowd)];
}

/** An operator's lock, of whatever, is waited for, as long as it is there. */
export function isLocked(world: World): boolean {
  const { lock, leases } = world.branch.now;
  const now = START + world.agenda.now;
  const isShut = (each: Lock | null): boolean => each !== null && (each.until === null || each.until > now);
  const documents = [...leases.values()].flatMap((each) => readable(each) ?? []);
  const locks = documents.flatMap((each) => [
    each.lock,
    ...Object.values(each.slots).map((slot) => slot.lock),
  ]);
  return [lock, ...locks].some(isShut);
}

/** `looksAtACrowd`: questions for lives, which cost nothing while nothing changes, are left out. */
function costly(world: World, looksAtACrowd: boolean): Breach[] {
  const counted = world.server.asks.filter(({ kind }) => kind !== 'life' || !looksAtACrowd);
  return [...Map.groupBy(counted, ({ process }) => process)].flatMap(([process, asks]) => {
    const over = asks.find((ask, index) => {
      const first = asks[index - MOST_ASKS_A_MINUTE];
      return first !== undefined && ask.time - first.time < 60;
    });
    const what = `${process} asks more than ${MOST_ASKS_A_MINUTE} times in a minute`;
    return over === undefined ? [] : [{ promise: 'cost', time: over.time, what }];
  });
}
