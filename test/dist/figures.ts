// What the stories of figures share: counts from the stand-in's accounting, and one line that prints them.
//
// Figures count requests, never time. Latencies are those of github.com, roughly, so that what overlaps there overlaps
// here.
import { roundTrips, totals, type Account } from '../support/github/accounting.ts';
import type { GitHubOptions } from '../support/github/github.ts';

/** Milliseconds that a read and a write take. */
export const LATENCY: NonNullable<GitHubOptions['latency']> = { read: 120, write: 250 };

/** What a stretch of time has cost. */
export interface Cost {
  readonly requests: number;
  /** What was charged: REST and GraphQL together, and apart. */
  readonly charged: number;
  readonly rest: number;
  readonly graphql: number;
  /** Requests that followed one another, of one process. */
  readonly roundTrips: number;
}

/** Adds up what was asked. */
export function costOf(accounts: readonly Account[]): Cost {
  const { requests, core: rest, graphql } = totals(accounts);
  return { requests, charged: rest + graphql, rest, graphql, roundTrips: roundTrips(accounts) };
}

/** Prints a figure among the output of the tests. */
export function figure(name: string, { requests, charged, rest, graphql, roundTrips }: Cost): void {
  console.log(
    `figure: ${name}: ${requests} requests in ${roundTrips} round trips, ${charged} charged (REST ${rest}, GraphQL ${graphql})`,
  );
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
