// One lease over time as a Mermaid gantt chart: a row for each request, in the order in which the tables have them.
//
// Promises: valid Mermaid whatever names are in it, a bounded number of rows, no bar too short to be seen. All words
// stand left of the bars, where every theme has a colour in which they can be read; the bars have colours of their
// own, the same on light and dark pages. Times are written without a zone, so that the axis shows UTC to every reader.
import { holdersOf } from '../lease/document.ts';
import { toIso, type Instant, type Seconds } from '../lease/instant.ts';
import { inLine } from '../lease/line.ts';
import type { LeaseDocument, Outcome, OutcomeKind, Request } from '../lease/schema.ts';
import { duration, utc } from './duration.ts';
import { newestFirst } from './cells.ts';
import { mermaidLabel } from './escape.ts';
import { few } from './counted.ts';
import { nameOf } from './ref-name.ts';

/** Most holders, most requests in line, and most ended ones, that have a row of their own. */
const HOLDERS_SHOWN = 16;
const LINE_SHOWN = 11;
const ENDED_SHOWN = 8;
const LONGEST_NAME = 28;
const LONGEST_SLOT = 20;

/** An older end is shown only where it does not press the others together. */
const OLD: Seconds = 3600;

/** The kinds of bars that Mermaid has. */
type Tag = '' | 'active, ' | 'done, ' | 'crit, ';

const COLOURS = {
  taskBkgColor: '#8b949e80',
  taskBorderColor: '#8b949e',
  activeTaskBkgColor: '#1f6feb',
  activeTaskBorderColor: '#0a48b0',
  doneTaskBkgColor: '#2da44e',
  doneTaskBorderColor: '#1a7f37',
  critBkgColor: '#e5534b',
  critBorderColor: '#b62324',
  sectionBkgColor: '#8b949e',
  sectionBkgColor2: '#8b949e',
  altSectionBkgColor: 'transparent',
};

const TAGS: Readonly<Record<OutcomeKind, Tag>> = {
  success: 'done, ',
  failure: 'crit, ',
  completed: 'done, ',
  withdrawn: '',
  evicted: 'crit, ',
};

/** Ends that came from elsewhere than the work of the job have a sign of their own. */
const SIGNED: ReadonlySet<OutcomeKind> = new Set(['completed', 'withdrawn', 'evicted']);

/** Most labels of the axis. */
const MOST_LABELS = 8;

/** How far apart they are, as Mermaid writes it. */
const STEPS: readonly (readonly [Seconds, string])[] = [
  ...[1, 5, 15, 30].map((count) => [count, `${count}second`] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count * 60, `${count}minute`] as const),
  ...[1, 2, 6, 12].map((count) => [count * 3600, `${count}hour`] as const),
  ...[1, 2, 7].map((count) => [count * 86_400, `${count}day`] as const),
  ...[1, 2, 6].map((count) => [count * 30 * 86_400, `${count}month`] as const),
];

interface Row {
  readonly heading: string;
  readonly registered: Instant;
  readonly granted: Instant | null;
  readonly to: Instant;
  /** `null`: it has not ended. */
  readonly outcome: OutcomeKind | null;
}

/** Draws who holds, who waits, and the last ends; empty where there is nothing to draw. */
export function gantt(document: LeaseDocument, now: Instant): string {
  const live = liveRows(document, now);
  const rows = [...live, ...endedRows(document, live, now)];
  if (rows.length === 0) return '';
  const span = Math.max(...rows.map(({ to }) => to)) - startOf(rows, now);
  const shortest = Math.max(1, span / 100);
  const headings = distinct(rows.map(({ heading }) => heading));
  const { format, every } = axis(span);
  return [
    `%%{init: ${JSON.stringify({ gantt: layout(headings), themeVariables: COLOURS })}}%%`,
    'gantt',
    `    title ${mermaidLabel(document.lease)} at ${utc(now)}`,
    '    dateFormat YYYY-MM-DDTHH:mm:ss.SSS',
    `    axisFormat ${format}`,
    `    tickInterval ${every}`,
    '    todayMarker off',
    ...rows.flatMap((row, index) => [`    section ${headings[index]}`, ...bars(row, shortest)]),
  ].join('\n');
}

/** The holders by grant, then the line from its first. */
function liveRows(document: LeaseDocument, now: Instant): Row[] {
  const holders = holdersOf(document);
  const others = holders.splice(HOLDERS_SHOWN);
  const line = inLine(document);
  const rest = line.splice(LINE_SHOWN).toSorted((a, b) => a.registered_at - b.registered_at);
  return [
    ...holders.map((holder) => {
      const holds = `holds${slotsOf(holder)}, ${duration(now - holder.granted_at)}`;
      return rowOf(holder, `${name(holder)} ${holds}`, now);
    }),
    ...others.slice(0, 1).map((first) => rowOf(first, `and ${others.length} more hold`, now)),
    ...line.map((request, index) => {
      const waits = `waits, ${duration(now - request.registered_at)}`;
      return rowOf(request, `${index + 1}. ${name(request)} ${waits}`, now);
    }),
    ...rest.slice(0, 1).map((longest) => rowOf(longest, `and ${rest.length} more wait`, now)),
  ];
}

