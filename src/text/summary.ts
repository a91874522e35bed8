// The step summary: what happened to this job, the state of the line, and a chart of it.
//
// Promises: at most 900 KiB (GitHub drops what is over a mebibyte), untrusted text escaped. It is written once and
// read soon, so it shows durations beside the times.
import { isUnreadable, LOCK_PATH, pathOf, type Board } from '../lease/board.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { duration, utc } from './duration.ts';
import { codeSpan, link, markdown } from './escape.ts';
import { gantt } from './gantt.ts';
import { inOrder, overview } from './overview.ts';
import { boardLockOf, type View } from './cells.ts';
import { joinWithin, leaseParts, lockPart, unreadablePart } from './parts.ts';
import { shortSha } from './ref-name.ts';
import { slotCells } from './slot-part.ts';

/** How a job's wish for a lease ended, or where it stands. */
export type Ending =
  /** `slots`: those that it has got; `null`: the whole lease. */
  | { readonly kind: 'acquired'; readonly token: number; readonly slots: readonly SlotName[] | null }
  /** `by`: head of the success that settled the request. */
  | { readonly kind: 'completed'; readonly by: string }
  | { readonly kind: 'pending' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'evicted'; readonly reason?: string };

/** What the summary says of the job that writes it. */
interface AcquireReport {
  readonly lease: string;
  readonly ending: Ending;
  readonly waited: Seconds;
  /** The lock branch in the browser. */
  readonly boardUrl: string;
}

const LARGEST = 900 * 1024;
const MORE = 'There is more: `mode: status` shows it lease by lease.';

/** Renders the step summary of `mode: acquire`; `document` is `null` where the lease was never written. */
export function acquireSummary(report: AcquireReport, document: LeaseDocument | null, view: View): string {
  const sections = [
    `## Lease ${codeSpan(report.lease)}`,
    sentence(report),
    ...(document === null ? [] : state(document, view)),
    `${link('The board', report.boardUrl, view.serverUrl)}, as of ${utc(view.now)}.`,
  ];
  return joinWithin(sections, LARGEST, MORE);
}

/** Renders the state of one lease. */
export function stateSummary(document: LeaseDocument, view: View): string {
  return joinWithin([`## Lease ${codeSpan(document.lease)}`, ...state(document, view)], LARGEST, MORE);
}

/** Renders the state of every lease, and the lock of all of them. */
export function boardSummary(board: Board, page: Omit<View, 'boardLock'>): string {
  const boardLock = boardLockOf(board);
  const view = { ...page, boardLock };
  const leases = inOrder(board, view);
  const sections = [
    isUnreadable(board.lock) ? unreadablePart(LOCK_PATH, board.lock) : '',
    lockPart('All leases', boardLock, view),
    ...(leases.length === 0 ? ['Nobody has asked for a lease yet.'] : []),
    overview(leases, view, false),
    ...leases.flatMap(([lease, document]) => [
      `## Lease ${codeSpan(lease)}`,
      ...(isUnreadable(document) ? [unreadablePart(pathOf(lease), document)] : parts(document, view)),
    ]),
  ];
  return joinWithin(sections, LARGEST, MORE);
}

function sentence({ ending, waited }: AcquireReport): string {
  const after = `after ${duration(waited)}`;
  switch (ending.kind) {
    case 'acquired':
      return `**Acquired**${ending.slots === null ? '' : ` ${slotCells(ending.slots)}`} ${after}, fencing token \`${ending.token}\`.`;
    case 'completed':
      return (
        `**Completed** ${after}: this commit is contained in ${codeSpan(shortSha(ending.by))}, ` +
        'which succeeded on the resource. Nothing is left to do here.'
      );
    case 'pending':
      return '**Not acquired**: the lease was not to be had at once, and `wait: false` asks only once.';
    case 'timed-out':
      return `**Timed out** ${after}. The request is withdrawn.`;
    case 'superseded':
      return `**Superseded** ${after}: the merge group of this job is gone, so nobody needs its result.`;
    case 'evicted': {
      const reason = ending.reason === undefined ? '' : `: ${markdown(ending.reason, 500)}`;
      return `**Evicted** ${after}${reason}.`;
    }
  }
}

/** One lease, below the lock of all of them. */
function state(document: LeaseDocument, view: View): string[] {
  return [lockPart('All leases', view.boardLock, view), ...parts(document, view)];
}

function parts(document: LeaseDocument, view: View): string[] {
  const [lock = '', holder = '', ...tables] = leaseParts(document, view);
  const chart = gantt(document, view.now);
  return [lock, holder, chart === '' ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``, ...tables];
}
