// Who asks: the run, the job and the leg that this step belongs to, and the id of a request made from them.
//
// An id is unique to one job of one run attempt: by the check run id or, where the runner does not tell it, by a
// random part that main makes once and exports to the job. Nothing here is secret, and nothing proves anything.
import { LONGEST_NAME, type Identity } from '../input/identity.ts';
import { inputError, readInput, serverUrlOf, variableError, type Env } from './environment.ts';
import { parseInteger } from '../input/integer.ts';

/** Longest key of a job, percent-encoded: it is a part of ids. */
const LONGEST_JOB = 256;
/** The variable that carries the random part of the ids of a job. */
export const NONCE_VARIABLE = 'REF_LEASE_NONCE';
/** The variable that counts the uses of leases within one composite action: `2 __deploy`. */
export const USES_VARIABLE = 'REF_LEASE_USES';

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
    step: step(env),
    checkRunId: checkRunId(env),
    runnerName: (env['RUNNER_NAME'] ?? '').slice(0, LONGEST_NAME),
    runUrl: `${serverUrlOf(env)}/${repository}/actions/runs/${runId}`,
    actor: (env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '').slice(0, LONGEST_NAME),
    workflowPath: workflowPath(env),
    isCalled: isCalled(env),
  };
}

/** The random part that an earlier step of this job has exported; `null` where there is none to use. */
export function nonceOf(env: Env): string | null {
  const nonce = env[NONCE_VARIABLE] ?? '';
  return NONCE.test(nonce) ? nonce : null;
}

/** What the next step of the same composite action must know of this one; `null`: it is in none. */
export function countedUse(env: Env): string | null {
  if ((env['GITHUB_ACTION_PATH'] ?? '') === '') return null;
  return `${earlierUses(env) + 1} ${env['GITHUB_ACTION'] ?? ''}`;
}

// All steps of a composite action have the name of the step that uses it, so later ones have a number behind it.
function step(env: Env): string {
  const name = env['GITHUB_ACTION'] ?? '';
  const earlier = earlierUses(env);
  return earlier === 0 ? name : `${name}#${earlier + 1}`;
}

function earlierUses(env: Env): number {
  const [count = '', name] = (env[USES_VARIABLE] ?? '').split(' ');
  return name === env['GITHUB_ACTION'] ? (parseInteger(count) ?? 0) : 0;
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

// Older runners and servers do not tell it.
function isCalled(env: Env): boolean {
  const given = readInput(env, 'job-workflow-ref');
  return !isUnevaluated(given) && given !== (env['GITHUB_WORKFLOW_REF'] ?? '');
}

// `octo/shop/.github/workflows/ci.yml@refs/heads/main`; the name of a file may have an @ of its own.
function workflowPath(env: Env): string {
  const given = env['GITHUB_WORKFLOW_REF'] ?? '';
  const end = given.includes('@refs/') ? given.indexOf('@refs/') : given.lastIndexOf('@');
  return end === -1 ? given || (env['GITHUB_WORKFLOW'] ?? '') : given.slice(0, end);
}
