// One job that asks for the lease, holds it and releases it, by the real protocol and real HTTP, inside this process.
//
// For measurements with more jobs than a machine can run as processes. It is what main and post do, without the start
// of a process: acquire, then the post step with a connection of its own. Times are milliseconds of a monotonic clock.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from '../src/action/runner.ts';
import type { Registration } from '../src/lease/schema.ts';
import { postMode } from '../src/modes/post.ts';
import { acquire, type Arrival } from '../src/protocol/acquire.ts';
import { Deadline } from '../src/protocol/deadline.ts';
import type { World } from '../src/protocol/ports.ts';
import { connectWorld } from '../src/world.ts';

/** Where the stand-in is. */
export interface Place {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  readonly token: string;
  readonly repository: string;
}

/** What one job does. */
export interface Plan {
  /** Milliseconds after the start at which it asks. */
  readonly arrivesAt: number;
  readonly lease: string;
  readonly registration: Registration;
  /** Seconds. */
  readonly pollInterval: number;
  /** Milliseconds for which it holds the lease, or what ends the hold. */
  readonly hold: number | AbortSignal;
}

/** How it went; times are since the start, `null` where it never came to that. */
export interface Ride {
  readonly status: Arrival['verdict']['kind'];
  readonly registered: number | null;
  readonly granted: number | null;
  readonly released: number | null;
  readonly ended: number;
  /** Writes sent until the first one was applied. */
  readonly attempts: number;
  /** Writes of the main step, in all, that were not applied. */
  readonly conflicts: number;
}

const BRANCH = 'ref-lease';

/** Plays one plan. Rejects where the action would have failed. */
export async function ride(place: Place, plan: Plan, now: () => number): Promise<Ride> {
  await pause(Math.max(0, plan.arrivesAt - now()));
  const counted = countWrites(worldOf(place), now);
  const { world, writes } = counted;
  const { registration, lease, pollInterval } = plan;
  await using deadline = new Deadline(world.clock, null);
  const wish = {
    lease,
    registration,
    priority: null,
    baseBranch: registration.base_ref.replace('refs/heads/', ''),
    ordinalId: () => registration.id,
    wait: true,
    delayAssignment: 0,
    pollInterval,
  };
  const arrival = await acquire(world, wish, deadline, { onArrival: () => {}, onWait: () => {} });
  const ended = now();
  const held = arrival.verdict.kind === 'acquired';
  if (arrival.verdict.kind === 'acquired') {
    if (typeof plan.hold === 'number') await pause(plan.hold);
    else if (!plan.hold.aborted) await once(plan.hold, 'abort');
    await release(place, plan, arrival, arrival.verdict.holder.epoch);
  }
  return {
    status: arrival.verdict.kind,
    registered: writes.registered,
    granted: held ? ended : null,
    released: held ? now() : null,
    ended,
    attempts: writes.attempts,
    conflicts: writes.conflicts,
  };
}

async function release(place: Place, plan: Plan, arrival: Arrival, epoch: number): Promise<void> {
  const state = {
    lease: plan.lease,
    branch: BRANCH,
    repository: place.repository,
    registration: arrival.registration,
    autoRelease: true,
    epoch,
    ended: false,
    unanswered: null,
    handover: null,
  };
  const inputs = { token: place.token, jobStatus: 'success', summary: false } as const;
  await postMode(inputs, state, { runner: SILENT, world: worldOf(place), handover: null });
}

/** Of the runner, only the log is used here. */
const SILENT = new Proxy({} as Runner, { get: () => () => undefined });

function worldOf(place: Place): World {
  const [owner = '', repo = ''] = place.repository.split('/');
  const env = {
    GITHUB_API_URL: place.apiUrl,
    GITHUB_GRAPHQL_URL: place.graphqlUrl,
    GITHUB_SERVER_URL: place.serverUrl,
    GITHUB_REPOSITORY: place.repository,
  };
  return connectWorld({ token: place.token, repository: { owner, repo }, branch: BRANCH }, env, SILENT);
}

function countWrites(world: World, now: () => number) {
  const writes = { attempts: 0, conflicts: 0, registered: null as number | null };
  const { store } = world;
  const counted: World['store'] = {
    ...store,
    async compareAndSwap(...write) {
      if (writes.registered === null) writes.attempts += 1;
      const swap = await store.compareAndSwap(...write);
      if (swap.kind === 'applied') writes.registered ??= now();
      else writes.conflicts += 1;
      return swap;
    },
  };
  return { world: { ...world, store: counted }, writes };
}
