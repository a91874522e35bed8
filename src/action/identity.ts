// Who asks: the run, the job and the leg that this step belongs to, and the id of a request made from them.
//
// An id is unique to one job of one run attempt: by the check run id or, where the runner does not tell it, by a
// random part that main makes once and exports to the job. Nothing here is secret, and nothing proves anything.
import { hashOf, type Identity } from '../input/identity.ts';
import { LONGEST } from '../lease/schema.ts';
import { inputError, readInput, serverUrlOf, variableError, type Env } from './environment.ts';
import { parseInteger } from '../input/integer.ts';

/** Longest key of a job, percent-encoded: it is a part of ids. */
const LONGEST_JOB = 256;
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
    matrix: matrix(env),
    step: step(env),
    checkRunId: checkRunId(env),
    runnerName: (env['RUNNER_NAME'] ?? '').slice(0, LONGEST.name),
    runUrl: `${serverUrlOf(env)}/${repository}/actions/runs/${runId}`,
    actor: (env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '').slice(0, LONGEST.name),
    workflowPath: workflowPath(env),
    calledPath: calledPath(env),
  };
}

/** The random part that an earlier step of this job has exported; `null` where there is none to use. */
export function nonceOf(env: Env): string | null {
  const nonce = env[NONCE_VARIABLE] ?? '';
  return NONCE.test(nonce) ? nonce : null;
}

/** The variable by which later steps of the same composite action know of this use, and its value; `null`: it is in none. */
export function countedUse(env: Env): { readonly variable: string; readonly count: string } | null {
  if ((env['GITHUB_ACTION_PATH'] ?? '') === '') return null;
  return { variable: usesVariable(env), count: String(earlierUses(env) + 1) };
}

// All steps of a composite action have the name of the step that uses it, so later ones have a number behind it.
function step(env: Env): string {
  const name = env['GITHUB_ACTION'] ?? '';
  const earlier = earlierUses(env);
  return earlier === 0 ? name : `${name}#${earlier + 1}`;
}

function earlierUses(env: Env): number {
  return parseInteger(env[usesVariable(env)] ?? '') ?? 0;
}

// One for each name: composite actions may run side by side.
function usesVariable(env: Env): string {
  return `REF_LEASE_USES_${(env['GITHUB_ACTION'] ?? '').replaceAll(/\W/g, '_')}`;
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

// Runners tell a job without a matrix as `null` or as an empty object.
function matrix(env: Env): string {
  const given = readInput(env, 'matrix');
  if (isUnevaluated(given) || /^(?:null|\{\s*\})$/.test(given)) return '';
  return hashOf(given).slice(0, 32);
}

function checkRunId(env: Env): number | null {
  const value = parseInteger(readInput(env, 'check-run-id'));
  return value !== null && value > 0 ? value : null;
}

// Older runners and servers do not tell it. A ref may be told in another form than that of the run.
function calledPath(env: Env): string {
  const given = readInput(env, 'job-workflow-ref');
  const own = env['GITHUB_WORKFLOW_REF'] ?? '';
  return isUnevaluated(given) || own === '' || pathOf(given) === pathOf(own) ? '' : pathOf(given);
}

function workflowPath(env: Env): string {
  return pathOf(env['GITHUB_WORKFLOW_REF'] ?? '') || (env['GITHUB_WORKFLOW'] ?? '');
}

// `octo/shop/.github/workflows/ci.yml@refs/heads/main`; the name of a file may have an @ of its own.
function pathOf(ref: string): string {
  const end = ref.includes('@refs/') ? ref.indexOf('@refs/') : ref.lastIndexOf('@');
  return end === -1 ? ref : ref.slice(0, end);
}