/** The slots of a hold that names some, with a space before them: the first, and how many more there are. */
function slotsOf({ slots }: Pick<Request | Outcome, 'slots'>): string {
  if (slots == null) return '';
  // What marks a label that begins as a line of a chart could is not needed inside of one.
  return ` ${few(slots, 1, (slot) => mermaidLabel(slot, LONGEST_SLOT).replace(/^· /, ''))}`;
}

type Ended = Outcome & { readonly registered_at: Instant };

/** The last ends, newest first, as far as they are recent or lie no further back than what is drawn already. */
function endedRows(document: LeaseDocument, live: readonly Row[], now: Instant): Row[] {
  const ended = newestFirst(document).filter(
    (outcome): outcome is Ended => outcome.registered_at !== undefined,
  );
  const until = live.length > 0 ? now : (ended[0]?.at ?? now);
  const shown: Ended[] = [];
  let from = startOf(live, until);
  for (const end of ended.slice(0, ENDED_SHOWN)) {
    if (from - end.at > Math.max(OLD, until - from)) break;
    from = Math.min(from, end.registered_at);
    shown.push(end);
  }
  // A success may have completed many.
  const last = shown.at(-1);
  const isLike = ({ at, outcome }: Ended): boolean => at === last?.at && outcome === last.outcome;
  const rest = ended.slice(shown.length).filter(isLike);
  return [
    ...shown.map((end) => rowOf(end, `${name(end)} ${end.outcome}, ${howLong(end)}`, end.at, end.outcome)),
    ...rest.slice(0, 1).map((first) => {
      const heading = `and ${rest.length} more ${first.outcome}`;
      return rowOf(first, heading, first.at, first.outcome);
    }),
  ];
}

function rowOf(
  { registered_at, granted_at }: Pick<Request | Ended, 'registered_at' | 'granted_at'>,
  heading: string,
  to: Instant,
  outcome: OutcomeKind | null = null,
): Row {
  return { heading, registered: registered_at, granted: granted_at ?? null, to, outcome };
}

function howLong(ended: Ended): string {
  const { registered_at, granted_at, at, slots } = ended;
  if (granted_at === undefined) return `waited ${duration(at - registered_at)}`;
  return `held${slots === undefined ? '' : `${slotsOf(ended)} for`} ${duration(at - granted_at)}`;
}

function name(entry: Request | Outcome): string {
  return mermaidLabel(nameOf(entry), LONGEST_NAME);
}

function startOf(rows: readonly Row[], now: Instant): Instant {
  return Math.min(now, ...rows.map(({ registered }) => registered));
}

/** The bars of one row, side by side: what is too short to be seen is left out where another one follows. */
function bars({ registered, granted, to, outcome }: Row, shortest: Seconds): string[] {
  const waitedFor = (granted ?? to) - registered;
  const from = granted ?? registered;
  const end = Math.max(to, from + shortest);
  const tag = granted === null ? '' : outcome === null ? 'active, ' : TAGS[outcome];
  return [
    ...(granted !== null && waitedFor >= shortest ? [bar('', registered, granted)] : []),
    bar(tag, from, end),
    ...(outcome !== null && SIGNED.has(outcome) ? [bar(`milestone, ${TAGS[outcome]}`, end, end)] : []),
  ];
}

/** A bar needs words: these are a character that is not seen. */
function bar(tags: string, from: Instant, to: Instant): string {
  return `    \u200b :${tags}${stamp(from)}, ${stamp(to)}`;
}

/** Rows with the same heading would be one: spaces at the end, which are not seen, tell them apart. */
function distinct(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const before = seen.get(heading) ?? 0;
    seen.set(heading, before + 1);
    return heading + '\u00a0'.repeat(before);
  });
}

/** Room for the headings, by the widths of a font of 11 pixels, and all bars of a request in one row. */
function layout(headings: readonly string[]) {
  const width = (heading: string): number =>
    Array.from(heading).reduce((sum, character) => sum + (character < '\u0300' ? 6 : 12), 0);
  return {
    displayMode: 'compact',
    leftPadding: Math.ceil(Math.max(...headings.map(width))) + 20,
    rightPadding: 40,
  };
}

/** The labels of the axis: few enough that they do not run into one another. */
function axis(span: Seconds): { readonly format: string; readonly every: string } {
  const [seconds, every] = STEPS.find(([step]) => span / step <= MOST_LABELS) ?? STEPS.at(-1)!;
  if (seconds >= 86_400) return { format: '%b %d', every };
  const time = seconds < 60 ? '%H:%M:%S' : '%H:%M';
  return { format: span > 86_400 ? `%a ${time}` : time, every };
}

function stamp(at: Instant): string {
  const [seconds, fraction = '000'] = toIso(at).replace('Z', '').split('.');
  return `${seconds}.${fraction}`;
}
