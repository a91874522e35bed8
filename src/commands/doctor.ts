// mode: doctor. Tries on the real server what everything else relies on, and says of each whether it holds.
//
// It touches no lease: what it writes is on a branch of its own, which it removes. One line for each thing that was
// tried; it fails where a lease could not be relied on, and warns where something works less well.
import type { Checkup, Jobs } from '../engine/ports.ts';
import { EMPTY_BOARD, isUnreadable, type Board } from '../lease/board.ts';
import { createDocument } from '../lease/document.ts';
import { LeaseError, RateLimitedError, type ErrorCode } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Snapshot, Swap } from '../store/store.ts';
import { duration } from '../text/duration.ts';
import { outcome, type Outcome, type Told } from './outcome.ts';
import type { Caller, Ports } from './ports.ts';

/** What was tried, and how it went; a failure has the code of its error. */
type Finding =
  | { readonly is: 'ok' | 'warning'; readonly text: string }
  | { readonly is: 'failure'; readonly text: string; readonly code: ErrorCode };

interface Examination extends Ports {
  readonly checkup: Checkup;
  readonly caller: Caller;
}

/** A clock that differs by more is worth a word. */
const CLOCK_TOLERANCE: Seconds = 60;

/** Rules under which no lease can be written, unless the token may bypass them. */
const FORBIDDING: ReadonlySet<string> = new Set([
  'creation',
  'update',
  'pull_request',
  'required_status_checks',
  'required_deployments',
  'required_signatures',
  'merge_queue',
  'workflows',
]);

const LEVELS = { ok: 'info', warning: 'warning', failure: 'warning' } as const;

export async function doctorCommand(caller: Caller, ports: Ports, checkup: Checkup): Promise<Outcome> {
  const examination: Examination = { ...ports, checkup, caller };
  const findings: Finding[] = [];
  const note = (...found: readonly Finding[]): void => {
    findings.push(...found);
    for (const { is, text } of found) ports.tell({ level: LEVELS[is], text: `${is}: ${text}` });
  };
  const reached = await reach(examination);
  note(...reached);
  if (reached.every(({ is }) => is !== 'failure')) {
    note(clockFinding(examination), await rulesFinding(examination));
    note(...(await writeFindings(examination)));
    note(await jobsFinding(examination), await groupsFinding(examination), budgetFinding(examination));
  }
  return concluded(ports.world.store.branch, findings);
}

async function reach({ world: { store } }: Examination): Promise<Finding[]> {
  const { branch } = store;
  try {
    const { head, board } = await store.read();
    const broken = [...board.leases].filter(([, each]) => isUnreadable(each)).map(([name]) => name);
    const there = head === null ? 'is not there yet' : `is there (leases: ${board.leases.size})`;
    return [
      { is: 'ok', text: `The server answers, and the branch ${branch} ${there}.` },
      ...(broken.length === 0 ? [] : [unreadableFinding(broken)]),
    ];
  } catch (error) {
    return [failed(error)];
  }
}

function unreadableFinding(broken: readonly string[]): Finding {
  const text = `These leases cannot be read, and nobody gets them: ${broken.join(', ')}. Run mode: status for each.`;
  return { is: 'warning', text };
}

function clockFinding({ world, checkup }: Examination): Finding {
  if (!world.clock.trusted) {
    const text =
      'Git tells no time: writes are dated by the clock of this runner, and ages are judged by what is watched.';
    return { is: 'ok', text };
  }
  const at = world.clock.now();
  if (at === null) return { is: 'warning', text: 'The server tells no time in its answers.' };
  const offset = Math.abs(at - checkup.now());
  if (offset <= CLOCK_TOLERANCE)
    return { is: 'ok', text: 'The server tells its time, by which everything is dated.' };
  const text =
    `The clock of this runner is ${duration(offset)} off. Leases are dated by the server's, so this does them no harm; ` +
    'certificates and other steps may mind.';
  return { is: 'warning', text };
}

async function rulesFinding({ world: { store }, checkup }: Examination): Promise<Finding> {
  const { branch } = store;
  try {
    const forbidding = (await checkup.rules()).filter((type) => FORBIDDING.has(type));
    if (forbidding.length === 0) return { is: 'ok', text: `No rule forbids to write the branch ${branch}.` };
    const text =
      `These rules apply to the branch ${branch}: ${[...new Set(forbidding)].join(', ')}. Exempt it from them, or let ` +
      'the token bypass them; else no lease can be written.';
    return { is: 'warning', text };
  } catch (error) {
    return warned(error, `The rules of the branch ${branch} are not known.`);
  }
}

async function writeFindings(examination: Examination): Promise<Finding[]> {
  const { probe } = examination.checkup;
  const findings: Finding[] = [];
  let isThere = true;
  try {
    const made = await swap(examination, { head: null, board: EMPTY_BOARD }, boardWith('probe'));
    isThere = made.kind === 'applied' || made.kind === 'unknown';
    if (made.kind === 'applied') {
      findings.push({ is: 'ok', text: 'The token may write a branch.' });
      findings.push(...(await raceFindings(examination, made.head)));
    } else {
      findings.push(notWritten(probe.branch, made));
    }
  } catch (error) {
    findings.push(failed(error));
    isThere = false;
  }
  if (isThere) findings.push(await removal(examination));
  return findings;
}

function notWritten(branch: string, made: Exclude<Swap, { kind: 'applied' }>): Finding {
  const cause = made.kind === 'conflict' ? 'it is said to be there already' : made.cause.message;
  return {
    is: 'failure',
    code: 'permission',
    text: `The branch ${branch} was not written: ${cause}. Leases cannot be either.`,
  };
}

