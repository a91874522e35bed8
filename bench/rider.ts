// One job that asks for the lease, holds it and releases it, by the real protocol and real HTTP, inside this process.
//
// For measurements with more jobs than a machine can run as processes. It is what main and post do, without the start
// of a process: acquire, then the post step with a connection of its own. Times are milliseconds of a monotonic clock.
import { ACTION_TERMS } from '../src/text/terms.ts';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { postCommand } from '../src/commands/post.ts';
import { run, type Ports } from '../src/commands/ports.ts';
import { parseRepository } from '../src/input/lease-name.ts';
import type { Registration } from '../src/lease/schema.ts';
import { acquireMachine } from '../src/protocol/acquire.ts';
import {
  leftoverOf,
  startAcquire,
  type AcquireEnd,
  type Leftover,
  type Wish,
} from '../src/protocol/acquire-state.ts';
import { connectWorld } from '../src/world.ts';

/** Where the stand-in is. */
export interface Place {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  readonly token: string;
  readonly repository: string;
  readonly store: 'api' | 'git';
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
  /** The hold begins to count when all others of its fleet have asked, however slow the machine is. */
  readonly awaitsOthers?: boolean;
  /** How it ends where it held the lease; a success unless given. */
  readonly jobStatus?: 'success' | 'failure';
}

/** The others of a fleet, to one of them. */
export interface Fleet {
  /** Tells them that it has asked. */
  readonly asked: () => void;
  /** All have asked, or ended without. */
  readonly all: Promise<unknown>;
}

const ALONE: Fleet = { asked: () => undefined, all: Promise.resolve() };

/** How it went; times are since the start, `null` where it never came to that. */
export interface Ride {
  readonly status: AcquireEnd['kind'];
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
export async function ride(place: Place, plan: Plan, now: () => number, fleet = ALONE): Promise<Ride> {
  await pause(Math.max(0, plan.arrivesAt - now()));
  const { ports, writes } = countWrites(await portsOf(place), now, fleet);
  const { state, done } = await run(acquireMachine, startAcquire(wishOf(plan)), ports, { lease: plan.lease });
  const ended = now();
  const held = done.kind === 'acquired';
  if (held) {
    if (plan.awaitsOthers === true) await fleet.all;
    if (typeof plan.hold === 'number') await pause(plan.hold);
    else if (!plan.hold.aborted) await once(plan.hold, 'abort');
    await release(place, plan, leftoverOf(state, done)!);
  } else if (done.kind !== 'completed') {
    throw new Error(`the request ${plan.registration.id} ended as ${done.kind}`);
  }
  return {
    status: done.kind,
    registered: writes.registered,
    granted: held ? ended : null,
    released: held ? now() : null,
    ended,
    attempts: writes.attempts,
    conflicts: writes.conflicts,
  };
}

function wishOf({ lease, registration, pollInterval }: Plan): Wish {
  return {
    lease,
    registration,
    priority: null,
    baseBranch: registration.base_ref.replace('refs/heads/', ''),
    wait: true,
    delayAssignment: 0,
    pollInterval,
    timeout: null,
    trusted: true,
  };
}

async function release(place: Place, { lease, jobStatus = 'success' }: Plan, left: Leftover): Promise<void> {
  const inputs = { jobStatus, summary: false };
  const { failure } = await postCommand(inputs, { lease, ...left }, await portsOf(place));
  if (failure !== null) throw failure;
}

async function portsOf(place: Place): Promise<Ports> {
  const env = {
    GITHUB_API_URL: place.apiUrl,
    GITHUB_GRAPHQL_URL: place.graphqlUrl,
    GITHUB_SERVER_URL: place.serverUrl,
    GITHUB_REPOSITORY: place.repository,
  };
  const connected = await connectWorld(
    {
      token: place.token,
      repository: parseRepository(place.repository)!,
      branch: BRANCH,
      store: place.store,
    },
    env,
    // Nobody here keeps a lease for its run, so nobody has to be told from an earlier attempt.
    { runId: 1, runAttempt: 1, job: '', jobIndex: 0, checkRunId: null },
  );
  return { ...connected, tell: () => {}, terms: ACTION_TERMS, cancelled: new AbortController().signal };
}

function countWrites(ports: Ports, now: () => number, { asked }: Fleet) {
  const writes = { attempts: 0, conflicts: 0, registered: null as number | null };
  const { store } = ports.world;
  const counted: Ports['world']['store'] = {
    ...store,
    async compareAndSwap(...write) {
      if (writes.registered === null) writes.attempts += 1;
      const swap = await store.compareAndSwap(...write);
      if (swap.kind === 'applied') {
        writes.registered ??= now();
        asked();
      } else writes.conflicts += 1;
      return swap;
    },
  };
  return { ports: { ...ports, world: { ...ports.world, store: counted } }, writes };
}
