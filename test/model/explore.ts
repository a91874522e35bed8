// Every state that can be reached, breadth first, so that the schedule that breaks a promise is a shortest one.
//
// A state is known by its text; the trail keeps by which move each was first reached.
import { createDocument } from '../../src/lease/document.ts';
import { begin, observe } from '../../src/lease/promises.ts';
import { START } from './cast.ts';
import { encode, hash, reachOf } from './encode.ts';
import { moves } from './moves.ts';
import { checkHolds } from './promises.ts';
import { absent, Violation, type Config, type Model, type Version, type World } from './world.ts';

export interface Broken {
  readonly promise: string;
  readonly schedule: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly moves: number;
  /** Length of the longest of the shortest schedules. */
  readonly depth: number;
  /** No further state can be reached. */
  readonly isWhole: boolean;
  readonly judged: number;
  readonly broken: Broken | null;
}

/** Runs a state to its end; throws a Violation where somebody waits for ever. */
export type Judge = (world: World) => void;

/** Tokens of a branch that was used before are so high that each grant raises them by one, and not to the time. */
const USED = { ...createDocument('main', START), sequence: 100, epoch: 2_000_000 };

const LOCK = { reason: 'maintenance', actor: 'olga', at: START, until: null, run_url: '' };

const BOARDS: Readonly<Record<Config['board'], Version>> = {
  none: { count: 0, document: null, lock: null },
  used: { count: 1, document: USED, lock: null },
  locked: { count: 1, document: { ...USED, lock: LOCK }, lock: null },
};

/** The first state of a model. */
export function initial({ config }: Model): World {
  const board = BOARDS[config.board];
  return {
    mono: 0,
    board,
    before: null,
    flights: [],
    jobs: config.cast.map((person) => absent(person)),
    isRebuilt: false,
    ended: [],
    budget: config.budget,
    faults: config.faults,
    observer: observe(begin(), board.document).observer,
  };
}

/** How far it is explored, and which of the states are judged: one in so many. */
export interface Extent {
  readonly states: number;
  readonly judge?: { readonly by: Judge; readonly oneIn: number };
}

/** Explores a model. */
export function explore(model: Model, { states, judge }: Extent): Exploration {
  const reach = reachOf(model.config);
  const first = initial(model);
  const seen = new Set([hash(encode(first, reach))]);
  const trail: { readonly parent: number; readonly label: string }[] = [{ parent: -1, label: '' }];
  let frontier: { readonly world: World; readonly at: number }[] = [{ world: first, at: 0 }];
  let [depth, steps, judged] = [0, 0, 0];
  const result = (broken: Broken | null): Exploration => {
    return { states: seen.size, moves: steps, depth, isWhole: frontier.length === 0, judged, broken };
  };
  for (; frontier.length > 0 && seen.size < states; depth += 1) {
    const next: typeof frontier = [];
    for (const { world, at } of frontier) {
      if (seen.size >= states) break;
      let words: string[] = [];
      try {
        for (const { label, run } of moves(model, world)) {
          words = [label];
          const after = run();
          if (after === null) continue;
          steps += 1;
          checkHolds(model, after);
          const mark = hash(encode(after, reach));
          if (seen.has(mark)) continue;
          seen.add(mark);
          trail.push({ parent: at, label });
          next.push({ world: after, at: trail.length - 1 });
          if (judge === undefined || mark % judge.oneIn !== 0) continue;
          judged += 1;
          words = [label, 'then nothing goes wrong any more'];
          judge.by(after);
        }
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        return result({ promise: error.message, schedule: [...schedule(trail, at), ...words] });
      }
    }
    frontier = next;
  }
  return result(null);
}

function schedule(
  trail: readonly { readonly parent: number; readonly label: string }[],
  at: number,
): string[] {
  const labels: string[] = [];
  for (let i = at; i > 0; i = trail[i]!.parent) labels.push(trail[i]!.label);
  return labels.toReversed();
}

/** The schedule as text. */
export function story({ broken }: Exploration): string {
  if (broken === null) return '';
  return [broken.promise, ...broken.schedule.map((line, i) => `${i + 1}. ${line}`)].join('\n');
}
