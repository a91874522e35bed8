// The documents of the lock branch: their shape in memory, and the strict codec between that and JSON.
//
// In memory every time is an Instant (seconds since 1970); in JSON it is ISO 8601 in UTC. Durations are seconds in
// both. All times are by GitHub's clock, but for what is stamped up to `own_clock_at`. What the codec does not know, it
// refuses: a document that cannot be understood is never read as free.
import * as z from 'zod';
import { SHA, type Nonce, type RequestId, type Sha, type SlotName } from './identifiers.ts';
import { fromIso, toIso } from './instant.ts';

// A step reads a few documents: to make code for that, as zod does, takes longer than to read them without.
z.config({ jitless: true });

/** Version of the documents that this program reads and writes. */
export const SCHEMA_VERSION = 1;

/** Longest texts that are kept, in characters. */
export const LONGEST = {
  id: 512,
  name: 512,
  url: 2048,
  scope: 2048,
  ref: 1024,
  payload: 4096,
  reason: 2048,
  /** There may be a hundred of them. */
  reasonOfSlotLock: 256,
  /** An actor with a link to a run. */
  by: 2600,
  slot: 254,
} as const;

/** How many outcomes a document keeps. */
export const OUTCOMES_KEPT = 200;

/** Most heads that a request keeps of its stack, and a little more than a registration may name. */
const LONGEST_STACK = 128;

/** Most slots of a lease that are known at a time, and that a request accepts. */
export const MOST_SLOTS = 100;

/** Longest duration of any kind, in seconds: 35 days; no workflow run lasts longer. */
export const LONGEST_DURATION = 35 * 86_400;

/** The end of the year 9999: what is beyond has no form in JSON. */
const LAST_INSTANT = 253_402_300_799;

/** Where totals and tokens stay: far beyond the seconds since 1970, far below where numbers lose their milliseconds. */
export const LARGEST_TOTAL = 1e12;

/** Longest waits and holds of the buckets that they are counted in, in seconds; one more bucket has what is longer. */
export const BUCKETS = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600] as const;

/** How a request may end. */
export const OUTCOME_KINDS = ['success', 'failure', 'completed', 'withdrawn', 'evicted'] as const;

const instant = z.codec(z.iso.datetime({ offset: true }), z.number().min(0).max(LAST_INSTANT), {
  decode: fromIso,
  encode: toIso,
});
const sha: z.ZodType<Sha, Sha> = z.string().regex(SHA, 'must be a commit sha');
const requestId: z.ZodType<RequestId, RequestId> = z.string().min(1).max(LONGEST.id);
const counter = z.int().min(0);
const duration = z.number().min(0).max(LONGEST_DURATION);
const nonce: z.ZodType<Nonce, Nonce> = z.string().min(1).max(64);
/** `*` stands for the lease itself; a table by names cannot keep the other one. */
const slotName: z.ZodType<SlotName, SlotName> = z
  .string()
  .min(1)
  .max(LONGEST.slot)
  .regex(/^(?!\*$|__proto__$)/, 'is no name of a slot');
const slotNames = z.array(slotName).min(1).max(MOST_SLOTS);

const parametersSchema = z.strictObject({
  /** Stabilisation window in seconds. */
  window: duration,
  /** Requests that complete a round, or `auto`: judged by the merge groups. */
  expected: z.union([z.literal('auto'), z.int().min(1)]),
  /** Seconds without a sign of life after which others check on the request. */
  ttl: duration,
  /**
   * Seconds of silence that count as death where life can be neither confirmed nor denied; of a process that holds the
   * lease, always.
   */
  max_hold: duration,
  /** Seconds between the eviction of this request, as a dead holder, and the next grant. */
  takeover_delay: duration,
  /** Seconds after which the lease may be taken from the request that holds it, though it lives; absent: never. */
  hold_limit: duration.optional(),
  propagate: z.boolean(),
  /** `process`: one that no API knows, outside of GitHub; it shows by itself that it is there. */
  held_by: z.enum(['job', 'run', 'process']),
  /** Names of the slots that the request could use, in order of preference; `null`: the whole lease. */
  accepts: slotNames.nullable().default(null),
  /** How many of these slots it wants; of the whole lease always 1. */
  take: z.int().min(1).default(1),
});

