// mode: acquire. Waits for the lease and reports how that ended; the post step does the rest.
//
// State for the post step is saved before the first write and whenever a write is under way, so that whatever kills
// this process, the post step knows which request it made.
import type { AcquireInputs } from '../action/inputs.ts';
import { ordinalId, requestKey, scopeOf } from '../action/identity.ts';
import type { AcquireStatus, Outputs } from '../action/outputs.ts';
import type { Handover, SavedState } from '../action/state.ts';
import { duration, utc } from '../text/duration.ts';
import { acquireSummary, type Ending } from '../text/summary.ts';
import { holderSentence, lockText, waitingLine } from '../text/waiting.ts';
import { isUnreadable, printBoard, type Board } from '../lease/board.ts';
import { LeaseError, type ErrorCode } from '../lease/errors.ts';
import { stackOf } from '../lease/groups.ts';
import { isLocked } from '../lease/line.ts';
import type { Registration } from '../lease/schema.ts';
import { acquire, type Arrival, type Wish } from '../protocol/acquire.ts';
import { Deadline } from '../protocol/deadline.ts';
import type { World } from '../protocol/ports.ts';
import type { Snapshot } from '../store/store.ts';
import { stateOutputs, type Context } from './context.ts';

/** Acquires the lease; rejects where the step must fail. Outputs and summary are written in any case. */
export async function acquireMode(inputs: AcquireInputs, context: Context): Promise<void> {
  const { runner, world } = context;
  const wish = wishOf(inputs, context);
  const saved = new Saved(inputs, wish.registration, context);
  await using deadline = new Deadline(world.clock, inputs.timeout);
  context.onCancel(() => {
    runner.info('The job is cancelled: leaving the line.');
    deadline.end('cancelled');
  });
  const startedAt = world.clock.monotonic();
  let last = '';
  const arrival = await acquire({ ...world, remember: saved.remember }, wish, deadline, {
    onArrival: saved.arrived,
    onWait: (waiting) => {
      const line = waitingLine(inputs.lease, waiting);
      if (line !== last) runner.info(line);
      last = line;
    },
  });
  const waited = Math.floor(world.clock.monotonic() - startedAt);
  await saved.ended(arrival);
  await report(inputs, context, arrival, waited);
}

function wishOf(inputs: AcquireInputs, { event, identity, runner }: Context): Wish {
  const nonce = identity.checkRunId === null ? runner.nonce() : null;
  const id = requestKey({ ...identity, nonce });
  const { baseBranch } = event;
  return {
    lease: inputs.lease,
    priority: inputs.priority,
    baseBranch,
    ordinalId: (n) => ordinalId(id, n),
    wait: inputs.wait,
    delayAssignment: inputs.delayAssignment,
    pollInterval: inputs.pollInterval,
    registration: {
      id,
      priority: inputs.priority ?? 0,
      head_sha: event.headSha,
      head_ref: event.headRef,
      base_sha: event.baseSha,
      base_ref: event.baseRef,
      scope: scopeOf({ ...identity, baseBranch, scope: inputs.scope }),
      run_id: identity.runId,
      run_attempt: identity.runAttempt,
      job: identity.job,
      job_index: identity.jobIndex,
      check_run_id: identity.checkRunId,
      runner_name: identity.runnerName,
      run_url: identity.runUrl,
      actor: identity.actor,
      stack: [],
      parameters: {
        window: inputs.stabilisationWindow,
        expected: inputs.expectedBuildCount,
        ttl: inputs.ttl,
        max_hold: inputs.maxHold,
        takeover_delay: inputs.takeoverDelay,
        propagate: inputs.propagate,
        held_by: inputs.autoRelease ? 'job' : 'run',
      },
      ...(inputs.payload === null ? {} : { payload: inputs.payload }),
    },
  };
}

/**
 * The state for the post step, kept current. Nothing is saved for a request that an earlier step of the job has made,
 * unless it is acquired: ending it is left to that step.
 */
class Saved {
  readonly #context: Context;
  #state: SavedState;
  #isMine = false;

  constructor(inputs: AcquireInputs, registration: Registration, context: Context) {
    this.#context = context;
    const { lease, branch, repository, autoRelease } = inputs;
    this.#state = {
      lease,
      branch,
      repository: `${repository.owner}/${repository.repo}`,
      registration,
      autoRelease,
      epoch: null,
      ended: false,
      unanswered: null,
      handover: null,
    };
  }

  readonly arrived = (registration: Registration, isNew: boolean): void => {
    this.#context.runner.debug(`The request is ${registration.id}, priority ${registration.priority}.`);
    this.#isMine = isNew;
    this.#update({ registration });
  };

  readonly remember: World['remember'] = (unanswered) => this.#update({ unanswered: unanswered ?? null });

  async ended({ verdict, snapshot }: Arrival): Promise<void> {
    if (verdict.kind !== 'acquired') return this.#update({ ended: true });
    this.#isMine = true;
    this.#update({ epoch: verdict.holder.epoch });
    this.#update({ handover: await this.#handOver(snapshot) });
  }

  /** Leaves the board to post where nobody else is on it: then it will hardly change until the release. */
  async #handOver(snapshot: Snapshot | null): Promise<string | null> {
    const board = snapshot === null || !isLonely(snapshot.board) ? null : printBoard(snapshot.board);
    if (board === null || snapshot === null || snapshot.head === null) return null;
    const { runner, world } = this.#context;
    const { clock } = world;
    const handover: Handover = { head: snapshot.head, board, now: clock.now(), monotonic: clock.monotonic() };
    return runner.writeFile('board.json', JSON.stringify(handover)).catch(() => null);
  }

  #update(change: Partial<SavedState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#isMine) this.#context.runner.saveState(this.#state);
  }
}

