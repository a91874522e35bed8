// An uncontended use, next to the peers' sequences of requests and to the least that is possible.
//
// The action runs as on a runner: its bundle, main and post as processes of their own. Times are those of the requests
// alone, from the first to the last answer, so that the start of processes does not count for or against anybody.
import { openScene, type Scene, type SceneJob } from '../test/support/scene.ts';
import { roundTrips, totals, type Account } from '../test/support/github/accounting.ts';
import { LATENCY } from './conditions.ts';
import { githubLock, lockAction, type Peer } from './peers.ts';

/** What one half of a use has cost. */
export interface Half {
  readonly requests: number;
  readonly charged: number;
  readonly roundTrips: number;
  /** Milliseconds. */
  readonly time: number;
}

export interface Use {
  readonly name: string;
  readonly acquire: Half;
  readonly release: Half;
}

/** Plays one use each, on a branch that exists, in one run. */
export async function measureUncontended(): Promise<Use[]> {
  await using scene = await openScene();
  const { github } = scene;
  const push = await github.push('main');
  const first = scene.pushJob(push);
  await first.use({ lease: 'main' });
  await first.finish('success');
  github.setLatency(LATENCY);
  const queue = github.mergeQueue();
  const uses = [await useOf(scene, 'ref-lease, plain', scene.pushJob(push))];
  uses.push(await useOf(scene, 'ref-lease, merge group', scene.groupJob(await queue.enqueue(1))));
  await queue.merge(1);
  for (const peer of [lockAction, githubLock]) uses.push(await useOfPeer(scene, peer));
  return uses;
}

/** The least that is possible: one read and one write to acquire, and one write to release. */
export function leastUse(): Use {
  const half = (reads: number): Half => ({
    requests: reads + 1,
    charged: reads + 1,
    roundTrips: reads + 1,
    time: reads * LATENCY.read + LATENCY.write,
  });
  return { name: 'least possible', acquire: half(1), release: half(0) };
}

async function useOf({ github }: Scene, name: string, job: SceneJob): Promise<Use> {
  github.resetAccounting();
  const { outputs, stdout } = await job.use({ lease: 'main' });
  if (outputs['status'] !== 'acquired') throw new Error(`the lease was not acquired:\n${stdout}`);
  const acquire = halfOf(github.accounting);
  github.resetAccounting();
  await job.finish('success');
  return { name, acquire, release: halfOf(github.accounting) };
}

async function useOfPeer({ github }: Scene, peer: Peer): Promise<Use> {
  const client = await peer.connect(github);
  github.resetAccounting();
  await client.acquire();
  const acquire = halfOf(github.accounting);
  github.resetAccounting();
  await client.release();
  return { name: peer.name, acquire, release: halfOf(github.accounting) };
}

function halfOf(accounts: readonly Account[]): Half {
  const { requests, core, graphql } = totals(accounts);
  const ends = accounts.map(({ endedAt }) => endedAt ?? Number.NaN);
  const time = Math.max(...ends) - Math.min(...accounts.map(({ at }) => at));
  return { requests, charged: core + graphql, roundTrips: roundTrips(accounts), time };
}
