// A stage for commands: one board, one clock, and steps of jobs that are run on them from their inputs on.
import type { InputName } from '../../src/action/environment.ts';
import type { EventContext } from '../../src/action/event.ts';
import { identity, requestKey } from '../../src/action/identity.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import type { SavedState } from '../../src/action/state.ts';
import { outcome as outcomeOf, type Outcome, type Told } from '../../src/commands/outcome.ts';
import { nothingLeft, postCommand } from '../../src/commands/post.ts';
import type { Caller, Ports } from '../../src/commands/ports.ts';
import { runCommand } from '../../src/commands/run.ts';
import type { World } from '../../src/engine/carry.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { createDocument } from '../../src/lease/document.ts';
import { isUnreadable } from '../../src/lease/board.ts';
import { anEnv, aPush, HEAD } from '../action/records.ts';
import { aWorld, put, type TestWorld } from '../engine/world.ts';

export { aRequest, registers, sha } from '../engine/world.ts';

/** Inputs by name; the lease is `staging` unless they say otherwise. */
export type Given = Partial<Record<InputName, string>>;

/** What one step came to. */
export interface Finished {
  readonly outcome: Outcome;
  /** Told on the way, `level: text`. */
  readonly said: readonly string[];
  readonly saved: readonly SavedState[];
}

export interface Stage {
  readonly world: TestWorld;
  /** Runs a step of the job of this run in no time; `during` happens meanwhile. */
  run(given: Given, options?: StepOptions): Promise<Finished>;
  /** Runs the post step of a step, as it would find what that has saved; `null`: nothing is left to do. */
  post(
    of: Finished,
    options?: { readonly jobStatus?: string; readonly summary?: boolean },
  ): Promise<Finished | null>;
  /** Lets time pass. */
  later(seconds: Seconds): Promise<void>;
  /** Writes on the lease as others would, one change after another. */
  write(...changes: readonly Change[]): LeaseDocument;
  /** The lease as it is on the board. */
  lease(name?: string): LeaseDocument;
}

export interface StepOptions {
  readonly event?: EventContext;
  /** The run; its job, attempt and check run are always the same. */
  readonly run?: number;
  readonly nonce?: string;
  readonly cancelled?: AbortSignal;
  readonly during?: () => Promise<void>;
  /** Called when something is told, with its text. */
  readonly told?: (text: string) => void;
}

/** A main step that left this state, and was killed. */
export function killed(state: SavedState): Finished {
  return { outcome: outcomeOf({}), said: [], saved: [state] };
}

/** A stage with nothing on its board. */
export function aStage(overrides: Partial<World> = {}): Stage {
  const world = aWorld(overrides as Partial<TestWorld>);
  let steps = 0;
  const lease = (name = 'staging'): LeaseDocument => {
    const found = world.store.memory.board.leases.get(name);
    if (found === undefined || isUnreadable(found)) return createDocument(name, world.clock.now());
    return found;
  };
  return {
    world,
    lease,
    write(...changes) {
      for (const change of changes) put(world, transition(lease(), [change], { now: world.clock.now() }));
      return lease();
    },
    async run(given, options = {}) {
      const { event = aPush(), run = 4711, nonce = `nonce-${++steps}` } = options;
      const env = anEnv(
        { lease: 'staging', 'check-run-id': '99', ...given },
        { GITHUB_RUN_ID: String(run), GITHUB_SHA: event.headSha },
      );
      const who = identity(env);
      const caller: Caller = { event, identity: who, jobKey: requestKey({ ...who, nonce: null }), nonce };
      const saved: SavedState[] = [];
      const said: string[] = [];
      const ports = portsOf(world, said, options);
      const command = runCommand(parseInputs(env, event), caller, ports, (state) => {
        saved.push(JSON.parse(JSON.stringify(state)) as SavedState);
      });
      const meanwhile = options.during?.();
      const outcome = await world.clock.until(command);
      if (meanwhile !== undefined) await world.clock.until(meanwhile);
      return { outcome, said, saved };
    },
    async later(seconds) {
      await world.clock.advance(seconds);
    },
    async post({ saved }, { jobStatus = 'success', summary = true } = {}) {
      const state = saved.at(-1);
      if (state === undefined || nothingLeft(state) !== null) return null;
      const said: string[] = [];
      const inputs = { token: 'ghs_secret', summary, jobStatus: jobStatus as 'success' };
      const outcome = await world.clock.until(postCommand(inputs, state, portsOf(world, said)));
      return { outcome, said, saved: [] };
    },
  };
}

function portsOf(world: TestWorld, said: string[], { cancelled, told }: StepOptions = {}): Ports {
  return {
    world,
    budget: { share: () => 1 },
    serverUrl: 'https://github.com',
    tell({ level, text }: Told) {
      said.push(`${level}: ${text}`);
      told?.(text);
    },
    cancelled: cancelled ?? new AbortController().signal,
  };
}

/** A request of another job that asks for the lease, gets it, and lives. */
export function granted(registration: Registration): Change[] {
  return [
    { kind: 'register', registration, settledByHolder: false },
    { kind: 'grant', id: registration.id },
  ];
}

export { HEAD };
