// The command line of the demo: which story is played, and how fast.
//
// Everything is checked before anything is started; what cannot be played is refused with one sentence.
import { parseArgs } from 'node:util';
import { parseDuration } from '../src/input/duration.ts';

/** The story and its times; times are in seconds, latencies in milliseconds. */
export interface Options {
  readonly groups: number;
  readonly fail: readonly number[];
  readonly kill: readonly number[];
  readonly late: readonly number[];
  readonly newcomer: boolean;
  /** The names of the slots; none: each job takes the whole lease. */
  readonly slots: readonly string[];
  /** Deployments that take slots of a pool, in place of a merge train. */
  readonly pool: boolean;
  readonly seed: number;
  readonly poll: number;
  readonly work: number;
  readonly window: number;
  readonly ttl: number;
  readonly takeover: number;
  readonly arrivals: number;
  readonly latency: { readonly read: number; readonly write: number };
  readonly plain: boolean;
}

/** Something on the command line that cannot be played. */
export class UsageError extends Error {}

const MOST_GROUPS = 20;
const MOST_SLOTS = 4;

/** What the slots of a pool are called. */
const POOL = ['eu', 'us', 'asia', 'test'];

export const USAGE = `Usage: npm run demo -- [options]

Plays a merge train: stacked merge groups that share one resource, on a stand-in for GitHub on this machine.
Every job is the shipped action, run as a process of its own.

The story
  --groups N        merge groups in the queue, 1 to ${MOST_GROUPS} (4); group N contains those below it
  --fail N[,N]      the work of these groups fails, if they come to do it
  --kill N[,N]      the runners of these groups die: while they hold the lease, or else while they wait
  --late N[,N]      these groups ask only after the first success
  --slots N         so many slots, 1 to ${MOST_SLOTS} (1): each group works on any one of them, the next beside the highest
  --pool            no merge groups, but as many deployments that each take any one of a pool of slots with names (3)
  --newcomer        one more pull request enters the queue while the lease is held
  --seed N          repeats arrivals and lengths of work (1)

The times
  --work TIME       how long a holder uses the resource (3s)
  --arrivals TIME   the groups ask within this time (1500ms)
  --latency R/W     milliseconds that the stand-in takes for a read and for a write (120/250)
  --poll TIME       the action's input poll-interval (1s)
  --window TIME     its input stabilisation-window (10s)
  --ttl TIME        its input ttl (5s, or more with a long --poll)
  --takeover TIME   its input takeover-delay (2s)

  --plain           one line for each change, as when the output is not a terminal
  --help            this text

Exit code: 0 the story went as told; 1 a promise was broken or a job ended otherwise; 2 wrong usage.

Examples
  npm run demo -- --groups 6 --fail 6 --kill 5 --late 2 --newcomer
  npm run demo -- --groups 6 --fail 6 --slots 2
  npm run demo -- --pool --groups 7 --kill 2
  npm run demo -- --groups 8 --seed 7 --latency 300/600
`;

/** Reads the command line; `help` where that was asked for. Throws a {@link UsageError}. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const given = valuesOf(args);
  if (given.help === true) return 'help';
  const groups = whole('groups', given.groups ?? '4', 1, MOST_GROUPS);
  const newcomer = given.newcomer === true;
  const pool = given.pool === true;
  const count = whole('slots', given.slots ?? (pool ? '3' : '1'), 1, MOST_SLOTS);
  const names = Array.from({ length: count }, (_, index) => (pool ? POOL[index]! : `${index + 1}`));
  const numbers = (name: 'fail' | 'kill' | 'late'): number[] => {
    const last = newcomer && name !== 'late' ? groups + 1 : groups;
    return (given[name] ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map((part) => whole(name, part, 1, last));
  };
  const poll = seconds('poll', given.poll ?? '1s');
  const options: Options = {
    groups,
    fail: numbers('fail'),
    kill: numbers('kill'),
    late: numbers('late'),
    newcomer,
    slots: pool || count > 1 ? names : [],
    pool,
    seed: whole('seed', given.seed ?? '1', 0, 2 ** 31),
    poll,
    work: seconds('work', given.work ?? '3s'),
    window: seconds('window', given.window ?? '10s'),
    ttl: given.ttl === undefined ? Math.max(5, 5 * poll) : seconds('ttl', given.ttl),
    takeover: seconds('takeover', given.takeover ?? '2s'),
    arrivals: seconds('arrivals', given.arrivals ?? '1500ms'),
    latency: latency(given.latency ?? '120/250'),
    plain: given.plain === true,
  };
  refuseContradictions(options);
  return options;
}

function valuesOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const times = { work: text, arrivals: text, latency: text, poll: text, window: text, ttl: text };
  const story = { groups: text, fail: text, kill: text, late: text, newcomer: flag, seed: text };
  const resource = { slots: text, pool: flag };
  try {
    return parseArgs({
      args: [...args],
      options: { ...story, ...resource, ...times, takeover: text, plain: flag, help: flag },
    }).values;
  } catch (error) {
    // Only the first sentence: the rest is advice on positional arguments, of which there are none.
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error });
  }
}

function refuseContradictions({ groups, fail, kill, late, newcomer, slots, poll, ttl }: Options): void {
  const named = [...fail, ...kill, ...late];
  const twice = named.find((number, index) => named.indexOf(number) !== index);
  if (twice !== undefined) throw new UsageError(`Group ${twice} can have one fate only`);
  if (late.length === groups) throw new UsageError('One group must be on time');
  if (slots.length > 0 && (newcomer || late.length > 0))
    throw new UsageError('--late and --newcomer are played where there is one slot');
  if (poll < 0.1) throw new UsageError('--poll must be at least 100ms');
  if (ttl < 4 * poll) throw new UsageError('--ttl must be at least four times --poll');
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

function seconds(name: string, text: string): number {
  const value = parseDuration(text);
  if (value !== null && value <= 600) return value;
  throw new UsageError(`--${name} must be a time such as 500ms or 3s, of at most 10m, not "${text}"`);
}

function latency(text: string): Options['latency'] {
  const [, read, write] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  if (read !== undefined && write !== undefined) return { read: Number(read), write: Number(write) };
  throw new UsageError(`--latency must be two numbers such as 120/250, not "${text}"`);
}
