// Records to build on: the environment of a step and its event, as plain data with overrides.
import type { Env } from '../../src/action/environment.ts';
import type { EventContext } from '../../src/input/event.ts';
import type { InputName } from '../../src/action/input-table.ts';
import type { SavedState } from '../../src/action/state.ts';
import type { Parameters, Registration } from '../../src/lease/schema.ts';

export const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);

/** The environment of a step on main, with inputs by their names and variables by theirs. */
export function anEnv(inputs: Given = {}, variables: Env = {}): Env {
  const given = Object.entries({ token: 'ghs_secret', ...inputs });
  return {
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: HEAD,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_JOB: 'staging',
    GITHUB_ACTOR: 'mona',
    GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/ci.yml@refs/heads/main',
    RUNNER_NAME: 'linux-7',
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...variables,
  };
}

/** A push to main. */
export function aPush(overrides: Partial<EventContext> = {}): EventContext {
  return {
    group: false,
    headSha: HEAD,
    headRef: 'refs/heads/main',
    baseSha: null,
    baseRef: 'refs/heads/main',
    baseBranch: 'main',
    warning: null,
    ...overrides,
  };
}

/** A merge group for main. */
export function aGroup(overrides: Partial<EventContext> = {}): EventContext {
  return {
    group: true,
    headSha: HEAD,
    headRef: `refs/heads/gh-readonly-queue/main/pr-12-${BASE}`,
    baseSha: BASE,
    baseRef: 'refs/heads/main',
    baseBranch: 'main',
    warning: null,
    ...overrides,
  };
}

/** What the job of a plain request registers; of its parameters, only those that differ need to be given. */
export function aRegistration({
  parameters,
  ...overrides
}: Partial<Omit<Registration, 'parameters'>> & {
  readonly parameters?: Partial<Parameters>;
} = {}): Registration {
  return {
    id: '4711/2/staging/0/99',
    nonce: '0123456789abcdef0123456789abcdef',
    priority: 0,
    head_sha: HEAD,
    head_ref: 'refs/heads/main',
    base_sha: null,
    base_ref: 'refs/heads/main',
    scope: '["main","octo/shop/.github/workflows/ci.yml","staging",0,"__ref-lease","","refs/heads/main"]',
    run_id: 4711,
    run_attempt: 2,
    job: 'staging',
    job_index: 0,
    check_run_id: 99,
    runner_name: 'linux-7',
    run_url: 'https://github.com/octo/shop/actions/runs/4711',
    actor: 'mona',
    stack: [],
    ...overrides,
    parameters: {
      window: 0,
      expected: 'auto',
      ttl: 120,
      max_hold: 21_600,
      takeover_delay: 30,
      propagate: false,
      held_by: 'job',
      accepts: null,
      take: 1,
      ...parameters,
    },
  };
}

/** What main leaves for post before its first write. */
export function aState(overrides: Partial<SavedState> = {}): SavedState {
  return {
    lease: 'staging',
    branch: 'ref-lease',
    repository: 'octo/shop',
    store: 'api',
    registration: aRegistration({ payload: 'line one\nline two' }),
    autoRelease: true,
    epoch: null,
    seen: 1_795_168_800,
    mayLand: null,
    ended: false,
    ...overrides,
  };
}

/** Inputs by their names. */
export type Given = Partial<Record<InputName, string>>;

/** What is said of an input that was given as a value which it must not have. */
export function refusalOf(name: InputName, value: string, allowed: string, problem?: string): string {
  const why = problem === undefined ? '' : `, and ${problem}`;
  return `The input "${name}" ${value === '' ? 'is empty' : `was given as "${value}"`}${why}; it must be ${allowed}.`;
}

/** The message of what `body` throws, which must be an InputError. */
export function inputErrorOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') return error.message;
    throw error;
  }
  return 'no error';
}
