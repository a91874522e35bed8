// A process outside of GitHub that uses a lease while it holds it: acquire, renew beside the task, stop it where the hold
// is not to be relied on any more, release.
import { countingSuspension } from '../engine/suspension.ts';
import type { Holder } from '../lease/schema.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Leftover } from '../protocol/acquire-state.ts';
import { leftoverOfRenew, renewMachine, startRenew, type Loss, type RenewState } from '../protocol/renew.ts';
import { reliableUntil } from '../protocol/renewal.ts';
import { lossSentence } from '../text/trouble.ts';
import { slotOutputs } from './outcome.ts';
import { placeOf, run, type Ports } from './ports.ts';
import { endRequest, type Ended } from './post.ts';
import {
  acquireAsProcess,
  type AcquiredByProcess,
  type ProcessInputs,
  type ProcessPorts,
} from './process.ts';

/** What is done with the lease. */
export interface Task {
  /** Whether it has succeeded, once it is over; it never rejects. */
  readonly ended: Promise<boolean>;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
}

export interface RunPorts extends ProcessPorts {
  /** Told while it waits, in place of `tell`. */
  readonly tellWait: Ports['tell'];
  /** Starts the task; `slots`: those that are held, by their names. */
  readonly start: (holder: Holder, slots: readonly SlotName[]) => Task;
}

/** How it came out. */
export type Ran =
  /** The lease was not got, or only when nobody wanted it any more. */
  | { readonly kind: 'not-acquired'; readonly acquired: AcquiredByProcess }
  | {
      readonly kind: 'ran';
      /** Why the task was stopped; `null`: it was not. */
      readonly loss: Loss | null;
      /** What came of the release; `null`: nothing was left of the hold. */
      readonly released: Ended | null;
    };

/** Runs a task while holding the lease; `grace`: between the two signals to one that must stop. */
export async function runCommand(inputs: ProcessInputs, grace: Seconds, ports: RunPorts): Promise<Ran> {
  const { lease } = inputs;
  const acquired = await acquireAsProcess(inputs, { ...ports, tell: ports.tellWait });
  const { done, state, outcome } = acquired;
  if (done.kind !== 'acquired') return { kind: 'not-acquired', acquired };
  for (const told of outcome.told) ports.tell(told);
  const task = ports.start(done.holder, slotOutputs(done.holder, state.session.known.document).slots);
  const { left, loss, safe } = await renewWhile(task, startRenew(state, done.holder), ports, lease);
  if (loss !== null) {
    // First of all: whoever reads the words may keep them waiting.
    const stopped = stop(task, Math.min(grace, safe), ports);
    ports.tell({ level: 'warning', text: lossSentence(loss, { lease, ...placeOf(ports) }) });
    await stopped;
  }
  const isSuccess = await task.ended;
  const status = isSuccess && loss === null ? 'success' : 'failure';
  // Of a hold that somebody has ended nothing is left; one that the branch does not show may be brought back.
  const released = left.ended
    ? null
    : await endRequest({ lease, ...left }, status, { ...ports, cancelled: ports.ending() });
  return { kind: 'ran', loss, released };
}

/** Renews the hold until the task is over, or the hold is lost; `safe`: for how long nobody else may be granted it then. */
async function renewWhile(
  task: Task,
  start: RenewState,
  ports: RunPorts,
  lease: LeaseName,
): Promise<{ readonly left: Leftover; readonly loss: Loss | null; readonly safe: Seconds }> {
  const over = new AbortController();
  task.ended.then(() => over.abort()).catch(() => undefined);
  const about = { lease, works: true };
  const world = { ...ports.world, clock: countingSuspension(ports.world.clock) };
  const { state, done } = await run(renewMachine, start, { ...ports, world, cancelled: over.signal }, about);
  const { ttl } = state.registration.parameters;
  const now = { mono: world.clock.monotonic(), at: world.clock.now() };
  const safe = Math.max(0, reliableUntil(state.renewal, ttl, now) + ttl / 3 - now.mono);
  return { left: leftoverOfRenew(state, done), loss: done.kind === 'lost' ? done : null, safe };
}

/** Ends a task: asks it to, and after the grace makes it, with all that it has started. */
async function stop(task: Task, grace: Seconds, { world }: RunPorts): Promise<void> {
  task.signal('SIGTERM');
  const over = new AbortController();
  const grown = world.clock.sleep(grace, over.signal).catch(() => undefined);
  await Promise.race([task.ended, grown]);
  over.abort();
  // What it has started may be there still.
  task.signal('SIGKILL');
}
