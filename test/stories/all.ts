// All stories, by name.
import type { Story } from '../world/story.ts';
import { BOARD } from './board.ts';
import { DEATHS } from './deaths.ts';
import { ENDS } from './ends.ts';
import { LINE } from './line.ts';
import { STEPS } from './steps.ts';
import { TRAINS } from './trains.ts';

export const STORIES: readonly Story[] = [...LINE, ...TRAINS, ...ENDS, ...DEATHS, ...STEPS, ...BOARD];