const identityShape = {
  id: requestId,
  run_id: counter,
  run_attempt: counter,
  job: z.string().max(LONGEST.name),
  job_index: counter,
  run_url: z.string().max(LONGEST.url),
  scope: z.string().max(LONGEST.scope),
  priority: z.int(),
  /** The commit that a merge group sits on; `null` for a plain request. */
  base_sha: sha.nullable(),
  head_sha: sha,
  head_ref: z.string().max(LONGEST.ref),
};

/** The fields of a registration that its outcome keeps. */
export const IDENTITY = Object.keys({ ...identityShape, nonce }) as readonly (
  keyof typeof identityShape | 'nonce'
)[];

/** What a request says of itself when it registers. */
const registrationShape = {
  ...identityShape,
  /** Random, of the step that wrote the registration: a request is that step's own where this is its nonce. */
  nonce,
  base_ref: z.string().max(LONGEST.ref),
  check_run_id: counter.nullable(),
  runner_name: z.string().max(LONGEST.name),
  actor: z.string().max(LONGEST.name),
  /** Heads known to be below this one when it registered, lowest first; they order the line and prove nothing. */
  stack: z.array(sha).max(LONGEST_STACK),
  parameters: parametersSchema,
  payload: z.string().max(LONGEST.payload).optional(),
};

const requestShape = {
  ...registrationShape,
  round: counter,
  registered_at: instant,
  /** Last sign of life of the request itself. */
  seen_at: instant,
  /** When somebody else last saw its job alive, and wrote that down. */
  alive_at: instant.nullable().default(null),
  /** Since when it has been asked to act: others wait for it though the lease is free. */
  asked_at: instant.nullable().default(null),
  /** The slots that it holds; `null`: the whole lease, or none yet. */
  slots: slotNames.nullable().default(null),
};

const pendingSchema = z.strictObject({ ...requestShape, status: z.literal('pending') });
const acquiredSchema = z.strictObject({
  ...requestShape,
  status: z.literal('acquired'),
  granted_at: instant,
  /** The fencing token. */
  epoch: counter,
});
const requestSchema = z.discriminatedUnion('status', [pendingSchema, acquiredSchema]);

const outcomeSchema = z.strictObject({
  ...identityShape,
  outcome: z.enum(OUTCOME_KINDS),
  at: instant,
  /** Who wrote it: the id of a request, or the name of an operator with the run. */
  by: z.string().max(LONGEST.by),
  reason: z.string().max(LONGEST.reason).optional(),
  /** Head of the success that settled this request. */
  completed_by: sha.optional(),
  /** Only of a holder that was evicted: seconds until the next grant. */
  takeover_delay: duration.optional(),
  propagate: z.boolean(),
  /** That of the request. */
  nonce: nonce.optional(),
  /** Absent where the request was closed off without having been registered. */
  round: counter.optional(),
  registered_at: instant.optional(),
  granted_at: instant.optional(),
  epoch: counter.optional(),
  /** The slots that it held; absent: the whole lease, or none. */
  slots: slotNames.optional(),
});

const roundSchema = z.strictObject({
  /** The sequence of the write that opened it. */
  id: counter,
  scope: z.string().max(LONGEST.scope),
  priority: z.int(),
  opened_at: instant,
  /** Last registration. */
  changed_at: instant,
  granted: z.boolean(),
});

const lockShape = {
  reason: z.string().max(LONGEST.reason),
  actor: z.string().max(LONGEST.name),
  at: instant,
  until: instant.nullable(),
  run_url: z.string().max(LONGEST.url),
};
const lockSchema = z.strictObject(lockShape);

const slotSchema = z.strictObject({
  /** The token of its latest grant; 0: there was none. */
  epoch: counter,
  /** When a request last named it, to the day. */
  seen_at: instant,
  /** Until when nobody is granted it, after a dead holder was evicted. */
  rest_until: instant.nullable().default(null),
  /** When that was. */
  rest_since: instant.nullable().default(null),
  lock: lockSchema.nullable().default(null),
});

