// The inputs of a step, by mode: what the author of the workflow asked for, checked and complete.
//
// Pure: environment and event in, inputs out. Every failure is an InputError that names the input, what was given
// and what is allowed, before any request is sent; the token is never repeated.
import { InputError } from '../lease/errors.ts';
import { LONGEST } from '../lease/schema.ts';
import type {
  AcquireInputs,
  GuardInputs,
  JobStatus,
  LockInputs,
  OfOperator,
  PostInputs,
  ReleaseInputs,
  StatusInputs,
  UnlockInputs,
} from '../commands/inputs.ts';
import { parseAcquireInputs } from './acquire-inputs.ts';
import { inputError, readInput, variableError, type Env } from './environment.ts';
import type { EventContext } from '../input/event.ts';
import { MODES } from './input-table.ts';
import { booleanInput, choiceInput, integerInput, parseBoolean, textInput } from './input-values.ts';
import {
  BRANCH_NAME_FORM,
  branchNameProblem,
  LEASE_NAME_FORM,
  leaseNameProblem,
  parseRepository,
  REPOSITORY_FORM,
  type Repository,
} from '../input/lease-name.ts';
import { LONGEST_REASON } from '../input/limits.ts';
import { parseSlotNames } from '../input/slots.ts';
import { parseUntil, type Until } from '../input/until.ts';
import { quoted } from '../text/printable.ts';
import { refuseContradictions, refuseUnused } from './stray-inputs.ts';

/** What every mode is told. */
export interface CommonInputs {
  readonly token: string;
  /** The repository that holds the lock branch. */
  readonly repository: Repository;
  /** The lock branch, without `refs/heads/`. */
  readonly branch: string;
  /** By what the lock branch is read and written: GitHub's API, or plain git. */
  readonly store: (typeof STORES)[number];
  readonly summary: boolean;
}

export const STORES = ['api', 'git'] as const;

/** What a main step is told: the fields of its mode, complete. */
export type Inputs = CommonInputs &
  (
    | ({ readonly mode: 'acquire' } & AcquireInputs)
    | ({ readonly mode: 'release' } & ReleaseInputs)
    | ({ readonly mode: 'guard' } & GuardInputs)
    | ({ readonly mode: 'status' } & StatusInputs)
    | ({ readonly mode: 'lock' } & LockInputs)
    | ({ readonly mode: 'unlock' } & UnlockInputs)
    | { readonly mode: 'doctor' }
  );

const JOB_STATUSES = ['success', 'failure', 'cancelled'] as const satisfies readonly JobStatus[];

/** Reads the inputs of a main step. */
export function parseInputs(env: Env, event: EventContext): Inputs {
  const mode = choiceInput(env, 'mode', MODES);
  refuseUnused(env, mode);
  refuseContradictions(env);
  const common = parseCommonInputs(env, event);
  switch (mode) {
    case 'acquire':
      return { mode, ...common, lease: oneLease(env, event), ...parseAcquireInputs(env, event) };
    case 'release':
      return {
        mode,
        ...common,
        releaseWithStatus: choiceInput(env, 'release-with-status', JOB_STATUSES),
        ...ofRequest(env, event),
      };
    case 'guard':
      return { mode, ...common, ...ofRequest(env, event) };
    case 'status':
      return {
        mode,
        ...common,
        lease: readInput(env, 'lease') === '' ? null : oneLease(env, event),
        keepHistory: integerInput(env, 'keep-history', { atLeast: 1, fallback: null }),
      };
    case 'lock':
      return { mode, ...common, ...ofOperator(env, event), until: until(env) };
    case 'unlock':
      return {
        mode,
        ...common,
        ...ofOperator(env, event),
        fencingToken: fencingToken(env),
        force: booleanInput(env, 'force'),
      };
    case 'doctor':
      return { mode, ...common };
  }
}

