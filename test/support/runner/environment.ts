// The environment of a stage: what GitHub's runner sets, and nothing of the machine that the tests run on but a cache.
import { COMPILE_CACHE } from '../processes.ts';
import type { JobOptions } from './job.ts';
import type { RunnerOptions } from './runner.ts';

/** The folders of one job. */
export interface Workplace {
  readonly home: string;
  readonly temp: string;
  readonly workspace: string;
  readonly eventPath: string;
}

/** The variables that are the same for every stage of a job. */
export function jobEnvironment(
  runner: RunnerOptions,
  job: JobOptions,
  place: Workplace,
): Record<string, string> {
  const owner = job.repository.split('/')[0] ?? '';
  const refType = job.ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  return {
    ...COMPILE_CACHE,
    ACTIONS_RUNTIME_TOKEN: `runtime-${job.runId}-${job.runAttempt ?? 1}-${job.job}`,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_REF: '',
    GITHUB_ACTION_REPOSITORY: '',
    GITHUB_ACTOR: job.actor,
    GITHUB_ACTOR_ID: '1001',
    GITHUB_API_URL: runner.apiUrl,
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: job.event.name,
    GITHUB_EVENT_PATH: place.eventPath,
    GITHUB_GRAPHQL_URL: runner.graphqlUrl,
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: job.job,
    GITHUB_REF: job.ref,
    GITHUB_REF_NAME: job.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: refType,
    GITHUB_REPOSITORY: job.repository,
    GITHUB_REPOSITORY_ID: '2001',
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: '3001',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(job.runAttempt ?? 1),
    GITHUB_RUN_ID: String(job.runId),
    GITHUB_RUN_NUMBER: String(job.runId),
    GITHUB_SERVER_URL: runner.serverUrl,
    GITHUB_SHA: job.sha,
    GITHUB_TRIGGERING_ACTOR: job.actor,
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: workflowRefOf(job),
    GITHUB_WORKFLOW_SHA: job.sha,
    GITHUB_WORKSPACE: place.workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: job.runnerName ?? `runner-${job.runId}`,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: place.temp,
    RUNNER_TOOL_CACHE: place.temp,
    RUNNER_WORKSPACE: place.workspace,
    ...(job.debug ? { RUNNER_DEBUG: '1' } : {}),
  };
}

/** The workflow of a job, which no other one has called. */
export function workflowRefOf(
  job: Pick<JobOptions, 'workflowRef' | 'repository' | 'workflow' | 'ref'>,
): string {
  return job.workflowRef ?? `${job.repository}/${job.workflow}@${job.ref}`;
}
