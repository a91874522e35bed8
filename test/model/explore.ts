// Breadth first over all states, so that the first schedule that breaks a promise is a shortest one.
import { START } from './cast.ts';
import { actions } from './actions.ts';
import { initial, promiseOf } from './steps.ts';
import { encode, hash } from './encode.ts';
import type { Model, State } from './state.ts';

/** A schedule that breaks a promise. */
export interface Broken {
  readonly promise: string;
  readonly schedule: readonly string[];
  /** The state from which somebody is stuck, where that is what is broken. */
  readonly stuck?: State;
}

export interface Exploration {
  readonly states: number;
  readonly steps: number;
  /** The longest schedule looked at; smaller than the limit where there is nothing further. */
  readonly depth: number;
  readonly healed: number;
  readonly broken: Broken | null;
}

/** Judges a state from which everything is healed; throws where somebody is stuck. */
export type Judge = (state: State) => void;

/** Explores all schedules up to the depth of the configuration; `heal` judges every `every`-th state. */
export function explore(model: Model, heal: Judge | null = null, every = 1): Exploration {
  const { config } = model;
  const first = initial(model, START);
  const trail: { readonly parent: number; readonly label: string }[] = [{ parent: -1, label: '' }];
  const seen = new Set([key(model, first)]);
  let frontier: { readonly state: State; readonly at: number }[] = [{ state: first, at: 0 }];
  let steps = 0;
  let healed = 0;
  let depth = 0;
  const broken = (at: number, label: string | null, error: unknown, stuck?: State): Exploration => {
    const schedule = label === null ? [] : [label];
    for (let i = at; i > 0; i = trail[i]!.parent) schedule.unshift(trail[i]!.label);
    const found = { promise: promiseOf(error), schedule, ...(stuck === undefined ? {} : { stuck }) };
    return { states: seen.size, steps, depth, healed, broken: found };
  };
  for (; depth < config.depth && frontier.length > 0; depth += 1) {
    const next: typeof frontier = [];
    for (const { state, at } of frontier) {
      for (const { label, run } of actions(model, state)) {
        steps += 1;
        let after: State | null;
        try {
          after = run();
        } catch (error) {
          return broken(at, label, error);
        }
        if (after === null) continue;
        const mark = key(model, after);
        if (seen.has(mark)) continue;
        seen.add(mark);
        trail.push({ parent: at, label });
        next.push({ state: after, at: trail.length - 1 });
        if (heal === null || mark % every !== 0) continue;
        healed += 1;
        try {
          heal(after);
        } catch (error) {
          return broken(trail.length - 1, null, error, after);
        }
      }
    }
    frontier = next;
  }
  return { states: seen.size, steps, depth, healed, broken: null };
}

function key({ config }: Model, state: State): number {
  return hash(encode(state, config.kinds.has('old-read') && state.faults > 0));
}
