// What is done from outside of the jobs: by operators, other leases, the merge queue, and by an outage of everything.
import type { Heard } from '../../src/protocol/asks.ts';
import { SILENT } from './answers.ts';
import { bump, free, operate } from './board.ts';
import { run } from './process.ts';
import { atTime, nextTime } from './time.ts';
import { nowOf, type Fault, type Model, type World } from './world.ts';

/** Something of a kind that has its price; `null`: it would change nothing. */
export interface Act {
  readonly kind: Fault;
  readonly label: string;
  readonly go: (spent: World) => World | null;
}

/** Seconds for which nobody has an answer in an outage. */
const OUTAGE = 20;

const LOCK = { reason: 'maintenance', actor: 'olga', until: null, run_url: '' };

/** The slot that they lock. */
const SLOT = 'a';

/** What operators, other leases and the merge queue do. */
export function outsideActs(model: Model, world: World): Act[] {
  const { document, lock } = world.board;
  const isLocked = document !== null && document.lock !== null;
  const isSlotLocked = document?.slots[SLOT]?.lock != null;
  const made = { ...LOCK, at: nowOf(world) };
  const acts: readonly (readonly [Fault, string, (spent: World) => World | null])[] = [
    [
      'lock',
      `an operator ${isLocked ? 'unlocks' : 'locks'} the lease`,
      (spent) => operate(model, spent, [isLocked ? { kind: 'unlock' } : { kind: 'lock', lock: made }]),
    ],
    [
      'lock-slot',
      `an operator ${isSlotLocked ? 'unlocks' : 'locks'} slot ${SLOT}`,
      (spent) =>
        operate(model, spent, [
          isSlotLocked ? { kind: 'unlock', slots: [SLOT] } : { kind: 'lock', lock: made, slots: [SLOT] },
        ]),
    ],
    [
      'lock-all',
      `an operator ${lock === null ? 'locks' : 'unlocks'} all leases`,
      (spent) => bump(model, spent, { lock: lock === null ? made : null }),
    ],
    [
      'free',
      'an operator frees the holder',
      (spent) => (document === null ? null : free(model, spent, document)),
    ],
    ['other', 'another lease is written', (spent) => bump(model, spent, {})],
    [
      'rebuild',
      'the merge queue is rebuilt',
      (spent) => (spent.isRebuilt || model.config.groups.length === 0 ? null : { ...spent, isRebuilt: true }),
    ],
    ['outage', `nobody has an answer for ${OUTAGE} s`, (spent) => outage(model, spent)],
  ];
  return acts.map(([kind, label, go]) => ({ kind, label, go }));
}

/** Nothing but silence until it is over; what was to be written has not landed. */
function outage(model: Model, start: World): World {
  const over = start.mono + OUTAGE;
  let world = start;
  for (;;) {
    for (const [index, { phase, pending }] of world.jobs.entries()) {
      if (phase !== 'running' || pending.asks.length === 0 || pending.landed !== null) continue;
      const heard = pending.asks.map((to) => ({ to, answer: { at: nowOf(world), ...SILENT } }) as Heard);
      world = run(model, world, index, heard);
    }
    if (world.mono === over) return world;
    world = atTime(model, world, Math.min(nextTime(world) ?? over, over));
  }
}
