// What was asked, what it cost, and what should not have been asked.
import type { Resource } from './limits.ts';

/** One request and what became of it. */
export interface Account {
  /** The server's time in milliseconds when it came in. */
  readonly at: number;
  /** The server's time in milliseconds when the answer went out; `null` while, or where, none has. */
  endedAt: number | null;
  readonly operation: string;
  /** The token's value. */
  readonly client: string | undefined;
  readonly bucket: Resource;
  /** What was sent; 0 where nothing was. */
  status: number;
  charged: 0 | 1;
  /** Whether the answer was "unchanged". */
  etagHit: boolean;
}

/** The request counts of a stretch of time. */
export interface Totals {
  readonly requests: number;
  readonly core: number;
  readonly graphql: number;
}

/** What was charged to each bucket, for all clients or one. */
export function totals(accounts: readonly Account[], client?: string): Totals {
  const own = accounts.filter((account) => client === undefined || account.client === client);
  const charged = (bucket: Resource) =>
    own.reduce((sum, account) => sum + (account.bucket === bucket ? account.charged : 0), 0);
  return { requests: own.length, core: charged('core'), graphql: charged('graphql') };
}

/** How many requests followed one another: the longest chain in which each began after the one before was answered. */
export function roundTrips(accounts: readonly Account[]): number {
  const answered = accounts.map(({ at, endedAt }) => ({ at, end: endedAt ?? Number.POSITIVE_INFINITY }));
  let trips = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, end } of answered.toSorted((a, b) => a.end - b.end)) {
    if (at < last) continue;
    trips += 1;
    last = end;
  }
  return trips;
}
