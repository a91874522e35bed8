// What a waiting person reads in the log: one line for one state of the wait.
//
// Two waits that read the same are the same, so a caller prints a line only when it differs from the last one.
import { byClock } from '../lease/age.ts';
import { freeIn } from '../lease/claims.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Instant } from '../lease/instant.ts';
import { holdersOf } from '../lease/document.ts';
import { lineOf } from '../lease/line.ts';
import { isLocked, locksOf } from '../lease/locks.ts';
import type { Holder, LeaseDocument, Lock } from '../lease/schema.ts';
import { wantedUntil } from '../lease/signs.ts';
import { endOfRest, LEASE, lockAt, namesOf, restAt } from '../lease/slot-table.ts';
import { isPool, overlap } from '../lease/slots.ts';
import type { RoundWait, Waiting } from '../lease/waiting.ts';
import { duration, utc } from './duration.ts';
import { oneLine } from './escape.ts';
import { few } from './counted.ts';
import { fullName } from './ref-name.ts';
import type { Terms } from './terms.ts';

const GROUPS_NAMED = 10;
const HOLDERS_NAMED = 3;
const SLOTS_NAMED = 10;
const LOCKS_NAMED = 3;
const LEASES_NAMED = 20;

/** Says why a request waits, and for whom. */
export function waitingLine(lease: string, waiting: Waiting): string {
  const { place, inLine, holders, lock, takeoverEnds, round, due } = waiting;
  const where = place === null ? 'not registered yet' : `place ${place} of ${inLine}`;
  const reasons = [
    holders.length === 0 ? null : `held by ${holderNames(holders)}`,
    lock === null ? null : lockText(lock),
    takeoverEnds === null ? null : `free again at ${utc(takeoverEnds)}, after an eviction`,
    round === null ? null : roundText(round),
  ].filter((reason) => reason !== null);
  if (reasons.length === 0 && place !== 1)
    reasons.push(due === null ? 'nobody is due yet' : `next is ${fullName(due)}`);
  return `Waiting for the lease ${oneLine(lease)}: ${[where, ...reasons].join('; ')}.`;
}

/** `lease X`, or `slots eu, us of the lease X`; `null`: all of it. */
export function leaseOf(lease: string, slots: readonly SlotName[] | null): string {
  return slots === null ? `lease ${lease}` : `${theSlots(slots)} of the lease ${lease}`;
}

/** The verb of one thing, or of several. */
export type Verb = 'is' | 'are';

/** The verb that goes with them. */
export function isOrAre(slots: readonly SlotName[] | null): Verb {
  return slots === null || slots.length === 1 ? 'is' : 'are';
}

function theSlots(slots: readonly SlotName[]): string {
  return `${slots.length === 1 ? 'slot' : 'slots'} ${slotNames(slots)}`;
}

/** `eu, us and 3 more`, on one line. */
export function slotNames(slots: readonly SlotName[]): string {
  return few(slots, SLOTS_NAMED, (slot) => oneLine(slot));
}

/** `PR 12 (run 4711) since 2026-11-20 10:54:59 UTC, token 1795166417, https://…`. */
export function holderName(holder: Holder): string {
  const url = holder.run_url === '' ? '' : `, ${oneLine(holder.run_url)}`;
  const slots = holder.slots === null ? '' : ` (${slotNames(holder.slots)})`;
  const end = wantedUntil(holder);
  const until = end === null ? '' : ` until ${utc(end)}`;
  return `${oneLine(fullName(holder))}${slots} since ${utc(holder.granted_at)}${until}, token ${holder.epoch}${url}`;
}

/** Several holders in a row: the first few, by grant. */
export function holderNames(holders: readonly Holder[]): string {
  const named = holders.slice(0, HOLDERS_NAMED).map(holderName);
  const more = holders.length - named.length;
  return `${named.join('; by ')}${more > 0 ? `; and by ${more} more` : ''}`;
}

/** Who holds the lease, or some slots of it, as a sentence for messages. */
export function holderSentence(
  document: LeaseDocument | null,
  slots: readonly SlotName[] | null = null,
): string {
  if (document === null) return '';
  const holders = holdersOf(document).filter((holder) => overlap(slots, holder.slots));
  if (holders.length > 0) return `${slots === null ? 'It is held' : 'Held'} by ${holderNames(holders)}.`;
  return `Nobody holds ${slots === null ? 'it' : `the ${theSlots(slots)}`}.`;
}

/**
 * Says of a hold whose time is over how it ends, with a space before it; empty where there is none. Nobody takes over by
 * the clock of the machine that wrote it, so whoever waits has to see it for all of its time.
 */
