// README.md of the lock branch: the board for people.
//
// Rendered from the state with every write and never read back. Promises: the same board and time give the same
// text; untrusted text is escaped; the size is bounded.
import { isUnreadable, LOCK_PATH, pathOf, type Board, type Unreadable } from '../lease/board.ts';
import { holderOf } from '../lease/document.ts';
import { isLocked } from '../lease/locks.ts';
import type { Instant } from '../lease/instant.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { utc } from './duration.ts';
import { codeSpan, markdown, shellWord } from './escape.ts';
import { anchoredHeading, inOrder, overview } from './overview.ts';
import { joinWithin, leaseParts, lockPart, type View } from './parts.ts';

/** Most bytes of the README; GitHub shows no file that is much longer. */
const LARGEST = 256 * 1024;

/** Renders README.md of the lock branch; `serverUrl` is GITHUB_SERVER_URL. */
export function renderBoard(
  board: Board,
  options: { readonly branch: string; readonly now: Instant; readonly serverUrl: string },
): string {
  const { now, serverUrl } = options;
  const boardLock = isUnreadable(board.lock) ? null : board.lock;
  const view: View = { now, kept: true, serverUrl, boardLock };
  const leases = inOrder(board, view);
  const sections = [
    ...introduction(options.branch, view),
    ...globalLock(board, options.branch, view),
    overview(leases, view, true),
    leases.length === 0 ? 'Nobody has asked for a lease yet.' : '',
    ...leases.flatMap(([lease, document]) =>
      isUnreadable(document)
        ? [anchoredHeading(lease), unreadable(pathOf(lease), document, options.branch)]
        : leaseSection(document, view),
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
  const text = lockPart('All leases are', lock, view);
  return text === '' ? [] : ['## All leases', text, commands([unlockCommand('*')])];
}

function leaseSection(document: LeaseDocument, view: View): string[] {
  const { lease } = document;
  const holder = holderOf(document);
  const possible = [
    ...(isLocked(document.lock, view.now) ? [unlockCommand(lease)] : []),
    ...(holder === undefined ? [] : [unlockCommand(lease, holder.epoch)]),
  ];
  return [
    anchoredHeading(lease),
    ...leaseParts(document, view),
    possible.length === 0 ? '' : commands(possible),
  ];
}

function unreadable(path: string, { unreadable: problem }: Unreadable, branch: string): string {
  return (
    `**Unreadable**: ${codeSpan(path)} cannot be read: ${markdown(problem, 500)}. ` +
    'It is neither used nor overwritten. To repair it, push a commit that restores its last good version:\n\n' +
    `\`\`\`sh\ngit fetch origin ${shellWord(branch)}\ngit log -p FETCH_HEAD -- ${shellWord(path)}\n\`\`\``
  );
}

function unlockCommand(lease: string, token?: number): string {
  const frees = token === undefined ? '' : ` -f token=${token}`;
  const effect =
    token === undefined
      ? 'open it again'
      : 'free it from a holder that is stuck, and open it; that job may still be using the resource';
  return `# ${effect}\ngh workflow run lease-unlock.yml -f lease=${shellWord(lease)}${frees} -f reason='why'`;
}

function commands(lines: readonly string[]): string {
  return (
    '<details><summary>Unlock</summary>\n\n' +
    'With the workflow `lease-unlock.yml` of the examples, or a step with `mode: unlock`, where the token is ' +
    'the input `fencing-token`:\n\n' +
    `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n\n</details>`
  );
}
