// The parts of the board as Markdown, shared by the README of the lock branch and the step summary.
//
// Promises: untrusted text comes out escaped, and every part is bounded, however long the line is.
import type { Unreadable } from '../lease/board.ts';
import { holdersOf } from '../lease/document.ts';
import { inLine, windowEnds } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import { isPool } from '../lease/slots.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Pending } from '../lease/schema.ts';
import { wantedUntil } from '../lease/signs.ts';
import {
  age,
  isClosed,
  jobName,
  newestFirst,
  runLink,
  table,
  tableOf,
  timeOf,
  what,
  type Column,
  type View,
} from './cells.ts';
import { dateTime, duration, utc } from './duration.ts';
import { codeSpan, link, markdown } from './escape.ts';
import { shortSha } from './ref-name.ts';
import { heldCell, slotTable, standings, wishCell } from './slot-part.ts';
import { lockEnd, restSentence } from './waiting.ts';

/** Most rows that a table of the line shows. */
const ROWS = 50;
const OUTCOMES_SHOWN = 10;

/** Joins sections with blank lines up to a number of bytes; what does not fit is replaced by `note`. */
export function joinWithin(sections: readonly string[], bytes: number, note: string): string {
  const kept: string[] = [];
  let room = bytes - size(note);
  for (const section of sections) {
    if (section === '') continue;
    room -= size(section);
    if (room < 0) return `${[...kept, note].join('\n\n')}\n`;
    kept.push(section);
  }
  return `${kept.join('\n\n')}\n`;
}

/** The state of one lease, part by part. */
export function leaseParts(document: LeaseDocument, view: View): string[] {
  const outcomes = outcomesPart(document, view);
  return [
    lockPart('This lease', document.lock, view),
    holderPart(document, view),
    linePart(document, view),
    outcomes === '' ? '' : `Last outcomes:\n\n${outcomes}`,
  ];
}

/** Who holds the lease, with run, actor, token and payload, or that it is free; and its slots, where they have names. */
function holderPart(document: LeaseDocument, view: View): string {
  const whole = holdersOf(document).find(({ slots }) => slots === null);
  // The table has those of slots.
  const rest = restSentence(document, [], view.now);
  if (!isPool(document)) return whole === undefined ? `Nobody holds this lease.${rest}` : held(whole, view);
  const sentence = whole === undefined ? rest.trim() : held(whole, view);
  return [sentence, slotTable(document, view)].filter((part) => part !== '').join('\n\n');
}

function held(holder: Holder, view: View): string {
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

/** Until when the lease is held, or from when on it may be taken from its holder; empty where that is not known. */
function limitOf(holder: Holder): string {
  const { hold_limit, max_hold } = holder.parameters;
  const end = wantedUntil(holder);
  if (end !== null)
    return ` It is held until ${utc(end)}, by the clock of its machine; then it may be taken over, by whoever waits for ${duration(max_hold)}.`;
  if (hold_limit === undefined) return '';
  return ` From ${utc(holder.granted_at + hold_limit)} on it may be taken over.`;
}

/** An operator's lock with its reason; empty where there is none or its time is over. */
export function lockPart(subject: 'This lease' | 'All leases', lock: Lock | null, view: View): string {
  if (lock === null || !isLocked(lock, view.now)) return '';
  const verb = subject === 'This lease' ? 'is' : 'are';
  const run = lock.run_url === '' ? '' : ` in ${link('this run', lock.run_url, view.serverUrl)}`;
  return (
    `**${subject} ${verb} locked** to new grants by ${codeSpan(lock.actor, 60)}${run}, ` +
    `since ${utc(lock.at)}${age(lock.at, view)}, ${lockEnd(lock, verb)}. Reason: ${markdown(lock.reason, 500)}`
  );
}

/** That a file is there and cannot be understood. */
export function unreadablePart(path: string, { unreadable: problem }: Unreadable): string {
  return `**Unreadable**: ${codeSpan(path)} cannot be read: ${markdown(problem, 500)}.`;
}

/** The line as a table: who waits, in the order in which the lease would be granted. */
function linePart(document: LeaseDocument, view: View): string {
  const line = inLine(document);
  if (line.length === 0) return 'Nobody waits.';
  const standing = standings(document, view);
  const columns: readonly Column<Pending>[] = [
    ['Place', (_, index) => String(index + 1)],
    ['What', (request) => what(request, view)],
    ['Run', (request) => runLink(request, view)],
    ['Job', jobName],
    ['Actor', ({ actor }) => codeSpan(actor, 60)],
    ['Slots', (request) => (standing === null ? '' : wishCell(request))],
    ['Priority', ({ priority }) => (priority === 0 ? '' : String(priority))],
    ['Since (UTC)', ({ registered_at: at }) => timeOf(at, view)],
    ['Waited', ({ registered_at: at }) => (view.kept ? '' : duration(view.now - at))],
    ['Status', (request, index) => status(document, request, index, standing, view)],
    ['Payload', ({ payload = '' }) => markdown(payload, 80)],
  ];
  return tableOf(columns, line.slice(0, ROWS), line.length);
}

/** The last outcomes as a table, newest first; empty where there is none. */
function outcomesPart(document: LeaseDocument, view: View): string {
  const last = newestFirst(document).slice(0, OUTCOMES_SHOWN);
  if (last.length === 0) return '';
  const hasSlots = last.some(({ slots }) => slots !== undefined);
  return table(
    [
      'When (UTC)',
      'What',
      'Run',
      'Job',
      ...(hasSlots ? ['Slots'] : []),
      'Outcome',
      'Held for',
      'Token',
      'Note',
    ],
    last.map((outcome) => [
      timeOf(outcome.at, view),
      what(outcome, view),
      runLink(outcome, view),
      jobName(outcome),
      ...(hasSlots ? [heldCell(outcome)] : []),
      outcome.outcome,
      outcome.granted_at === undefined ? '' : duration(outcome.at - outcome.granted_at),
      outcome.epoch === undefined ? '' : `\`${outcome.epoch}\``,
      note(outcome),
    ]),
  );
}

function status(
  document: LeaseDocument,
  request: Pending,
  index: number,
  standing: ReturnType<typeof standings>,
  view: View,
): string {
  const round = document.rounds.find(({ id }) => id === request.round);
  if (round !== undefined && !round.granted) {
    const until = windowEnds(
      { round, live: document.requests.filter((each) => each.round === round.id) },
      request,
    );
    if (view.now < until) return `gathers until ${dateTime(until).slice(11)}`;
  }
  if (index === 0 && isClosed(document, view)) return 'first after the lock';
  if (standing !== null) return standing(request, index);
  return index > 0 ? 'waits' : 'next';
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
