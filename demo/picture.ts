// What the terminal shows of a train at one moment, as lines: the lease, the line, the groups, the latest commits.
//
// Pure. Promises: no line is longer than the terminal is wide, no picture higher than it is, and what has no room is
// counted.
import { stripVTControlCharacters, type styleText } from 'node:util';
import { byClock } from '../src/lease/age.ts';
import { holderOf, holdersOf } from '../src/lease/document.ts';
import { inLine } from '../src/lease/line.ts';
import { endOfRest } from '../src/lease/slot-table.ts';
import { restEnds } from '../src/lease/slots.ts';
import type { Holder, LeaseDocument } from '../src/lease/schema.ts';
import { cut } from '../src/text/escape.ts';
import { LEASE, type Commit } from './branch.ts';
import { WORDS, type Run } from './jobs.ts';
import type { End, Story } from './story.ts';

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** One moment of a train; times without a zone are milliseconds of one clock. */
export interface Moment {
  readonly title: string;
  readonly startedAt: number;
  readonly now: number;
  /** Seconds since 1970. */
  readonly instant: number;
  readonly noun: Story['noun'];
  /** The names of the slots; none: there is only the lease itself. */
  readonly slots: readonly string[];
  readonly runs: readonly Pick<Run, 'name' | 'runId' | 'part' | 'startedAt' | 'working' | 'ended'>[];
  /** Those who have no run yet. */
  readonly still: readonly number[];
  readonly commits: readonly Commit[];
  /** How many requests the stand-in has answered. */
  readonly requests: number;
  /** The last picture has no commits, because the whole log follows it. */
  readonly isLast: boolean;
}

const BAR = 24;
const LEAST_COMMITS = 3;
const MOST_COMMITS = 8;

type Shown = Moment['runs'][number];
type Kind = 'works' | 'ended' | 'waits' | 'asks' | 'is completed' | 'has not asked yet';

