// mode: guard. One read, just before a step that cannot be undone: does this job still hold the lease?
import type { GuardInputs } from '../action/inputs.ts';
import { holderSentence } from '../text/waiting.ts';
import { holderOf } from '../lease/document.ts';
import { LeaseError } from '../lease/errors.ts';
import { Session } from '../protocol/session.ts';
import { stateOutputs, type Context } from './context.ts';
import { jobName, requestIdOf } from './find.ts';

/** Fails unless exactly (id, epoch) holds the lease. */
export async function guardMode(inputs: GuardInputs, context: Context): Promise<void> {
  const { world, runner } = context;
  const session = new Session(world, inputs.lease, null, { endsOnly: true });
  await session.read();
  const { document } = session.view;
  const id = requestIdOf(inputs.requestId, document, context);
  const holder = holderOf(document);
  const held =
    holder !== undefined && holder.id === id && (inputs.fencingToken ?? holder.epoch) === holder.epoch;
  runner.setOutputs({
    ...stateOutputs(world, inputs.lease, document),
    held,
    payload: held ? (holder.payload ?? '') : '',
  });
  if (held) {
    runner.info(`The lease ${inputs.lease} is held by this request, fencing token ${holder.epoch}.`);
    return;
  }
  const who = id === null ? jobName(context) : `the request ${id}`;
  const token = inputs.fencingToken === null ? '' : ` with the fencing token ${inputs.fencingToken}`;
  throw new LeaseError(
    'not-holder',
    `Stop: ${who} does not hold the lease ${inputs.lease}${token} on the branch ${world.store.branch}. ` +
      `${holderSentence(document)} Do not touch the resource; acquire the lease anew.`,
  );
}
