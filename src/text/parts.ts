// The parts of the board as Markdown, shared by the README of the lock branch and the step summary.
//
// Promises: untrusted text comes out escaped, and every part is bounded, however long the line is. Times are UTC. In
// a text that is kept, durations up to now would grow false: there they are few, and say of when they are.
import { holderOf, type Holder } from '../lease/document.ts';
import type { Instant } from '../lease/instant.ts';
import { inLine } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import { takeoverEnds } from '../lease/slots.ts';
import type { LeaseDocument, Lock, Outcome, Request } from '../lease/schema.ts';
import { dateTime, duration, utc } from './duration.ts';
import { newestFirst } from './ends.ts';
import { codeSpan, link, markdown, repositoryOf } from './escape.ts';
import { aboutOf, isOfProcess, nameOf, pullRequestOf, refName, shortSha } from './ref-name.ts';

/** How parts are shown. */
export interface View {
  /** The time of the reader, or of the write that keeps the text. */
  readonly now: Instant;
  /** Whether the text is read for long after it was written. */
  readonly kept: boolean;
  /** GITHUB_SERVER_URL: nothing links elsewhere. */
  readonly serverUrl: string;
  /** The lock of all leases. */
  readonly boardLock: Lock | null;
}

/** Most rows that a table of the line shows. */
const ROWS = 50;
const OUTCOMES_SHOWN = 10;

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

/** Joins sections with blank lines up to a number of bytes; what does not fit is replaced by `note`. */
export function joinWithin(sections: readonly string[], bytes: number, note: string): string {
  const kept: string[] = [];
  let room = bytes - size(note);
  for (const section of sections) {
    if (section === '') continue;
    room -= size(section);
    if (room < 0) return [...kept, note, ''].join('\n\n').trimEnd() + '\n';
    kept.push(section);
  }
  return `${kept.join('\n\n')}\n`;
}

/** The state of one lease, part by part. */
export function leaseParts(document: LeaseDocument, view: View): string[] {
  const outcomes = outcomesPart(document, view);
  return [
    lockPart('This lease is', document.lock, view),
    holderPart(document, view),
    linePart(document, view),
    outcomes === '' ? '' : `Last outcomes:\n\n${outcomes}`,
  ];
}

/** Who holds the lease, with run, actor, token and payload; or that it is free. */
function holderPart(document: LeaseDocument, view: View): string {
  const holder = holderOf(document);
  if (holder === undefined) {
    const ends = takeoverEnds(document, view.now);
    const delay =
      ends === null ? '' : ` The next grant waits until ${utc(ends)}, because a dead holder was evicted.`;
    return `Nobody holds this lease.${delay}`;
  }
  const name = holder.job === '' ? '' : jobName(holder);
  const job = name === '' ? '' : `, job ${name}`;
  const run = runLink(holder, view, 'run ');
  const actor = holder.actor === '' ? '' : `, started by ${codeSpan(holder.actor, 60)}`;
  const payload = holder.payload === undefined ? '' : ` Payload: ${markdown(holder.payload, 300)}`;
  return (
    `**Held** by ${what(holder, view)}${run === '' ? '' : `: ${run}`}${job}${actor}, ` +
    `since ${utc(holder.granted_at)}${age(holder.granted_at, view)}, fencing token \`${holder.epoch}\`.${limitOf(holder)}${payload}`
  );
}

/** From when on the lease may be taken from its holder; empty where it may not. */
function limitOf({ granted_at, parameters: { hold_limit } }: Holder): string {
  if (hold_limit === undefined) return '';
  return ` From ${utc(granted_at + hold_limit)} on it may be taken over.`;
}

/** An operator's lock with its reason; empty where there is none or its time is over. */
export function lockPart(subject: string, lock: Lock | null, view: View): string {
  if (lock === null || !isLocked(lock, view.now)) return '';
  const until = lock.until === null ? 'until somebody unlocks it' : `until ${utc(lock.until)}`;
  const run = lock.run_url === '' ? '' : ` in ${link('this run', lock.run_url, view.serverUrl)}`;
  return (
    `**${subject} locked** to new grants by ${codeSpan(lock.actor, 60)}${run}, ` +
    `since ${utc(lock.at)}${age(lock.at, view)}, ${until}. Reason: ${markdown(lock.reason, 500)}`
  );
}

