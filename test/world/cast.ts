// The people of the stories: what their jobs ask for, and as whom.
import type { Parameters, Registration } from '../../src/lease/schema.ts';
import type { Wish } from '../../src/protocol/acquire-state.ts';
import { commit, type Group } from './repository.ts';

export const LEASE = 'staging';
const GROUP_SCOPE = 'main · ci.yml · staging';
const PLAIN_SCOPE = 'deploy.yml · deploy · refs/heads/main';

/** Who a job is, and what it wants of a lease unless a step of it says otherwise. */
export interface Person {
  readonly name: string;
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly registration: Omit<Registration, 'nonce'>;
}

/** What differs from the usual. */
export type Traits = Partial<Omit<Registration, 'parameters' | 'nonce'>> & {
  readonly name?: string;
  readonly parameters?: Partial<Parameters>;
};

const PARAMETERS: Parameters = {
  window: 300,
  expected: 'auto',
  ttl: 120,
  max_hold: 21_600,
  takeover_delay: 30,
  propagate: true,
  held_by: 'job',
  accepts: null,
  take: 1,
};

/** The job that tests a merge group. */
export function groupJob(group: Group, { parameters, name, ...traits }: Traits = {}): Person {
  const called = name ?? `group-${group.number}`;
  return person(called, 100 + group.number, {
    scope: GROUP_SCOPE,
    priority: 0,
    base_sha: group.base,
    head_sha: group.head,
    head_ref: group.ref,
    base_ref: 'refs/heads/main',
    job: 'staging',
    parameters: { ...PARAMETERS, ...parameters },
    ...traits,
  });
}

/** A job that deploys a push. */
export function plainJob(number: number, { parameters, name, ...traits }: Traits = {}): Person {
  return person(name ?? `plain-${number}`, number, {
    scope: PLAIN_SCOPE,
    priority: 0,
    base_sha: null,
    head_sha: commit(`push-${number}`),
    head_ref: 'refs/heads/main',
    base_ref: '',
    job: 'deploy',
    parameters: { ...PARAMETERS, window: 0, propagate: false, ...parameters },
    ...traits,
  });
}

type Given = Pick<
  Registration,
  'scope' | 'priority' | 'base_sha' | 'head_sha' | 'head_ref' | 'base_ref' | 'job' | 'parameters'
> &
  Partial<Registration>;

function person(name: string, run: number, given: Given): Person {
  const { run_id = run, run_attempt = 1, job, job_index = 0, check_run_id = 9000 + run } = given;
  const key = `${run_id}/${run_attempt}/${job}/${job_index}/${check_run_id}`;
  const registration = {
    run_id,
    run_attempt,
    job_index,
    check_run_id,
    runner_name: 'runner-1',
    run_url: `https://github.com/acme/shop/actions/runs/${run_id}`,
    actor: 'alice',
    stack: [],
    ...given,
    id: key,
  };
  return { name, key, run: run_id, attempt: run_attempt, registration };
}

/** What a step of mode acquire asks for. */
export type AcquireTraits = Partial<
  Pick<Wish, 'lease' | 'priority' | 'wait' | 'delayAssignment' | 'pollInterval' | 'timeout' | 'trusted'>
> & { readonly parameters?: Partial<Parameters> };

export function wishOf({ registration }: Person, nonce: string, traits: AcquireTraits): Wish {
  const { parameters, ...rest } = traits;
  return {
    lease: LEASE,
    priority: registration.base_sha === null ? registration.priority : null,
    baseBranch: 'main',
    wait: true,
    delayAssignment: 0,
    pollInterval: 15,
    timeout: null,
    trusted: true,
    ...rest,
    registration: {
      ...registration,
      nonce,
      parameters: { ...registration.parameters, ...parameters },
    },
  };
}
