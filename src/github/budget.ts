// What is left of GitHub's primary rate limits, as its answers tell it.
//
// Holds numbers only, so it can be logged. It does not guess: a resource that no answer has named is unknown, and
// on servers without limits all of them stay unknown.
import type { Instant } from '../lease/instant.ts';

/** What one resource (`core`, `graphql`) still allows until `resetAt`. */
interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** Keeps what the latest answers have told of every resource. */
export class Budget {
  readonly #allowances = new Map<string, Allowance>();

  /** Learns from the headers of an answer. Answers may arrive out of order: within a window the smaller number counts. */
  observe(headers: Headers): void {
    const resource = headers.get('x-ratelimit-resource');
    const [limit, remaining, resetAt] = ['limit', 'remaining', 'reset'].map((name) =>
      Number.parseInt(headers.get(`x-ratelimit-${name}`) ?? '', 10),
    ) as [number, number, number];
    if (resource === null || Number.isNaN(limit + remaining + resetAt)) return;
    const known = this.#allowances.get(resource);
    if (known !== undefined && known.resetAt > resetAt) return;
    const smaller = known?.resetAt === resetAt ? Math.min(known.remaining, remaining) : remaining;
    this.#allowances.set(resource, { limit, remaining: smaller, resetAt });
  }

  /** The smallest share of any limit that is left, 0 to 1; 1 while nothing or no time is known, and after a reset. */
  share(now: Instant | null): number {
    if (now === null) return 1;
    const shares = [...this.#allowances.values()].map(({ limit, remaining, resetAt }) =>
      limit > 0 && now < resetAt ? remaining / limit : 1,
    );
    return Math.min(1, ...shares);
  }
}
