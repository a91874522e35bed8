// mode: unlock. Opens a lease, or all of them, and frees a stuck holder where its token is named or force is given.
import type { UnlockInputs } from './inputs.ts';
import type { World } from '../engine/carry.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Holder, LeaseDocument } from '../lease/schema.ts';
import { outcomeOf } from '../lease/document.ts';
import { isLocked } from '../lease/locks.ts';
import { LEASE, restAt } from '../lease/slot-table.ts';
import { namedIn } from '../lease/slots.ts';
import { unknown } from '../protocol/knowledge.ts';
import { unlockErrand, type UnlockMemo, type UnlockResult } from '../protocol/operator.ts';
import { describeChange } from '../text/commit.ts';
import { utc } from '../text/duration.ts';
import { ALL_LEASES } from '../text/happening.ts';
import {
  holderName,
  holderNames,
  holderSentence,
  isOrAre,
  leaseOf,
  newLeaseSentence,
  lockText,
} from '../text/waiting.ts';
import { howEnded } from './guard.ts';
import { strangeSentence, withDoubt } from './lock.ts';
import { notHolder, outcome, said, stateOutputs, type Outcome } from './outcome.ts';
import { runErrand, type Operator, type Ports } from './ports.ts';

type Opened = Extract<UnlockResult, { kind: 'opened' }>;

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
    beganAt: null,
    target: null,
  };
  const known = unknown(lease, { least: token ?? 0 });
  const errandPorts = { ...ports, world };
  const { result, failure } = await runErrand(errandPorts, unlockErrand, known, memo, 'the opening');
  if (failure !== null) return outcome({ failure });
  const { document } = result;
  const shown = inputs.lease === null ? null : document;
  const outputs = stateOutputs(lease, shown, url);
  if (result.kind === 'not-held') {
    return notHolder(
      `Nobody was freed: the ${leaseOf(lease, inputs.slots)} on the branch ${branch} ${isOrAre(inputs.slots)} not held with the fencing token ${token}. ` +
        `${holderSentence(document, inputs.slots)} Give the token that the board shows now, or ${ports.terms.force}.`,
      outputs,
    );
  }
  const { target } = result;
  const doubt = inputs.lease === null ? '' : doubtOf(lease, inputs.slots, result);
  const meant = token === null ? inputs.slots : slotsOf(target.holders);
  const closed = closedSentence(inputs, result);
  if (force && target.holders.length + target.places.length === 0) {
    const what = `${leaseOf(lease, inputs.slots)} on the branch ${branch}`;
    return notHolder(
      `Nobody was freed, and nothing was opened: nobody holds the ${what}.${closed}${laterSentence(inputs, result)} ${doubt}`.trim(),
      outputs,
    );
  }
  const text = `${openedSentence(inputs, result)} ${holderSentence(shown, meant)}${closed}`.trim();
  if (result.later.length > 0) {
    return notHolder(
      `${text}${laterSentence(inputs, result)} Run it again to open what came after it, too.`,
      outputs,
    );
  }
  return withDoubt(said(text, outputs), doubt);
}

/** The locks that have come after the command began, which it leaves. */
function laterSentence({ lease }: UnlockInputs, { later }: Opened): string {
  const closed = ({ slot, lock }: (typeof later)[number]): string => {
    if (lease === null) return ` All leases are ${lockText(lock, 'are')}.`;
    return ` ${slot === LEASE ? 'It' : `The slot ${slot}`} is ${lockText(lock)}.`;
  };
  return later.map(closed).join('');
}

/** The locks that this leaves, and that close all the same what it opens: of the lease above slots, of all leases above it. */
function closedSentence(
  { lease }: UnlockInputs,
  { document, boardLock, target, later, now }: Opened,
): string {
  const isMeant = lease === null || [...target.places, ...later].some(({ slot }) => slot === LEASE);
  const ofLease = isMeant || !isLocked(document.lock, now) ? null : document.lock;
  return [
    ofLease === null ? '' : ` The lease itself is ${lockText(ofLease)}.`,
    boardLock === null ? '' : ` All leases are ${lockText(boardLock, 'are')}.`,
  ].join('');
}

/** Says that a name may be a slip: that of the lease, or those of slots; empty where they are known. */
function doubtOf(
  lease: string,
  slots: readonly SlotName[] | null,
  { document, others, target }: Opened,
): string {
  const known = new Set([...namedIn(document), ...target.places.map(({ slot }) => slot)]);
  return (
    newLeaseSentence(lease, others) ||
    strangeSentence(lease, document, slots?.filter((slot) => !known.has(slot)) ?? [])
  );
}

function openedSentence(
  { lease, slots, fencingToken }: UnlockInputs,
  { target: { places, holders }, freed, document }: Opened,
): string {
  if (lease === null) {
    const done =
      places.length === 0 ? 'There was no lock of all leases.' : 'The lock of all leases is opened.';
    return `${done} A lease that is locked by its own name stays closed.`;
  }
  const named = (of: readonly SlotName[] | null): string => `The ${leaseOf(lease, of)}`;
  // Without a token or slots everybody is freed who held anything.
  const held = fencingToken === null && slots === null ? null : slotsOf(freed);
  const gone = holders.filter((holder) => !freed.includes(holder));
  const opened = places.filter(({ lock }) => lock !== null).map(({ slot }) => slot);
  const ofLease = opened.includes(LEASE);
  const ofSlots = opened.filter((slot) => slot !== LEASE);
  const [it, was] = isOrAre(held) === 'is' ? ['it', 'was'] : ['they', 'were'];
  const sentences = [
    freed.length === 0
      ? ''
      : `${named(held)} ${isOrAre(held)} freed; ${it} ${was} held by ${holderNames(freed)}.`,
    restSentence(document, freed),
    ...gone.map(
      (holder) =>
        `Not freed: ${holderName(holder)}, which was over before.${howEnded(outcomeOf(document, holder.id))}`,
    ),
    ofLease ? `${named(null)} opened to new grants again.` : '',
    ofSlots.length === 0 ? '' : `${named(ofSlots)} opened to new grants again.`,
    places.some(({ rest_until }) => rest_until !== null) ? 'The wait after an eviction is waived.' : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? `${named(slots)} had no lock of an operator.` : sentences.join(' ');
}

/** Until when the next grant waits, as what was freed may be at work still; empty where it does not. */
function restSentence(document: LeaseDocument, freed: readonly Holder[]): string {
  const places = freed.flatMap(({ slots }) => slots ?? [LEASE]);
  const until = Math.max(...places.map((slot) => restAt(document, slot).rest_until ?? 0));
  return until > 0 ? `The next grant waits until ${utc(until)}: what held it may be at work still.` : '';
}

/** The slots of some holds; `null`: one of them is of the whole lease. */
function slotsOf(holders: readonly Holder[]): readonly SlotName[] | null {
  const held = holders.flatMap(({ slots }) => slots ?? [LEASE]);
  return held.includes(LEASE) ? null : held;
}
