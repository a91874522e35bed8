// The slots of a lease as a part of the board: what is known of each, and what those who wait want of them.
//
// A lease of which nobody ever named a slot has none of this.
import { byClock } from '../lease/age.ts';
import { claimsIn, type Claim } from '../lease/claims.ts';
import { holdersOf } from '../lease/document.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Instant } from '../lease/instant.ts';
import { lineOf } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Pending, Request } from '../lease/schema.ts';
import { wantedUntil } from '../lease/signs.ts';
import { endOfRest, LEASE, lockAt, restAt } from '../lease/slot-table.ts';
import { isPool, namedIn, openIn, slotsOf, wishOf } from '../lease/slots.ts';
import { isClosed, jobName, runLink, tableOf, timeOf, what, type Column, type View } from './cells.ts';
import { duration } from './duration.ts';
import { codeSpan, cutInside, markdown } from './escape.ts';
import { few } from './counted.ts';

/** Most rows of the table, where it is kept and where it is not, and most names in one cell. */
const ROWS_KEPT = 50;
const ROWS = 100;
const NAMED = 5;
const LONGEST_NAME = 60;

interface Row {
  readonly slot: SlotName;
  /** Who holds it by its name, not with the whole lease. */
  readonly holder: Holder | undefined;
  readonly isHeld: boolean;
  /** That of the slot alone. */
  readonly lock: Lock | null;
  readonly restUntil: Instant | null;
  /** Who is to have it next, though it is free. */
  readonly claim: Claim | undefined;
}

/** The slots as a table: who holds each of them, and what keeps the others from being granted. */
export function slotTable(document: LeaseDocument, view: View): string {
  const rows = rowsOf(document, view);
  const most = view.kept ? ROWS_KEPT : ROWS;
  const isIdle = (row: Row): number => Number(!row.isHeld && row.lock === null && row.restUntil === null);
  // Where there is no room for all, those of which nothing is to be said are left out.
  const shown = (rows.length > most ? rows.toSorted((a, b) => isIdle(a) - isIdle(b)) : rows).slice(0, most);
  const ofHolder =
    (cell: (holder: Holder) => string) =>
    ({ holder }: Row): string =>
      holder === undefined ? '' : cell(holder);
  const columns: readonly Column<Row>[] = [
    ['Slot', ({ slot }) => nameCell(slot)],
    ['State', (row) => stateOf(row, document, view)],
    ['Holder', ofHolder((holder) => what(holder, view))],
    ['Run', ofHolder((holder) => runLink(holder, view))],
    ['Job', ofHolder(jobName)],
    ['Actor', ofHolder(({ actor }) => (actor === '' ? '' : codeSpan(actor, 60)))],
    ['Since (UTC)', ofHolder(({ granted_at: at }) => timeOf(at, view))],
    ['Held for', ofHolder(({ granted_at: at }) => (view.kept ? '' : duration(view.now - at)))],
    ['Token', ofHolder(({ epoch }) => `\`${epoch}\``)],
    ['Payload', ofHolder(({ payload = '' }) => markdown(payload, 80))],
    ['Note', (row) => noteOf(row, view)],
  ];
  return tableOf(columns, shown, rows.length);
}

function rowsOf(document: LeaseDocument, view: View): Row[] {
  const holders = holdersOf(document);
  const claims = claimsOf(document, view);
  return [...namedIn(document)].map((slot) => {
    const lock = lockAt(document, slot);
    return {
      slot,
      holder: holders.find(({ slots }) => slots?.includes(slot)),
      isHeld: holders.some(({ slots }) => slots === null || slots.includes(slot)),
      lock: isLocked(lock, view.now) ? lock : null,
      restUntil: endOfRest(restAt(document, slot), view.now),
      claim: claims.find(({ due, keeps }) => due.includes(slot) || keeps.includes(slot)),
    };
  });
}

function claimsOf(document: LeaseDocument, { now, boardLock }: View): Claim[] {
  return claimsIn(lineOf(document), { time: byClock(now), boardLock, mine: null });
}

function stateOf({ isHeld, lock, restUntil }: Row, document: LeaseDocument, view: View): string {
  const states = [isHeld ? 'held' : '', lock === null ? '' : 'locked'].filter((state) => state !== '');
  if (states.length > 0) return states.join(', ');
  if (isClosed(document, view)) return 'locked';
  return restUntil === null ? 'free' : 'resting';
}

function noteOf({ holder, lock, restUntil, claim }: Row, view: View): string {
  const notes = [
    holder === undefined ? '' : limitNote(holder, view),
    lock === null ? '' : lockNote(lock, view),
    restUntil === null ? '' : `until ${timeOf(restUntil, view)}, after an eviction`,
    claim === undefined
      ? ''
      : `${claim.due.length > 0 ? 'next is' : 'kept for'} ${what(claim.request, view)}`,
  ];
  return notes.filter((note) => note !== '').join('; ');
}

function limitNote(holder: Holder, view: View): string {
  const { hold_limit } = holder.parameters;
  const end = wantedUntil(holder);
  if (end !== null) return `until ${timeOf(end, view)}`;
  return hold_limit === undefined
    ? ''
    : `may be taken over from ${timeOf(holder.granted_at + hold_limit, view)} on`;
}

function lockNote({ actor, at, until, reason }: Lock, view: View): string {
  const end = until === null ? '' : ` until ${timeOf(until, view)}`;
  return `locked by ${codeSpan(actor, 60)} since ${timeOf(at, view)}${end}: ${markdown(reason, 200)}`;
}

/** `2 of eu, us, ap` as Markdown: what a request accepts, and how many it takes. */
export function wishCell({ parameters: { accepts, take } }: Pick<Request, 'parameters'>): string {
  if (accepts === null) return 'all';
  const all = accepts.length;
  if (accepts.every((slot, index) => slot === String(index + 1))) return `${take} of ${all}`;
  return `${take === all ? '' : `${take} of `}${slotCells(accepts)}`;
}

/** The slots that a request has held; empty where it never held any. */
export function heldCell({ epoch, slots }: Outcome): string {
  return epoch === undefined ? '' : slots === undefined ? 'all' : slotCells(slots);
}

function nameCell(slot: SlotName): string {
  return codeSpan(cutInside(slot, LONGEST_NAME));
}

/** The names of slots as Markdown; the first of many. */
export function slotCells(slots: readonly SlotName[]): string {
  return few(slots, NAMED, nameCell);
}

/** What those who wait for slots wait for, by the claims that they have; `null`: the lease has no slots of a name. */
export function standings(
  document: LeaseDocument,
  view: View,
): ((request: Pending, index: number) => string) | null {
  if (!isPool(document)) return null;
  const { now, boardLock } = view;
  const claims = new Map(claimsOf(document, view).map((claim) => [claim.request.id, claim]));
  const all = slotsOf(document);
  const open = openIn(document, boardLock, now, all);
  return (request, index) => {
    const claim = claims.get(request.id);
    if (claim !== undefined && claim.due.length > 0) return 'next';
    const kept = claim?.keeps.filter((slot) => slot !== LEASE) ?? [];
    if (kept.length > 0) return `keeps ${slotCells(kept)}`;
    const { accepts, take } = wishOf(request, all);
    const isShut = !isClosed(document, view) && [...accepts].filter((slot) => open.has(slot)).length < take;
    if (isShut) return 'waits for the end of a lock';
    return index > 0 ? 'waits' : 'next';
  };
}
