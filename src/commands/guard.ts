// mode: guard. Just before a step that cannot be undone: does this job still hold the lease?
import type { GuardInputs } from './inputs.ts';
import { holdersOf, outcomeOf } from '../lease/document.ts';
import type { RequestId } from '../lease/identifiers.ts';
import type { Outcome as Ended } from '../lease/schema.ts';
import { guardErrand, type GuardMemo } from '../protocol/guard.ts';
import { unknown } from '../protocol/knowledge.ts';
import { utc } from '../text/duration.ts';
import { holderName, holderSentence, isOrAre, leaseOf, noBranchSentence } from '../text/waiting.ts';
import { notHolder, outcome, said, slotOutputs, stateOutputs, type Outcome } from './outcome.ts';
import { runErrand, type Caller, type Ports } from './ports.ts';

/** Fails unless exactly (id, token) holds the lease. */
export async function guardCommand(inputs: GuardInputs, caller: Caller, ports: Ports): Promise<Outcome> {
  const { lease, requestId, fencingToken: token } = inputs;
  const { branch, url } = ports.world.store;
  const memo: GuardMemo = { requestId, jobKey: caller.jobKey, token };
  const known = unknown(lease, { endsOnly: true, least: token ?? 0 });
  const { result, failure } = await runErrand(ports, guardErrand, known, memo, 'who holds the lease');
  if (failure !== null) return outcome({ outputs: { held: false }, failure });
  const { document, id, held, isThere } = result;
  const outputs = {
    ...stateOutputs(lease, document, url),
    held: held !== null,
    ...slotOutputs(held, document),
    payload: held?.payload ?? '',
  };
  if (held !== null) {
    const { slots, epoch } = held;
    const what = `The ${leaseOf(lease, slots)} ${isOrAre(slots)}`;
    return said(`${what} held by this request, fencing token ${epoch}.`, outputs);
  }
  const named = holdersOf(document).find(({ epoch }) => requestId === null && epoch === token);
  if (named !== undefined) {
    return notHolder(
      `Stop: ${nameOf(caller, null)} does not hold the lease ${lease} on the branch ${branch} itself. The fencing token ${token} ` +
        `is that of ${holderName(named)}. Give also the output request-id of the job that acquired it.`,
      outputs,
    );
  }
  const ended = id === null ? undefined : outcomeOf(document, id);
  const next =
    ended?.outcome === 'completed'
      ? "Its work is done by the commit that contains it; a step that works on the resource runs only with `if: steps.<id>.outputs.status == 'acquired'`."
      : 'Do not touch the resource; acquire the lease anew.';
  const stands = isThere ? holderSentence(document) : noBranchSentence(branch, ports.terms);
  const withToken = token === null ? '' : ` with the fencing token ${token}`;
  return notHolder(
    `Stop: ${nameOf(caller, id)} does not hold the lease ${lease}${withToken} on the branch ${branch}.${howEnded(ended)} ` +
      `${stands} ${next}`,
    outputs,
  );
}

/** How the request has ended, as a sentence with a space before it; empty where it has not. */
export function howEnded(ended: Ended | null | undefined): string {
  if (!ended) return '';
  const reason = ended.reason === undefined ? '' : ` (${ended.reason})`;
  return ` It has ended as ${ended.outcome} at ${utc(ended.at)}${reason}.`;
}

/** Names who was to hold a lease, for messages: a request, or the job where that has none. */
export function nameOf(
  { identity }: { readonly identity: { readonly job: string; readonly runId: number | null } },
  id: RequestId | null,
): string {
  return id === null ? `the job ${identity.job} of run ${identity.runId}` : `the request ${id}`;
}
