// How long what people give may be, and how durations bind each other; the same for every entry.
import type { Seconds } from '../lease/instant.ts';

/** Most bytes of a reason; every board shows it to everyone who waits. */
export const LONGEST_REASON = 1000;

export const LONGEST_TTL: Seconds = 86_400;

/** A hold must last for several writes, and for what is done with it. */
export const SHORTEST_HOLD: Seconds = 1;

/** Most bytes of a text that a request carries. */
export const LONGEST_TEXT = 4096;

/** A waiter must be seen to look several times within its TTL, also where one look is late or fails. */
export const POLLS_IN_A_TTL = 4;

export const SHORTEST_POLL_INTERVAL: Seconds = 0.1;
