// The documents of the lock branch: their shape in memory, and the strict codec between that and JSON.
//
// In memory every time is an Instant (seconds since 1970); in JSON it is ISO 8601 in UTC. Durations are seconds in
// both. All times are by GitHub's clock. What the codec does not know, it refuses: a document that cannot be
// understood is never read as free.
import * as z from 'zod';
import { fromIso, toIso } from './instant.ts';

/** Version of the documents that this program reads and writes. */
export const SCHEMA_VERSION = 1;

const instant = z.codec(z.iso.datetime({ offset: true }), z.number(), { decode: fromIso, encode: toIso });
const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'must be a commit sha');
const counter = z.int().min(0);
const duration = z.number().min(0);

const parametersSchema = z.strictObject({
  /** Stabilisation window in seconds. */
  window: duration,
  /** Requests that complete a round, or `auto`: judged by the merge groups. */
  expected: z.union([z.literal('auto'), z.int().min(1)]),
  /** Seconds without a sign of life after which others check on the request. */
  ttl: duration,
  /** Seconds of silence that count as death where life can be neither confirmed nor denied. */
  max_hold: duration,
  /** Seconds between the eviction of this request, as a dead holder, and the next grant. */
  takeover_delay: duration,
  propagate: z.boolean(),
  held_by: z.enum(['job', 'run']),
});

const identityShape = {
  id: z.string().min(1),
  run_id: counter,
  run_attempt: counter,
  job: z.string(),
  job_index: counter,
  run_url: z.string(),
  scope: z.string(),
  priority: z.int(),
  /** The commit that a merge group sits on; `null` for a plain request. */
  base_sha: sha.nullable(),
  head_sha: sha,
  head_ref: z.string(),
};

const requestSchema = z.strictObject({
  ...identityShape,
  round: counter,
  status: z.enum(['pending', 'acquired']),
  base_ref: z.string(),
  check_run_id: counter.nullable(),
  runner_name: z.string(),
  actor: z.string(),
  registered_at: instant,
  seen_at: instant,
  /** Heads known to be below this one when it registered; they order the line and prove nothing. */
  stack: z.array(sha),
  parameters: parametersSchema,
  granted_at: instant.optional(),
  epoch: counter.optional(),
  payload: z.string().optional(),
});

const outcomeSchema = z.strictObject({
  ...identityShape,
  outcome: z.enum(['success', 'failure', 'completed', 'withdrawn', 'evicted']),
  at: instant,
  /** Who wrote it: the id of a request, or the name of an operator with the run. */
  by: z.string(),
  reason: z.string().optional(),
  /** Head of the success that settled this request. */
  completed_by: sha.optional(),
  /** Only of a holder that was evicted: seconds until the next grant. */
  takeover_delay: duration.optional(),
  propagate: z.boolean(),
  /** Absent where the request was closed off without having been registered. */
  round: counter.optional(),
  registered_at: instant.optional(),
  granted_at: instant.optional(),
  epoch: counter.optional(),
});

const roundSchema = z.strictObject({
  /** The sequence of the write that opened it. */
  id: counter,
  scope: z.string(),
  priority: z.int(),
  opened_at: instant,
  /** Last registration, or the failure that restarted the window. */
  changed_at: instant,
  granted: z.boolean(),
});

const lockShape = {
  reason: z.string(),
  actor: z.string(),
  at: instant,
  until: instant.nullable(),
  run_url: z.string(),
};
const lockSchema = z.strictObject(lockShape);

/** The codec of `leases/<name>.json`. */
export const documentSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  lease: z.string().min(1),
  sequence: counter,
  epoch: counter,
  rounds: z.array(roundSchema),
  requests: z.array(requestSchema),
  outcomes: z.array(outcomeSchema),
  lock: lockSchema.nullable(),
});

/** The codec of `lock.json`. */
export const globalLockSchema = z.strictObject({ schema_version: z.literal(SCHEMA_VERSION), ...lockShape });

export type Parameters = z.output<typeof parametersSchema>;
export type Request = z.output<typeof requestSchema>;
export type Outcome = z.output<typeof outcomeSchema>;
export type OutcomeKind = Outcome['outcome'];
export type Round = z.output<typeof roundSchema>;
export type Lock = z.output<typeof lockSchema>;
export type LeaseDocument = z.output<typeof documentSchema>;

/** The codec of what a request says of itself when it registers: everything that the lease does not add. */
export const registrationSchema = requestSchema.omit({
  round: true,
  status: true,
  registered_at: true,
  seen_at: true,
  granted_at: true,
  epoch: true,
});

export type Registration = z.output<typeof registrationSchema>;
