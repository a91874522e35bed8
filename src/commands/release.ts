// mode: release. Ends a hold explicitly, also one that another job of the run has acquired.
//
// Safe to send again: what has ended stays ended. A wrong id or token fails, and frees nothing.
import type { ReleaseInputs } from './inputs.ts';
import { InputError, LeaseError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import { unknown } from '../protocol/knowledge.ts';
import { releaseErrand, type ReleaseMemo, type ReleaseResult } from '../protocol/release.ts';
import { keyOf } from '../protocol/request-id.ts';
import { holderName, holderSentence, isOrAre, leaseOf } from '../text/waiting.ts';
import { howEnded, nameOf } from './guard.ts';
import { outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { placeOf, runErrand, type Caller, type Ports } from './ports.ts';

/** Seconds after which a release that GitHub does not confirm fails. */
const LIMIT: Seconds = 600;

/** Whose hold is meant, where nothing else says so; without a run it is that of a process outside of GitHub. */
export interface Releaser extends Pick<Caller, 'jobKey'> {
  readonly identity: Pick<Caller['identity'], 'runAttempt' | 'job'> & { readonly runId: number | null };
}

/** Releases the lease with the outcome of the job that used it. */
export async function releaseCommand(
  inputs: ReleaseInputs,
  caller: Releaser,
  ports: Ports,
): Promise<Outcome> {
  const { lease, requestId, fencingToken: token } = inputs;
  const { url } = ports.world.store;
  if (requestId !== null && token === null && keyOf(requestId) !== caller.jobKey) {
    return outcome({
      failure: new InputError(
        'The input "request-id" names the request of another job, and "fencing-token" is empty: give both outputs of the ' +
          'step that acquired the lease, so that nothing else can be released by mistake.',
      ),
    });
  }
  const { runId, runAttempt } = caller.identity;
  const memo: ReleaseMemo = {
    requestId,
    jobKey: caller.jobKey,
    token,
    outcome: inputs.releaseWithStatus === 'success' ? 'success' : 'failure',
    runId,
    runAttempt,
  };
  const known = unknown(lease, { endsOnly: true, least: token ?? 0 });
  const asks = { limit: LIMIT, doing: 'the release' };
  const { result, failure } = await runErrand(ports, releaseErrand, known, memo, asks);
  if (failure !== null) return outcome({ failure });
  const outputs = stateOutputs(lease, result.document, url);
  if (result.kind !== 'released') {
    return outcome({ outputs, failure: notReleased(inputs, caller, placeOf(ports), result) });
  }
  const { epoch, id, outcome: how, slots = null } = result.outcome;
  const what = epoch === undefined ? 'was not held, nothing is released' : `${isOrAre(slots)} released`;
  return said(`The ${leaseOf(lease, slots)} ${what}: the request ${id} has ended as ${how}.`, outputs);
}

function notReleased(
  inputs: ReleaseInputs,
  caller: Releaser,
  { branch, terms }: ReturnType<typeof placeOf>,
  result: Exclude<ReleaseResult, { kind: 'released' }>,
): LeaseError {
  const notReleased = `The lease ${inputs.lease} on the branch ${branch} was not released:`;
  if (result.kind === 'not-yours') {
    return new LeaseError(
      'not-holder',
      `${notReleased} it is held by another run, ${holderName(result.holder)}, and only that run may release it. ` +
        `An operator frees a stuck holder with ${terms.unlock} and its token.`,
    );
  }
  const { outcome: ended } = result;
  if (ended?.outcome === 'evicted' && (inputs.fencingToken ?? ended.epoch) === ended.epoch) {
    return new LeaseError(
      'not-holder',
      `${notReleased} the hold of the request ${result.id} was over before.${howEnded(ended)} What was done with the ` +
        `lease since then may have met another holder. ${holderSentence(result.document)} ` +
        `Acquire it anew, with a longer ${terms.hold} where that was too short.`,
    );
  }
  const token = inputs.fencingToken === null ? '' : ` with the fencing token ${inputs.fencingToken}`;
  return new LeaseError(
    'not-holder',
    `${notReleased} ${nameOf(caller, result.id)} does not hold it${token}.${howEnded(result.outcome)} ` +
      `${holderSentence(result.document)} Give ${terms.idAndToken}.`,
  );
}
