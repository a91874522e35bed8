// What a process outside of GitHub says of itself when it registers: a plain request that no job and no run stands for.
import type { Nonce, RequestId, Sha, SlotName } from './identifiers.ts';
import type { Seconds } from './instant.ts';
import type { Registration } from './schema.ts';

/** The commit of a request that is about none. */
export const NO_COMMIT: Sha = '0'.repeat(40);

/** The run of a request that none stands for; GitHub counts its own from 1. */
export const NO_RUN = 0;

const SCOPE = '["process"]';

export interface OwnProcess {
  /** Who it is to people: a user, a host and a process id, or the job of another system. */
  readonly name: string;
  readonly actor: string;
  /** Twelve random hex digits: no two processes have the same. */
  readonly nonce: Nonce;
  /** Where people can see it at work; empty where nobody can. */
  readonly url?: string;
  readonly headSha?: Sha;
  readonly headRef?: string;
  readonly priority?: number;
  readonly ttl: Seconds;
  readonly takeoverDelay: Seconds;
  /** How long it holds the lease without a sign of life; left out: it renews itself, and its TTL counts. */
  readonly hold?: Seconds;
  readonly payload?: string;
  /** The slots that it could use; left out: the whole lease. */
  readonly accepts?: readonly SlotName[];
  readonly take?: number;
}

/** The registration of a process. */
export function registrationOfProcess(own: OwnProcess): Registration {
  const { name, actor, nonce, url = '', headSha = NO_COMMIT, headRef = '', priority = 0, ttl } = own;
  return {
    id: idOfProcess(own),
    nonce,
    run_id: NO_RUN,
    run_attempt: 1,
    job: name,
    job_index: 0,
    run_url: url,
    scope: SCOPE,
    priority,
    base_sha: null,
    head_sha: headSha,
    head_ref: headRef,
    base_ref: '',
    check_run_id: null,
    runner_name: '',
    actor,
    stack: [],
    parameters: {
      window: 0,
      expected: 'auto',
      ttl,
      max_hold: own.hold ?? ttl,
      takeover_delay: own.takeoverDelay,
      propagate: false,
      held_by: 'process',
      accepts: own.accepts === undefined ? null : [...own.accepts],
      take: own.take ?? 1,
    },
    ...(own.payload === undefined ? {} : { payload: own.payload }),
  };
}

/** The id of the request of a process: of the same form as those of jobs. */
export function idOfProcess({ name, nonce }: Pick<OwnProcess, 'name' | 'nonce'>): RequestId {
  return `${NO_RUN}/1/${encodeURIComponent(name).slice(0, LONGEST_NAME)}/0/x${nonce}`;
}

/** Longest name in an id, percent-encoded. */
const LONGEST_NAME = 256;
