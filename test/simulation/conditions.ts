// What a seed makes of the world: how many jobs there are, what they have in common, and what goes wrong.
//
// Each run has only some of the faults, and those at its own rate, so that faults also meet alone and in rare pairs. Whoever
// changes the order of the draws changes what every seed is: those of regressions.test.ts then have to be looked for anew.
import type { Random } from './random.ts';

/** What a run is made of. Durations are seconds; rates are chances from 0 to 1. */
export type Conditions = ReturnType<typeof conditionsOf>;
export type Climate = ReturnType<typeof climateOf>;

/** Draws the conditions of a run. */
export function conditionsOf(random: Random) {
  const groups = random.chance(0.5) ? random.integer(2, 5) : 0;
  const plain = groups === 0 ? random.integer(2, 6) : random.chance(0.4) ? random.integer(1, 2) : 0;
  return {
    /** Jobs and faults come in this time; after that everything heals. */
    duration: random.between(200, 900),
    leases: random.chance(0.8) ? ['staging'] : ['staging', 'other'],
    plain,
    groups,
    common: commonOf(random),
    climate: climateOf(random),
    mishaps: mishapsOf(random, groups > 0),
    /** How far the replica of some processes lags behind. */
    lag: random.chance(0.2) ? random.between(1, 20) : 0,
    /** Lives cannot be seen by anybody. */
    unseen: random.chance(0.08),
  };
}

/** What the jobs of one run have in common, as those of one repository do. */
function commonOf(random: Random) {
  const pollInterval = random.pick([10, 15, 30]);
  const delayAssignment = random.pick([0, 0, 0, 1, 2]);
  return {
    pollInterval,
    ttl: Math.max(4, delayAssignment + 3) * pollInterval + random.pick([0, 5, 60]),
    window: random.pick([0, 30, 90, 200]),
    maxHold: random.pick([400, 900]),
    takeoverDelay: random.pick([0, 20]),
    delayAssignment,
    expected: random.pick(['auto', 'auto', 'auto', 2, 4] as const),
    work: random.pick([15, 40, 90]),
    fails: random.pick([0, 0.2, 0.5]),
    propagates: random.pick([1, 1, 0.7]),
    plainPropagates: random.pick([0, 0.5, 1]),
    timeouts: random.pick([0, 0, 0.3, 0.8]),
    /** Whether everybody goes by one clock. */
    trusted: random.chance(0.9),
  };
}

/** The chance of each fault for an ask that it can meet, and how bad it is. */
function climateOf(random: Random) {
  const some = (chance: number, most: number): number =>
    random.chance(chance) ? random.next() ** 2 * most : 0;
  return {
    /** Nobody answers, and a write takes effect: never, on its way, or later. */
    lost: some(0.4, 0.2),
    landed: some(0.4, 0.3),
    late: some(0.4, 0.3),
    lateness: random.pick([5, 30, 90, 300]),
    doubled: some(0.3, 0.3),
    refused: some(0.2, 0.2),
    limited: some(0.2, 0.1),
    limit: random.pick([20, 60, 300, 500]),
    /** A replica answers that is some versions behind. */
    older: some(0.4, 0.4),
    /** The process dies as it asks; `runner`: the share of those whose runner is lost with it. */
    killed: some(0.3, 0.02),
    runner: random.pick([0, 0.5, 1]),
    paused: some(0.2, 0.02),
    pause: random.pick([10, 60, 200]),
    /** Merge groups, ancestry and lives: nobody answers, or it is forbidden. */
    sides: some(0.35, 0.9),
  };
}

/** How often in a run each of these happens. */
function mishapsOf(random: Random, hasGroups: boolean) {
  const times = (chance: number, most: number): number =>
    random.chance(chance) ? random.integer(1, most) : 0;
  return {
    cancelled: times(0.2, 2),
    runnersLost: times(0.2, 2),
    /** A main step dies, and its job does something else for long. */
    idle: times(0.12, 2),
    declaredEnded: times(0.04, 1),
    paused: times(0.15, 2),
    outages: times(0.2, 3),
    operators: times(0.18, 3),
    deletions: times(0.06, 2),
    rewinds: times(0.06, 2),
    /** A stranger writes that a request is completed. */
    falsehoods: times(0.03, 1),
    /** A document is broken by hand, and repaired. */
    damages: times(0.03, 1),
    /** Names that look like merge groups. */
    forgeries: hasGroups ? times(0.2, 2) : 0,
    /** Merge groups that are built anew, with all above them. */
    rebuilds: hasGroups ? times(0.3, 2) : 0,
  };
}
