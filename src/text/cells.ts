// What the tables of the board share: their cells as Markdown, and the order of their rows.
//
// Promises: untrusted text comes out escaped and bounded. Times are UTC. In a text that is kept, durations up to now
// would grow false: there they are few, and say of when they are.
import { isUnreadable, type Board } from '../lease/board.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Instant } from '../lease/instant.ts';
import { isLocked } from '../lease/locks.ts';
import type { LeaseDocument, Lock, Outcome, Request } from '../lease/schema.ts';
import { lockAt, namesOf } from '../lease/slot-table.ts';
import { dateTime, duration } from './duration.ts';
import { codeSpan, link, markdown, repositoryOf } from './escape.ts';
import { aboutOf, isOfProcess, nameOf, pullRequestOf, refName } from './ref-name.ts';

/** How parts are shown. */
export interface View {
  /** The time of the reader, or of the write that keeps the text. */
  readonly now: Instant;
  /** Whether the text is read for long after it was written; else it is read soon. */
  readonly kept?: boolean;
  /** GITHUB_SERVER_URL: nothing links elsewhere. */
  readonly serverUrl: string;
  /** The lock of all leases. */
  readonly boardLock: Lock | null;
}

/** A Markdown table of the first of `all` rows, which are told to be more; the cells are Markdown already. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  all = rows.length,
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const more = all > rows.length ? `\n\nand ${all - rows.length} more` : '';
  return [row(heading), row(heading.map(() => '---')), ...rows.map(row)].join('\n') + more;
}

export type Column<Row> = readonly [heading: string, cell: (row: Row, index: number) => string];

/** A Markdown table of the first of `all` rows; what none of them has is no column. */
export function tableOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  all = rows.length,
): string {
  const used = columns.filter(([, cell]) => rows.some((row, index) => cell(row, index) !== ''));
  return table(
    used.map(([heading]) => heading),
    rows.map((row, index) => used.map(([, cell]) => cell(row, index))),
    all,
  );
}

/** `PR 12` as a link, or the name of a branch or tag, as Markdown. */
export function what(entry: Request | Outcome, { serverUrl }: View): string {
  if (isOfProcess(entry)) return codeSpan(nameOf(entry), 100);
  const name = refName(entry);
  const number = pullRequestOf(entry.head_ref);
  if (number === null) return codeSpan(name, 100);
  const repository = repositoryOf(entry.run_url, serverUrl);
  return repository === null ? name : link(name, `${repository}/pull/${number}`, serverUrl);
}

/** A link to the run of a request, or to the page of a process; `word` where no heading says what it is. */
export function runLink(entry: Request | Outcome, { serverUrl }: View, word = ''): string {
  if (isOfProcess(entry)) {
    const about = markdown(aboutOf(entry), 100);
    return entry.run_url === '' ? about : link(aboutOf(entry) || 'its page', entry.run_url, serverUrl);
  }
  const attempt = entry.run_attempt > 1 ? `, attempt ${entry.run_attempt}` : '';
  return link(`${word}${entry.run_id}${attempt}`, entry.run_url, serverUrl);
}

/** The job of a request, with its leg of a matrix. */
export function jobName(entry: Request | Outcome): string {
  if (isOfProcess(entry)) return '';
  return `${codeSpan(entry.job, 60)}${entry.job_index > 0 ? ` leg ${entry.job_index}` : ''}`;
}

/** A time for a narrow column: without the date where that is the page's own. */
export function timeOf(at: Instant, { now }: View): string {
  const [date, time = ''] = dateTime(at).split(' ');
  return dateTime(now).startsWith(`${date} `) ? time : dateTime(at);
}

/** How long ago that was; nothing where it has just been. */
export function age(at: Instant, { now, kept }: View): string {
  if (now - at < 1) return '';
  return ` (${duration(now - at)}${kept ? ' when this page was written' : ''})`;
}

/** The lock of all leases; `null`: there is none, or none that can be read. */
export function boardLockOf({ lock }: Pick<Board, 'lock'>): Lock | null {
  return isUnreadable(lock) ? null : lock;
}

/** The slots of which each has a lock of its own. */
export function lockedSlots(document: LeaseDocument, now: Instant): SlotName[] {
  return namesOf(document.slots).filter((slot) => isLocked(lockAt(document, slot), now));
}

/** Whether an operator's lock keeps everybody from the lease. */
export function isClosed({ lock }: LeaseDocument, { boardLock, now }: View): boolean {
  return isLocked(lock, now) || isLocked(boardLock, now);
}

/** The outcomes, newest first; of one write first the hold that it ended, then the highest priority. */
export function newestFirst({ outcomes }: LeaseDocument): Outcome[] {
  const held = ({ epoch }: Outcome): number => Number(epoch !== undefined);
  return outcomes.toSorted((a, b) => b.at - a.at || held(b) - held(a) || b.priority - a.priority);
}
