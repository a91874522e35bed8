// A stage for commands: one board, one clock, and steps of jobs that are run on them from their inputs on.
import type { EventContext } from '../../src/input/event.ts';
import { identity } from '../../src/action/identity.ts';
import { newNonce, requestKey } from '../../src/input/identity.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import type { JobStatus } from '../../src/commands/inputs.ts';
import type { SavedState } from '../../src/action/state.ts';
import { outcome as outcomeOf, type Outcome, type Told } from '../../src/commands/outcome.ts';
import { nothingLeft, postCommand } from '../../src/commands/post.ts';
import type { Caller, Ports } from '../../src/commands/ports.ts';
import { runCommand } from '../../src/action/command.ts';
import type { World } from '../../src/engine/carry.ts';
import type { Checkup } from '../../src/engine/ports.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { createDocument } from '../../src/lease/document.ts';
import { isUnreadable } from '../../src/lease/board.ts';
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { FaultyStore } from '../support/faulty-store.ts';
import { anEnv, aPush, type Given } from '../action/records.ts';
import { aRequest, aWorld, put, registers, type TestWorld } from '../engine/world.ts';

export { HEAD, type Given } from '../action/records.ts';
export { aRequest, registers, sha } from '../engine/world.ts';

/** The id of the first request of the job whose steps are run. */
export const ID = '4711/2/staging/0/99';

/** What one step came to. */
export interface Finished {
  readonly outcome: Outcome;
  /** Told on the way, `level: text`. */
  readonly said: readonly string[];
  readonly saved: readonly SavedState[];
}

export interface Stage {
  readonly world: TestWorld;
  /** What is left of the hour's requests: all of them, unless a test says otherwise. */
  readonly budget: { share: () => number };
  /** Runs a step of the job of this run in no time; its lease is `staging` unless the inputs say otherwise. */
  run(given: Given, options?: StepOptions): Promise<Finished>;
  /** Runs the post step of a step, as it would find what that has saved; `null`: nothing is left to do. */
  post(
    of: Finished,
    options?: { readonly jobStatus?: JobStatus | null; readonly summary?: boolean },
  ): Promise<Finished | null>;
  /** Lets others be faster once: what happens just before the next write. */
  beforeWrite(happens: () => void): void;
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
  /** What the runner calls the step. */
  readonly step?: string;
  /** What a doctor looks at. */
  readonly checkup?: Checkup;
  /** Whether its outcome could be written; `true`. */
  readonly isTold?: boolean;
  /** What happens so many seconds after its start; `cancel` is what the runner does. */
  readonly after?: readonly [seconds: Seconds, happens: (cancel: () => void) => void];
}

/** A main step that left this state, and was killed. */
export function killed(state: SavedState): Finished {
  return { outcome: outcomeOf({}), said: [], saved: [state] };
}

/** A stage with nothing on its board. */
export function aStage(overrides: Partial<World> = {}): Stage {
  const world = aWorld(overrides as Partial<TestWorld>);
  const budget = { share: () => 1 };
  let steps = 0;
  const lease = (name = 'staging'): LeaseDocument => {
    const found = world.store.memory.board.leases.get(name);
    if (found === undefined || isUnreadable(found)) return createDocument(name, world.clock.now());
    return found;
  };
  return {
    world,
    budget,
    lease,
    write(...changes) {
      for (const change of changes) put(world, transition(lease(), [change], { now: world.clock.now() }));
      return lease();
    },
    beforeWrite(happens) {
      const { store } = world;
      const swap = store.compareAndSwap.bind(store);
      store.compareAndSwap = async (...write) => {
        store.compareAndSwap = swap;
        happens();
        return swap(...write);
      };
    },
    async run(
      given,
      {
        event = aPush(),
        run = 4711,
        step = '__ref-lease',
        after,
        checkup = aCheckup(world),
        isTold = true,
      } = {},
    ) {
      const env = anEnv(
        { lease: 'staging', 'check-run-id': '99', ...given },
        { GITHUB_RUN_ID: String(run), GITHUB_SHA: event.headSha, GITHUB_ACTION: step },
      );
      const who = identity(env);
      const jobKey = requestKey(who, newNonce);
      const caller: Caller = { event, identity: who, jobKey, nonce: `nonce-${++steps}` };
      const saved: SavedState[] = [];
      const said: string[] = [];
      const runner = new AbortController();
      const command = runCommand(
        parseInputs(env, event),
        caller,
        portsOf({ world, budget }, said, runner.signal),
        (state) => saved.push(JSON.parse(JSON.stringify(state)) as SavedState),
        checkup,
      );
      const meanwhile =
        after && world.clock.sleep(after[0]).then(() => after[1](() => runner.abort(new Error('cancelled'))));
      const { outcome, state } = await world.clock.until(command);
      if (state !== null && isTold) saved.push(state);
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
      const inputs = { token: 'ghs_secret', summary, jobStatus };
      const outcome = await world.clock.until(postCommand(inputs, state, portsOf({ world, budget }, said)));
      return { outcome, said, saved: [] };
    },
  };
}

/** A checkup of a server that does everything right. */
export function aCheckup(world: Pick<TestWorld, 'clock'>, overrides: Partial<Checkup> = {}): Checkup {
  const probe = new FaultyStore();
  return {
    probes: [probe, probe],
    remove: async () => undefined,
    inTheWay: async () => null,
    rules: async () => [],
    git: async () => null,
    now: () => world.clock.now(),
    writtenAt: null,
    apiTime: () => world.clock.now(),
    ...overrides,
  };
}

function portsOf(
  { world, budget }: Pick<Stage, 'world' | 'budget'>,
  said: string[],
  cancelled = new AbortController().signal,
): Ports {
  return {
    world,
    budget,
    serverUrl: 'https://github.com',
    tell: (told) => void said.push(wordsOf(told)),
    terms: ACTION_TERMS,
    cancelled,
  };
}

/** A line that was told, with how loud it is. */
export function wordsOf({ level, text }: Told): string {
  return `${level}: ${text}`;
}

/** Why a step has failed; `null`: it has not. */
export function codeOf({ outcome }: Finished): string | null {
  return outcome.failure?.code ?? null;
}

/** A stage on which another job holds the lease. */
export function besideHolder(overrides: Partial<World> = {}, holder = aRequest(7)): Stage {
  const stage = aStage(overrides);
  stage.write(...granted(holder));
  return stage;
}

/** A stage on which the job of this run has acquired the lease a minute ago. */
export async function holding(
  given: Given = {},
): Promise<{ readonly stage: Stage; readonly main: Finished; readonly token: number }> {
  const stage = aStage();
  const main = await stage.run({ mode: 'acquire', ...given });
  await stage.later(60);
  return { stage, main, token: stage.lease().epoch };
}

/** A request of another job that asks for the lease, gets it, and lives. */
export function granted(registration: Registration): Change[] {
  return [registers(registration), { kind: 'grant', id: registration.id }];
}
