// README.md of the lock branch: the board for people.
//
// Rendered from the state with every write and never read back. Promises: the same board and time give the same
// text; untrusted text is escaped; the size is bounded.
import { isUnreadable, LOCK_PATH, pathOf, type Board, type Unreadable } from '../lease/board.ts';
import type { Instant } from '../lease/instant.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { utc } from './duration.ts';
import { codeSpan, shellWord } from './escape.ts';
import { anchoredHeading, inOrder, overview } from './overview.ts';
import { boardLockOf, type View } from './cells.ts';
import { joinWithin, leaseParts, lockPart, unreadablePart } from './parts.ts';
import { unlockAllPart, unlockPart } from './unlock-commands.ts';

/** Most bytes of the README; GitHub shows no file that is much longer. */
const LARGEST = 256 * 1024;

/** Renders README.md of the lock branch; `serverUrl` is GITHUB_SERVER_URL. */
export function renderBoard(
  board: Board,
  options: { readonly branch: string; readonly now: Instant; readonly serverUrl: string },
): string {
  const { now, serverUrl } = options;
  const view: View = { now, kept: true, serverUrl, boardLock: boardLockOf(board) };
  const leases = inOrder(board, view);
  const sections = [
    ...introduction(options.branch, view),
    ...globalLock(board, options.branch, view),
    overview(leases, view, true),
    leases.length === 0 ? 'Nobody has asked for a lease yet.' : '',
    ...leases.flatMap(([lease, document]) =>
      isUnreadable(document)
        ? [anchoredHeading(lease), unreadable(pathOf(lease), document, options.branch)]
        : leaseSection(document, options.branch, view),
    ),
  ];
  return joinWithin(sections, LARGEST, 'There are more leases: `mode: status` shows them all.');
}

function introduction(branch: string, view: View): string[] {
  return [
    '# Leases of this repository',
    `This branch, ${codeSpan(branch)}, is where ref-lease keeps who may use which shared resource. ` +
      'Do not edit, merge or delete it: every change of a lease is one commit here, and `git log` tells what ' +
      'happened. This page is written anew with each of them.',
    `As of ${utc(view.now)}, when this page was written. All times are UTC, and without a date they are of that day.`,
  ];
}

function globalLock(board: Board, branch: string, view: View): string[] {
  const { lock } = board;
  if (isUnreadable(lock)) {
    return ['## All leases', unreadable(LOCK_PATH, lock, branch)];
  }
  const text = lockPart('All leases', lock, view);
  return text === '' ? [] : ['## All leases', text, unlockAllPart(lock!, branch, view)];
}

function leaseSection(document: LeaseDocument, branch: string, view: View): string[] {
  return [anchoredHeading(document.lease), ...leaseParts(document, view), unlockPart(document, branch, view)];
}

function unreadable(path: string, file: Unreadable, branch: string): string {
  return (
    `${unreadablePart(path, file)} ` +
    'It is neither used nor overwritten. To repair it, push a commit that restores its last good version:\n\n' +
    `\`\`\`sh\ngit fetch origin ${shellWord(branch)}\ngit log -p FETCH_HEAD -- ${shellWord(path)}\n\`\`\``
  );
}
