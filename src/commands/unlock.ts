// mode: unlock. Opens a lease, or all of them, and frees a stuck holder where its token is named or force is given.
import type { UnlockInputs } from './inputs.ts';
import type { World } from '../engine/carry.ts';
import { LeaseError } from '../lease/errors.ts';
import { LEASE } from '../lease/slot-table.ts';
import { unknown } from '../protocol/knowledge.ts';
import { unlockErrand, type UnlockMemo, type UnlockTarget } from '../protocol/operator.ts';
import { describeChange } from '../text/commit.ts';
import { ALL_LEASES } from '../text/happening.ts';
import { holderNames, holderSentence, newLeaseSentence, slotNames } from '../text/waiting.ts';
import { OPERATOR_LIMIT, withDoubt } from './lock.ts';
import { outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { runErrand, type Operator, type Ports } from './ports.ts';

export async function unlockCommand(inputs: UnlockInputs, caller: Operator, ports: Ports): Promise<Outcome> {
  const { branch, url } = ports.world.store;
  const { identity } = caller;
  const lease = inputs.lease ?? ALL_LEASES;
  const { fencingToken: token, force, reason } = inputs;
  const by = `${identity.actor}: ${reason}`;
  const describe: World['describe'] = (before, after) => describeChange(before, after, { by });
  const world = { ...ports.world, describe };
  const memo: UnlockMemo = {
    ofOne: inputs.lease !== null,
    slots: inputs.slots,
    token,
    force,
    by: identity.runUrl === '' ? identity.actor : `${identity.actor} (${identity.runUrl})`,
    reason,
    target: null,
  };
  const known = unknown(lease, { least: token ?? 0 });
  const asks = { limit: OPERATOR_LIMIT, doing: 'the opening' };
  const { result, failure } = await runErrand({ ...ports, world }, unlockErrand, known, memo, asks);
  if (failure !== null) return outcome({ failure });
  const { document } = result;
  const shown = inputs.lease === null ? null : document;
  const outputs = stateOutputs(lease, shown, url);
  if (result.kind === 'not-held') {
    const notHeld = new LeaseError(
      'not-holder',
      `Nobody was freed: the lease ${lease} on the branch ${branch} is not held with the fencing token ${token}. ` +
        `${holderSentence(document)} Give the token that the board shows now, or ${ports.terms.force}.`,
    );
    return outcome({ outputs, failure: notHeld });
  }
  if (force && result.others !== null) {
    const missing = `Nobody was freed. ${newLeaseSentence(lease, result.others)}`;
    return outcome({ outputs, failure: new LeaseError('not-holder', missing) });
  }
  const opened = said(`${openedSentence(inputs, result.target)} ${holderSentence(shown)}`.trim(), outputs);
  return inputs.lease === null ? opened : withDoubt(opened, inputs.lease, result.others);
}

function openedSentence({ lease }: UnlockInputs, { places, holders }: UnlockTarget): string {
  const what = lease === null ? 'All leases' : `The lease ${lease}`;
  const opened = places.filter(({ lock }) => lock !== null).map(({ slot }) => slot);
  const named = opened.includes(LEASE) || opened.length === 0 ? '' : ` (${slotNames(opened)})`;
  const sentences = [
    holders.length === 0 ? '' : `${what} is freed; it was held by ${holderNames(holders)}.`,
    opened.length === 0 ? '' : `${what}${named} opened to new grants again.`,
    places.some(({ rests }) => rests) ? 'The wait after an eviction is waived.' : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? `${what} had no lock of an operator.` : sentences.join(' ');
}
