// What a seed makes of the world: how many jobs, what they ask for, and what goes wrong.
//
// Each run has only some of the faults, and those at its own rate, so that faults also meet alone and in rare pairs.
import type { AcquireInputs } from '../../src/action/inputs.ts';
import type { JobPlan } from './job.ts';
import type { Powers } from './process.ts';
import type { Climate, Outage } from './network.ts';
import type { Random } from './random.ts';
import { BASE, type Group } from './queue.ts';

/** What happens to processes and runners, as a chance for each write that is sent. */
export interface Mishaps {
  readonly crash: number;
  readonly pause: number;
  readonly loseRunner: number;
  readonly cancel: number;
}

export interface Conditions {
  readonly climate: Climate;
  readonly outages: readonly Outage[];
  readonly mishaps: Mishaps;
  readonly runners: number;
  /** Share of the jobs that merge groups start. */
  readonly groups: number;
  readonly leases: readonly string[];
  /** Seconds in which jobs and faults come; after that everything heals. */
  readonly duration: number;
  readonly operators: number;
  /** Commands that name a token which is not the holder's. */
  readonly mistakes: number;
  readonly deletions: number;
  readonly damages: number;
  /** Cuts of the history. */
  readonly cuts: number;
  readonly forgeries: number;
  readonly pushes: number;
  readonly reruns: number;
  readonly budgetShare: number;
  readonly common: Common;
}

/** What the jobs of one run have in common, as those of one repository do. */
interface Common {
  readonly ttl: number;
  readonly pollInterval: number;
  readonly delayAssignment: number;
  readonly window: number;
  readonly takeoverDelay: number;
  readonly maxHold: number;
  readonly expected: 'auto' | number;
  readonly powers: Powers;
  readonly knowsCheckRun: boolean;
  readonly fails: number;
  /** Share of the jobs that have a scope of their own. */
  readonly otherScopes: number;
  readonly useTime: number;
  /** Share of the jobs that end their wait after a time, and the bounds of that. */
  readonly timeouts: { readonly share: number; readonly from: number; readonly to: number };
  /** Share of the jobs that live on when their main step dies. */
  readonly goesOn: number;
}

/** Draws the conditions of a run with so many runners. */
export function conditionsOf(random: Random, runners: number): Conditions {
  const some = (chance: number, most: number): number =>
    random.chance(chance) ? random.next() ** 2 * most : 0;
  const climate: Climate = {
    latency: random.pick([0.05, 0.2, 0.2, 1]),
    lostBefore: some(0.5, 0.1),
    lostAfter: some(0.5, 0.15),
    faultBefore: some(0.4, 0.1),
    faultAfter: some(0.4, 0.15),
    limited: some(0.3, 0.02),
    refused: some(0.3, 0.1),
    duplicated: some(0.3, 0.1),
    late: some(0.5, 0.1),
    lateness: random.pick([5, 30, 200]),
    stale: some(0.5, 0.6),
    lag: random.pick([0.5, 3, 15]),
  };
  const duration = random.between(900, 2400);
  const pollInterval = random.pick([5, 10, 15]);
  const delayAssignment = random.pick([0, 0, 0, 1, 2]);
  return {
    climate,
    outages: outagesOf(random, duration),
    mishaps: {
      crash: some(0.5, 0.1),
      pause: some(0.4, 0.1),
      loseRunner: some(0.5, 0.1),
      cancel: some(0.4, 0.1),
    },
    runners,
    groups: random.pick([0, 0.5, 1, 1]),
    leases: random.chance(0.7) ? ['main'] : ['main', 'other'],
    duration,
    operators: random.chance(0.3) ? random.integer(1, 4) : 0,
    mistakes: 0,
    deletions: random.chance(0.15) ? random.integer(1, 2) : 0,
    damages: random.chance(0.1) ? 1 : 0,
    cuts: random.chance(0.1) ? random.integer(1, 3) : 0,
    forgeries: random.chance(0.2) ? random.integer(1, 3) : 0,
    pushes: random.chance(0.2) ? random.integer(1, 2) : 0,
    reruns: random.pick([0, 0.3]),
    budgetShare: random.chance(0.9) ? 1 : 0.1,
    common: {
      ttl: (delayAssignment + 2) * pollInterval + random.pick([1, 30, 90]),
      pollInterval,
      delayAssignment,
      window: random.pick([0, 30, 120, 300]),
      takeoverDelay: random.pick([0, 30]),
      maxHold: random.pick([600, 1200]),
      expected: random.pick(['auto', 'auto', 'auto', 2, 4]),
      powers: { seesJobs: random.chance(0.85), seesQueue: random.chance(0.9) },
      knowsCheckRun: random.chance(0.8),
      otherScopes: random.pick([0, 0, 0.4]),
      fails: random.pick([0, 0.2, 0.5]),
      useTime: random.pick([20, 60, 120]),
      timeouts: { share: 0.2, from: 30, to: 1200 },
      goesOn: 0.3,
    },
  };
}

