// mode: lock. Closes a lease, or all of them, to new grants; whoever holds one finishes.
import type { LockInputs } from './inputs.ts';
import { InputError } from '../lease/errors.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import { MOST_SLOTS, type LeaseDocument, type Lock } from '../lease/schema.ts';
import { namedIn } from '../lease/slots.ts';
import { unknown } from '../protocol/knowledge.ts';
import { lockErrand, type LockMemo } from '../protocol/operator.ts';
import { utc } from '../text/duration.ts';
import { ALL_LEASES } from '../text/happening.ts';
import {
  holderSentence,
  isOrAre,
  leaseOf,
  lockEnd,
  newLeaseSentence,
  newSlotsSentence,
  slotNames,
} from '../text/waiting.ts';
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
  if (result.kind === 'too-many') {
    return outcome({
      failure: new InputError(
        `The lease ${lease} has ${result.locked} locked slots, and at most ${MOST_SLOTS} are locked at a time. ` +
          'Open some of them first, or lock the whole lease, without slots.',
      ),
    });
  }
  const outputs = stateOutputs(lease, inputs.lease === null ? null : result.document, url);
  const { slots } = inputs;
  const what =
    inputs.lease === null ? 'All leases are' : `The ${leaseOf(inputs.lease, slots)} ${isOrAre(slots)}`;
  if (result.kind === 'overtaken') {
    const { present, locked } = result;
    const all = locked.length === 0 ? '' : ` Only ${slotNames(locked)} ${isOrAre(locked)}.`;
    const text = `${what} not locked by this command: another operator was faster.${all} ${lockSentence(present)}`;
    return said(text, outputs, 'warning');
  }
  const holder = inputs.lease === null ? 'Holders finish.' : holderSentence(result.document, slots);
  // The reason comes last: nobody knows whether it ends with a full stop.
  const done = said(`${what} locked to new grants. ${holder} ${lockSentence(result.lock)}`, outputs);
  if (inputs.lease === null) return done;
  return withDoubt(
    done,
    newLeaseSentence(inputs.lease, result.others) ||
      strangeSentence(inputs.lease, result.document, result.strange),
  );
}

function memoOf({ lease, slots, reason, until }: LockInputs, { identity }: Operator): LockMemo {
  const end =
    until === null ? null : until.kind === 'after' ? { after: until.seconds } : { at: until.instant };
  const wish = { reason, actor: identity.actor, run_url: identity.runUrl, until: end };
  return { ofOne: lease !== null, slots, wish, lock: null };
}

function lockSentence(lock: Lock | null): string {
  if (lock === null) return 'It is open now.';
  return `Locked by ${lock.actor}, ${lockEnd(lock)}: ${lock.reason}`;
}

/** Says that nobody has named some slots, which may be a slip; empty where all of them are known. */
export function strangeSentence(
  lease: string,
  document: LeaseDocument,
  strange: readonly SlotName[],
): string {
  if (strange.length === 0) return '';
  const known = [...namedIn(document)].filter((slot) => !strange.includes(slot));
  return newSlotsSentence(lease, strange, known);
}

/** Adds a warning where a name may be a slip. */
export function withDoubt(outcome: Outcome, doubt: string): Outcome {
  return doubt === '' ? outcome : { ...outcome, told: [...outcome.told, { level: 'warning', text: doubt }] };
}
