// The people of the stories: what their jobs ask for, and as whom.
import type { Parameters, Registration } from '../../src/lease/schema.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { registrationOfProcess } from '../../src/lease/process.ts';
import type { Wish } from '../../src/protocol/acquire-state.ts';
import { group, LEASE, plain } from '../lease/build.ts';
import type { Clock } from './process.ts';
import { commit, type Group } from './repository.ts';

export { LEASE };
const PLAIN_SCOPE = 'deploy.yml · deploy · refs/heads/main';

/** Who a job is, and what it wants of a lease unless a step of it says otherwise. */
export interface Person {
  readonly name: string;
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly registration: Omit<Registration, 'nonce'>;
  /** The call of a reusable workflow that it is of: what GitHub's name of a job tells besides. */
  readonly call: string;
  /** Whether it goes by GitHub's clock, and not by that of its machine. */
  readonly trusted: boolean;
  /** What it has for a clock; left out: one that runs true. */
  readonly clock?: Partial<Clock>;
}

/** What differs from the usual. */
export type Traits = Partial<Omit<Registration, 'parameters' | 'nonce'>> & {
  readonly name?: string;
  readonly call?: string;
  /** A clock of the machine, which nobody shares; left out: it goes by GitHub's. */
  readonly ownClock?: Partial<Clock>;
  readonly parameters?: Partial<Parameters>;
};

/** The job that tests a merge group. */
export function groupJob(
  { number, base, head, ref }: Group,
  { name, ownClock, ...traits }: Traits = {},
): Person {
  const run_id = 100 + number;
  const its = { run_id, check_run_id: 9000 + run_id, priority: 0, base_sha: base, head_sha: head };
  return person(name ?? `group-${number}`, group(number, { ...its, head_ref: ref, ...traits }), ownClock);
}

/** A job that deploys a push. */
export function plainJob(number: number, { name, call, ownClock, ...traits }: Traits = {}): Person {
  const its = { run_id: number, check_run_id: 9000 + number, head_sha: commit(`push-${number}`) };
  const called = name ?? `plain-${number}`;
  const registration = plain(number, { ...its, job: 'deploy', scope: PLAIN_SCOPE, ...traits });
  return { ...person(called, registration, ownClock), call: call ?? '' };
}

/** A process outside of GitHub: a command line, which renews itself, or says for how long it holds. */
export function processOutside(
  number: number,
  { name = `process-${number}`, ttl = 60, takeoverDelay = 10, ...traits }: ProcessTraits = {},
): Person {
  const nonce = number.toString(16).padStart(12, '0');
  const { hold, priority, clock = {} } = traits;
  const registration = registrationOfProcess({
    name,
    actor: 'alice',
    nonce,
    ttl,
    takeoverDelay,
    ...(hold === undefined ? {} : { hold }),
    ...(priority === undefined ? {} : { priority }),
  });
  const { id, run_id, run_attempt } = registration;
  return { name, key: id, run: run_id, attempt: run_attempt, registration, call: '', trusted: false, clock };
}

export interface ProcessTraits {
  readonly name?: string;
  readonly ttl?: Seconds;
  readonly takeoverDelay?: Seconds;
  readonly hold?: Seconds;
  readonly priority?: number;
  readonly clock?: Partial<Clock>;
}

function person(name: string, given: Registration, clock?: Partial<Clock>): Person {
  const { run_id, run_attempt, job, job_index, check_run_id } = given;
  const key = `${run_id}/${run_attempt}/${job}/${job_index}/${check_run_id}`;
  const run_url = `https://github.com/acme/shop/actions/runs/${run_id}`;
  const registration = { ...given, id: key, run_url };
  const its = { name, key, run: run_id, attempt: run_attempt, registration, call: '' };
  return clock === undefined ? { ...its, trusted: true } : { ...its, trusted: false, clock };
}

/** What a step of mode acquire asks for. */
export type AcquireTraits = Partial<
  Pick<Wish, 'lease' | 'priority' | 'wait' | 'delayAssignment' | 'pollInterval' | 'timeout'>
> & {
  readonly parameters?: Partial<Parameters>;
  /** What the runner calls it; left out: like the other steps of its job, as where it does not tell. */
  readonly step?: string;
};

export function wishOf({ registration, trusted }: Person, nonce: string, traits: AcquireTraits): Wish {
  const { parameters, step, ...rest } = traits;
  const scope = step === undefined ? registration.scope : `${registration.scope} · ${step}`;
  return {
    lease: LEASE,
    priority: registration.base_sha === null ? registration.priority : null,
    baseBranch: 'main',
    wait: true,
    delayAssignment: 0,
    pollInterval: 15,
    timeout: null,
    trusted,
    ...rest,
    registration: {
      ...registration,
      nonce,
      scope,
      parameters: { ...registration.parameters, ...parameters },
    },
  };
}
