// Who asks, by the variables of the system that runs the command; without one, a person at a shell.
//
// Nothing here is secret, and nothing proves anything: it is what people read on the board, and the first part of an id.
import { LONGEST_NAME, type Identity } from '../input/identity.ts';
import { parseInteger } from '../input/integer.ts';
import type { Checkout } from './checkout.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The person and the machine, for where no CI system tells more. */
export interface Host {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
}

/** What runs the command, and for which commit. */
export interface Asker {
  readonly identity: Identity;
  readonly headSha: string;
  /** Full ref; empty where there is none. */
  readonly headRef: string;
}

/** What one system says; what it does not say is left out. */
interface Said {
  readonly repository?: string | undefined;
  readonly run: string | undefined;
  readonly attempt?: string | undefined;
  readonly job: string | undefined;
  readonly index?: number | undefined;
  readonly url?: string | undefined;
  readonly actor?: string | undefined;
  readonly runner?: string | undefined;
  readonly workflow?: string | undefined;
  readonly sha?: string | undefined;
  readonly ref?: string | undefined;
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The sha of no commit. */
const NO_SHA = '0'.repeat(40);
const LONGEST_REF = 1024;
const LONGEST_JOB = 256;
const LONGEST_URL = 2048;

/** Reads who asks. */
export function askerOf(env: Env, host: Host, checkout: Pick<Checkout, 'headSha' | 'headRef'>): Asker {
  const said = ofCi(env) ?? { run: undefined, job: undefined };
  const name = (text: string | undefined): string => (text ?? '').toWellFormed().slice(0, LONGEST_NAME);
  const at = `${host.user}@${host.host}`;
  const sha = (said.sha ?? '').toLowerCase();
  return {
    identity: {
      repository: name(said.repository),
      runId: counter(said.run) ?? 0,
      runAttempt: counter(said.attempt) ?? 1,
      job: jobOf(said.job || `${at}:${host.pid}`),
      jobIndex: said.index ?? 0,
      checkRunId: null,
      runnerName: name(said.runner || host.host),
      runUrl: (said.url ?? '').toWellFormed().slice(0, LONGEST_URL),
      actor: name(said.actor || at),
      workflowPath: name(said.workflow),
    },
    headSha: SHA.test(sha) ? sha : (checkout.headSha ?? NO_SHA),
    headRef: (said.ref || checkout.headRef || '').toWellFormed().slice(0, LONGEST_REF),
  };
}

// Gitea and Forgejo have the variables of GitHub besides their own.
function ofCi(env: Env): Said | null {
  if (env['GITHUB_ACTIONS'] === 'true' || env['GITEA_ACTIONS'] === 'true') return ofGitHub(env);
  if (env['GITLAB_CI'] === 'true') return ofGitLab(env);
  if (env['BUILDKITE'] === 'true') return ofBuildkite(env);
  return env['JENKINS_URL'] ? ofJenkins(env) : null;
}

function ofGitHub(env: Env): Said {
  // Gitea's pages are named by the number of a run, GitHub's by its id.
  const run = env['GITEA_ACTIONS'] === 'true' ? env['GITHUB_RUN_NUMBER'] : env['GITHUB_RUN_ID'];
  return {
    repository: env['GITHUB_REPOSITORY'],
    run: env['GITHUB_RUN_ID'],
    attempt: env['GITHUB_RUN_ATTEMPT'],
    job: env['GITHUB_JOB'],
    url: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}/actions/runs/${run ?? ''}`,
    actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'],
    runner: env['RUNNER_NAME'],
    workflow: env['GITHUB_WORKFLOW_REF'] || env['GITHUB_WORKFLOW'],
    sha: env['GITHUB_SHA'],
    ref: env['GITHUB_REF'],
  };
}

function ofGitLab(env: Env): Said {
  const tag = env['CI_COMMIT_TAG'];
  return {
    repository: env['CI_PROJECT_PATH'],
    run: env['CI_PIPELINE_ID'],
    job: env['CI_JOB_NAME'],
    // Counted from 1.
    index: Math.max(0, (counter(env['CI_NODE_INDEX']) ?? 1) - 1),
    url: env['CI_JOB_URL'],
    actor: env['GITLAB_USER_LOGIN'],
    runner: env['CI_RUNNER_DESCRIPTION'],
    workflow: env['CI_CONFIG_PATH'],
    sha: env['CI_COMMIT_SHA'],
    ref: env['CI_MERGE_REQUEST_REF_PATH'] || refOf(tag, env['CI_COMMIT_REF_NAME']),
  };
}

function ofBuildkite(env: Env): Said {
  const url = env['BUILDKITE_BUILD_URL'];
  const job = env['BUILDKITE_JOB_ID'];
  return {
    repository: env['BUILDKITE_PIPELINE_SLUG'],
    run: env['BUILDKITE_BUILD_NUMBER'],
    attempt: String((counter(env['BUILDKITE_RETRY_COUNT']) ?? 0) + 1),
    job: env['BUILDKITE_STEP_KEY'] || env['BUILDKITE_LABEL'],
    index: counter(env['BUILDKITE_PARALLEL_JOB']) ?? 0,
    url: url && job ? `${url}#${job}` : url,
    actor: env['BUILDKITE_BUILD_CREATOR'],
    runner: env['BUILDKITE_AGENT_NAME'],
    workflow: env['BUILDKITE_PIPELINE_SLUG'],
    sha: env['BUILDKITE_COMMIT'],
    ref: refOf(env['BUILDKITE_TAG'], env['BUILDKITE_BRANCH']),
  };
}

function ofJenkins(env: Env): Said {
  return {
    repository: env['JOB_NAME'],
    run: env['BUILD_NUMBER'],
    job: env['STAGE_NAME'] || env['JOB_NAME'],
    url: env['BUILD_URL'],
    actor: env['BUILD_USER_ID'] || env['CHANGE_AUTHOR'],
    runner: env['NODE_NAME'],
    workflow: env['JOB_NAME'],
    sha: env['GIT_COMMIT'],
    // Outside of multibranch pipelines it has the remote in front.
    ref: refOf(env['TAG_NAME'], env['BRANCH_NAME'] || env['GIT_BRANCH']?.replace(/^origin\//, '')),
  };
}

function refOf(tag: string | undefined, branch: string | undefined): string | undefined {
  if (tag) return `refs/tags/${tag}`;
  return branch ? `refs/heads/${branch.replace(/^refs\/heads\//, '')}` : undefined;
}

function counter(text: string | undefined): number | null {
  const value = parseInteger(text ?? '');
  return value !== null && value >= 0 ? value : null;
}

/** The name of a job, no longer than an id has room for. */
function jobOf(name: string): string {
  let job = name.toWellFormed();
  while (encodeURIComponent(job).length > LONGEST_JOB) job = job.slice(0, -1).toWellFormed();
  return job;
}
