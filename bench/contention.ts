// What happens when many ask at once: who is registered and served when, and what it costs.
import {
  ARRIVAL,
  DEFAULT_POLL,
  GIT_POLL,
  HOURLY,
  LASTING_TTL,
  LIMIT_WINDOW,
  QUICK_POLL,
} from './conditions.ts';
import { playFleet, type FleetOptions } from './fleet.ts';
import { maximum, median } from './statistics.ts';
import type { Place, Ride } from './rider.ts';

/** How a fleet fared; times are milliseconds since the first arrival. */
export interface FleetRow {
  readonly store: Place['store'];
  readonly kind: 'train' | 'plain';
  readonly count: number;
  readonly pollInterval: number;
  readonly registered: number;
  readonly served: number;
  /** Writes sent until the first was applied. */
  readonly attempts: { readonly median: number; readonly max: number };
  readonly conflicts: number;
  readonly requests: number;
  readonly rest: number;
  readonly graphql: number;
  /** Calls of git to the server: for the board, and to change it. */
  readonly fetches: number;
  readonly pushes: number;
  readonly failures: number;
  /** Milliseconds by which the timers of the jobs' process were late: how crowded the machine was. */
  readonly lag: number;
}

/** The time from a release to the next grant, in milliseconds. */
export interface HandOver {
  readonly samples: number;
  readonly pollInterval: number;
  readonly median: number;
  readonly max: number;
}

/** Stacked merge groups that arrive at once, at the default poll interval; the highest succeeds. */
export async function measureTrain(count: number): Promise<FleetRow> {
  return measure({ kind: 'train', count, within: ARRIVAL, pollInterval: DEFAULT_POLL });
}

/** Deployments that arrive at once, at a short poll interval; each holds the lease and gives it back at once. */
export async function measurePlain(count: number): Promise<FleetRow> {
  // A short interval plays an hour in minutes; the greatest fleet has the limits of an hour every 20 s.
  const limits = count >= 100 ? { limits: { core: HOURLY, graphql: HOURLY, window: LIMIT_WINDOW } } : {};
  return measure({ kind: 'plain', count, within: ARRIVAL, pollInterval: QUICK_POLL, ...limits });
}

/** The same on plain git. Nobody is silent for a TTL, so that no job is looked at by the API. */
export async function measurePlainOnGit(count: number): Promise<FleetRow> {
  const times = { within: ARRIVAL, pollInterval: GIT_POLL, ttl: LASTING_TTL };
  return measure({ kind: 'plain', store: 'git', count, ...times });
}

/**
 * Releases into lines where everybody has been registered and the hold was longer than a poll interval: nothing but the
 * polls of the next in line and three requests is between. Several lines are played side by side.
 */
export async function measureHandOver(lines: number, count: number): Promise<HandOver> {
  const pollInterval = 4 * QUICK_POLL;
  const figures = await Promise.all(
    Array.from({ length: lines }, (_, line) => {
      // Holds of different lengths meet the polls at different moments.
      const holds = Array.from({ length: count }, (_, index) => {
        const share = ((line * count + index) * 0.37) % 1;
        return 1000 * pollInterval * (1.25 + share);
      });
      return playFleet({ kind: 'plain', count, within: ARRIVAL, pollInterval, holds });
    }),
  );
  const times = figures.flatMap(({ rides }) => handOvers(rides));
  return { samples: times.length, pollInterval, median: median(times), max: maximum(times) };
}

/** From each release to the grant that came after it. */
export function handOvers(rides: readonly Ride[]): number[] {
  const served = rides
    .flatMap(({ granted, released }) =>
      granted === null || released === null ? [] : [{ granted, released }],
    )
    .toSorted((a, b) => a.granted - b.granted);
  return served.slice(1).map(({ granted }, index) => granted - served[index]!.released);
}

async function measure(options: FleetOptions): Promise<FleetRow> {
  const { rides, failures, ...asked } = await playFleet(options);
  for (const failure of failures) process.stderr.write(`${options.kind} ${options.count}: ${failure}\n`);
  const attempts = rides.map((each) => each.attempts);
  return {
    store: options.store ?? 'api',
    kind: options.kind,
    count: options.count,
    pollInterval: options.pollInterval,
    registered: maximum(rides.map(({ registered, ended }) => registered ?? ended)),
    served: maximum(rides.map(({ released, ended }) => released ?? ended)),
    attempts: { median: median(attempts), max: maximum(attempts) },
    conflicts: rides.reduce((sum, each) => sum + each.conflicts, 0),
    failures: failures.length,
    ...asked,
  };
}
