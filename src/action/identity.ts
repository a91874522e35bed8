// Who asks: the run, the job and the leg that this step belongs to, and the id of a request made from them.
//
// An id is unique to one job of one run attempt: by the check run id or, where the runner does not tell it, by a
// random part that main makes once and exports to the job. Nothing here is secret, and nothing proves anything.
import { createHash, randomBytes } from 'node:crypto';
import { InvariantError } from '../lease/errors.ts';
import { inputError, readInput, variableError, type Env } from './environment.ts';
import { parseInteger } from './input-values.ts';

/** What the runner says of this job. */
export interface Identity {
  /** `owner/name` of the repository that the workflow runs in. */
  readonly repository: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The key of the job in its workflow. */
  readonly job: string;
  /** The leg of a matrix; 0 without one. */
  readonly jobIndex: number;
  /** `null` where the runner does not tell it. */
  readonly checkRunId: number | null;
  readonly runnerName: string;
  readonly runUrl: string;
  readonly actor: string;
  /** `owner/repo/.github/workflows/ci.yml`. */
  readonly workflowPath: string;
}

/** What makes the id of a request. */
type RequestKeyParts = Pick<Identity, 'runId' | 'runAttempt' | 'job' | 'jobIndex' | 'checkRunId'> & {
  /** Needed where there is no check run id; see {@link nonceOf}. */
  readonly nonce: string | null;
};

/** Longest key of a job, percent-encoded: it is a part of ids. */
const LONGEST_JOB = 256;
/** Longest name of a runner or a person, in characters; a document keeps no longer one. */
const LONGEST_NAME = 512;
/** Most bytes of a scope; it is repeated in every outcome. */
const LONGEST_SCOPE = 2000;
/** Most bytes of an element of a scope that is kept as it is where the whole is too long. */
const LONGEST_ELEMENT = 64;

/** The variable that carries the random part of the ids of a job. */
export const NONCE_VARIABLE = 'REF_LEASE_NONCE';

const NONCE = /^[0-9a-f]{12}$/;

/** Reads who this step is from its environment. */
export function identity(env: Env): Identity {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const runId = positive(env, 'GITHUB_RUN_ID');
  return {
    repository,
    runId,
    runAttempt: positive(env, 'GITHUB_RUN_ATTEMPT', 1),
    job: job(env),
    jobIndex: jobIndex(env),
    checkRunId: checkRunId(env),
    runnerName: (env['RUNNER_NAME'] ?? '').slice(0, LONGEST_NAME),
    runUrl: `${env['GITHUB_SERVER_URL'] || 'https://github.com'}/${repository}/actions/runs/${runId}`,
    actor: (env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '').slice(0, LONGEST_NAME),
    workflowPath: workflowPath(env),
  };
}

/** The id of the first request of a job, which those of its later requests begin with. */
export function requestKey({ runId, runAttempt, job, jobIndex, checkRunId, nonce }: RequestKeyParts): string {
  if (checkRunId === null && nonce === null) {
    throw new InvariantError('A request without a check run id was to be made without a random part');
  }
  return [runId, runAttempt, encodeURIComponent(job), jobIndex, checkRunId ?? `x${nonce}`].join('/');
}

/** The random part that an earlier step of this job has exported; `null` where there is none to use. */
export function nonceOf(env: Env): string | null {
  const nonce = env[NONCE_VARIABLE] ?? '';
  return NONCE.test(nonce) ? nonce : null;
}

/** Makes a new random part. */
export function newNonce(): string {
  return randomBytes(6).toString('hex');
}

/**
 * What an outcome propagates within, as text of at most 2,000 bytes. A workflow that comes from another repository than
 * the one it runs in is marked with the latter. A plain request names its own ref, so that a run of unmerged code vouches
 * for no other; `null` for a merge group.
 */
export function scopeOf(
  parts: Pick<Identity, 'repository' | 'workflowPath' | 'job' | 'jobIndex'> & {
    readonly baseBranch: string;
    readonly scope: string;
    readonly ownRef: string | null;
  },
): string {
  const { baseBranch, repository, workflowPath, job, jobIndex, scope, ownRef } = parts;
  const workflow = workflowPath.startsWith(`${repository}/`) ? workflowPath : `${repository}:${workflowPath}`;
  const elements = [baseBranch, workflow, job, jobIndex, scope, ...(ownRef === null ? [] : [ownRef])];
  const text = JSON.stringify(elements);
  return Buffer.byteLength(text) <= LONGEST_SCOPE ? text : JSON.stringify(elements.map(shortened));
}

// A hash tells two elements apart as well as they themselves do.
function shortened(element: string | number): string | number {
  if (typeof element === 'number' || Buffer.byteLength(JSON.stringify(element)) <= LONGEST_ELEMENT)
    return element;
  return createHash('sha256').update(element).digest('hex');
}

function job(env: Env): string {
  const given = (env['GITHUB_JOB'] ?? '').toWellFormed();
  if (encodeURIComponent(given).length <= LONGEST_JOB) return given;
  throw variableError('GITHUB_JOB', given, `the key of a job of at most ${LONGEST_JOB} characters`);
}

function positive(env: Env, name: string, fallback?: number): number {
  const given = env[name] ?? '';
  if (given === '' && fallback !== undefined) return fallback;
  const value = parseInteger(given);
  if (value === null || value < 1) throw variableError(name, given, 'a whole number of at least 1');
  return value;
}

// Some runners and composite actions hand an expression over unevaluated.
function isUnevaluated(given: string): boolean {
  return given === '' || given.startsWith('${{');
}

function jobIndex(env: Env): number {
  const given = readInput(env, 'job-index');
  if (isUnevaluated(given)) return 0;
  const value = parseInteger(given);
  if (value === null || value < 0) {
    throw inputError('job-index', given, 'left out, so that it is the index of the job in its matrix');
  }
  return value;
}

function checkRunId(env: Env): number | null {
  const value = parseInteger(readInput(env, 'check-run-id'));
  return value !== null && value > 0 ? value : null;
}

// `octo/shop/.github/workflows/ci.yml@refs/heads/main`; the name of a file may have an @ of its own.
function workflowPath(env: Env): string {
  const given = env['GITHUB_WORKFLOW_REF'] ?? '';
  const end = given.includes('@refs/') ? given.indexOf('@refs/') : given.lastIndexOf('@');
  return end === -1 ? given || (env['GITHUB_WORKFLOW'] ?? '') : given.slice(0, end);
}
