// mode: unlock. Opens a lease, or all of them, and frees a stuck holder where its token is named or force is given.
//
// The command is bound to what its first read showed: that lock, and that hold. When they are gone, it is done; what
// has come after them is not touched.
import { describeChange } from '../text/commit.ts';
import { ALL_LEASES } from '../text/happening.ts';
import { holderSentence } from '../text/waiting.ts';
import type { UnlockInputs } from '../action/inputs.ts';
import { holderOf, type Holder } from '../lease/document.ts';
import { LeaseError } from '../lease/errors.ts';
import type { Lock } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import { Deadline } from '../protocol/deadline.ts';
import type { World } from '../protocol/ports.ts';
import { Session, type View } from '../protocol/session.ts';
import { update, type Step } from '../protocol/update.ts';
import { stateOutputs, type Context } from './context.ts';
import { isSameLock, lockOf, OPERATOR_LIMIT } from './operator.ts';

/** What the first read showed, and the command is about. */
interface Target {
  readonly lock: Lock | null;
  readonly holder: Holder | null;
}

export async function unlockMode(inputs: UnlockInputs, context: Context): Promise<void> {
  const { runner, identity } = context;
  const by = `${identity.actor}: ${inputs.reason}`;
  const world: World = {
    ...context.world,
    describe: (before, after) => describeChange(before, after, { by }),
  };
  await using deadline = new Deadline(world.clock, OPERATOR_LIMIT);
  context.onCancel(() => deadline.end('cancelled'));
  const session = new Session(world, inputs.lease ?? ALL_LEASES);
  let target: Target | null = null;
  const step = (view: View): Step<Target> => {
    target ??= targetOf(inputs, context, view);
    const opens = target.lock !== null && isSameLock(lockOf(view, inputs.lease), target.lock);
    if (inputs.lease === null) {
      return opens ? { kind: 'write-board-lock', lock: null } : { kind: 'done', result: target };
    }
    const changes = [
      ...(opens ? [{ kind: 'unlock' } as const] : []),
      ...freeing(inputs, context, view, target),
    ];
    return changes.length > 0 ? { kind: 'write', changes } : { kind: 'done', result: target };
  };
  const done = await update(world, session, step, deadline).finally(() => {
    if (!session.hasRead) return;
    const found = inputs.lease === null ? null : session.view.document;
    runner.setOutputs(stateOutputs(world, inputs.lease ?? ALL_LEASES, found));
  });
  const { document } = session.view;
  runner.info(told(inputs, done, holderSentence(inputs.lease === null ? null : document)));
}

function targetOf(inputs: UnlockInputs, { world }: Context, view: View): Target {
  const lock = lockOf(view, inputs.lease);
  const holder = holderOf(view.document) ?? null;
  if (inputs.fencingToken !== null && holder?.epoch !== inputs.fencingToken) {
    throw new LeaseError(
      'not-holder',
      `Nobody was freed: the lease ${inputs.lease} on the branch ${world.store.branch} is not held with the fencing token ` +
        `${inputs.fencingToken}. ${holderSentence(view.document)} Give the token that the board shows now, or force: true.`,
    );
  }
  const frees = inputs.fencingToken !== null || inputs.force;
  return { lock, holder: frees ? holder : null };
}

function freeing(inputs: UnlockInputs, { identity }: Context, view: View, { holder }: Target): Change[] {
  const present = holderOf(view.document);
  if (holder === null || present?.id !== holder.id || present.epoch !== holder.epoch) return [];
  const by = `${identity.actor} (${identity.runUrl})`;
  return [
    {
      kind: 'evict',
      id: holder.id,
      epoch: holder.epoch,
      by,
      reason: `freed by an operator: ${inputs.reason}`,
    },
  ];
}

function told(inputs: UnlockInputs, { lock, holder }: Target, now: string): string {
  const what = inputs.lease === null ? 'All leases' : `The lease ${inputs.lease}`;
  const opened =
    lock === null ? `${what} had no lock of an operator.` : `${what} opened to new grants again.`;
  const freed = holder === null ? '' : ` The hold of ${holder.id} with the token ${holder.epoch} has ended.`;
  return `${opened}${freed} ${now}`.trim();
}
