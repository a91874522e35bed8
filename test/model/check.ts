// One configuration on one core, as a job for the tests and the command line.
import { CONFIGS } from './configs.ts';
import { loadCore, SOURCES } from './core.ts';
import { explore, type Exploration } from './explore.ts';
import { healer } from './heal.ts';
import { modelOf } from './model.ts';
import type { Config, Model } from './state.ts';

/** What is explored, and how far. */
export interface Task {
  readonly config: string;
  /** A folder that has the shape of src. */
  readonly sources?: string;
  /** Heals every n-th state; 0: none. */
  readonly heal?: number;
  readonly limits?: Partial<Pick<Config, 'depth' | 'faults' | 'events' | 'jumps'>>;
  readonly forgets?: Model['forgets'];
}

/** The configuration of that name. */
export function configOf(name: string): Config {
  const found = CONFIGS.find((config) => config.name === name);
  if (found === undefined)
    throw new Error(
      `There is no configuration ${name}; there are ${CONFIGS.map((config) => config.name).join(', ')}.`,
    );
  return found;
}

export interface Checked extends Exploration {
  readonly model: Model;
  readonly seconds: number;
}

/** Explores what the task names. */
export async function check({
  config,
  sources = SOURCES,
  heal = 0,
  limits = {},
  forgets,
}: Task): Promise<Checked> {
  const model = modelOf(await loadCore(sources), { ...configOf(config), ...limits }, forgets);
  const startedAt = performance.now();
  const result = explore(model, heal === 0 ? null : healer(model), heal);
  return { ...result, model, seconds: (performance.now() - startedAt) / 1000 };
}