/** Reads the inputs of a post step. */
export function parsePostInputs(env: Env): PostInputs & Pick<CommonInputs, 'token'> {
  const jobStatus = readInput(env, 'job-status');
  return {
    token: token(env),
    // Main has refused what is not a boolean; here it must not keep the lease from being released.
    summary: parseBoolean(readInput(env, 'summary')) ?? true,
    jobStatus: JOB_STATUSES.find((status) => status === jobStatus) ?? null,
  };
}

function parseCommonInputs(env: Env, event: EventContext): CommonInputs {
  const given = readInput(env, 'repository');
  const here = env['GITHUB_REPOSITORY'] ?? '';
  const repository = parseRepository(given === '' ? here : given);
  if (repository === null) {
    throw given === ''
      ? variableError('GITHUB_REPOSITORY', here, 'owner/name')
      : inputError('repository', given, REPOSITORY_FORM);
  }
  const branch = readInput(env, 'branch');
  const problem = branchNameProblem(branch);
  if (problem !== null) throw inputError('branch', branch, BRANCH_NAME_FORM, problem);
  const isHere = `${repository.owner}/${repository.repo}`.toLowerCase() === here.toLowerCase();
  if (isHere && branch === event.baseBranch) {
    const allowed =
      'a branch for leases alone, such as ref-lease, and not the one that this workflow runs for';
    throw inputError('branch', branch, allowed);
  }
  const store = choiceInput(env, 'store', STORES);
  return { token: token(env), repository, branch, store, summary: booleanInput(env, 'summary') };
}

// Not by inputError: it would repeat what was given.
function token(env: Env): string {
  const given = readInput(env, 'token');
  if (given !== '' && /^[\x21-\x7e]+$/.test(given)) return given;
  const was =
    given === '' ? 'is empty' : 'has white space, a control character or a character outside of ASCII in it';
  throw new InputError(
    `The input "token" ${was}; it must be a token with the permission contents: write. ` +
      'Leave the input out to use that of the job. If it comes from a secret, check that this run may read it: runs for ' +
      'forks and for Dependabot may not read the secrets of Actions.',
  );
}

function oneLease(env: Env, event: EventContext): string {
  const given = readInput(env, 'lease');
  const name = given === '' ? event.baseBranch : given;
  const problem = leaseNameProblem(name, 'in the modes lock and unlock it means all leases');
  if (problem === null) return name;
  if (given !== '') throw inputError('lease', given, LEASE_NAME_FORM, problem);
  const source = event.baseRef === event.headRef ? 'ref name' : 'base branch';
  throw new InputError(
    `The input "lease" is empty, and the ${source} ${quoted(name)} cannot take its place: ${problem}. ` +
      `Name the lease; it must be ${LEASE_NAME_FORM}.`,
  );
}

function ofRequest(env: Env, event: EventContext): GuardInputs {
  const lease = oneLease(env, event);
  const requestId = textInput(env, 'request-id', { atMost: LONGEST.id });
  if (requestId !== null && /[\s\p{C}]/u.test(requestId)) {
    throw inputError('request-id', requestId, 'the output request-id of the job that acquired the lease');
  }
  return { lease, requestId, fencingToken: fencingToken(env) };
}

function fencingToken(env: Env): number | null {
  return integerInput(env, 'fencing-token', { atLeast: 0, fallback: null });
}

function ofOperator(env: Env, event: EventContext): OfOperator {
  const lease = readInput(env, 'lease') === '*' ? null : oneLease(env, event);
  const given = readInput(env, 'slots');
  const slots = given === '' ? null : parseSlotNames(given, inputError);
  const reason = textInput(env, 'reason', { atMost: LONGEST_REASON });
  if (reason === null) throw inputError('reason', '', 'a few words that are shown to everyone who waits');
  return { lease, slots, reason };
}

function until(env: Env): Until | null {
  const given = readInput(env, 'until');
  if (given === '') return null;
  const read = parseUntil(given);
  if (typeof read === 'string') throw inputError('until', given, read);
  return read;
}