const total = z.int().min(0).max(LARGEST_TOTAL);
const histogramSchema = z.strictObject({
  /** In seconds, to the millisecond. */
  sum: z.number().min(0).max(LARGEST_TOTAL),
  /** How many of each bucket, not of those below it. */
  buckets: z.array(total).length(BUCKETS.length + 1),
});
const countersSchema = z.strictObject({
  grants: total,
  outcomes: z.record(z.enum(OUTCOME_KINDS), total),
  /** From the registration to the grant, or to the end of a request that was not granted. */
  waits: histogramSchema,
  /** From the grant to the end of the hold. */
  holds: histogramSchema,
  /** Of each slot the seconds for which it was held, alone or with the whole lease, by holds that have ended. */
  slots: z.record(slotName, z.number().min(0).max(LARGEST_TOTAL)).optional(),
});

const NOTHING = { sum: 0, buckets: Array<number>(BUCKETS.length + 1).fill(0) };

/** The counters of a document that is new. */
export const NO_COUNTERS: z.output<typeof countersSchema> = {
  grants: 0,
  outcomes: { success: 0, failure: 0, completed: 0, withdrawn: 0, evicted: 0 },
  waits: NOTHING,
  holds: NOTHING,
};

/** The codec of `leases/<name>.json`. */
export const documentSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  lease: z.string().min(1).max(255),
  sequence: counter,
  epoch: counter,
  rounds: z.array(roundSchema).max(2000),
  requests: z.array(requestSchema).max(2000),
  /** Oldest first. */
  outcomes: z.array(outcomeSchema).max(OUTCOMES_KEPT),
  lock: lockSchema.nullable(),
  /** Until when nobody is granted anything, after a dead holder of the whole lease was evicted. */
  rest_until: instant.nullable().default(null),
  /** When that was. */
  rest_since: instant.nullable().default(null),
  /**
   * The latest stamp that may be by a clock which nobody shares, of a process outside of GitHub or a job without the API:
   * those up to it may be hours off. Absent: there is none.
   */
  own_clock_at: instant.optional(),
  /**
   * For how many seconds stamps of such clocks had been watched unchanged, by the name of the stamp, when somebody who had
   * watched them left, took other slots, or showed itself: whoever comes goes on from there. Absent: nobody has done so.
   */
  watched: z.record(z.string().max(600), z.strictObject({ stamp: instant, seconds: duration })).optional(),
  /** What is known of each slot that has a name. */
  slots: z.record(slotName, slotSchema).default({}),
  /** Since the document was made. */
  counters: countersSchema.default(NO_COUNTERS),
});

/** The codec of `lock.json`. */
export const globalLockSchema = z.strictObject({ schema_version: z.literal(SCHEMA_VERSION), ...lockShape });

/** The codec of what a request says of itself when it registers: everything that the lease does not add. */
export const registrationSchema = z.strictObject(registrationShape);

export type Parameters = z.output<typeof parametersSchema>;
export type Registration = z.output<typeof registrationSchema>;

/** A request that waits. */
export type Pending = z.output<typeof pendingSchema> & {
  readonly granted_at?: never;
  readonly epoch?: never;
};

/** A request that holds a lease or slots of it; its epoch is the fencing token. */
export type Holder = z.output<typeof acquiredSchema>;

export type Request = Pending | Holder;
export type Outcome = z.output<typeof outcomeSchema>;
export type OutcomeKind = Outcome['outcome'];
export type Round = z.output<typeof roundSchema>;
export type Histogram = z.output<typeof histogramSchema>;
export type Counters = z.output<typeof countersSchema>;
export type Slot = z.output<typeof slotSchema>;
export type Watched = NonNullable<z.output<typeof documentSchema>['watched']>;
export type Lock = z.output<typeof lockSchema>;
export type LeaseDocument = Omit<z.output<typeof documentSchema>, 'requests'> & { requests: Request[] };
