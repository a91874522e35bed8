// The modelled branch: versions follow each other by compare-and-swap, and every commit is judged.
//
// A write lands where the branch still has the head that it was made on; what was made on another one never does.
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { checkCommit, type Writer } from './promises.ts';
import { headOf, nowOf, withJob, type Flight, type Model, type Version, type World } from './world.ts';

/** Makes the next version. What was under way on the one before can no longer land. */
function commit(model: Model, world: World, change: Partial<Version>, by: Writer): World {
  const board = { ...world.board, ...change, count: world.board.count + 1 };
  const observer = checkCommit(model, world, board, by);
  const { swaps } = model.rules;
  const mayLag = (world.budget.old ?? 0) > 0 && world.faults > 0;
  return {
    ...world,
    board,
    observer,
    before: mayLag ? world.board : null,
    flights: world.flights.filter(({ draft }) => swaps(draft.on, headOf(board))),
  };
}

/** Lands a write; `null`: the branch has another head by now. */
export function land(model: Model, world: World, { draft, ...by }: Flight): World | null {
  if (!model.rules.swaps(draft.on, headOf(world.board))) return null;
  const { document = world.board.document, lock = world.board.lock } = draft;
  return commit(model, world, { document, lock }, by);
}

/** Writes what somebody other than a job has changed; `null`: there is nothing to change. */
export function operate(model: Model, world: World, changes: readonly Change[]): World | null {
  const { document } = world.board;
  if (document === null) return null;
  const after = transition(document, changes, { now: nowOf(world) });
  return after === document ? null : commit(model, world, { document: after }, null);
}

/** Moves the head by a write that leaves the lease as it is. */
export function bump(model: Model, world: World, change: Pick<Partial<Version>, 'lock'>): World {
  return commit(model, world, change, null);
}

/** An operator frees the holder: that job works on, and no longer holds the lease. */
export function free(model: Model, world: World, { requests }: LeaseDocument): World | null {
  const holder = requests.find(({ status }) => status === 'acquired');
  if (holder === undefined) return null;
  const { id, epoch = null } = holder;
  const index = world.jobs.findIndex(({ person }) => person.name === id.split('/')[0]);
  const freed = withJob(world, index, { wasFreed: true });
  return operate(model, freed, [{ kind: 'evict', id, epoch, by: 'olga', reason: 'freed' }]);
}

/** The write that a job has asked for, as one that is under way. */
export function flightOf(world: World, index: number): Flight | null {
  const { pending, running, left } = world.jobs[index]!;
  const ask = pending.asks.find((each) => each.ask === 'write');
  if (ask === undefined || pending.landed !== null || running === null) return null;
  const { ask: _, ...draft } = ask;
  const registration = running.kind === 'post' ? running.state.memo.left.registration : left!.registration;
  return { index, kind: running.kind, registration, draft };
}
