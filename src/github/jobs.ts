// Signs of life: the status of the job, or of the run attempt, that made a request.
//
// `completed` is said only of exactly that attempt, on the word of the Actions API. Whatever stands in the way of
// being sure (a missing permission, a fault, a job that is not found, more jobs than are listed) is `unknown`.
import * as z from 'zod';
import { PermissionError, UnavailableError } from '../lease/errors.ts';
import type { Request } from '../lease/schema.ts';
import type { Jobs, Liveness } from '../protocol/ports.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository } from './client.ts';
import { ConditionalReader } from './conditional.ts';

const PAGES = 3;
const PER_PAGE = 100;

const runSchema = z.object({ id: z.int(), run_attempt: z.int(), status: z.string() });
const jobSchema = z.object({
  run_id: z.int(),
  run_attempt: z.int(),
  status: z.string(),
  runner_name: z.string().nullish(),
});
const jobsSchema = z.object({ total_count: z.int(), jobs: z.array(jobSchema) });

type Job = z.output<typeof jobSchema>;

/** Sends a GET about one attempt and parses what comes; `null` for anything but an answer of that form. */
type Ask = <T>(route: string, parameters: Record<string, unknown>, schema: z.ZodType<T>) => Promise<T | null>;

/** The {@link Jobs} of a server; `repository` is meant where a request does not tell its own. */
export function gitHubJobs(options: {
  client: Client;
  repository: Repository;
  /** GITHUB_SERVER_URL. */
  serverUrl: string;
}): Jobs {
  const conditional = new ConditionalReader(options.client);
  return {
    async liveness(request: Request, callOptions: CallOptions = {}): Promise<Liveness> {
      const repository = repositoryOf(request.run_url, options.serverUrl) ?? options.repository;
      const ask: Ask = async (route, parameters, schema) => {
        const { answer } = await conditional.get({
          route,
          parameters: { ...repository, ...parameters },
          purpose: {
            doing: `looking at the run ${request.run_id}`,
            repository: `${repository.owner}/${repository.repo}`,
            permission: 'actions: read',
          },
          ...callOptions,
        });
        return answer.status === 200 ? (schema.safeParse(answer.data).data ?? null) : null;
      };
      try {
        return await look(request, ask);
      } catch (error) {
        if (error instanceof UnavailableError || error instanceof PermissionError) return 'unknown';
        throw error;
      }
    },
  };
}

async function look(request: Request, ask: Ask): Promise<Liveness> {
  if (request.parameters.held_by === 'run') return ofRun(request, ask);
  if (request.check_run_id !== null) return ofJob(request, request.check_run_id, ask);
  return ofRunner(request, ask);
}

const ATTEMPT = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}';

async function ofRun({ run_id, run_attempt }: Request, ask: Ask): Promise<Liveness> {
  const run = await ask(ATTEMPT, { run_id, attempt_number: run_attempt }, runSchema);
  if (run?.id !== run_id || run.run_attempt !== run_attempt) return 'unknown';
  return run.status === 'completed' ? 'completed' : 'alive';
}

// The id of a job is the id of its check run.
async function ofJob(request: Request, job_id: number, ask: Ask): Promise<Liveness> {
  const job = await ask('GET /repos/{owner}/{repo}/actions/jobs/{job_id}', { job_id }, jobSchema);
  if (job === null || !isOf(request, job)) return 'unknown';
  return job.status === 'completed' ? 'completed' : 'alive';
}

// Without the id of the check run, the runner's name has to do: a runner works on one job at a time, but may take
// several of one attempt, one after another.
async function ofRunner(request: Request, ask: Ask): Promise<Liveness> {
  const jobs = await listJobs(request, ask);
  if (jobs === null) return 'unknown';
  const mine = jobs.listed.filter(
    (job) => request.runner_name !== '' && job.runner_name === request.runner_name,
  );
  if (mine.some((job) => job.status !== 'completed')) return 'alive';
  const allCompleted = jobs.listed.length > 0 && jobs.listed.every((job) => job.status === 'completed');
  return jobs.complete && (mine.length > 0 || allCompleted) ? 'completed' : 'unknown';
}

async function listJobs(request: Request, ask: Ask): Promise<{ listed: Job[]; complete: boolean } | null> {
  const listed: Job[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const parameters = {
      run_id: request.run_id,
      attempt_number: request.run_attempt,
      per_page: PER_PAGE,
      page,
    };
    const found = await ask(`${ATTEMPT}/jobs`, parameters, jobsSchema);
    if (found === null || !found.jobs.every((job) => isOf(request, job))) return null;
    listed.push(...found.jobs);
    if (listed.length >= found.total_count) return { listed, complete: true };
  }
  return { listed, complete: false };
}

function isOf(request: Request, job: Job): boolean {
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
