// What started this run: a merge group, or anything else.
//
// The event is read once and checked before any request is sent. A step before this one may have rewritten its file, so
// what a merge group sits on counts only where the runner's own variables say the same. Names and shas are still
// untrusted text where they are shown.
import * as z from 'zod';
import type { EventContext } from '../input/event.ts';
import { InputError } from '../lease/errors.ts';
import { groupNamed } from '../lease/groups.ts';
import { SHA } from '../lease/identifiers.ts';
import { LONGEST } from '../lease/schema.ts';
import { variableError, type Env } from './environment.ts';
import { branchNameProblem } from '../input/lease-name.ts';
import { quoted } from '../text/printable.ts';
import { readJsonObject } from './requirements.ts';

const ref = z.string().min(1).max(LONGEST.ref);
const mergeGroupSchema = z.object({
  head_sha: z.string().regex(SHA),
  head_ref: ref,
  base_sha: z.string().regex(SHA),
  base_ref: ref,
});
type MergeGroup = z.output<typeof mergeGroupSchema>;

/** Reads the event of the run from its environment and payload; an event that cannot be used is an InputError. */
export function eventContext(env: Env, payload: unknown): EventContext {
  return isGroup(env) ? groupEvent(env, payload) : plainEvent(env, payload);
}

/** Reads the event of this run, its payload only where something in it is needed. */
export function readEvent(env: Env): EventContext {
  // Of a review of a pull request, say, the runner tells no base branch.
  const isBaseUntold = (env['GITHUB_REF'] ?? '').startsWith('refs/pull/') && !env['GITHUB_BASE_REF'];
  return eventContext(env, isGroup(env) || isBaseUntold ? readJsonObject(env, 'GITHUB_EVENT_PATH') : null);
}

function isGroup(env: Env): boolean {
  return env['GITHUB_EVENT_NAME'] === 'merge_group';
}

function groupEvent(env: Env, payload: unknown): EventContext {
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
  const difference = differenceOf(env, parsed.data);
  if (difference !== null) return withoutChain(env, baseBranch, difference);
  return {
    group: true,
    headSha: head_sha,
    headRef: head_ref,
    baseSha: base_sha,
    baseRef: base_ref,
    baseBranch,
    warning: null,
  };
}

// The file of the event is writable for every step of the job; the runner's variables are set anew for each step, and
// GitHub names the ref of a merge group after the commit that it sits on.
function differenceOf(env: Env, { head_sha, head_ref, base_sha, base_ref }: MergeGroup): string | null {
  const sha = env['GITHUB_SHA'] ?? '';
  const ref = env['GITHUB_REF'] ?? '';
  if (head_sha !== sha) return `its head_sha is ${quoted(head_sha)}, and GITHUB_SHA is ${quoted(sha)}`;
  if (head_ref !== ref)
    return `its head_ref is ${quoted(head_ref, 300)}, and GITHUB_REF is ${quoted(ref, 300)}`;
  if (!head_ref.endsWith(`-${base_sha}`))
    return `its head_ref ${quoted(head_ref, 300)} does not end in its base_sha ${quoted(base_sha)}`;
  const base = groupNamed(ref)?.base;
  if (base !== base_ref.replace(/^refs\/heads\//, ''))
    return `its base_ref is ${quoted(base_ref, 300)}, and GITHUB_REF is ${quoted(ref, 300)}`;
  return null;
}

function withoutChain(env: Env, eventBranch: string, difference: string): EventContext {
  const plain = plainEvent(env, null);
  const baseBranch = groupNamed(plain.headRef)?.base ?? eventBranch;
  return {
    ...plain,
    baseRef: `refs/heads/${baseBranch}`,
    baseBranch,
    warning:
      `The event of the merge group is not that of this run: ${difference}. What this commit contains is therefore not ` +
      'known, and the run is treated as a plain one: it takes part in no round of the merge queue. ' +
      'GITHUB_EVENT_PATH must be the file that the runner wrote.',
  };
}

function plainEvent(env: Env, payload: unknown): EventContext {
  const headSha = env['GITHUB_SHA'] ?? '';
  if (!SHA.test(headSha)) throw variableError('GITHUB_SHA', headSha, 'the sha of a commit');
  const headRef = refVariable(env, 'GITHUB_REF');
  const refName = refVariable(env, 'GITHUB_REF_NAME');
  const base = refVariable(env, 'GITHUB_BASE_REF') || baseOfPullRequest(payload);
  return {
    group: false,
    headSha,
    headRef,
    baseSha: null,
    baseRef: base === '' ? headRef : `refs/heads/${base}`,
    baseBranch: base === '' ? refName : base,
    warning: null,
  };
}

/** As far as it is looked at, and as GitHub sends it. */
export interface PullRequestEvent {
  readonly pull_request?: {
    readonly base?: { readonly ref?: unknown };
    readonly head?: { readonly repo?: { readonly full_name?: unknown } };
  };
}

/** The base branch of the pull request that an event is about; empty where it is about none. */
function baseOfPullRequest(payload: unknown): string {
  const ref = (payload as PullRequestEvent | null)?.pull_request?.base?.ref;
  return typeof ref === 'string' && branchNameProblem(ref) === null ? ref : '';
}

function refVariable(env: Env, name: string): string {
  const given = env[name] ?? '';
  // With the room of `refs/heads/`, which a document puts before a base branch.
  const most = LONGEST.ref - 'refs/heads/'.length;
  if (given.length > most) throw variableError(name, given, `a ref of at most ${most} characters`);
  return given;
}

function payloadError(group: Readonly<Record<string, unknown>>, field: string): InputError {
  const what =
    field === ''
      ? 'has no "merge_group"'
      : group[field] === undefined
        ? `has no "merge_group.${field}"`
        : `has ${shown(group[field])} as "merge_group.${field}", which is not ${field.endsWith('_sha') ? 'a commit sha' : `a ref of at most ${LONGEST.ref} characters`}`;
  return new InputError(
    `The payload of the merge_group event ${what}. GitHub sends head_sha, head_ref, base_sha and base_ref: ` +
      'run the workflow from a merge queue, or give it the payload of a real one.',
  );
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value) ?? String(value));
}
