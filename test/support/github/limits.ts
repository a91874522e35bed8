// Primary rate limits: one bucket for REST and one for GraphQL, for each name that tokens share.
//
// A window begins with the first charged request after the last window has ended. Secondary limits are not
// modelled: tests script them as faults.
export type Resource = 'core' | 'graphql';

/** One bucket. `reset` is in seconds since 1970. */
export interface Bucket {
  limit: number;
  used: number;
  reset: number;
}

/** Settings of the limits. */
export interface LimitOptions {
  readonly core?: number;
  readonly graphql?: number;
  /** Length of a window in seconds; an hour unless given. */
  readonly window?: number;
}

/** All buckets of a server. */
export class Limits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  readonly #limits: Record<Resource, number>;
  readonly #window: number;

  constructor(now: () => number, options: LimitOptions = {}) {
    this.#now = now;
    this.#limits = { core: options.core ?? 1000, graphql: options.graphql ?? 1000 };
    this.#window = options.window ?? 3600;
  }

  /** Begins new windows. */
  reset(): void {
    this.#buckets.clear();
  }

  /** The bucket as it is now. */
  bucket(name: string, resource: Resource): Bucket {
    const key = `${name} ${resource}`;
    const seconds = Math.floor(this.#now() / 1000);
    const known = this.#buckets.get(key);
    if (known !== undefined && seconds < known.reset) return known;
    const fresh = { limit: this.#limits[resource], used: 0, reset: seconds + this.#window };
    this.#buckets.set(key, fresh);
    return fresh;
  }

  /** Whether nothing is left. */
  isExhausted(name: string, resource: Resource): boolean {
    const { limit, used } = this.bucket(name, resource);
    return used >= limit;
  }

  charge(name: string, resource: Resource): void {
    this.bucket(name, resource).used += 1;
  }

  /** The headers that tell of a bucket. */
  headers(name: string, resource: Resource): Record<string, string> {
    const { limit, used, reset } = this.bucket(name, resource);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': resource,
    };
  }
}
