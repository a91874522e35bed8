// A run as text to read: what was written on the board, by whom, and what each process was told and reported.
//
// Only what the versions and the reports say is shown; times are rounded to seconds, tokens are counted from the start.
import { holdersOf, outcomeOf, requestOf } from '../../src/lease/document.ts';
import { inLine } from '../../src/lease/line.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Lock, Request } from '../../src/lease/schema.ts';
import type { Line } from '../../src/protocol/line.ts';
import { documentAt, type Version } from './branch.ts';
import { nameIn, nameOfCommit } from './names.ts';
import { reportText } from './reports.ts';
import type { World } from './world.ts';

/** So many of those who wait are named. */
const MOST_NAMES = 6;

/** A run until a time, a line for each thing that has happened, in order. */
export function transcriptOf(world: World, until: Seconds = Infinity): string {
  const lines: { time: Seconds; text: string }[] = [];
  for (const version of world.branch.versions.slice(1)) {
    for (const text of written(world, world.branch.versions[version.index - 1]!, version)) {
      lines.push({ time: version.time, text });
    }
  }
  for (const event of world.events) {
    if (event.kind === 'note') lines.push({ time: event.time, text: event.text });
    if (event.kind === 'line' && event.line.line !== 'waiting') {
      lines.push({ time: event.time, text: `${event.process} says: ${lineText(event.line)}` });
    }
    if (event.kind === 'report') {
      lines.push({ time: event.time, text: `${event.process}: ${reportText(world, event.report)}` });
    }
  }
  return lines
    .filter(({ time }) => time <= until)
    .toSorted((a, b) => a.time - b.time)
    .map(({ time, text }) => `${String(Math.floor(time)).padStart(6)}s  ${text}\n`)
    .join('');
}

function written(world: World, before: Version, after: Version): string[] {
  if ('operator' in after.by) return [`the branch is ${after.by.operator} by an operator`];
  const { process } = after.by;
  const leases = [...after.leases.keys()].filter(
    (lease) => after.leases.get(lease) !== before.leases.get(lease),
  );
  const locks = lockChange('all leases', before.lock, after.lock);
  return [
    ...leases.map((lease) => {
      const [from, to] = [documentAt(before, lease), documentAt(after, lease)];
      const all = to === null ? [] : changesOf(world, from, to);
      const rest = all.length > MOST_NAMES ? [`and ${all.length - MOST_NAMES} more`] : [];
      const changes = [...all.slice(0, MOST_NAMES), ...rest];
      const name = leases.length > 1 || after.leases.size > 1 ? ` on ${lease}` : '';
      return `${process} writes${name} ${changes.join(', ') || 'nothing new'}  ${stateText(world, to)}`;
    }),
    ...(locks.length > 0 ? [`${process} writes ${locks.join(', ')}`] : []),
  ];
}

/** What one write has changed. */
function changesOf(world: World, before: LeaseDocument | null, after: LeaseDocument): string[] {
  const name = nameIn(world);
  const was = (request: Request): Request | undefined => before?.requests.find(({ id }) => id === request.id);
  return [
    ...after.requests.flatMap((request) => requestChanges(name(request.id), was(request), request)),
    ...after.outcomes
      .filter(({ id }) => before === null || outcomeOf(before, id) === undefined)
      .map(({ id, outcome, epoch, reason, completed_by: by }) => {
        const lost = epoch === undefined ? '' : ' of the hold';
        return `${name(id)} ends as ${outcome}${lost}${by === undefined ? '' : ` by ${nameOfCommit(world, by)}`}${reason === undefined ? '' : ` (${reason})`}`;
      }),
    ...(before?.requests ?? [])
      .filter(({ id }) => requestOf(after, id) === undefined && outcomeOf(after, id) === undefined)
      .map(({ id }) => `${name(id)} is gone`),
    ...lockChange('the lease', before?.lock ?? null, after.lock),
    ...waived('the rest', before, after),
    ...Object.entries(after.slots).flatMap(([slot, is]) => {
      const was = before?.slots[slot];
      return [
        ...lockChange(`slot ${slot}`, was?.lock ?? null, is.lock),
        ...(is.rest_until !== null && was?.rest_until == null ? [`slot ${slot} rests`] : []),
        ...waived(`the rest of ${slot}`, was ?? null, is),
      ];
    }),
  ];
}

type Place = Pick<LeaseDocument, 'epoch' | 'rest_until'>;

function waived(what: string, before: Place | null, after: Place): string[] {
  const isWaived = before?.rest_until != null && after.rest_until === null && before.epoch === after.epoch;
  return isWaived ? [`${what} is waived`] : [];
}

function requestChanges(name: string, was: Request | undefined, request: Request): string[] {
  const isNew = request.status === 'acquired' && was?.status !== 'acquired';
  const got = isNew ? [`${name} gets ${request.slots?.join(' and ') ?? 'the lease'}`] : [];
  if (was === undefined) return [`${name} asks`, ...got];
  return [
    ...got,
    ...(was.nonce === request.nonce ? [] : [`${name} is taken over`]),
    ...(request.asked_at !== null && was.asked_at === null ? [`${name} is asked to act`] : []),
    ...(request.alive_at === was.alive_at ? [] : [`${name} was seen alive`]),
    ...(request.seen_at !== was.seen_at && !isNew && was.nonce === request.nonce
      ? [`${name} is still there`]
      : []),
  ];
}

function lockChange(what: string, before: Lock | null, after: Lock | null): string[] {
  if (after === before) return [];
  return [after === null ? `${what} opened` : `${what} locked by ${after.actor}`];
}

/** Who holds, who waits. */
function stateText(world: World, document: LeaseDocument | null): string {
  if (document === null) return '[unreadable]';
  const name = nameIn(world);
  const held = holdersOf(document).map(
    ({ id, slots }) => name(id) + (slots === null ? '' : ` on ${slots.join('+')}`),
  );
  const line = inLine(document).map(({ id }) => name(id));
  const more = line.length > MOST_NAMES ? ` and ${line.length - MOST_NAMES} more` : '';
  return `[${held.join(', ') || 'free'}${line.length === 0 ? '' : ` | ${line.slice(0, MOST_NAMES).join(', ')}${more}`}]`;
}

function lineText(line: Line): string {
  switch (line.line) {
    case 'waiting':
      return 'waiting';
    case 'silent':
    case 'refused':
    case 'groups-refused':
    case 'lives-unseen':
      return `${line.line} (${line.why})`;
    default:
      return line.line;
  }
}
