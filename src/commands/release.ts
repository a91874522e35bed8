// mode: release. Ends a hold explicitly, also one that another job of the run has acquired.
//
// Safe to send again: what has ended stays ended. A wrong id or token fails, and frees nothing.
import type { ReleaseInputs } from './inputs.ts';
import { InputError } from '../lease/errors.ts';
import { unknown } from '../protocol/knowledge.ts';
import { releaseErrand, type ReleaseMemo, type ReleaseResult } from '../protocol/release.ts';
import { keyOf } from '../lease/request-key.ts';
import { holderName, holderSentence, isOrAre, leaseOf, noBranchSentence } from '../text/waiting.ts';
import { howEnded, nameOf } from './guard.ts';
import { notHolder, outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { placeOf, runErrand, type Caller, type Ports } from './ports.ts';

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
    wrote: false,
  };
  const known = unknown(lease, { endsOnly: true, least: token ?? 0 });
  const { result, failure } = await runErrand(ports, releaseErrand, known, memo, 'the release');
  if (failure !== null) return outcome({ failure });
  const outputs = stateOutputs(lease, result.document, url);
  if (result.kind !== 'released') {
    const text =
      `The lease ${lease} on the branch ${ports.world.store.branch} was not released: ` +
      whyNot(inputs, caller, placeOf(ports), result);
    return notHolder(text, outputs);
  }
  const { epoch, id, outcome: how, slots = null } = result.outcome;
  if (epoch !== undefined && how !== memo.outcome) {
    const text =
      `The ${leaseOf(lease, slots)} ${isOrAre(slots)} released, but not as ${memo.outcome}: ` +
      `${nameOf(caller, id)} had ended before.${howEnded(result.outcome)} That stays so.`;
    return said(text, outputs, 'warning');
  }
  const what = epoch === undefined ? 'was not held, nothing is released' : `${isOrAre(slots)} released`;
  return said(`The ${leaseOf(lease, slots)} ${what}: the request ${id} has ended as ${how}.`, outputs);
}

function whyNot(
  { fencingToken }: ReleaseInputs,
  caller: Releaser,
  { branch, terms }: ReturnType<typeof placeOf>,
  result: Exclude<ReleaseResult, { kind: 'released' }>,
): string {
  if (result.kind === 'not-yours') {
    return (
      `it is held by another run, ${holderName(result.holder)}, and only that run may release it. ` +
      `An operator frees a stuck holder with ${terms.unlock} and its token.`
    );
  }
  const { id, outcome: ended, isThere, document } = result;
  const stands = isThere ? holderSentence(document) : noBranchSentence(branch, terms);
  if (ended?.outcome === 'evicted' && (fencingToken ?? ended.epoch) === ended.epoch) {
    return (
      `the hold of the request ${id} was over before.${howEnded(ended)} What was done with the ` +
      `lease since then may have met another holder. ${stands} ` +
      `Acquire it anew, with a longer ${terms.hold} where that was too short.`
    );
  }
  if (id === null) {
    return (
      `the branch knows of no request of ${nameOf(caller, id)}. ${stands} Of a hold of another job, give ${terms.idAndToken}. ` +
      "A job that may go on without the lease releases only what it has acquired, with `if: steps.<id>.outputs.status == 'acquired'`. " +
      'A job that had acquired it has met a deleted, rewound or edited branch, and what it did since then may have met the work of others.'
    );
  }
  const token = fencingToken === null ? '' : ` with the fencing token ${fencingToken}`;
  return `${nameOf(caller, id)} does not hold it${token}.${howEnded(ended)} ${stands} Give ${terms.idAndToken}.`;
}
