// mode: unlock. Opens a lease, or all of them, and frees a stuck holder where its token is named or force is given.
import type { UnlockInputs } from '../action/inputs.ts';
import { LeaseError } from '../lease/errors.ts';
import { errandMachine, startErrand } from '../protocol/errand.ts';
import { unknown } from '../protocol/knowledge.ts';
import { unlockErrand, type UnlockMemo, type UnlockTarget } from '../protocol/operator.ts';
import { describeChange } from '../text/commit.ts';
import { ALL_LEASES } from '../text/happening.ts';
import { errorOf } from '../text/trouble.ts';
import { holderSentence } from '../text/waiting.ts';
import { OPERATOR_LIMIT } from './lock.ts';
import { outcome, stateOutputs, type Outcome } from './outcome.ts';
import { run, type Caller, type Ports } from './ports.ts';

export async function unlockCommand(inputs: UnlockInputs, caller: Caller, ports: Ports): Promise<Outcome> {
  const { branch, url } = ports.world.store;
  const { identity } = caller;
  const lease = inputs.lease ?? ALL_LEASES;
  const { fencingToken: token, force, reason } = inputs;
  const by = `${identity.actor}: ${reason}`;
  const world = { ...ports.world, describe: describing(by) };
  const memo: UnlockMemo = {
    ofOne: inputs.lease !== null,
    token,
    force,
    by: `${identity.actor} (${identity.runUrl})`,
    reason,
    target: null,
  };
  const known = unknown(lease, { least: token ?? 0 });
  const { done } = await run(
    errandMachine(unlockErrand),
    startErrand(known, memo, OPERATOR_LIMIT),
    { ...ports, world },
    { lease },
  );
  if (done.kind !== 'done') return outcome({ failure: errorOf(done, { branch }, 'the opening') });
  const { document } = done.result;
  const shown = inputs.lease === null ? null : document;
  const outputs = stateOutputs(lease, shown, url);
  if (done.result.kind === 'not-held') {
    const failure = new LeaseError(
      'not-holder',
      `Nobody was freed: the lease ${lease} on the branch ${branch} is not held with the fencing token ${token}. ` +
        `${holderSentence(document)} Give the token that the board shows now, or force: true.`,
    );
    return outcome({ outputs, failure });
  }
  const text = `${openedSentence(inputs, done.result.target)} ${holderSentence(shown)}`.trim();
  return outcome({ outputs, told: [{ level: 'info', text }] });
}

function describing(by: string): Ports['world']['describe'] {
  return (before, after) => describeChange(before, after, { by });
}

function openedSentence({ lease }: UnlockInputs, { lock, holder, rests }: UnlockTarget): string {
  const what = lease === null ? 'All leases' : `The lease ${lease}`;
  const opened =
    lock === null ? `${what} had no lock of an operator.` : `${what} opened to new grants again.`;
  const freed = holder === null ? '' : ` The hold of ${holder.id} with the token ${holder.epoch} has ended.`;
  const waived = rests ? ' The wait after the eviction of a dead holder is waived.' : '';
  return `${opened}${freed}${waived}`;
}
