// mode: acquire. Waits for the lease and reports how that ended; the post step does the rest.
//
// What the post step needs is saved before the first write and whenever a write is under way, so that whatever kills
// this process, the post step knows which request it made. That it holds the lease is to be saved once the job was told:
// one that never learned it has tested nothing.
import { scopeOf } from '../input/identity.ts';
import type { AcquireInputs } from './inputs.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import { stackOf } from '../lease/groups.ts';
import type { Registration } from '../lease/schema.ts';
import { acquireMachine } from '../protocol/acquire.ts';
import {
  leftoverOf,
  startAcquire,
  type AcquireEnd,
  type AcquireState,
  type Leftover,
  type Wish,
} from '../protocol/acquire-state.ts';
import { acquireSummary } from '../text/summary.ts';
import { arrivalReport } from '../text/arrival.ts';
import { errorOf } from '../text/trouble.ts';
import { outcome, slotOutputs, stateOutputs, type Outcome, type Outputs } from './outcome.ts';
import { run, type Caller, type Ports } from './ports.ts';

const CALLED_WITHOUT_SCOPE =
  'This job is of a reusable workflow, and the input "scope" is empty: nothing tells what it does from what another call of ' +
  'the same workflow does. So no success of another run completes its request, its own completes no other, and each merge ' +
  'group takes the lease itself, the highest first. Give "scope" an input of the called workflow that differs from call to ' +
  'call; where there is one call only, any text will do.';

/** What is left to whoever ends the request. */
export interface Left extends Leftover {
  readonly lease: LeaseName;
}

/** How a wish for a lease ended: as everyone reads it, and as a machine that goes on from there needs it. */
export interface Acquired {
  readonly outcome: Outcome;
  readonly state: AcquireState;
  readonly done: AcquireEnd;
  readonly waited: Seconds;
  /** What the post step needs once the outcome is told; `null`: nothing that it does not know. */
  readonly left: Left | null;
}

/** Acquires the lease; `save` is handed what the post step needs, whenever that changes. */
export async function acquireCommand(
  inputs: AcquireInputs,
  caller: Caller,
  ports: Ports,
  save: (left: Left) => void,
): Promise<Pick<Acquired, 'outcome' | 'left'>> {
  const wish = wishOf(inputs, caller);
  if (wish.registration.parameters.propagate !== inputs.parameters.propagate)
    ports.tell({ level: 'warning', text: CALLED_WITHOUT_SCOPE });
  return acquire(wish, inputs, ports, save);
}

/** Waits for what is wished. */
export async function acquire(
  wish: Omit<Wish, 'trusted'>,
  told: Pick<AcquireInputs, 'onTimeout' | 'summary'>,
  ports: Ports,
  save: (left: Left) => void,
): Promise<Acquired> {
  const { clock } = ports.world;
  const { lease } = wish;
  const keep = keeper(lease, save);
  const startedAt = clock.monotonic();
  const { state, done } = await run(
    acquireMachine,
    startAcquire({ ...wish, trusted: clock.trusted }),
    ports,
    {
      lease,
      waits: true,
      remember: (next) => keep(leftoverOf(next, null)),
    },
  );
  const leftover = leftoverOf(state, done);
  const isHeld = leftover !== null && leftover.epoch !== null;
  if (!isHeld) keep(leftover);
  const left = isHeld ? { lease, ...leftover } : null;
  const waited = Math.round(clock.monotonic() - startedAt);
  return { outcome: reported(told, ports, state, done, waited), state, done, waited, left };
}

function wishOf(inputs: AcquireInputs, { event, identity, jobKey, nonce }: Caller): Omit<Wish, 'trusted'> {
  const { baseBranch } = event;
  const isUntold = identity.calledPath !== '' && inputs.scope === '';
  const parameters = isUntold ? { ...inputs.parameters, propagate: false } : inputs.parameters;
  const registration: Registration = {
    id: jobKey,
    nonce,
    priority: inputs.priority ?? 0,
    head_sha: event.headSha,
    head_ref: event.headRef,
    base_sha: event.baseSha,
    base_ref: event.baseRef,
    scope: scopeOf({
      ...identity,
      baseBranch,
      ownRef: event.group ? null : event.headRef,
      scope: inputs.scope,
      accepts: parameters.accepts,
      take: parameters.take,
    }),
    run_id: identity.runId,
    run_attempt: identity.runAttempt,
    job: identity.job,
    job_index: identity.jobIndex,
    check_run_id: identity.checkRunId,
    runner_name: identity.runnerName,
    run_url: identity.runUrl,
    actor: identity.actor,
    stack: [],
    parameters,
    ...(inputs.payload === null ? {} : { payload: inputs.payload }),
  };
  const { lease, priority, wait, delayAssignment, pollInterval, timeout } = inputs;
  const asked = { lease, priority, wait, delayAssignment, pollInterval, timeout };
  return { ...asked, registration, baseBranch };
}

/** Saves what the post step needs, where it differs from what was saved last. */
function keeper(lease: LeaseName, save: (left: Left) => void): (left: Leftover | null) => void {
  let saved = '';
  return (left) => {
    if (left === null) return;
    const key = JSON.stringify([left.registration.id, left.epoch, left.mayLand, left.ended]);
    if (key === saved) return;
    saved = key;
    save({ lease, ...left });
  };
}

/** How an end is told. */
export function reported(
  told: Pick<AcquireInputs, 'onTimeout' | 'summary'>,
  { world, serverUrl, terms }: Ports,
  state: AcquireState,
  done: AcquireEnd,
  waited: Seconds,
): Outcome {
  const { store, clock } = world;
  const { lease } = state.wish;
  const place = { lease, branch: store.branch, terms };
  const registration = state.registration ?? state.wish.registration;
  const { known, weather } = state.session;
  const { document, lock } = known;
  const list = state.groups.seen?.list ?? [];
  const outputs: Partial<Outputs> = {
    ...stateOutputs(lease, document, store.url),
    'request-id': registration.id,
    'fencing-token': done.kind === 'acquired' ? done.holder.epoch : null,
    priority: registration.priority,
    'waited-seconds': waited,
    'completed-by': done.kind === 'completed' ? done.by : '',
    'stacked-pull-requests': stackOf(list, registration.head_sha).map((group) => ({
      number: group.pullRequest,
    })),
    ...slotOutputs(done.kind === 'acquired' ? done.holder : null, document),
    payload: registration.payload ?? '',
  };
  if (done.kind === 'twin' || done.kind === 'unreadable' || done.kind === 'rule') {
    return outcome({ outputs, failure: errorOf(done, place, 'the request') });
  }
  const now = clock.now();
  const report = arrivalReport({
    ...place,
    done,
    registration,
    document,
    boardLock: lock,
    waited,
    now,
    hasRead: known.hasRead,
    trouble: known.hasRead && !weather.told ? '' : weather.why,
    onTimeout: told.onTimeout,
  });
  return outcome({
    outputs: report.ending === null ? outputs : { ...outputs, status: report.ending.kind },
    summary:
      report.ending === null || !told.summary || now === null
        ? null
        : acquireSummary({ lease, ending: report.ending, waited, boardUrl: store.url }, document, {
            now,
            serverUrl,
            boardLock: lock,
          }),
    told: report.failure === null ? [{ level: 'info', text: report.text }] : [],
    failure: report.failure,
  });
}