/** The line as a table: who waits, in the order in which the lease would be granted. */
function linePart(document: LeaseDocument, view: View): string {
  const line = inLine(document);
  if (line.length === 0) return 'Nobody waits.';
  const columns: readonly Column[] = [
    ['Place', (_, index) => String(index + 1)],
    ['What', (request) => what(request, view)],
    ['Run', (request) => runLink(request, view)],
    ['Job', jobName],
    ['Actor', ({ actor }) => codeSpan(actor, 60)],
    ['Priority', ({ priority }) => (priority === 0 ? '' : String(priority))],
    ['Since (UTC)', ({ registered_at: at }) => timeOf(at, view)],
    ['Waited', ({ registered_at: at }) => (view.kept ? '' : duration(view.now - at))],
    ['Status', (request, index) => status(document, request, index, view)],
    ['Payload', ({ payload = '' }) => markdown(payload, 80)],
  ];
  const shown = line.slice(0, ROWS);
  // What nobody has is no column.
  const used = columns.filter(([, cell]) => shown.some((request, index) => cell(request, index) !== ''));
  return table(
    used.map(([heading]) => heading),
    shown.map((request, index) => used.map(([, cell]) => cell(request, index))),
    line.length,
  );
}

type Column = readonly [heading: string, cell: (request: Request, index: number) => string];

/** The last outcomes as a table, newest first; empty where there is none. */
function outcomesPart(document: LeaseDocument, view: View): string {
  const last = newestFirst(document).slice(0, OUTCOMES_SHOWN);
  if (last.length === 0) return '';
  return table(
    ['When (UTC)', 'What', 'Run', 'Job', 'Outcome', 'Held for', 'Token', 'Note'],
    last.map((outcome) => [
      timeOf(outcome.at, view),
      what(outcome, view),
      runLink(outcome, view),
      jobName(outcome),
      outcome.outcome,
      outcome.granted_at === undefined ? '' : duration(outcome.at - outcome.granted_at),
      outcome.epoch === undefined ? '' : `\`${outcome.epoch}\``,
      note(outcome),
    ]),
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

function jobName(entry: Request | Outcome): string {
  if (isOfProcess(entry)) return '';
  return `${codeSpan(entry.job, 60)}${entry.job_index > 0 ? ` leg ${entry.job_index}` : ''}`;
}

/** A time for a narrow column: without the date where that is the page's own. */
export function timeOf(at: Instant, { now }: View): string {
  const [date, time = ''] = dateTime(at).split(' ');
  return dateTime(now).startsWith(`${date} `) ? time : dateTime(at);
}

/** How long ago that was; nothing where it has just been. */
function age(at: Instant, { now, kept }: View): string {
  if (now - at < 1) return '';
  return ` (${duration(now - at)}${kept ? ' when this page was written' : ''})`;
}

/** Whether an operator's lock keeps everybody from the lease. */
export function isClosed({ lock }: LeaseDocument, { boardLock, now }: View): boolean {
  return isLocked(lock, now) || isLocked(boardLock, now);
}

function status(document: LeaseDocument, request: Request, index: number, view: View): string {
  const round = document.rounds.find(({ id }) => id === request.round);
  const { window } = request.parameters;
  if (round !== undefined && !round.granted && view.now < round.changed_at + window) {
    return `gathers until ${dateTime(round.changed_at + window).slice(11)}`;
  }
  if (index > 0) return 'waits';
  return isClosed(document, view) ? 'first after the lock' : 'next';
}

function note(outcome: Outcome): string {
  const by =
    outcome.completed_by === undefined ? '' : `contained in ${codeSpan(shortSha(outcome.completed_by))}`;
  const reason = outcome.reason === undefined ? '' : markdown(outcome.reason, 120);
  return [by, reason].filter((part) => part !== '').join(': ');
}

function size(text: string): number {
  return new TextEncoder().encode(text).length + 2;
}
