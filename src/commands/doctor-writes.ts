// What the doctor writes: on a branch of its own, which it removes, whatever happens meanwhile.
import { formatDuration } from '../input/duration.ts';
import { EMPTY_BOARD, type Board } from '../lease/board.ts';
import { createDocument } from '../lease/document.ts';
import type { Version } from '../lease/identifiers.ts';
import type { Snapshot, Store, Swap } from '../store/store.ts';
import { failed, failure, ok, warned, warning, type Examination, type Finding } from './examination.ts';

/** Two pushes at once may miss each other; so many pairs do not. */
const RACES_BY_GIT = 3;

/** Makes the branch, tries what leases need of it, and removes it. */
export async function tryWrites(examination: Examination): Promise<Finding[]> {
  const [probe] = examination.checkup.probes;
  const { branch } = probe;
  let made: Swap;
  try {
    made = await swap(examination, probe, { head: null, board: EMPTY_BOARD }, boardWith('probe'));
  } catch (error) {
    return [failed('write', error)];
  }
  if (made.kind === 'conflict' || made.kind === 'refused') return [notWritten(branch, made)];
  const findings =
    made.kind === 'applied'
      ? [ok('write', 'A branch may be written.'), ...(await tryRaces(examination, made.head))]
      : [notWritten(branch, made)];
  return [...findings, await removal(examination)];
}

function notWritten(branch: string, made: Exclude<Swap, { kind: 'applied' }>): Finding {
  const cause = made.kind === 'conflict' ? 'it is said to be there already' : made.cause.message;
  const text = `The branch ${branch} was not written: ${cause}. Leases cannot be either.`;
  return failure('write', made.kind === 'unknown' ? 'unavailable' : 'permission', text);
}

async function tryRaces(examination: Examination, made: Version): Promise<Finding[]> {
  try {
    const found = await race(examination, made);
    return found.result === 'ok' ? [found, await look(examination)] : [found];
  } catch (error) {
    if (examination.cancelled.aborted) return [];
    return [failed('race', error)];
  }
}

/** Two writers on one version: one must win, the other must learn that it has lost, and everybody must see the winner. */
async function race(examination: Examination, made: Version): Promise<Finding> {
  const { checkup, cancelled, git } = examination;
  const [one, two] = checkup.probes;
  const options = { signal: cancelled };
  const first: Snapshot = { head: made, board: boardWith('probe') };
  let base = first;
  for (let round = 1; round <= (git === null ? 1 : RACES_BY_GIT); round += 1) {
    // Whoever looks only now is too late for a race.
    await Promise.all(checkup.probes.map((probe) => probe.read(options)));
    const boards = ['one', 'two'].map((name) => boardWith('probe', `${name}-${round}`));
    const swaps = await Promise.all([
      swap(examination, one, base, boards[0]!),
      swap(examination, two, base, boards[1]!),
    ]);
    const winner = swaps.findIndex(({ kind }) => kind === 'applied');
    const loser = swaps[1 - winner];
    if (loser?.kind === 'applied')
      return lying('it told both of two writers on one version that they had won');
    if (swaps.every(({ kind }) => kind === 'conflict') && (await one.read(options)).head !== base.head)
      return notSeen(examination);
    if (loser?.kind !== 'conflict') return undecided(swaps);
    base = { head: (swaps[winner] as Swap & { readonly kind: 'applied' }).head, board: boards[winner]! };
  }
  const late = await swap(examination, one, first, boardWith('probe', 'late'));
  if (late.kind === 'applied') return lying('it took a write that was made on an older version');
  if ((await one.read(options)).head !== base.head) return notSeen(examination);
  return ok('race', 'Of two writes at once one wins, the other is told so, and the winner is read back.');
}

/** What was not shown to hold does not hold. */
function undecided(swaps: readonly Swap[]): Finding {
  const causes = swaps.flatMap((swap) => ('cause' in swap ? [swap.cause.message] : []));
  const why = causes[0] ?? 'it told both that they had lost';
  const text = `Of two writes at once the server did not say that one had won, and the other lost: ${why}. Try it again.`;
  return failure('race', 'unavailable', text);
}

function notSeen({ checkup: { probes, writtenAt }, git }: Examination): Finding {
  if (writtenAt !== null) {
    const text =
      `What is written at ${writtenAt} is not read at ${probes[0].url}, and a lease needs one repository behind both: ` +
      'look at the pushurl of origin.';
    return failure('race', 'state', text);
  }
  // Git asks the server that it writes to.
  if (git !== null) return lying('it said that a write was applied, and does not show it');
  const text = 'What was written is not read at once: a replica lags. Leases wait for it, and take longer.';
  return warning('race', text);
}

function lying(what: string): Finding {
  const text =
    `The server cannot be trusted with a lease: ${what}. Two would use the resource at once. ` +
    'Keep the leases on another server.';
  return failure('race', 'state', text);
}

async function look({ checkup, budget, world: { clock }, cancelled, git }: Examination): Promise<Finding> {
  const [probe] = checkup.probes;
  const options = { signal: cancelled };
  await probe.watch('probe', options);
  const before = budget.share(clock.now());
  const startedAt = clock.monotonic();
  await probe.watch('probe', options);
  if (git !== null) {
    const took = formatDuration(clock.monotonic() - startedAt);
    return ok('look', `A look at a lease that has not changed is answered after ${took}.`);
  }
  return budget.share(clock.now()) < before
    ? warning('look', 'A look at a lease that has not changed was charged, or others have asked meanwhile.')
    : ok('look', 'A look at a lease that has not changed costs no request.');
}

/** It is not cut short: nobody else removes the branch. */
async function removal({ checkup }: Examination): Promise<Finding> {
  const { branch } = checkup.probes[0];
  try {
    await checkup.remove();
    return ok('removal', `The branch ${branch} of this checkup is removed.`);
  } catch (error) {
    return warned('removal', error, `The branch ${branch} of this checkup is still there: remove it.`);
  }
}

function swap(
  { world, cancelled }: Examination,
  probe: Store,
  expected: Snapshot,
  next: Board,
): Promise<Swap> {
  const { operation, clock } = world;
  const message = {
    subject: 'ref-lease: a checkup',
    body: 'This branch is about to be removed.',
    operation: operation(),
  };
  const now = clock.now()!;
  return probe.compareAndSwap(expected, next, message, { now, signal: cancelled });
}

function boardWith(...leases: readonly string[]): Board {
  return { leases: new Map(leases.map((lease) => [lease, createDocument(lease, 0)])), lock: null };
}
