// Under which conditions everything is measured, stated beside the figures.

/** Milliseconds that the stand-in takes for a read and for a write. */
export const LATENCY = { read: 120, write: 250 } as const;

/** Seconds between two polls where a figure is a time; the default is {@link DEFAULT_POLL}. */
export const QUICK_POLL = 1;

/** The default of the input `poll-interval`, in seconds. */
export const DEFAULT_POLL = 15;

/** Milliseconds within which the jobs of a contended lease arrive. */
export const ARRIVAL = 2000;

/** Seconds that stand for an hour of limits where polls are a second apart. */
export const LIMIT_WINDOW = 20;

/** Requests of each kind that one token of a workflow has in an hour. */
export const HOURLY = 1000;