/** One line of the stack; of those that have no room only the kinds are told. */
interface Group {
  readonly pr: number;
  readonly startedAt: number;
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** In which order they get room, and are counted. */
const KINDS: readonly Kind[] = ['works', 'ended', 'waits', 'asks', 'is completed', 'has not asked yet'];

/** What each end looks like. */
const MARKS: Readonly<Record<End | 'otherwise', readonly [string, Parameters<Paint>[0]]>> = {
  worked: ['✓', 'green'],
  completed: ['✓', 'green'],
  failed: ['✗', 'red'],
  'died holding': ['✗', 'red'],
  'died waiting': ['✗', 'red'],
  superseded: ['–', 'dim'],
  otherwise: ['!', 'red'],
};

/** What the parts of a picture are made of. */
interface Sight {
  readonly moment: Moment;
  readonly document: LeaseDocument | null;
  readonly nameOf: (runId: number) => string;
  readonly paint: Paint;
}

/** The lines of the picture. */
export function picture(
  moment: Moment,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  paint: Paint,
): string[] {
  const document = moment.commits.at(-1)?.document ?? null;
  const nameOf = (runId: number): string =>
    moment.runs.find((run) => run.runId === runId)?.name ?? `run ${runId}`;
  const sight: Sight = { moment, document, nameOf, paint };
  const line = document === null ? [] : inLine(document).map(({ run_id: run }) => nameOf(run));
  const groups = stack(sight);
  const { noun, slots } = moment;
  const width = Math.max(8, ...slots.map((slot) => slotLabel(slot).length));
  const label = (word: string): string => ` ${paint('dim', word.padEnd(width))} `;
  const head = [
    '',
    heading(moment, columns, paint),
    '',
    label('lease') + leaseText(sight),
    ...slots.map((slot) => label(slotLabel(slot)) + slotText(slot, sight)),
    label('line') + (line.length === 0 ? paint('dim', 'nobody waits') : listed(line, columns - width - 3)),
    label(noun === 'PR' ? 'groups' : 'jobs') + counted(groups),
    label('GitHub') + `${moment.requests} requests, ${moment.commits.length} commits on the lock branch`,
    '',
  ];
  const room = rows - head.length;
  const latest = moment.isLast ? [] : commitsWithin(moment.commits, room - groups.length, paint);
  return [...head, ...stackWithin(groups, room - latest.length, paint), ...latest]
    .slice(0, rows)
    .map((text) => fit(text, columns));
}

function heading({ title, startedAt, now }: Moment, columns: number, paint: Paint): string {
  const clock = `${((now - startedAt) / 1000).toFixed(1)} s`;
  const shown = cut(title, columns - clock.length - 5);
  const gap = ' '.repeat(columns - shown.length - clock.length - 3);
  return ` ${paint('bold', shown)}${gap}${paint('dim', clock)}`;
}

function leaseText(sight: Sight): string {
  const { moment, document, paint } = sight;
  const { instant, slots } = moment;
  const name = paint('bold', LEASE);
  if (document === null) return `${name}, not asked for yet`;
  if (slots.length > 0) return `${name}, ${slots.length} slots`;
  return `${name}  ${standing(holderOf(document), endOfRest(document, instant), sight)}`;
}

function slotLabel(slot: string): string {
  return `slot ${slot}`;
}

function slotText(slot: string, sight: Sight): string {
  const { moment, document, paint } = sight;
  if (document === null) return paint('green', 'free');
  const holder = holdersOf(document).find(({ slots }) => slots?.includes(slot));
  const ends = restEnds(document, new Set([slot]), byClock(moment.instant));
  return standing(holder, ends, sight);
}

/** Who holds a slot, or the lease; or when it is free. */
function standing(holder: Holder | undefined, ends: number | null, { moment, nameOf, paint }: Sight): string {
  if (holder !== undefined) {
    const who = paint('cyan', `held by ${nameOf(holder.run_id)}`);
    return `${who}, fencing token ${holder.epoch}`;
  }
  if (ends === null) return paint('green', 'free');
  const left = Math.max(0, ends - moment.instant).toFixed(1);
  return `${paint('yellow', `free in ${left} s`)}, after the eviction of a dead holder`;
}

/** The first of the names with their places, and how many more there are. */
function listed(names: readonly string[], width: number): string {
  const places = names.map((name, index) => `${index + 1}. ${name}`);
  for (let shown = places.length; shown > 0; shown -= 1) {
    const more = places.length - shown;
    const text = [...places.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join('   ');
    if (text.length < width) return text;
  }
  return `${places.length} wait`;
}

/** The groups of the queue and every run, the highest first. */
function stack(sight: Sight): Group[] {
  const { moment, document, paint } = sight;
  const line = document === null ? [] : inLine(document);
  const runs = moment.runs.map((run) => {
    const place = line.findIndex((request) => request.run_id === run.runId);
    const round = document?.rounds.find(({ id }) => id === line[place]?.round);
    const gathers = moment.noun === 'PR' && round?.granted === false;
    const waits = { place, of: line.length, gathers };
    return { pr: run.part.pr, startedAt: run.startedAt, name: run.name, ...look(run, waits, sight) };
  });
  const still = moment.still.map((pr): Group => {
    const text = paint('dim', '· has not asked yet');
    return { pr, startedAt: 0, name: `${moment.noun} ${pr}`, kind: 'has not asked yet', text };
  });
  return [...runs, ...still].toSorted((a, b) => b.pr - a.pr || b.startedAt - a.startedAt);
}

function look(
  { startedAt, working, ended, part }: Shown,
  waits: { readonly place: number; readonly of: number; readonly gathers: boolean },
  { moment: { now }, paint }: Sight,
): Pick<Group, 'kind' | 'text'> {
  const seconds = (from: number): string => `${Math.floor((now - from) / 1000)} s`;
  if (ended !== null) {
    const [mark, style] = MARKS[ended.end];
    const took = paint('dim', `after ${((ended.at - startedAt) / 1000).toFixed(1)} s`);
    const kind = ended.end === 'completed' ? 'is completed' : 'ended';
    return { kind, text: `${paint(style, `${mark} ${WORDS[ended.end]}`)}  ${took}` };
  }
  if (working !== null) {
    const share = Math.min(1, (now - working.since) / part.work);
    const full = Math.round(share * BAR);
    const bar = paint('cyan', '█'.repeat(full) + '░'.repeat(BAR - full));
    const rest = share < 1 ? '' : working.slot === null ? ', lets the others ask' : ', and waits';
    const on = working.slot === null ? '' : ` on ${working.slot}`;
    return { kind: 'works', text: `${bar} works for ${seconds(working.since)}${on}${rest}` };
  }
  if (waits.place === -1)
    return { kind: 'asks', text: paint('dim', `· asks for the lease, ${seconds(startedAt)}`) };
  const gathers = waits.gathers ? ', its round gathers' : '';
  const text = `○ waits, place ${waits.place + 1} of ${waits.of}, ${seconds(startedAt)}${gathers}`;
  return { kind: 'waits', text: paint('yellow', text) };
}

/** How many groups there are of each kind. */
function counted(groups: readonly Group[]): string {
  const counts = KINDS.map((kind) => [groups.filter((group) => group.kind === kind).length, kind] as const);
  return counts
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${count === 1 ? kind : MANY[kind]}`)
    .join(', ');
}

const MANY: Readonly<Record<Kind, string>> = {
  works: 'work',
  ended: 'ended',
  waits: 'wait',
  asks: 'ask',
  'is completed': 'are completed',
  'has not asked yet': 'have not asked yet',
};

/** The stack in so many lines: where it is higher, those that matter most, and how many more there are. */
function stackWithin(groups: readonly Group[], room: number, paint: Paint): string[] {
  const width = Math.max(4, ...groups.map(({ name }) => name.length));
  const text = (group: Group): string => `   ${group.name.padEnd(width)}  ${group.text}`;
  if (groups.length <= room) return groups.map(text);
  const byWeight = groups.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const shown = new Set(byWeight.slice(0, Math.max(0, room - 1)));
  const hidden = groups.filter((group) => !shown.has(group));
  return [
    ...groups.filter((group) => shown.has(group)).map(text),
    `   ${paint('dim', `… ${hidden.length} more: ${counted(hidden)}`)}`,
  ];
}

/** The latest commits, as many as have room beside the stack; a few of them where it has none. */
function commitsWithin(commits: readonly Commit[], room: number, paint: Paint): string[] {
  const count = Math.min(commits.length, MOST_COMMITS, Math.max(LEAST_COMMITS, room - 2));
  if (count === 0) return [];
  const which =
    count < commits.length ? `, the latest ${count} of ${commits.length} commits` : ', newest first';
  return [
    '',
    ` ${paint('dim', `lock branch${which}`)}`,
    ...commits
      .slice(-count)
      .toReversed()
      .map(({ at, subject }) => `   ${paint('dim', at)}  ${subject}`),
  ];
}

/** A line that is longer than the terminal is wide would break the redrawing: it loses its colours and its end. */
function fit(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : cut(plain, columns - 1);
}