function outagesOf(random: Random, duration: number): Outage[] {
  const count = random.chance(0.5) ? random.integer(1, 4) : 0;
  return Array.from({ length: count }, () => {
    const kind = random.pick(['down', 'silent', 'limited', 'frozen'] as const);
    const from = random.between(0, duration);
    const to = from + random.around(kind === 'limited' ? 400 : 100);
    return { kind, from, to, only: random.chance(0.5) ? null : `J${random.integer(1, 20)}` };
  });
}

/** Draws one job; `group`: of a merge group. */
export function planOf(random: Random, conditions: Conditions, group: Group | null, sha: string): JobPlan {
  const { common, leases } = conditions;
  const ref = 'refs/heads/main';
  const event =
    group === null
      ? ({
          group: false,
          headSha: sha,
          headRef: ref,
          baseSha: null,
          baseRef: ref,
          baseBranch: BASE,
          leaseName: BASE,
        } as const)
      : ({
          group: true,
          headSha: group.head,
          headRef: group.ref,
          baseSha: group.base,
          baseRef: ref,
          baseBranch: BASE,
          leaseName: BASE,
        } as const);
  const autoRelease = !random.chance(0.08);
  const timeout = random.chance(common.timeouts.share)
    ? random.between(common.timeouts.from, common.timeouts.to)
    : null;
  const inputs: AcquireInputs = {
    mode: 'acquire',
    token: '',
    repository: { owner: 'octo', repo: 'shop' },
    branch: 'ref-lease',
    summary: false,
    lease: group === null ? random.pick(leases) : leases[0]!,
    priority: group === null ? random.pick([0, 0, 0, 1]) : random.chance(0.8) ? null : random.integer(0, 5),
    stabilisationWindow: group === null ? 0 : common.window,
    expectedBuildCount: common.expected,
    propagate: group === null ? random.chance(0.3) : random.chance(0.95),
    delayAssignment: common.delayAssignment,
    ttl: common.ttl,
    takeoverDelay: common.takeoverDelay,
    maxHold: common.maxHold,
    pollInterval: common.pollInterval,
    timeout,
    onTimeout: 'continue',
    wait: timeout !== null || random.chance(0.95),
    autoRelease,
    scope: random.chance(common.otherScopes) ? 'other' : '',
    payload: null,
  };
  return {
    event,
    group,
    inputs,
    powers: common.powers,
    knowsCheckRun: common.knowsCheckRun,
    startDelay: random.around(10),
    useTime: random.around(common.useTime),
    succeeds: !random.chance(common.fails),
    steps: autoRelease && random.chance(0.05) ? 2 : 1,
    releasesLater: random.chance(0.7),
    goesOn: random.chance(common.goesOn),
    tellsStatus: random.chance(0.97),
  };
}
