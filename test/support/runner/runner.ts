// Runs an action as GitHub's runner does: main and post as processes of their own, with inputs, state, outputs and
// environment passed as GitHub passes them. For tests, the demo and the measurements.
//
// It promises the runner's contract with a JavaScript action (env, command files, workflow commands, cancellation).
// It is no workflow engine: the caller says which jobs there are and what their steps do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Job, type JobOptions } from './job.ts';
import type { CancelTimes } from './stage.ts';

export type { Job, JobOptions } from './job.ts';
export type { Stage, StageResult } from './stage.ts';

export interface RunnerOptions {
  /** Where action.yml is, and the files that it names. */
  readonly actionDir: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  /** What `${{ github.token }}` says. */
  readonly token: string;
  readonly cancelTimes?: CancelTimes;
  /** What starts Node in its turn, such as a shell that tells what it took; nothing unless given. */
  readonly through?: readonly string[];
}

/** Runners that have not been closed: their processes and folders go when this process goes. */
const open = new Set<Runner>();
process.once('exit', () => open.forEach((runner) => runner.abandon()));

/** A machine, or many alike: jobs on it run side by side and share nothing. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #directory = mkdtempSync(join(tmpdir(), 'ref-lease-runner-'));
  readonly #jobs: Job[] = [];

  constructor(options: RunnerOptions) {
    this.#options = options;
    open.add(this);
  }

  /** Starts a job; it has no step yet. */
  job(options: JobOptions): Job {
    const job = new Job(this.#options, options, join(this.#directory, `job-${this.#jobs.length + 1}`));
    this.#jobs.push(job);
    return job;
  }

  /** Kills what still runs, and removes what was written. */
  async close(): Promise<void> {
    await Promise.all(this.#jobs.map((job) => job.kill()));
    this.abandon();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** As {@link close}, without waiting for processes to end. */
  abandon(): void {
    for (const job of this.#jobs) job.running?.signal('SIGKILL');
    rmSync(this.#directory, { recursive: true, force: true });
    open.delete(this);
  }
}
