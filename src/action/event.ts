// What started this run: a merge group, or anything else.
//
// The event is read once and checked before any request is sent. Its names and shas are still untrusted text where
// they are shown, and the name of a merge group's ref proves nothing.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { InputError } from '../lease/errors.ts';
import { variableError, type Env } from './environment.ts';
import { branchNameProblem } from './lease-name.ts';
import { quoted } from './printable.ts';

/** A run of a merge queue: this commit, and the one it sits on. */
export interface GroupEvent {
  readonly group: true;
  readonly headSha: string;
  /** Full ref of the merge group. */
  readonly headRef: string;
  readonly baseSha: string;
  /** As the event has it: `refs/heads/main`. */
  readonly baseRef: string;
  /** `main`. */
  readonly baseBranch: string;
  /** The name of the lease where none is given: the base branch. */
  readonly leaseName: string;
}

/** Any other run. */
export interface PlainEvent {
  readonly group: false;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: null;
  /** Full ref of the pull request's base branch; without one, `headRef`. */
  readonly baseRef: string;
  readonly baseBranch: string;
  /** The name of the lease where none is given: the ref name. */
  readonly leaseName: string;
}

/** What started this run. */
export type EventContext = GroupEvent | PlainEvent;

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const mergeGroupSchema = z.object({
  head_sha: z.string().regex(SHA),
  head_ref: z.string().min(1),
  base_sha: z.string().regex(SHA),
  base_ref: z.string().min(1),
});

/** Reads the event of the run from its environment and payload; an event that cannot be used is an InputError. */
export function eventContext(env: Env, payload: unknown): EventContext {
  return env['GITHUB_EVENT_NAME'] === 'merge_group' ? groupEvent(payload) : plainEvent(env);
}

/** Reads the event of this run; only that of a merge group has something in its payload that is needed. */
export function readEvent(env: Env): EventContext {
  return eventContext(env, env['GITHUB_EVENT_NAME'] === 'merge_group' ? readPayload(env) : null);
}

function groupEvent(payload: unknown): GroupEvent {
  const { action, merge_group: group } = asRecord(payload);
  if (action === 'destroyed') {
    throw new InputError(
      'This run was started by a merge group that was destroyed (activity "destroyed"), so there is nothing to ' +
        'share a lease for. Restrict the trigger of the workflow: on: { merge_group: { types: [checks_requested] } }.',
    );
  }
  if (action !== undefined && action !== 'checks_requested') {
    throw new InputError(
      `The activity of the merge_group event is ${shown(action)}; only "checks_requested" can be used. ` +
        'Restrict the trigger of the workflow: on: { merge_group: { types: [checks_requested] } }.',
    );
  }
  const parsed = mergeGroupSchema.safeParse(group);
  if (!parsed.success) throw payloadError(asRecord(group), String(parsed.error.issues[0]?.path[0] ?? ''));
  const { head_sha, head_ref, base_sha, base_ref } = parsed.data;
  const baseBranch = base_ref.replace(/^refs\/heads\//, '');
  if (branchNameProblem(baseBranch) !== null) throw payloadError({ base_ref }, 'base_ref');
  return {
    group: true,
    headSha: head_sha,
    headRef: head_ref,
    baseSha: base_sha,
    baseRef: base_ref,
    baseBranch,
    leaseName: baseBranch,
  };
}

function plainEvent(env: Env): PlainEvent {
  const headSha = env['GITHUB_SHA'] ?? '';
  if (!SHA.test(headSha)) throw variableError('GITHUB_SHA', headSha, 'the sha of a commit');
  const headRef = env['GITHUB_REF'] ?? '';
  const refName = env['GITHUB_REF_NAME'] ?? '';
  const base = env['GITHUB_BASE_REF'] ?? '';
  return {
    group: false,
    headSha,
    headRef,
    baseSha: null,
    baseRef: base === '' ? headRef : `refs/heads/${base}`,
    baseBranch: base === '' ? refName : base,
    leaseName: refName,
  };
}

function payloadError(group: Readonly<Record<string, unknown>>, field: string): InputError {
  const what =
    field === ''
      ? 'has no "merge_group"'
      : group[field] === undefined
        ? `has no "merge_group.${field}"`
        : `has ${shown(group[field])} as "merge_group.${field}", which is not ${field.endsWith('_sha') ? 'a commit sha' : 'a ref'}`;
  return new InputError(
    `The payload of the merge_group event ${what}. GitHub sends head_sha, head_ref, base_sha and base_ref: ` +
      'run the workflow from a merge queue, or give it the payload of a real one.',
  );
}

// Not by the context of @actions/github: that reads the file while it is loaded, where no error can be reported.
function readPayload(env: Env): unknown {
  const path = env['GITHUB_EVENT_PATH'] ?? '';
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const error = variableError('GITHUB_EVENT_PATH', path, 'the path of the JSON file with the event');
    error.cause = cause;
    throw error;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value) ?? String(value));
}
