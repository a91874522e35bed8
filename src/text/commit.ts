// The words of the audit log: subject and body of the commit that a write makes.
//
// Promises: the subject is one line of at most 100 characters; names, reasons and actors in it mention nobody, refer
// to no issue or pull request and close none. The trailers are the store's.
import type { Describe } from '../engine/ports.ts';
import type { Board } from '../lease/board.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Lock, Outcome, Request } from '../lease/schema.ts';
import { utc } from './duration.ts';
import { cut, subjectText } from './escape.ts';
import { counted, few } from './counted.ts';
import { ALL_LEASES, boardHappenings, type Happening } from './happening.ts';
import { aboutOf, isOfProcess, nameOf, shortSha } from './ref-name.ts';

const LONGEST_SUBJECT = 100;
const LINES_IN_BODY = 150;
const SLOTS_IN_SUBJECT = 3;
const SLOTS_IN_BODY = 10;
const HOLDERS_IN_BODY = 10;

/**
 * Describes the change of a board: the most important thing that happened as subject, and one line for each as body;
 * `by` names the operator behind it, where there is one.
 */
export function describeChange(
  before: Board,
  after: Board,
  { by }: { readonly by?: string } = {},
): ReturnType<Describe> {
  const happened = boardHappenings(before, after);
  const [first] = happened.toSorted((a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind));
  if (first === undefined) return { subject: 'update the board', body: '' };
  const full = voiceOf(200, true);
  const lines = happened.slice(0, LINES_IN_BODY).map((happening) => `- ${sentence(happening, full, by)}`);
  const more = happened.length - lines.length;
  return {
    subject: headline(first, by, first.kind === 'evicted' ? alsoOf(happened) : ''),
    body: [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
  };
}

/** What else a write has done that frees a holder: others may have been freed, and the lease opened, with it. */
function alsoOf(happened: readonly Happening[]): string {
  const freed = happened.filter((each) => each.kind === 'evicted' && each.outcome.epoch !== undefined);
  const others = freed.length > 1 ? `, and ${freed.length - 1} more` : '';
  return `${others}${happened.some(({ kind }) => kind === 'unlocked') ? ', and unlock' : ''}`;
}

/** The kinds by how much they matter to somebody who reads subjects only. */
const WEIGHT: readonly Happening['kind'][] = [
  'restored',
  'granted',
  'released',
  'evicted',
  'locked',
  'unlocked',
  'withdrawn',
  'completed',
  'registered',
  'asked',
  'renewed',
  'seen',
  'created',
  'forgotten',
];

// Shortens names and reasons first, so that runs and tokens stay whole.
function headline(happening: Happening, by: string | undefined, also: string): string {
  const lengths = [200, 60, 40, 30, 20, 12];
  const tries = lengths.map((longest) => `${sentence(happening, voiceOf(longest, false), by)}${also}`);
  const shortest = tries.at(-1)!;
  const surplus = shortest.length - Array.from(shortest).length;
  return tries.find((text) => text.length <= LONGEST_SUBJECT) ?? cut(shortest, LONGEST_SUBJECT - surplus);
}

/** How things are told: in a subject as shortly as it takes, in a body in full. */
interface Voice {
  readonly full: boolean;
  /** Untrusted text. */
  readonly text: (untrusted: string) => string;
  readonly who: (entry: Request | Outcome) => string;
  /** ` (eu, us and 3 more)`: the slots that are meant, where some are. */
  readonly slots: (of: { readonly slots?: readonly SlotName[] | null | undefined }) => string;
}

function voiceOf(longest: number, full: boolean): Voice {
  const text = (untrusted: string): string => subjectText(untrusted, longest);
  return {
    full,
    text,
    who(entry) {
      const about = aboutOf(entry);
      return about === '' ? text(nameOf(entry)) : `${text(nameOf(entry))} (${run(entry, { full, text })})`;
    },
    slots: ({ slots }) =>
      slots == null ? '' : ` (${few(slots, full ? SLOTS_IN_BODY : SLOTS_IN_SUBJECT, text)})`,
  };
}

function sentence(happening: Happening, voice: Voice, by: string | undefined): string {
  const { text, who, slots } = voice;
  const lease = happening.lease === ALL_LEASES ? 'all leases' : text(happening.lease);
  switch (happening.kind) {
    case 'created':
      return `create ${lease}`;
    case 'forgotten':
      return `forget ${lease}: nobody has used it for long`;
    case 'restored':
      return `restore ${lease}: the branch was gone, ${restored(happening, voice)}`;
    case 'registered':
      return `register ${lease}: ${who(happening.request)}${happening.place === null ? '' : ` waits, place ${happening.place}`}`;
    case 'granted':
      return `acquire ${lease}: ${who(happening.request)} holds it${slots(happening.request)}, token ${happening.request.epoch}`;
    case 'asked':
      return `ask ${lease}: ${who(happening.request)} to act or be passed over`;
    case 'seen':
      return `see ${lease}: the job of ${who(happening.request)} is alive`;
    case 'renewed':
      return `renew ${lease}: ${who(happening.request)} still ${happening.request.status === 'acquired' ? `holds it${slots(happening.request)}` : 'waits'}`;
    case 'released':
      return `release ${lease}: ${released(happening, voice)}`;
    case 'completed':
      return `complete ${lease}: ${who(happening.outcome)} is contained in ${container(happening, voice)}`;
    case 'withdrawn':
      return `withdraw ${lease}: ${who(happening.outcome)}${withdrawn(happening.outcome, voice)}`;
    case 'evicted':
      return `evict ${lease}: ${evicted(happening, voice)}`;
    case 'locked':
      return `lock ${lease}${slots(happening)}: ${locked(happening.lock, voice)}`;
    case 'unlocked':
      return `unlock ${lease}${slots(happening)}${by === undefined ? '' : ` (by ${text(by)})`}: it was locked ${unlocked(happening.lock, voice)}`;
  }
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;
type Ended = Of<'completed' | 'withdrawn' | 'evicted'>;

function run(entry: Request | Outcome, { full, text }: Pick<Voice, 'full' | 'text'>): string {
  if (isOfProcess(entry)) return text(aboutOf(entry));
  if (!full) return aboutOf(entry);
  const attempt = entry.run_attempt > 1 ? `, attempt ${entry.run_attempt}` : '';
  const job = entry.job === '' ? '' : `, job ${text(entry.job)}`;
  const leg = entry.job_index > 0 ? `, leg ${entry.job_index}` : '';
  return `run ${entry.run_id}${attempt}${job}${leg}`;
}

function restored({ holders, waiting }: Of<'restored'>, { who, slots, full }: Voice): string {
  const named = holders
    .slice(0, full ? HOLDERS_IN_BODY : 1)
    .map((holder) => `${who(holder)} holds it${slots(holder)}, token ${holder.epoch}`);
  const more = holders.length - named.length;
  const holds = named.length === 0 ? 'nobody holds it' : named.join('; ');
  return `${holds}${more > 0 ? `; and ${more} more` : ''}${full ? `, ${waiting} waiting` : ''}`;
}

function released({ outcome, completed }: Of<'released'>, voice: Voice): string {
  const { who, slots } = voice;
  const how = outcome.outcome === 'success' ? 'succeeded' : 'failed';
  const others = completed === 0 ? '' : `, ${counted(completed, 'contained request')} completed`;
  return `${who(outcome)} ${how}${slots(outcome)}${others}${because(outcome, voice)}`;
}

function container({ outcome, by }: Ended, { who }: Voice): string {
  return by === null ? `the success of ${shortSha(outcome.completed_by ?? '')}` : who(by);
}

function evicted({ outcome, by }: Ended, voice: Voice): string {
  const { who, slots, text, full } = voice;
  const had = outcome.epoch === undefined ? 'waited' : `held it${slots(outcome)} with token ${outcome.epoch}`;
  const author = by === null ? text(outcome.by) : who(by);
  return `${who(outcome)} ${had}${because(outcome, voice)}${full && author !== '' ? ` (by ${author})` : ''}`;
}

function withdrawn(outcome: Outcome, voice: Voice): string {
  return `${outcome.registered_at === undefined ? ', never registered' : ''}${because(outcome, voice)}`;
}

function because({ reason }: Outcome, { text }: Voice): string {
  return reason === undefined || text(reason) === '' ? '' : `: ${text(reason)}`;
}

function locked({ reason, actor, until }: Lock, { text }: Voice): string {
  return `${text(reason)} (by ${text(actor)}${until === null ? '' : `, until ${utc(until)}`})`;
}

function unlocked({ reason, actor, at }: Lock, { text, full }: Voice): string {
  return full ? `since ${utc(at)} by ${text(actor)}: ${text(reason)}` : `by ${text(actor)}: ${text(reason)}`;
}
