// mode: lock. Closes a lease, or all of them, to new grants; whoever holds one finishes.
import type { LockInputs } from './inputs.ts';
import { LARGEST_WITH_LOCKS, sizeOf, sizesOf } from '../lease/board.ts';
import { InputError } from '../lease/errors.ts';
import type { SlotName } from '../lease/identifiers.ts';
import { LONGEST_LOCK } from '../lease/locks.ts';
import { MOST_SLOTS, type LeaseDocument, type Lock } from '../lease/schema.ts';
import { namedIn } from '../lease/slots.ts';
import { unknown } from '../protocol/knowledge.ts';
import { lockErrand, type LockMemo, type LockResult } from '../protocol/operator.ts';
import { counted } from '../text/counted.ts';
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
  type Verb,
} from '../text/waiting.ts';
import { notHolder, outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { placeOf, runErrand, type Operator, type Ports } from './ports.ts';

export async function lockCommand(inputs: LockInputs, caller: Operator, ports: Ports): Promise<Outcome> {
  const { url } = ports.world.store;
  const lease = inputs.lease ?? ALL_LEASES;
  const memo = memoOf(inputs, caller);
  const { result, failure } = await runErrand(ports, lockErrand, unknown(lease), memo, 'the lock');
  if (failure !== null) return outcome({ failure });
  if (isRefused(result)) return outcome({ failure: new InputError(refusal(lease, result, placeOf(ports))) });
  const outputs = stateOutputs(lease, inputs.lease === null ? null : result.document, url);
  const { slots } = inputs;
  const verb = inputs.lease === null ? 'are' : isOrAre(slots);
  const what = `${inputs.lease === null ? 'All leases' : `The ${leaseOf(inputs.lease, slots)}`} ${verb}`;
  if (result.kind === 'overtaken') {
    const { present, locked } = result;
    const all = locked.length === 0 ? '' : ` Only ${slotNames(locked)} ${isOrAre(locked)}.`;
    return notHolder(
      `${what} not locked by this command: another operator came after it.${all} ` +
        `Run it again, where its lock is still wanted. ${lockSentence(present, verb)}`,
      outputs,
    );
  }
  const holder = inputs.lease === null ? 'Holders finish.' : holderSentence(result.document, slots);
  // The reason comes last: nobody knows whether it ends with a full stop.
  const done = said(`${what} locked to new grants. ${holder} ${lockSentence(result.lock, verb)}`, outputs);
  if (inputs.lease === null) return done;
  return withDoubt(
    done,
    newLeaseSentence(inputs.lease, result.others) ||
      strangeLockSentence(inputs.lease, result.document, result.strange),
  );
}

type Refused = Extract<LockResult, { kind: `too-${string}` }>;

function isRefused(result: LockResult): result is Refused {
  return result.kind.startsWith('too-');
}

/** Why there is no such lock, and what to do. */
function refusal(
  lease: string,
  result: Refused,
  { branch, terms: { until, clock } }: ReturnType<typeof placeOf>,
): string {
  switch (result.kind) {
    case 'too-late':
      return (
        `${until} is ${utc(result.until)}, which has passed: it is ${utc(result.now)} by ${clock}. ` +
        'Give a later time, or a duration such as 2h.'
      );
    case 'too-far':
      return (
        `${until} is ${utc(result.until)}, and the latest is ${utc(result.now + LONGEST_LOCK)}, ` +
        `${LONGEST_LOCK / 86_400}d from now. Give an earlier time, or none: then it is locked until somebody unlocks it.`
      );
    case 'too-many':
      return (
        `The lease ${lease} has ${result.locked} locked slots, and at most ${MOST_SLOTS} are locked at a time. ` +
        'Open some of them first, or lock the whole lease, without slots.'
      );
    case 'too-large': {
      const { document } = result;
      const { requests, slots, outcomes } = sizesOf(document);
      return (
        `The document of the lease ${lease} on the branch ${branch} has no room for these locks: it would have ` +
        `${kilobytes(sizeOf(document))}, and at most ${kilobytes(LARGEST_WITH_LOCKS)} can be relied on to be read again. ` +
        `Of it ${counted(document.requests.length, 'request')} take ${kilobytes(requests)}, slots with their locks ` +
        `${kilobytes(slots)}, ends of earlier requests ${kilobytes(outcomes)}. Nothing was locked. Give a shorter reason or fewer ` +
        'slots, open others first, or lock the whole lease, without slots: for that there is room.'
      );
    }
  }
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}

function memoOf({ lease, slots, reason, until }: LockInputs, { identity }: Operator): LockMemo {
  const wish = { reason, actor: identity.actor, run_url: identity.runUrl, until };
  return { ofOne: lease !== null, slots, wish, lock: null };
}

function lockSentence(lock: Lock | null, verb: Verb): string {
  if (lock === null) return 'One of them is open now.';
  return `Locked by ${lock.actor}, ${lockEnd(lock, verb)}: ${lock.reason}`;
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

/** The same of slots that are locked now: whoever wants the whole lease wants them, too. */
function strangeLockSentence(lease: string, document: LeaseDocument, strange: readonly SlotName[]): string {
  const doubt = strangeSentence(lease, document, strange);
  const locked = isOrAre(strange) === 'is' ? 'it is' : 'they are';
  return doubt && `${doubt} As long as ${locked} locked, nobody is granted the whole lease either.`;
}

/** Adds a warning where a name may be a slip. */
export function withDoubt(outcome: Outcome, doubt: string): Outcome {
  return doubt === '' ? outcome : { ...outcome, told: [...outcome.told, { level: 'warning', text: doubt }] };
}
