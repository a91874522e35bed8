// The life of the job, or of the run attempt, that made a request.
//
// `ended` is said only of exactly that attempt, on the word of the Actions API. Whatever stands in the way of being
// sure rejects: as refused where GitHub decided against the question (a missing permission, a job that is not found),
// else as not known (a fault, an answer about another attempt, more jobs than are listed).
import * as z from 'zod';
import type { JobOf, Jobs, Life } from '../engine/ports.ts';
import type { Asker } from '../input/identity.ts';
import { isSameJob } from '../lease/document.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository, RestCall, Route } from './client.ts';
import { ConditionalReader } from './conditional.ts';
import { purposeIn, unavailable, valueOf, type Purpose } from './faults.ts';

const PAGES = 3;
const PER_PAGE = 100;

const runSchema = z.object({ id: z.int(), run_attempt: z.int(), status: z.string() });
const jobSchema = z.object({
  name: z.string().nullish(),
  run_id: z.int(),
  run_attempt: z.int(),
  status: z.string(),
  runner_name: z.string().nullish(),
});
const jobsSchema = z.object({ total_count: z.int(), jobs: z.array(jobSchema) });

type Job = z.output<typeof jobSchema>;

/** What is asked of the Actions API about one request. */
interface Inquiry {
  readonly request: JobOf;
  readonly asker: Asker;
  readonly repository: Repository;
  readonly purpose: Purpose;
  /** Sends a GET; rejects with anything but a value of that form. */
  ask<R extends Route<'GET'>, T>(
    route: R,
    parameters: RestCall<R>['parameters'],
    schema: z.ZodType<T>,
  ): Promise<T>;
}

/** The {@link Jobs} of a server; `repository` is meant where a request does not tell its own. */
export function gitHubJobs(options: {
  client: Client;
  repository: Repository;
  /** GITHUB_SERVER_URL. */
  serverUrl: string;
  asker: Asker;
}): Jobs {
  const conditional = new ConditionalReader(options.client);
  return {
    async life(request: JobOf, callOptions: CallOptions = {}): Promise<Life> {
      const repository = repositoryOf(request.run_url, options.serverUrl) ?? options.repository;
      const purpose = purposeIn(repository, `looking at the run ${request.run_id}`, 'actions: read');
      return look({
        request,
        asker: options.asker,
        repository,
        purpose,
        async ask(route, parameters, schema) {
          const answer = await conditional.get({ route, parameters, purpose, ...callOptions });
          return valueOf(answer, schema, purpose);
        },
      });
    },
  };
}

function look(inquiry: Inquiry): Promise<Life> {
  const { request } = inquiry;
  const isHeldByRun = request.status === 'acquired' && request.parameters.held_by === 'run';
  if (isHeldByRun) return ofRun(inquiry);
  return request.check_run_id === null ? ofRunner(inquiry) : ofJob(inquiry, request.check_run_id);
}

const RUN = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
const JOB = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}';
const JOBS = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs';

// Whichever attempt is the latest: jobs that are run again use what those of an earlier attempt hold.
async function ofRun(inquiry: Inquiry): Promise<Life> {
  const { run_id, run_attempt } = inquiry.request;
  const run = await inquiry.ask(RUN, { ...inquiry.repository, run_id }, runSchema);
  if (run.id !== run_id || run.run_attempt < run_attempt) throw anotherAttempt(inquiry);
  return lifeOf(run) === 'ended' || (await isRunAgain(inquiry)) ? 'ended' : 'alive';
}

// Two calls of one reusable workflow are the same job of one run to all but the names that GitHub gives them. Who cannot be
// named is not the same.
async function isRunAgain(inquiry: Inquiry): Promise<boolean> {
  const { request, asker, repository } = inquiry;
  const { runId: run_id, job, jobIndex: job_index, runAttempt, checkRunId } = asker;
  if (!isSameJob(request, { run_id, job, job_index }) || request.run_attempt >= runAttempt) return false;
  const ids = [request.check_run_id, checkRunId].filter((id) => id !== null);
  if (ids.length < 2) return false;
  const [left, again] = await Promise.all(
    ids.map((job_id) => inquiry.ask(JOB, { ...repository, job_id }, jobSchema)),
  );
  return !!left!.name && left!.name === again!.name;
}

// The id of a job is the id of its check run.
async function ofJob(inquiry: Inquiry, job_id: number): Promise<Life> {
  const job = await inquiry.ask(JOB, { ...inquiry.repository, job_id }, jobSchema);
  if (!isOf(inquiry.request, job)) throw anotherAttempt(inquiry);
  return lifeOf(job);
}

// Without the id of the check run, the runner's name has to do: a runner works on one job at a time, but may take
// several of one attempt, one after another.
async function ofRunner(inquiry: Inquiry): Promise<Life> {
  const { listed, complete } = await listJobs(inquiry);
  const { runner_name } = inquiry.request;
  const mine = listed.filter((job) => runner_name !== '' && job.runner_name === runner_name);
  if (mine.some((job) => lifeOf(job) === 'alive')) return 'alive';
  // A job at work whose runner is not told yet may be the one.
  const isHidden = listed.some((job) => lifeOf(job) === 'alive' && !job.runner_name);
  if (isHidden) throw unavailable(inquiry.purpose, 'it does not tell yet on which runner each job is');
  const allEnded = listed.length > 0 && listed.every((job) => lifeOf(job) === 'ended');
  if (complete && (mine.length > 0 || allEnded)) return 'ended';
  throw unavailable(inquiry.purpose, 'its jobs do not tell which of them asked for the lease');
}

async function listJobs(inquiry: Inquiry): Promise<{ listed: Job[]; complete: boolean }> {
  const { request } = inquiry;
  const listed: Job[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const parameters = {
      ...inquiry.repository,
      run_id: request.run_id,
      attempt_number: request.run_attempt,
      per_page: PER_PAGE,
      page,
    };
    const found = await inquiry.ask(JOBS, parameters, jobsSchema);
    if (!found.jobs.every((job) => isOf(request, job))) throw anotherAttempt(inquiry);
    listed.push(...found.jobs);
    if (listed.length >= found.total_count) return { listed, complete: true };
  }
  return { listed, complete: false };
}

function lifeOf({ status }: { readonly status: string }): Life {
  return status === 'completed' ? 'ended' : 'alive';
}

function anotherAttempt({ purpose, request }: Inquiry): Error {
  return unavailable(purpose, `its answer is not about attempt ${request.run_attempt}`);
}

function isOf(request: JobOf, job: Job): boolean {
  return job.run_id === request.run_id && job.run_attempt === request.run_attempt;
}

// A run_url is what the request wrote of itself; only a repository of this server is asked.
function repositoryOf(runUrl: string, serverUrl: string): Repository | null {
  const server = `${serverUrl.replace(/\/+$/, '')}/`;
  if (!runUrl.startsWith(server)) return null;
  const match = /^(?!\.)([\w.-]+)\/(?!\.\.?\/)([\w.-]+)\/actions\/runs\/\d+(?:\/|$)/.exec(
    runUrl.slice(server.length),
  );
  return match === null ? null : { owner: match[1]!, repo: match[2]! };
}
