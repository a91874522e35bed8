// mode: lock. Closes a lease, or all of them, to new grants; whoever holds one finishes.
import type { LockInputs } from './inputs.ts';
import { InputError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Lock } from '../lease/schema.ts';
import { unknown } from '../protocol/knowledge.ts';
import { lockErrand, type LockMemo } from '../protocol/operator.ts';
import { utc } from '../text/duration.ts';
import { ALL_LEASES } from '../text/happening.ts';
import { holderSentence, newLeaseSentence } from '../text/waiting.ts';
import { outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { runErrand, type Operator, type Ports } from './ports.ts';

/** Seconds after which an operator's command that GitHub does not confirm fails. */
export const OPERATOR_LIMIT: Seconds = 600;

export async function lockCommand(inputs: LockInputs, caller: Operator, ports: Ports): Promise<Outcome> {
  const { url } = ports.world.store;
  const lease = inputs.lease ?? ALL_LEASES;
  const asks = { limit: OPERATOR_LIMIT, doing: 'the lock' };
  const memo = memoOf(inputs, caller);
  const { result, failure } = await runErrand(ports, lockErrand, unknown(lease), memo, asks);
  if (failure !== null) return outcome({ failure });
  if (result.kind === 'too-late') {
    return outcome({
      failure: new InputError(
        `${ports.terms.until} is ${utc(result.until)}, which has passed: it is ${utc(result.now)} by ${ports.terms.clock}. ` +
          'Give a later time, or a duration such as 2h.',
      ),
    });
  }
  const outputs = stateOutputs(lease, inputs.lease === null ? null : result.document, url);
  const what = inputs.lease === null ? 'All leases are' : `The lease ${inputs.lease} is`;
  if (result.kind === 'overtaken') {
    const text = `${what} not locked by this command: another operator was faster. ${lockSentence(result.present)}`;
    return said(text, outputs, 'warning');
  }
  const holder = inputs.lease === null ? 'Holders finish.' : holderSentence(result.document);
  // The reason comes last: nobody knows whether it ends with a full stop.
  const locked = said(`${what} locked to new grants. ${holder} ${lockSentence(result.lock)}`, outputs);
  return inputs.lease === null ? locked : withDoubt(locked, inputs.lease, result.others);
}

function memoOf({ lease, slots, reason, until }: LockInputs, { identity }: Operator): LockMemo {
  const end =
    until === null ? null : until.kind === 'after' ? { after: until.seconds } : { at: until.instant };
  const wish = { reason, actor: identity.actor, run_url: identity.runUrl, until: end };
  return { ofOne: lease !== null, slots, wish, lock: null };
}

function lockSentence(lock: Lock | null): string {
  if (lock === null) return 'It is open now.';
  const end = lock.until === null ? 'until somebody unlocks it' : `until ${utc(lock.until)}`;
  return `Locked by ${lock.actor}, ${end}: ${lock.reason}`;
}

/** Adds a warning where the name of a lease may be a slip. */
export function withDoubt(outcome: Outcome, lease: string, others: readonly string[] | null): Outcome {
  const text = newLeaseSentence(lease, others);
  return text === '' ? outcome : { ...outcome, told: [...outcome.told, { level: 'warning', text }] };
}
