// mode: lock. Closes a lease, or all of them, to new grants; whoever holds one finishes.
//
// Locking what is locked replaces the lock: the latest operator's reason counts. The command is done when its own
// lock is on the board, or when another lock has come after the one that its first read showed.
import { ALL_LEASES } from '../text/happening.ts';
import { utc } from '../text/duration.ts';
import { holderSentence } from '../text/waiting.ts';
import type { LockInputs } from '../action/inputs.ts';
import { InputError } from '../lease/errors.ts';
import type { Lock } from '../lease/schema.ts';
import { Deadline } from '../protocol/deadline.ts';
import { Session, type View } from '../protocol/session.ts';
import { update, type Step } from '../protocol/update.ts';
import { stateOutputs, type Context } from './context.ts';
import { isSameLock, lockOf, OPERATOR_LIMIT } from './operator.ts';

export async function lockMode(inputs: LockInputs, context: Context): Promise<void> {
  const { world, runner, identity } = context;
  await using deadline = new Deadline(world.clock, OPERATOR_LIMIT);
  context.onCancel(() => deadline.end('cancelled'));
  const session = new Session(world, inputs.lease ?? ALL_LEASES);
  let lock: Lock | null = null;
  let found: Lock | null | undefined;
  const step = (view: View): Step<Lock | null> => {
    const now = world.clock.now();
    const present = lockOf(view, inputs.lease);
    found = found === undefined ? present : found;
    lock ??= {
      reason: inputs.reason,
      actor: identity.actor,
      at: now,
      until: endOf(inputs, now),
      run_url: identity.runUrl,
    };
    // A lock that is neither the one found at first nor this one was made meanwhile: it replaces this command.
    if (!isSameLock(present, found)) return { kind: 'done', result: present };
    return inputs.lease === null
      ? { kind: 'write-board-lock', lock }
      : { kind: 'write', changes: [{ kind: 'lock', lock }] };
  };
  const present = await update(world, session, step, deadline);
  const { document } = session.view;
  runner.setOutputs(stateOutputs(world, inputs.lease ?? ALL_LEASES, inputs.lease === null ? null : document));
  const what = inputs.lease === null ? 'All leases are' : `The lease ${inputs.lease} is`;
  if (!isSameLock(present, lock)) {
    runner.warning(
      `${what} not locked by this command: another operator was faster. ${lockSentence(present)}`,
    );
    return;
  }
  const holder = inputs.lease === null ? 'Holders finish.' : holderSentence(document);
  // The reason comes last: nobody knows whether it ends with a full stop.
  runner.info(`${what} locked to new grants. ${holder} ${lockSentence(present)}`);
}

function lockSentence(lock: Lock | null): string {
  if (lock === null) return 'It is open now.';
  const end = lock.until === null ? 'until somebody unlocks it' : `until ${utc(lock.until)}`;
  return `Locked by ${lock.actor}, ${end}: ${lock.reason}`;
}

function endOf({ until }: LockInputs, now: number): number | null {
  if (until === null) return null;
  const end = until.kind === 'after' ? now + until.seconds : until.instant;
  if (end <= now) {
    throw new InputError(
      `The input "until" is ${utc(end)}, which has passed: it is ${utc(now)} by GitHub's clock. ` +
        'Give a later time, or a duration such as 2h.',
    );
  }
  return end;
}
