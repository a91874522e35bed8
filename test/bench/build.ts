// Results of the benchmark for its tests: plausible, and all targets met.
import type { FleetRow } from '../../bench/contention.ts';
import type { Results } from '../../bench/results.ts';
import type { StoreCosts } from '../../bench/stores.ts';
import type { Half } from '../../bench/uncontended.ts';

/** One half of an uncontended use. */
export const half = (requests: number): Half => ({
  requests,
  charged: requests,
  roundTrips: requests,
  time: 100,
});

/** How a fleet has fared. */
export function aRow(overrides: Partial<FleetRow> = {}): FleetRow {
  return {
    store: 'api',
    kind: 'plain',
    count: 20,
    pollInterval: 1,
    registered: 12_000,
    served: 40_000,
    attempts: { median: 2, max: 6 },
    conflicts: 30,
    requests: 500,
    rest: 200,
    graphql: 250,
    fetches: 0,
    pushes: 0,
    failures: 0,
    lag: 3,
    ...overrides,
  };
}

/** What a use with a store costs. */
export function aStore(store: StoreCosts['store'], charged: number): StoreCosts {
  const cost = { cpu: 200, requests: 4, charged };
  return {
    store,
    acquire: { ...cost, time: 500 },
    release: { ...cost, time: 400 },
    hour: { cpu: 4000, requests: 500, charged: 0 },
  };
}

/** What a run has found. */
export function someResults(overrides: Partial<Results> = {}): Results {
  return {
    at: '2026-01-05T09:00:00.000Z',
    quick: false,
    machine: { node: '24.0.0', cores: 2, load: 0 },
    latency: { read: 120, write: 250 },
    uses: [
      { name: 'ref-lease, plain', acquire: half(2), release: half(1) },
      { name: 'github/lock', acquire: half(6), release: half(1) },
    ],
    leastUse: { name: 'least possible', acquire: half(2), release: half(1) },
    stores: [aStore('api', 2), aStore('git', 0)],
    idle: [
      { name: 'ref-lease, plain', requests: 240, charged: 0 },
      { name: 'every 5 s without ETag', requests: 720, charged: 720 },
    ],
    trains: [aRow({ kind: 'train', count: 50, pollInterval: 15 })],
    plain: [aRow(), aRow({ count: 100 })],
    plainOnGit: aRow({
      store: 'git',
      count: 100,
      served: 60_000,
      rest: 0,
      graphql: 0,
      fetches: 900,
      pushes: 310,
    }),
    stages: {
      count: 8,
      plays: 3,
      pollInterval: 4,
      work: 40,
      rows: [
        { slots: 1, settled: 90_000, completed: 88_000, failures: 0 },
        { slots: 2, settled: 84_000, completed: 44_000, failures: 0 },
      ],
    },
    handOver: { samples: 11, pollInterval: 2, median: 1000, max: 2000 },
    start: { size: { main: 993_000, post: 985_000 }, bareNode: 20, idlePost: 80 },
    growth: { transitions: 1000, bytes: 1_500_000 },
    decision: [
      { requests: 1000, slots: 0, time: 2 },
      { requests: 1000, slots: 100, time: 8 },
    ],
    ...overrides,
  };
}