export function overdueSentence(
  document: LeaseDocument,
  slots: readonly SlotName[] | null,
  now: Instant,
  { clock, unlock }: Pick<Terms, 'clock' | 'unlock'>,
): string {
  const overdue = holdersOf(document).find(
    (holder) => overlap(slots, holder.slots) && (wantedUntil(holder) ?? Infinity) < now,
  );
  if (overdue === undefined) return '';
  return (
    ` The hold with the token ${overdue.epoch} is over by ${clock}: whoever waits for ` +
    `${duration(overdue.parameters.max_hold)} takes it over, and ${unlock} with that token ends it at once.`
  );
}

/** That the lease, or some of these slots, rest after an eviction, with a space before it. `null`: all slots. */
export function restSentence(
  document: LeaseDocument,
  slots: readonly SlotName[] | null,
  now: Instant,
): string {
  const endOf = (slot: SlotName): Instant | null => endOfRest(restAt(document, slot), now);
  const whole = endOf(LEASE);
  if (whole !== null) return ` The next grant waits until ${utc(whole)}, after an eviction.`;
  const resting = (slots ?? namesOf(document.slots)).filter((slot) => endOf(slot) !== null);
  if (resting.length === 0) return '';
  const verb = resting.length === 1 ? 'rests' : 'rest';
  const last = Math.max(...resting.map((slot) => endOf(slot)!));
  return ` The ${theSlots(resting)} ${verb} until ${utc(last)}, after an eviction.`;
}

/** Which slots could be had at once, with a space before it; empty of a lease that has none with a name. */
export function freeSentence(document: LeaseDocument, boardLock: Lock | null, now: Instant): string {
  if (!isPool(document)) return '';
  const free = freeIn(lineOf(document), { time: byClock(now), boardLock });
  const named = [...free].filter((slot) => slot !== LEASE);
  return named.length === 0 ? ' No slot is free.' : ` Free: ${slotNames(named)}.`;
}

/** The locks of slots alone that close these, a sentence for each, with a space before it. `null`: of all slots. */
export function slotLocks(document: LeaseDocument, slots: readonly SlotName[] | null, now: Instant): string {
  const names = namesOf(document.slots).filter((slot) => slots === null || slots.includes(slot));
  const acts = locksOf(names, (slot) => {
    const lock = lockAt(document, slot);
    return isLocked(lock, now) ? lock : null;
  });
  const told = acts.slice(0, LOCKS_NAMED).map(({ slots, lock }) => {
    const verb = isOrAre(slots);
    return ` The ${theSlots(slots)} ${verb} ${lockText(lock, verb)}.`;
  });
  const more = acts.length - told.length;
  return `${told.join('')}${more > 0 ? ` There are ${more} more locks.` : ''}`;
}

/** `locked by alice since …: reason`; `verb`: that of what is locked. */
export function lockText(lock: Lock, verb: Verb = 'is'): string {
  const { actor, at, reason } = lock;
  return `locked by ${oneLine(actor)} since ${utc(at)}, ${lockEnd(lock, verb)}: ${oneLine(reason)}`;
}

/** `until 2026-11-20 10:54:59 UTC`. */
export function lockEnd({ until }: Pick<Lock, 'until'>, verb: Verb): string {
  if (until !== null) return `until ${utc(until)}`;
  return `until somebody unlocks ${verb === 'is' ? 'it' : 'them'}`;
}

/** Says that nobody has ever asked; GitHub does not tell a branch that is missing from one that the token may not read. */
export function noBranchSentence(branch: string, { unseen }: Pick<Terms, 'unseen'>): string {
  return `There is no branch ${branch}: nobody has asked for a lease yet${unseen}.`;
}

/** Says that nobody has asked for slots of a lease, which may be a slip; `known`: those that it has. */
export function newSlotsSentence(
  lease: string,
  slots: readonly SlotName[],
  known: readonly SlotName[],
): string {
  const names = known.length === 0 ? 'no slot with a name' : slotNames(known);
  return `Nobody has asked for the ${leaseOf(lease, slots)} yet. It has ${names}. Is that what you meant?`;
}

/** Says that nobody has asked for a lease, which may be a slip; empty where it is on the board. */
export function newLeaseSentence(lease: string, others: readonly string[] | null): string {
  if (others === null) return '';
  const told = `Nobody has asked for the lease ${oneLine(lease)} yet. The board has`;
  if (others.length === 0) return `${told} no lease.`;
  const known = few(others, LEASES_NAMED, (name) => oneLine(name));
  return `${told} ${known}. Is that the name you meant?`;
}

function roundText(round: RoundWait): string {
  return `its round gathers until ${utc(round.until).slice(11)}${missing(round)}`;
}

function missing({ registered, expected, awaited }: RoundWait): string {
  if (expected !== 'auto') return `, ${registered} of ${expected} requests are here`;
  if (awaited === null || awaited.length === 0) return '';
  return `, still to ask: ${few(awaited, GROUPS_NAMED, (group) => `PR ${group.pullRequest}`)}`;
}