function isLonely({ leases }: Board): boolean {
  const live = [...leases.values()].flatMap((document) => (isUnreadable(document) ? [] : document.requests));
  return live.length <= 1;
}

/** How an arrival reads: the output `status`, the words for the log, and whether the step fails. */
interface Report {
  readonly status: AcquireStatus | null;
  readonly ending: Ending | null;
  readonly text: string;
  readonly fails: ErrorCode | null;
}

async function report(
  inputs: AcquireInputs,
  context: Context,
  arrival: Arrival,
  waited: number,
): Promise<void> {
  const { runner, world } = context;
  const { registration, document, verdict } = arrival;
  const words = reportOf(inputs, world, arrival, waited);
  const outputs: Partial<Outputs> = {
    ...(words.status === null ? {} : { status: words.status }),
    ...stateOutputs(world, inputs.lease, document),
    'request-id': registration.id,
    'fencing-token': verdict.kind === 'acquired' ? verdict.holder.epoch : null,
    priority: registration.priority,
    'waited-seconds': waited,
    'completed-by': verdict.kind === 'completed' ? verdict.by : '',
    'stacked-pull-requests': stackOf(arrival.groups ?? [], registration.head_sha).map((group) => ({
      number: group.pullRequest,
    })),
    payload: registration.payload ?? '',
  };
  runner.setOutputs(outputs);
  if (inputs.summary && words.ending !== null) {
    const report = { lease: inputs.lease, ending: words.ending, waited, boardUrl: world.store.url };
    await runner.writeSummary(acquireSummary(report, document, world.clock.now()));
  }
  if (words.fails !== null) throw new LeaseError(words.fails, words.text);
  runner.info(words.text);
}

/** Who holds the lease, and which lock of an operator closes it. */
function whoHolds({ document, boardLock }: Arrival, { clock }: World): string {
  const locks = [boardLock, document?.lock ?? null].filter((lock) => lock !== null);
  const inForce = locks.find((lock) => isLocked(lock, clock.now()));
  return [holderSentence(document), ...(inForce === undefined ? [] : [`It is ${lockText(inForce)}.`])].join(
    ' ',
  );
}

function reportOf(inputs: AcquireInputs, world: World, arrival: Arrival, waited: number): Report {
  const { verdict } = arrival;
  const lease = `the lease ${inputs.lease}`;
  const holder = whoHolds(arrival, world);
  switch (verdict.kind) {
    case 'acquired': {
      const token = verdict.holder.epoch;
      const text = `This job holds ${lease} after ${duration(waited)}, fencing token ${token}.`;
      return { status: 'acquired', ending: { kind: 'acquired', token }, text, fails: null };
    }
    case 'completed': {
      const { by } = verdict;
      const text = `Completed: this commit is contained in ${by}, which succeeded with ${lease}. Nothing is left to do on the resource.`;
      return { status: 'completed', ending: { kind: 'completed', by }, text, fails: null };
    }
    case 'lost':
      return {
        status: null,
        ending: null,
        text:
          `The request ${arrival.registration.id} for ${lease} has vanished from the branch ${world.store.branch} without an outcome: ` +
          `somebody has deleted, rewound or edited the branch. ${holder} Nothing was taken; run the job again.`,
        fails: 'lost',
      };
    case 'ended':
      return endedReport(inputs, world, arrival, verdict.outcome);
    case 'gone':
      return goneReport(inputs, world, verdict.ending, waited, holder);
  }
}

function endedReport(
  inputs: AcquireInputs,
  world: World,
  arrival: Arrival,
  { outcome, at, by, reason }: Extract<Arrival['verdict'], { kind: 'ended' }>['outcome'],
): Report {
  const why = reason === undefined ? '' : `: ${reason}`;
  return {
    status: 'evicted',
    ending: { kind: 'evicted', ...(reason === undefined ? {} : { reason }) },
    text:
      `The request ${arrival.registration.id} for the lease ${inputs.lease} on the branch ${world.store.branch} was ended as ${outcome} at ${utc(at)} by ${by}${why}. ` +
      `${whoHolds(arrival, world)} Run the job again to ask anew.`,
    fails: 'evicted',
  };
}

function goneReport(
  inputs: AcquireInputs,
  world: World,
  ending: Extract<Arrival['verdict'], { kind: 'gone' }>['ending'],
  waited: number,
  holder: string,
): Report {
  const lease = `the lease ${inputs.lease} on the branch ${world.store.branch}`;
  switch (ending) {
    case 'not-granted':
      return {
        status: 'pending',
        ending: { kind: 'pending' },
        text: `Did not get ${lease} at once. ${holder} Going on without it, as \`wait: false\` asks.`,
        fails: null,
      };
    case 'timed-out': {
      const goesOn = inputs.onTimeout === 'continue';
      const next = goesOn
        ? 'Going on without it, as `on-timeout: continue` asks.'
        : 'Run the job again, or give it a longer `timeout`.';
      return {
        status: 'timed-out',
        ending: { kind: 'timed-out' },
        text: `Did not get ${lease} within ${duration(waited)}; the request is withdrawn. ${holder} ${next}`,
        fails: goesOn ? null : 'timed-out',
      };
    }
    case 'superseded':
      return {
        status: 'superseded',
        ending: { kind: 'superseded' },
        text:
          `The merge group of this run is gone from the queue, so its request for ${lease} is withdrawn. ` +
          'GitHub has rebuilt or removed the group; a rebuilt one has a run of its own. Nothing needs to be done.',
        fails: 'superseded',
      };
    case 'cancelled':
      return {
        status: null,
        ending: null,
        text: `Cancelled: nothing of this job is left in the line of ${lease}. Run the job again to ask anew.`,
        fails: 'cancelled',
      };
  }
}