/** Two writers on one version: one must win, the other must learn that it has lost, and everybody must see the winner. */
async function raceFindings(examination: Examination, head: string): Promise<Finding[]> {
  const { probe } = examination.checkup;
  const base: Snapshot = { head, board: boardWith('probe') };
  const racers = await Promise.all(
    ['one', 'two'].map((name) => swap(examination, base, boardWith('probe', name))),
  );
  const won = racers.flatMap((each) => (each.kind === 'applied' ? [each.head] : []));
  if (won.length === 2) return [lying('it told both of two writers on one version that they had won')];
  if (racers.some(({ kind }) => kind === 'unknown' || kind === 'refused') || won.length === 0) {
    return [{ is: 'warning', text: 'Of two writes at once none was said to be applied: try again later.' }];
  }
  const late = await swap(examination, base, boardWith('probe', 'late'));
  if (late.kind === 'applied') return [lying('it took a write that was made on an older version')];
  const seen = await probe.read();
  if (seen.head !== won[0])
    return [
      {
        is: 'warning',
        text: 'What was written is not read at once: a replica lags. Leases wait for it, and take longer.',
      },
    ];
  return [
    { is: 'ok', text: 'Of two writes at once one wins, the other is told so, and the winner is read back.' },
    await lookFinding(examination),
  ];
}

function lying(what: string): Finding {
  const text = `The server cannot be trusted with a lease: ${what}. Two jobs would use the resource at once.`;
  return { is: 'failure', code: 'state', text };
}

async function lookFinding({ checkup: { probe }, budget, world: { clock } }: Examination): Promise<Finding> {
  await probe.watch('probe');
  const before = budget.share(clock.now());
  await probe.watch('probe');
  return budget.share(clock.now()) < before
    ? {
        is: 'warning',
        text: 'A look at a lease that has not changed was charged, or others have asked meanwhile.',
      }
    : { is: 'ok', text: 'A look at a lease that has not changed costs no request.' };
}

async function removal({ checkup }: Examination): Promise<Finding> {
  const { branch } = checkup.probe;
  try {
    await checkup.remove();
    return { is: 'ok', text: `The branch ${branch} of this checkup is removed.` };
  } catch (error) {
    return warned(error, `The branch ${branch} of this checkup is still there: remove it.`);
  }
}

async function jobsFinding({ world: { jobs }, caller: { identity } }: Examination): Promise<Finding> {
  const { runId, runAttempt, checkRunId, runnerName, runUrl } = identity;
  const self: Parameters<Jobs['life']>[0] = {
    status: 'pending',
    run_id: runId,
    run_attempt: runAttempt,
    check_run_id: checkRunId,
    runner_name: runnerName,
    run_url: runUrl,
    parameters: { held_by: 'job' },
  };
  try {
    const life = await jobs.life(self);
    if (life === 'alive') return { is: 'ok', text: 'The token may see whether jobs are alive.' };
    return { is: 'warning', text: 'The server says that this job, which is at work, has ended.' };
  } catch (error) {
    return warned(error, 'A holder that has died is found only after its max-hold.');
  }
}

async function groupsFinding({ world: { queue }, caller: { event } }: Examination): Promise<Finding> {
  try {
    const groups = await queue.list(event.baseBranch);
    return {
      is: 'ok',
      text: `The merge groups of ${event.baseBranch} can be listed: ${groups.length} right now.`,
    };
  } catch (error) {
    return warned(error, 'In a merge queue each round waits for its whole stabilisation window.');
  }
}

function budgetFinding({ budget, world: { clock } }: Examination): Finding {
  const share = Math.floor(100 * budget.share(clock.now()));
  const text = `${share} % of the requests of this hour are left.`;
  return share >= 20
    ? { is: 'ok', text }
    : { is: 'warning', text: `${text} Jobs that wait will look less often.` };
}

function swap({ checkup, world }: Examination, expected: Snapshot, next: Board): Promise<Swap> {
  const { operation, clock } = world;
  const message = {
    subject: 'ref-lease: a checkup',
    body: 'This branch is about to be removed.',
    operation: operation(),
  };
  return checkup.probe.compareAndSwap(expected, next, message, { now: clock.now() ?? checkup.now() });
}

function boardWith(...leases: readonly string[]): Board {
  return { leases: new Map(leases.map((lease) => [lease, createDocument(lease, 0)])), lock: null };
}

function failed(error: unknown): Finding {
  if (!(error instanceof LeaseError)) throw error;
  return { is: 'failure', code: error.code, text: error.message };
}

function warned(error: unknown, meaning: string): Finding {
  if (!(error instanceof LeaseError)) throw error;
  const until = error instanceof RateLimitedError ? ' Try again after that.' : '';
  return { is: 'warning', text: `${error.message}${until} ${meaning}` };
}

function concluded(branch: string, findings: readonly Finding[]): Outcome {
  const failures = findings.filter((finding) => finding.is === 'failure');
  const warnings = findings.filter(({ is }) => is === 'warning').length;
  const [first] = failures;
  if (first !== undefined) {
    const text = `The doctor has found what keeps leases on the branch ${branch} from working: ${first.text}`;
    return outcome({ failure: new LeaseError(first.code, text) });
  }
  const text: Told['text'] =
    warnings === 0
      ? 'Everything that leases need works.'
      : `Everything that leases need works; ${warnings} of the lines above say what works less well.`;
  return outcome({ told: [{ level: 'info', text }] });
}
