// The story that the options tell: who asks when and for how long, and how every run must end.
//
// Pure: the same options give the same story. The ends follow from one rule, the highest group that is there goes
// first, and from what a success and a failure mean to the others; nothing here looks at the action.
import { Random } from '../test/simulation/random.ts';
import type { Options } from './options.ts';

/** How a run ends. */
export type End = 'worked' | 'failed' | 'died holding' | 'died waiting' | 'completed' | 'superseded';

/** One pull request of the train. */
export interface Part {
  readonly pr: number;
  readonly fate: 'works' | 'fails' | 'dies';
  readonly enters: 'on time' | 'late' | 'as newcomer';
  /** Milliseconds until it asks, from the moment that it may. */
  readonly arrival: number;
  /** Milliseconds that its work takes. */
  readonly work: number;
}

/** A holder, in its turn to end. */
export interface Turn {
  readonly pr: number;
  /** Who works beside it when it ends. */
  readonly beside: readonly number[];
}

export interface Story {
  /** What the parts are called. */
  readonly noun: 'PR' | 'job';
  /** Lowest first. */
  readonly parts: readonly Part[];
  /** The ends of a pull request's runs: more than one where its group is rebuilt. */
  readonly ends: ReadonlyMap<number, readonly End[]>;
  /** In which order those who are on time and get the lease end; of a pool nobody waits for a turn. */
  readonly turns: readonly Turn[];
}

/** The story of these options. */
export function tell(options: Options): Story {
  const random = new Random(options.seed);
  const count = options.groups + (options.newcomer ? 1 : 0);
  const parts = Array.from({ length: count }, (_, index): Part => {
    const pr = index + 1;
    const enters =
      pr > options.groups ? 'as newcomer' : options.late.includes(pr) ? 'late' : ('on time' as const);
    return {
      pr,
      fate: options.fail.includes(pr) ? 'fails' : options.kill.includes(pr) ? 'dies' : 'works',
      enters,
      arrival: random.next() * (enters === 'on time' ? options.arrivals : 0.5) * 1000,
      work: options.work * random.between(0.85, 1.15) * 1000,
    };
  });
  if (options.pool) {
    const ends = new Map(parts.map(({ pr, fate }) => [pr, [ended(fate)]]));
    return { noun: 'job', parts, ends, turns: [] };
  }
  const turns = turnsOf(parts, Math.max(1, options.slots.length));
  return { noun: 'PR', parts, ends: endsOf(parts, turns), turns };
}

/** On as many slots the highest groups work; the highest ends first. Until one succeeds, the next takes its place. */
function turnsOf(parts: readonly Part[], slots: number): Turn[] {
  const onTime = parts.filter(({ enters }) => enters === 'on time').toReversed();
  const turns: Turn[] = [];
  let granted = slots;
  let hasSucceeded = false;
  for (let place = 0; place < Math.min(granted, onTime.length); place += 1) {
    const { pr, fate } = onTime[place]!;
    turns.push({ pr, beside: onTime.slice(place + 1, granted).map((part) => part.pr) });
    hasSucceeded ||= fate === 'works';
    if (!hasSucceeded) granted += 1;
  }
  return turns;
}

function endsOf(parts: readonly Part[], turns: readonly Turn[]): Map<number, End[]> {
  const ends = new Map<number, End[]>(parts.map(({ pr }) => [pr, []]));
  const add = (pr: number, end: End): void => void ends.get(pr)?.push(end);
  const onTime = parts.filter(({ enters }) => enters === 'on time').toReversed();
  const others = parts.filter(({ enters }) => enters !== 'on time').toReversed();
  let success: number | null = null;
  for (const { pr, fate } of onTime) {
    if (!turns.some((turn) => turn.pr === pr)) {
      add(pr, fate === 'dies' ? 'died waiting' : 'completed');
      continue;
    }
    add(pr, ended(fate));
    if (success !== null) continue;
    if (fate === 'works') success = pr;
    // GitHub takes the pull request out and rebuilds the newcomer's group without it.
    else for (const each of others) if (each.enters === 'as newcomer') add(each.pr, 'superseded');
  }
  const successes = success === null ? [] : [success];
  for (const { pr, fate } of others) {
    const isContained = successes.some((each) => each > pr);
    add(pr, isContained ? 'completed' : ended(fate));
    if (!isContained && fate === 'works') successes.push(pr);
  }
  return ends;
}

function ended(fate: Part['fate']): End {
  return fate === 'works' ? 'worked' : fate === 'fails' ? 'failed' : 'died holding';
}
