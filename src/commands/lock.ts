// mode: lock. Closes a lease, or all of them, to new grants; whoever holds one finishes.
import type { LockInputs } from '../action/inputs.ts';
import { InputError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Lock } from '../lease/schema.ts';
import { errandMachine, startErrand } from '../protocol/errand.ts';
import { unknown } from '../protocol/knowledge.ts';
import { lockErrand, type LockMemo } from '../protocol/operator.ts';
import { utc } from '../text/duration.ts';
import { ALL_LEASES } from '../text/happening.ts';
import { errorOf } from '../text/trouble.ts';
import { holderSentence } from '../text/waiting.ts';
import { outcome, stateOutputs, type Outcome } from './outcome.ts';
import { run, type Caller, type Ports } from './ports.ts';

/** Seconds after which an operator's command that GitHub does not confirm fails. */
export const OPERATOR_LIMIT: Seconds = 600;

export async function lockCommand(inputs: LockInputs, caller: Caller, ports: Ports): Promise<Outcome> {
  const { branch, url } = ports.world.store;
  const lease = inputs.lease ?? ALL_LEASES;
  const { done } = await run(
    errandMachine(lockErrand),
    startErrand(unknown(lease), memoOf(inputs, caller), OPERATOR_LIMIT),
    ports,
    { lease },
  );
  if (done.kind !== 'done') return outcome({ failure: errorOf(done, { branch }, 'the lock') });
  const { result } = done;
  if (result.kind === 'too-late') {
    return outcome({
      failure: new InputError(
        `The input "until" is ${utc(result.until)}, which has passed: it is ${utc(result.now)} by GitHub's clock. ` +
          'Give a later time, or a duration such as 2h.',
      ),
    });
  }
  const outputs = stateOutputs(lease, inputs.lease === null ? null : result.document, url);
  const what = inputs.lease === null ? 'All leases are' : `The lease ${inputs.lease} is`;
  if (result.kind === 'overtaken') {
    const text = `${what} not locked by this command: another operator was faster. ${lockSentence(result.present)}`;
    return outcome({ outputs, told: [{ level: 'warning', text }] });
  }
  const holder = inputs.lease === null ? 'Holders finish.' : holderSentence(result.document);
  // The reason comes last: nobody knows whether it ends with a full stop.
  const text = `${what} locked to new grants. ${holder} ${lockSentence(result.lock)}`;
  return outcome({ outputs, told: [{ level: 'info', text }] });
}

function memoOf({ lease, reason, until }: LockInputs, { identity }: Caller): LockMemo {
  const end =
    until === null ? null : until.kind === 'after' ? { after: until.seconds } : { at: until.instant };
  const wish = { reason, actor: identity.actor, run_url: identity.runUrl, until: end };
  return { ofOne: lease !== null, wish, lock: null };
}

function lockSentence(lock: Lock | null): string {
  if (lock === null) return 'It is open now.';
  const end = lock.until === null ? 'until somebody unlocks it' : `until ${utc(lock.until)}`;
  return `Locked by ${lock.actor}, ${end}: ${lock.reason}`;
}
