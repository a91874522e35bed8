// Under which conditions everything is measured, stated beside the figures.
import type { IncomingMessage } from 'node:http';
import type { Latency } from '../test/support/github/server.ts';

/** Milliseconds that the stand-in takes for a read and for a write. */
export const LATENCY: Latency = { read: 120, write: 250 };

/** Seconds between two polls where a figure is a time; the default is {@link DEFAULT_POLL}. */
export const QUICK_POLL = 1;

/** The default of the input `poll-interval`, in seconds. */
export const DEFAULT_POLL = 15;

/** The same on plain git, where each look is some processes of one machine. */
export const GIT_POLL = 2;

/** A TTL in seconds that no figure outlasts. */
export const LASTING_TTL = 3600;

/** Milliseconds within which the jobs of a contended lease arrive. */
export const ARRIVAL = 2000;

/** Seconds that stand for an hour of limits where polls are a second apart. */
export const LIMIT_WINDOW = 20;

/** Requests of each kind that one token of a workflow has in an hour. */
export const HOURLY = 1000;

/** Looks of an hour of waiting. */
export const POLLS_OF_AN_HOUR = 3600 / DEFAULT_POLL;

/** The latency of a request of git. */
export function gitDelay(
  { method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
  { read, write }: Latency = LATENCY,
): number {
  return method === 'POST' && url.endsWith('/git-receive-pack') ? write : read;
}
