// What every command is given: the world, somebody to tell, and who asks. And how it runs a machine on them.
import type { EventContext } from '../input/event.ts';
import type { Identity } from '../input/identity.ts';
import { carrier, type World } from '../engine/carry.ts';
import { drive } from '../engine/drive.ts';
import type { Budget } from '../engine/ports.ts';
import type { LeaseError } from '../lease/errors.ts';
import type { BranchName } from '../lease/identifiers.ts';
import type { Machine } from '../protocol/asks.ts';
import { errandMachine, startErrand, type Errand } from '../protocol/errand.ts';
import type { Known } from '../protocol/knowledge.ts';
import type { Line } from '../protocol/line.ts';
import type { Terms } from '../text/terms.ts';
import { errorOf } from '../text/trouble.ts';
import type { Told } from './outcome.ts';
import { telling } from './telling.ts';

export interface Ports {
  readonly world: World;
  readonly budget: Budget;
  /** GITHUB_SERVER_URL: links lead nowhere else. */
  readonly serverUrl: string;
  /** Told at once, while the command runs. */
  readonly tell: (told: Told) => void;
  readonly terms: Terms;
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal;
}

/** Who asks. */
export interface Caller {
  readonly event: EventContext;
  readonly identity: Identity;
  /** The id of the first request of this job. */
  readonly jobKey: string;
  /** A random text of this step alone. */
  readonly nonce: string;
}

/** Whoever locks or unlocks a lease. */
export interface Operator {
  readonly identity: Pick<Identity, 'actor' | 'runUrl'>;
}

/**
 * Runs a machine to its end. `waits`: whether it waits in the line; `works`: whether it works with the lease, which takes
 * as long as it takes; else it has an end of its own. `remember` is handed every state before anything is sent.
 */
export async function run<State, Done>(
  machine: Machine<State, Line, Done>,
  start: State,
  { world, budget, tell, cancelled, terms }: Ports,
  about: {
    readonly lease: string;
    readonly waits?: boolean;
    readonly works?: boolean;
    readonly remember?: (state: State) => void;
  },
): Promise<{ readonly state: State; readonly done: Done }> {
  const { lease, waits = false, works = false, remember = () => {} } = about;
  const { clock, store } = world;
  const { say, end } = telling({ lease, branch: store.branch, waits, works, terms }, clock, tell);
  try {
    return await drive(machine, start, {
      clock,
      budget,
      carry: carrier(world, terms),
      say,
      remember,
      cancelled,
    });
  } finally {
    end();
  }
}

/** Runs an errand to its end: its result, or why there is none; `doing` completes "GitHub did not confirm". */
export async function runErrand<Memo, Result>(
  ports: Ports,
  errand: Errand<Memo, Result>,
  known: Known,
  memo: Memo,
  doing: string,
): Promise<
  | { readonly result: Result; readonly failure: null }
  | { readonly result: null; readonly failure: LeaseError }
> {
  const { trusted } = ports.world.clock;
  const start = startErrand({ ...known, trusted }, memo);
  const { done } = await run(errandMachine(errand), start, ports, { lease: known.lease });
  if (done.kind === 'done') return { result: done.result, failure: null };
  return { result: null, failure: errorOf(done, placeOf(ports), doing) };
}

/** Where the board is, for messages. */
export function placeOf({ world, terms }: Ports): { readonly branch: BranchName; readonly terms: Terms } {
  return { branch: world.store.branch, terms };
}
