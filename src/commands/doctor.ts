// mode: doctor. Tries on the real server what everything else relies on, and says of each whether it holds.
//
// It touches no lease: what it writes is on a branch of its own, which it removes. One line for each thing that was
// tried; it fails where a lease could not be relied on, and warns where something works less well.
import type { Checkup, Jobs } from '../engine/ports.ts';
import { isUnreadable, LOCK_PATH, unreadableError } from '../lease/board.ts';
import { LeaseError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import { duration } from '../text/duration.ts';
import { tryWrites } from './doctor-writes.ts';
import { failed, failure, ok, warned, warning, type Examination, type Finding } from './examination.ts';
import { outcome, stateOutputs, type Outcome } from './outcome.ts';
import type { Caller, Ports } from './ports.ts';
import { notToBeMade } from '../store/in-the-way.ts';
import type { Store } from '../store/store.ts';

/** A clock that differs by more is worth a word. */
const CLOCK_TOLERANCE: Seconds = 60;

/** Rules under which no lease can be written, unless the token may bypass them; see {@link UNSIGNED}. */
const FORBIDDING: ReadonlySet<string> = new Set([
  'creation',
  'update',
  'pull_request',
  'required_status_checks',
  'required_deployments',
  'merge_queue',
  'workflows',
]);

/** The rule that forbids commits by git besides; those of the API are signed by GitHub. */
const UNSIGNED = 'required_signatures';

const LEVELS = { ok: 'info', warning: 'warning', failure: 'warning' } as const;

/** `caller`: the job that asks; `null`: no job does, so nothing is asked about jobs. `note` hears of each finding at once. */
export async function doctorCommand(
  caller: Caller | null,
  ports: Ports,
  checkup: Checkup,
  note: (finding: Finding) => void = ({ result, text }) =>
    ports.tell({ level: LEVELS[result], text: `${result}: ${text}` }),
): Promise<Outcome> {
  const { cancelled, world } = ports;
  const all: Finding[] = [];
  try {
    for await (const finding of examine(caller, ports, checkup)) {
      // What came of asks that were cut short says nothing.
      if (cancelled.aborted && finding.check !== 'removal') continue;
      all.push(finding);
      note(finding);
    }
  } catch (error) {
    if (!cancelled.aborted) throw error;
  }
  if (cancelled.aborted) {
    const failure = new LeaseError('cancelled', 'The checkup was ended before everything was tried.');
    return outcome({ failure });
  }
  return concluded(world.store, all);
}

async function* examine(
  caller: Caller | null,
  ports: Ports,
  checkup: Checkup,
): AsyncGenerator<Finding, void, undefined> {
  const { cancelled } = ports;
  let git: string | null;
  try {
    git = await checkup.git({ signal: cancelled });
  } catch (error) {
    return yield failed('git', error);
  }
  if (git !== null) yield ok('git', `This machine has ${git}, which is new enough.`);
  const examination: Examination = { ...ports, checkup, git };
  const reached = await reach(examination);
  yield* reached;
  if (reached.some(({ result }) => result === 'failure')) return;
  yield await rulesFinding(examination);
  // Of plain git it is the answer about rules that tells the time.
  const clock = clockFinding(examination);
  yield clock;
  if (clock.result === 'failure') return;
  cancelled.throwIfAborted();
  yield* await tryWrites(examination);
  cancelled.throwIfAborted();
  if (caller === null) return;
  yield await jobsFinding(examination, caller);
  yield await groupsFinding(examination, caller);
  yield budgetFinding(examination);
}

async function reach({ world: { store }, checkup, cancelled, terms }: Examination): Promise<Finding[]> {
  const { branch, url } = store;
  try {
    const { head, board } = await store.read({ signal: cancelled });
    const other = head === null ? await checkup.inTheWay({ signal: cancelled }) : null;
    if (other !== null) return [failed('reach', notToBeMade(branch, url, other))];
    if (isUnreadable(board.lock))
      return [failed('reach', unreadableError({ branch, head, path: LOCK_PATH }, board.lock.unreadable))];
    const broken = [...board.leases].filter(([, each]) => isUnreadable(each)).map(([name]) => name);
    const there = head === null ? 'is not there yet' : `is there (leases: ${board.leases.size})`;
    const unreadable = `These leases cannot be read, and nobody gets them: ${broken.join(', ')}. Run ${terms.status} for each.`;
    return [
      ok('reach', `The server answers, and the branch ${branch} ${there}.`),
      ...(broken.length === 0 ? [] : [warning('reach', unreadable)]),
    ];
  } catch (error) {
    return [failed('reach', error)];
  }
}

function clockFinding({ world, checkup }: Examination): Finding {
  const { trusted } = world.clock;
  const at = checkup.apiTime();
  if (at === null && trusted) {
    const text =
      'The server tells no time in its answers (the header Date), without which no lease is given to anybody. ' +
      'Look for a proxy on the way that takes it out.';
    return failure('clock', 'unavailable', text);
  }
  const offset = at === null ? 0 : Math.abs(at - checkup.now());
  const watched =
    'Git tells no time: writes are dated by the clock of this machine, and ages are judged by what is watched';
  if (offset <= CLOCK_TOLERANCE)
    return ok('clock', trusted ? 'The server tells its time, by which everything is dated.' : `${watched}.`);
  const harm = trusted
    ? "Leases are dated by the server's, so this does them no harm; certificates and other steps may mind."
    : `${watched}, so no hold ends too early; but locks with an end, and the times that people read, are off by as much. Set the clock.`;
  return warning('clock', `The clock of this runner is ${duration(offset)} off. ${harm}`);
}

async function rulesFinding({ world, checkup, cancelled }: Examination): Promise<Finding> {
  const { store, clock } = world;
  const { branch } = store;
  try {
    const rules = await checkup.rules({ signal: cancelled });
    if (rules === null) {
      const text = `Git does not tell the rules of a server: should one forbid to write the branch ${branch}, the first write says so.`;
      return ok('rules', text);
    }
    const forbidding = rules.filter((type) => FORBIDDING.has(type) || (type === UNSIGNED && !clock.trusted));
    if (forbidding.length === 0) return ok('rules', `No rule forbids to write the branch ${branch}.`);
    const text =
      `These rules apply to the branch ${branch}: ${[...new Set(forbidding)].join(', ')}. Exempt it from them, or let ` +
      'the token bypass them; else no lease can be written.';
    return warning('rules', text);
  } catch (error) {
    return warned('rules', error, `The rules of the branch ${branch} are not known.`);
  }
}

async function jobsFinding({ world: { jobs } }: Examination, { identity }: Caller): Promise<Finding> {
  const { runId, runAttempt, job, jobIndex, checkRunId, runnerName, runUrl } = identity;
  const self: Parameters<Jobs['life']>[0] = {
    status: 'pending',
    run_id: runId,
    run_attempt: runAttempt,
    job,
    job_index: jobIndex,
    check_run_id: checkRunId,
    runner_name: runnerName,
    run_url: runUrl,
    parameters: { held_by: 'job' },
  };
  try {
    const life = await jobs.life(self);
    if (life === 'alive') return ok('jobs', 'The token may see whether jobs are alive.');
    return warning('jobs', 'The server says that this job, which is at work, has ended.');
  } catch (error) {
    return warned('jobs', error, 'A holder that has died is found only after its max-hold.');
  }
}

async function groupsFinding({ world: { queue } }: Examination, { event }: Caller): Promise<Finding> {
  try {
    const groups = await queue.list(event.baseBranch);
    const text = `The merge groups of ${event.baseBranch} can be listed: ${groups.length} right now.`;
    return ok('groups', text);
  } catch (error) {
    return warned('groups', error, 'In a merge queue each round waits for its whole stabilisation window.');
  }
}

function budgetFinding({ budget, world: { clock } }: Examination): Finding {
  const share = Math.floor(100 * budget.share(clock.now()));
  const text = `${share} % of the requests of this hour are left.`;
  return share >= 20 ? ok('budget', text) : warning('budget', `${text} Jobs that wait will look less often.`);
}

function concluded({ branch, url }: Store, findings: readonly Finding[]): Outcome {
  const outputs = stateOutputs('', null, url);
  const first = findings.find((finding) => finding.result === 'failure');
  const warnings = findings.filter(({ result }) => result === 'warning').length;
  if (first !== undefined) {
    const text = `The doctor has found what keeps leases on the branch ${branch} from working: ${first.text}`;
    return outcome({ outputs, failure: new LeaseError(first.code, text) });
  }
  const text =
    warnings === 0
      ? 'Everything that leases need works.'
      : `Everything that leases need works, and some of it less well (warnings: ${warnings}).`;
  return outcome({ outputs, told: [{ level: 'info', text }] });
}
