// The workflow runs and jobs of one repository, as tests start and complete them.
//
// Run and job ids are unique in a server. A job's id is its check run id, as on GitHub.
import { isoSeconds } from './repository-state.ts';

export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out';

/** What started a run: an event's name, and where it is known, the commit and the ref. */
export type Trigger = string | { readonly eventName: string; readonly sha?: string; readonly ref?: string };

/** One attempt of a run. */
export interface Run {
  readonly runId: number;
  readonly attempt: number;
  /** Path of the workflow file. */
  readonly workflow: string;
  readonly eventName: string;
  readonly sha: string | null;
  readonly branch: string | null;
  readonly startedAt: string;
  readonly jobs: Job[];
  conclusion: Conclusion | null;
  updatedAt: string;
}

/** One job of one attempt. */
export interface Job {
  readonly jobId: number;
  readonly runId: number;
  readonly attempt: number;
  readonly key: string;
  readonly name: string;
  readonly runnerName: string | null;
  readonly startedAt: string;
  conclusion: Conclusion | null;
  completedAt: string | null;
}

/** What a job is started with. */
export interface JobOptions {
  /** Its key in the workflow file. */
  readonly key: string;
  /** Its displayed name; the key unless given. */
  readonly name?: string;
  readonly runnerName?: string;
  readonly checkRunId?: number;
}

/** The runs of one repository. */
export class ActionsState {
  readonly #now: () => number;
  readonly #nextId: () => number;
  readonly #runs = new Map<number, Run[]>();
  readonly #jobs = new Map<number, Job>();

  constructor(now: () => number, nextId: () => number) {
    this.#now = now;
    this.#nextId = nextId;
  }

  /** Starts a run, or, with the id of one, its next attempt. */
  startRun(options: { runId?: number; attempt?: number; workflow: string; event: Trigger }): Run {
    const runId = options.runId ?? this.#nextId();
    const attempts = this.#runs.get(runId) ?? [];
    const trigger = typeof options.event === 'string' ? { eventName: options.event } : options.event;
    const path = options.workflow.includes('/') ? options.workflow : `.github/workflows/${options.workflow}`;
    const at = isoSeconds(this.#now());
    const run: Run = {
      runId,
      attempt: options.attempt ?? attempts.length + 1,
      workflow: path,
      eventName: trigger.eventName,
      sha: trigger.sha ?? null,
      branch: trigger.ref?.replace(/^refs\/heads\//, '') ?? null,
      startedAt: at,
      jobs: [],
      conclusion: null,
      updatedAt: at,
    };
    if (attempts.some(({ attempt }) => attempt === run.attempt))
      throw new Error(`run ${runId} already has an attempt ${run.attempt}`);
    this.#runs.set(runId, [...attempts, run]);
    return run;
  }

  /** Starts a job on a runner. */
  startJob(runId: number, attempt: number, options: JobOptions): Job & { readonly checkRunId: number } {
    const run = this.demandRun(runId, attempt);
    const jobId = options.checkRunId ?? this.#nextId();
    if (this.#jobs.has(jobId)) throw new Error(`there already is a job ${jobId}`);
    const job = {
      jobId,
      checkRunId: jobId,
      runId,
      attempt,
      key: options.key,
      name: options.name ?? options.key,
      runnerName: options.runnerName ?? null,
      startedAt: isoSeconds(this.#now()),
      conclusion: null,
      completedAt: null,
    };
    run.jobs.push(job);
    this.#jobs.set(jobId, job);
    return job;
  }

  /** Ends a job. */
  completeJob(jobId: number, conclusion: Conclusion): void {
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`there is no job ${jobId}`);
    job.conclusion = conclusion;
    job.completedAt = isoSeconds(this.#now());
  }

  /** Ends an attempt; jobs that still run are cancelled. */
  completeRun(runId: number, attempt: number, conclusion: Conclusion): void {
    const run = this.demandRun(runId, attempt);
    for (const job of run.jobs) if (job.conclusion === null) this.completeJob(job.jobId, 'cancelled');
    run.conclusion = conclusion;
    run.updatedAt = isoSeconds(this.#now());
  }

  /** The attempt, or the latest one; `undefined` where there is none. */
  run(runId: number, attempt?: number): Run | undefined {
    const attempts = this.#runs.get(runId);
    return attempt === undefined ? attempts?.at(-1) : attempts?.find((run) => run.attempt === attempt);
  }

  job(jobId: number): Job | undefined {
    return this.#jobs.get(jobId);
  }

  private demandRun(runId: number, attempt: number): Run {
    const run = this.run(runId, attempt);
    if (run === undefined) throw new Error(`there is no attempt ${attempt} of run ${runId}: start it first`);
    return run;
  }
}
