// All leases in one table, and the order in which they are shown: what needs somebody comes first, what is idle last.
import { isUnreadable, type Board, type Unreadable } from '../lease/board.ts';
import { holdersOf } from '../lease/document.ts';
import type { SlotName } from '../lease/identifiers.ts';
import { inLine } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { heldIn, namedIn, slotsOf } from '../lease/slots.ts';
import { duration } from './duration.ts';
import { codeSpan } from './escape.ts';
import { few } from './counted.ts';
import { isClosed, lockedSlots, runLink, table, timeOf, what, type View } from './cells.ts';

/** A lease of the board with its name. */
type Entry = readonly [string, LeaseDocument | Unreadable];

const ROWS = 200;

/** Most holders of a lease that are named. */
const NAMED = 3;

/** Those that cannot be read, the locked ones, those that somebody holds or waits for, the idle ones; each by name. */
export function inOrder({ leases }: Board, view: View): Entry[] {
  const rank = ([, document]: Entry): number => {
    if (isUnreadable(document)) return 0;
    if (isLocked(document.lock, view.now) || lockedSlots(document, view.now).length > 0) return 1;
    return document.requests.length > 0 ? 2 : 3;
  };
  return [...leases].toSorted((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
}

/** A row for each lease; empty where there are fewer than two. `linked`: the names lead to headings with an anchor. */
export function overview(leases: readonly Entry[], view: View, linked: boolean): string {
  if (leases.length < 2) return '';
  const rows = leases.slice(0, ROWS).map(([lease, document]) => {
    const name = linked ? `[${codeSpan(lease)}](#${anchorOf(lease)})` : codeSpan(lease);
    return [name, ...cells(document, view)];
  });
  return table(
    ['Lease', 'State', 'Holder', 'Run', 'Since (UTC)', 'Held for', 'Waiting'],
    rows,
    leases.length,
  );
}

function cells(document: LeaseDocument | Unreadable, view: View): string[] {
  if (isUnreadable(document)) return ['unreadable', '', '', '', '', ''];
  const holders = holdersOf(document);
  const [first] = holders;
  // A process may have none.
  const runs = holders.map((holder) => runLink(holder, view)).filter((run) => run !== '');
  return [
    stateOf(document, view),
    ...(first === undefined
      ? ['', '', '', '']
      : [
          few(holders, NAMED, (holder) => what(holder, view)),
          few(runs, NAMED, (run) => run),
          timeOf(first.granted_at, view),
          duration(view.now - first.granted_at),
        ]),
    String(inLine(document).length),
  ];
}

/** Whether a lease is held and locked; of one with slots, how many of them are. */
function stateOf(document: LeaseDocument, view: View): string {
  const named = [...namedIn(document)];
  const all = slotsOf(document);
  const share = (word: string, slots: readonly SlotName[]): string =>
    slots.length === 0 ? '' : slots.length === all.size ? word : `${slots.length} of ${named.length} ${word}`;
  const held = heldIn(document, all);
  const states = [
    share('held', [...held]),
    isClosed(document, view) ? 'locked' : share('locked', lockedSlots(document, view.now)),
  ].filter((state) => state !== '');
  return states.length === 0 ? 'free' : states.join(', ');
}

/** The heading of a lease's section, to which the overview leads. */
export function anchoredHeading(lease: string): string {
  return `## <a name="${anchorOf(lease)}"></a>${codeSpan(lease)}`;
}

// Lower-case letters, digits and signs that neither Markdown nor an address changes; different for different names.
function anchorOf(lease: string): string {
  const safe = lease
    .toWellFormed()
    .replace(/[^a-z0-9-]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`);
  return `lease-${safe}`;
}
