// The three things that a step can come to: it asks, it sleeps, or it is over.
import type { Seconds } from '../lease/instant.ts';
import type { Ask, Step } from './asks.ts';

/** Seconds after which a board whose answer told no time is read again: nothing can be judged by it. */
export const UNDATED: Seconds = 5;

/** Asks side by side, until a time (monotonic; `null`: as long as it takes). */
export function asking<State>(
  state: State,
  asks: readonly Ask[],
  until: Seconds | null,
): Step<State, never, never> {
  return { state, asks, until, say: [], done: null };
}

/** Asks nothing until a time (monotonic). */
export function sleeping<State>(state: State, until: Seconds): Step<State, never, never> {
  return asking(state, [], until);
}

export function over<State, Done>(state: State, done: Done): Step<State, never, Done> {
  return { state, asks: [], until: null, say: [], done };
}
