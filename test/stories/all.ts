// All stories, by name.
import type { Story } from '../world/story.ts';
import { BOARD } from './board.ts';
import { CLOCKS } from './clocks.ts';
import { DEATHS } from './deaths.ts';
import { ENDS } from './ends.ts';
import { LINE } from './line.ts';
import { PROCESSES } from './processes.ts';
import { REPLICAS } from './replicas.ts';
import { SLOTS } from './slots.ts';
import { STEPS } from './steps.ts';
import { TRAINS } from './trains.ts';
import { WAITS } from './waits.ts';

export const STORIES: readonly Story[] = [
  ...LINE,
  ...TRAINS,
  ...ENDS,
  ...DEATHS,
  ...STEPS,
  ...REPLICAS,
  ...BOARD,
  ...PROCESSES,
  ...CLOCKS,
  ...SLOTS,
  ...WAITS,
];

/** The story of that name. */
export function storyNamed(name: string): Story {
  const found = STORIES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no story ${name}`);
  return found;
}
