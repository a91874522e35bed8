// The last rounds of a lease as a Mermaid gantt chart: who waited, who held, who was completed.
//
// Promises: valid Mermaid whatever names are in it, a bounded number of bars, none too short to be seen. Times are
// written without a zone, so that the axis shows UTC to every reader.
import { holderOf } from '../lease/document.ts';
import { toIso, type Instant } from '../lease/instant.ts';
import { roundsInLine } from '../lease/line.ts';
import type { LeaseDocument, Outcome, Request } from '../lease/schema.ts';
import { duration } from './duration.ts';
import { mermaidLabel } from './escape.ts';
import { refName } from './ref-name.ts';

/** Most requests that one round shows. */
const REQUESTS_PER_ROUND = 12;
const ROUNDS_SHOWN = 5;

type Tag = '' | 'active, ' | 'done, ' | 'crit, ';

interface Bar {
  readonly label: string;
  readonly tag: Tag;
  readonly from: Instant;
  readonly to: Instant;
}

/** Draws the last rounds; empty where there is nothing to draw. */
export function gantt(document: LeaseDocument, now: Instant): string {
  const entries = [...document.outcomes, ...document.requests].filter(wasRegistered);
  const sections = lastRounds(document, entries).map((round) => {
    const members = inOrder(entries.filter((entry) => entry.round === round));
    return {
      members,
      bars: members.slice(0, REQUESTS_PER_ROUND).flatMap((entry) => bars(entry, now)),
    };
  });
  const all = sections.flatMap((section) => section.bars);
  if (all.length === 0) return '';
  const span = Math.max(...all.map((bar) => bar.to)) - Math.min(...all.map((bar) => bar.from));
  const shortest = Math.max(1, span / 100);
  return [
    'gantt',
    `    title ${mermaidLabel(document.lease)}, the last rounds, UTC`,
    '    dateFormat YYYY-MM-DDTHH:mm:ss.SSS',
    `    axisFormat ${span > 86_400 ? '%m-%d %H:%M' : '%H:%M:%S'}`,
    ...sections.flatMap(({ members, bars }, index) => [
      `    section ${heading(index + 1, members.length)}`,
      ...bars.map((bar) => `    ${bar.label} :${bar.tag}${stamp(bar.from)}, ${stamp(end(bar, shortest))}`),
    ]),
  ].join('\n');
}

type Registered = (Request | Outcome) & { readonly round: number; readonly registered_at: Instant };

function wasRegistered(entry: Request | Outcome): entry is Registered {
  return entry.round !== undefined && entry.registered_at !== undefined;
}

// The holder's round first, then what comes next, then what was; a line of plain requests is a round each.
function lastRounds(document: LeaseDocument, entries: readonly Registered[]): number[] {
  const held = holderOf(document)?.round;
  const line = roundsInLine(document)
    .map((round) => round.id)
    .filter((id) => id !== held);
  const past = entries
    .filter((entry) => 'outcome' in entry)
    .toSorted((a, b) => b.at - a.at || b.round - a.round)
    .map((entry) => entry.round);
  const live = [...(held === undefined ? [] : [held]), ...line.slice(0, 2)];
  const chosen = [...new Set([...live, ...past, ...line])].slice(0, ROUNDS_SHOWN);
  return chosen.toSorted((a, b) => a - b);
}

function inOrder(entries: readonly Registered[]): Registered[] {
  const start = (entry: Registered): Instant => entry.granted_at ?? Number.POSITIVE_INFINITY;
  return entries.toSorted(
    (a, b) =>
      compare(start(a), start(b)) || compare(a.registered_at, b.registered_at) || (a.id < b.id ? -1 : 1),
  );
}

function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function bars(entry: Registered, now: Instant): Bar[] {
  const name = mermaidLabel(refName(entry));
  const ended = 'outcome' in entry ? entry : null;
  const to = ended?.at ?? now;
  const granted = entry.granted_at;
  if (granted === undefined) {
    const how = ended === null ? 'waits' : ended.outcome;
    return [bar(`${name} ${how}`, TAGS[ended?.outcome ?? 'pending'], entry.registered_at, to)];
  }
  const how = ended === null ? 'holds' : `held, ${ended.outcome}`;
  return [
    bar(`${name} waited`, '', entry.registered_at, granted),
    bar(`${name} ${how}`, TAGS[ended?.outcome ?? 'acquired'], granted, to),
  ];
}

const TAGS: Readonly<Record<Outcome['outcome'] | Request['status'], Tag>> = {
  pending: '',
  acquired: 'active, ',
  completed: 'done, ',
  success: 'done, ',
  withdrawn: '',
  failure: 'crit, ',
  evicted: 'crit, ',
};

function bar(words: string, tag: Tag, from: Instant, to: Instant): Bar {
  return { label: `${words}, ${duration(to - from)}`, tag, from, to: Math.max(from, to) };
}

function end({ from, to }: Bar, shortest: number): Instant {
  return Math.max(to, from + shortest);
}

// There is room for a few characters beside the bars: the number of a round in the lease would run into them.
function heading(place: number, members: number): string {
  const cut = members > REQUESTS_PER_ROUND ? `<br/>${REQUESTS_PER_ROUND} of ${members}` : '';
  return `Round ${place}${cut}`;
}

function stamp(at: Instant): string {
  const [seconds, fraction = '000'] = toIso(at).replace('Z', '').split('.');
  return `${seconds}.${fraction}`;
}
