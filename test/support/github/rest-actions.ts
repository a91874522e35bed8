// REST: jobs, runs and attempts of GitHub Actions.
import type { Job, Run } from './actions-state.ts';
import { HttpError } from './contract.ts';
import type { AnswerOf, Call } from './contract.ts';
import type { RepositoryState } from './repository-state.ts';
import { minimalRepositoryShape, nodeId, simpleCommitShape, urlsBelow } from './shapes.ts';

const ZERO = '0'.repeat(40);

export async function getJob({
  repository,
  params,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/actions/jobs/{job_id}'>> {
  const job = repository.actions.job(idOf(params['job_id']));
  const run = job && repository.actions.run(job.runId, job.attempt);
  if (job === undefined || run === undefined) throw new HttpError(404, 'Not Found');
  return { status: 200, body: jobShape(repository, run, job) };
}

export async function getRun(
  call: Call,
): Promise<AnswerOf<'GET /repos/{owner}/{repo}/actions/runs/{run_id}'>> {
  return { status: 200, body: await runShape(call.repository, demandRun(call)) };
}

export async function getAttempt(
  call: Call,
): Promise<AnswerOf<'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}'>> {
  return { status: 200, body: await runShape(call.repository, demandRun(call)) };
}

export async function listJobs(
  call: Call,
): Promise<AnswerOf<'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs'>> {
  const run = demandRun(call);
  const perPage = Math.min(100, Number(call.request.query.get('per_page') ?? 30));
  const first = (Number(call.request.query.get('page') ?? 1) - 1) * perPage;
  const jobs = run.jobs.slice(first, first + perPage).map((job) => jobShape(call.repository, run, job));
  return { status: 200, body: { total_count: run.jobs.length, jobs } };
}

function demandRun({ repository, params }: Call): Run {
  const attempt = params['attempt_number'];
  const run = repository.actions.run(idOf(params['run_id']), attempt === undefined ? attempt : idOf(attempt));
  if (run === undefined) throw new HttpError(404, 'Not Found');
  return run;
}

function idOf(text = ''): number {
  if (!/^\d{1,15}$/.test(text)) throw new HttpError(404, 'Not Found');
  return Number(text);
}

function jobShape(repository: RepositoryState, run: Run, job: Job) {
  const runUrl = `${repository.apiUrl}/actions/runs/${job.runId}`;
  return {
    id: job.jobId,
    run_id: job.runId,
    run_attempt: job.attempt,
    run_url: runUrl,
    node_id: nodeId('CR', job.jobId),
    head_sha: run.sha ?? ZERO,
    head_branch: run.branch,
    workflow_name: run.workflow,
    name: job.name,
    url: `${repository.apiUrl}/actions/jobs/${job.jobId}`,
    html_url: `${repository.htmlUrl}/actions/runs/${job.runId}/job/${job.jobId}`,
    check_run_url: `${repository.apiUrl}/check-runs/${job.jobId}`,
    status: job.conclusion === null ? ('in_progress' as const) : ('completed' as const),
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: job.runnerName,
    runner_group_id: 1,
    runner_group_name: 'GitHub Actions',
    steps: [],
  };
}

async function runShape(repository: RepositoryState, run: Run) {
  const url = `${repository.apiUrl}/actions/runs/${run.runId}`;
  const commit = run.sha === null ? null : await repository.git.commit(run.sha);
  return {
    id: run.runId,
    node_id: nodeId('WFR', run.runId),
    name: run.workflow,
    display_title: run.workflow,
    path: run.workflow,
    workflow_id: 1,
    workflow_url: `${repository.apiUrl}/actions/workflows/1`,
    run_number: 1,
    run_attempt: run.attempt,
    event: run.eventName,
    status: run.conclusion === null ? 'in_progress' : 'completed',
    conclusion: run.conclusion,
    head_sha: run.sha ?? ZERO,
    head_branch: run.branch,
    head_commit: commit === null || run.sha === null ? null : simpleCommitShape(run.sha, commit),
    url,
    html_url: `${repository.htmlUrl}/actions/runs/${run.runId}`,
    ...urlsBelow(url, ['jobs', 'logs', 'cancel', 'rerun', 'artifacts']),
    check_suite_id: run.runId,
    check_suite_url: `${repository.apiUrl}/check-suites/${run.runId}`,
    created_at: run.startedAt,
    run_started_at: run.startedAt,
    updated_at: run.updatedAt,
    repository: minimalRepositoryShape(repository),
    head_repository: minimalRepositoryShape(repository),
    pull_requests: [],
  };
}
