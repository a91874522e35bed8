// One job on the runner: its steps one after another, its status, and at its end the post steps in reverse order.
//
// It decides nothing that a workflow decides: a step that is asked for is run, whatever the status of the job is.
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inputEnvironment, readActionFile, type ActionFile, type JobStatus } from './action-file.ts';
import { CommandFiles, type CommandFileContents } from './command-files.ts';
import { jobEnvironment, workflowRefOf, type Workplace } from './environment.ts';
import type { RunnerOptions } from './runner.ts';
import { CANCEL_TIMES, Stage, type StageResult } from './stage.ts';

export interface JobOptions {
  /** `owner/name` */
  readonly repository: string;
  readonly runId: number;
  readonly runAttempt?: number;
  /** The key of the job in its workflow. */
  readonly job: string;
  readonly jobIndex?: number;
  /** The values of the leg of a matrix. */
  readonly matrix?: object;
  readonly checkRunId?: number | null;
  /** The name of the step that uses the composite action which the steps of the job are in. */
  readonly within?: string;
  readonly runnerName?: string;
  /** What GITHUB_WORKFLOW says: the name of the workflow, or its path where it has none. */
  readonly workflow: string;
  readonly workflowRef?: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What post steps get in place of some of their inputs, as inside nested composite actions (actions/runner#2030). */
  readonly postInputs?: Readonly<Record<string, string>>;
  /** Seconds that the wall clock of the job's machine is off. */
  readonly clockOffset?: number;
  /** Whether steps run with RUNNER_DEBUG=1. */
  readonly debug?: boolean;
}

/** A step that uses the action; its post step is due at the end of the job. */
interface UsedStep {
  /** What GITHUB_ACTION is in it. */
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  state: Readonly<Record<string, string>>;
}

/** A job that has been started on a runner. */
export class Job {
  /** What `${{ job.status }}` says. */
  status: JobStatus = 'success';
  /** The environment that steps have set by GITHUB_ENV. */
  readonly env: Record<string, string>;
  readonly #runner: RunnerOptions;
  readonly #options: JobOptions;
  readonly #action: ActionFile;
  readonly #place: Workplace;
  readonly #used: UsedStep[] = [];
  #path = ['/usr/local/bin', '/usr/bin', '/bin'];
  #stages = 0;
  #running: Stage | null = null;
  #finishing = false;
  #lost = false;

  constructor(runner: RunnerOptions, options: JobOptions, directory: string) {
    this.#runner = runner;
    this.#options = options;
    this.#action = readActionFile(runner.actionDir);
    this.env = { ...options.env };
    const temp = join(directory, 'temp');
    this.#place = {
      home: join(directory, 'home'),
      temp,
      workspace: join(directory, 'workspace'),
      eventPath: join(temp, 'workflow', 'event.json'),
    };
    for (const folder of [this.#place.home, this.#place.workspace, dirname(this.#place.eventPath)]) {
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(this.#place.eventPath, JSON.stringify(options.event.payload ?? {}));
  }

  /** The stage whose process is running now. */
  get running(): Stage | null {
    return this.#running;
  }

  /** Starts a step `uses: <the action>` with these inputs. A failure makes the job's status `failure`. */
  step(given: Readonly<Record<string, string>> = {}): Stage {
    if (this.#finishing || this.#lost) throw new Error('the job has ended, it takes no more steps');
    const used: UsedStep = { name: stepName(this.#used.length + 1), given, state: {} };
    const step = this.#start('main', this.#action.main, used);
    this.#used.push(used);
    return step;
  }

  /** Cancels the job: its step is interrupted, post steps still run. Resolves when the step has ended. */
  async cancel(): Promise<void> {
    this.status = 'cancelled';
    if (this.#running !== null && !this.#finishing) {
      await this.#running.cancel(this.#runner.cancelTimes ?? CANCEL_TIMES);
    }
  }

  /** The runner is lost: the process is gone at once, and post steps never run. Resolves when it has ended. */
  async kill(): Promise<void> {
    this.#lost = true;
    const stage = this.#running;
    stage?.signal('SIGKILL');
    await stage?.finished;
  }

  /** The machine stands still: no process of the job runs until {@link continue}. */
  stop(): void {
    this.#running?.signal('SIGSTOP');
  }

  /** The machine goes on. */
  continue(): void {
    this.#running?.signal('SIGCONT');
  }

  /** Ends the job (with `status`, where one is given): runs the post steps, the last step's first. */
  async finish(status?: JobStatus): Promise<readonly StageResult[]> {
    if (this.#running !== null) throw new Error('a step of the job is still running');
    if (status !== undefined) this.#end(status);
    this.#finishing = true;
    const results: StageResult[] = [];
    const { post } = this.#action;
    for (const used of this.#used.toReversed()) {
      if (this.#lost || post === null) continue;
      results.push(await this.#start('post', post, used).finished);
    }
    return results;
  }

  #start(stage: 'main' | 'post', file: string, used: UsedStep): Stage {
    if (this.#running !== null) throw new Error('a step of the job is still running');
    const given = stage === 'post' ? { ...used.given, ...this.#options.postInputs } : used.given;
    const { environment, unexpected } = inputEnvironment(this.#action, given, {
      token: this.#runner.token,
      repository: this.#options.repository,
      status: this.status,
      checkRunId: this.#options.checkRunId ?? null,
      jobIndex: this.#options.jobIndex ?? 0,
      matrix: this.#options.matrix ?? null,
      workflowRef: workflowRefOf(this.#options),
    });
    this.#stages += 1;
    const files = new CommandFiles(join(this.#place.temp, 'runner_file_commands', String(this.#stages)));
    const state = Object.entries(used.state).map(([name, value]) => [`STATE_${name}`, value] as const);
    this.#running = new Stage({
      stage,
      through: this.#runner.through ?? [],
      args: [...this.#preload(), join(this.#action.directory, file)],
      cwd: this.#place.workspace,
      environment: {
        HOME: this.#place.home,
        PATH: this.#path.join(delimiter),
        ...this.env,
        ...jobEnvironment(this.#runner, this.#options, this.#place),
        GITHUB_ACTION: this.#options.within ?? used.name,
        ...(this.#options.within === undefined ? {} : { GITHUB_ACTION_PATH: this.#action.directory }),
        ...files.environment,
        ...environment,
        ...(stage === 'post' ? Object.fromEntries(state) : {}),
      },
      files,
      warnings: unexpected.map((name) => `Unexpected input(s) '${name}'`),
      settle: (result, contents) => this.#settle(used, result, contents),
    });
    return this.#running;
  }

  #preload(): readonly string[] {
    const seconds = this.#options.clockOffset ?? 0;
    if (seconds === 0) return [];
    const module = new URL('./shifted-clock.mjs', import.meta.url);
    module.searchParams.set('seconds', String(seconds));
    return ['--import', module.href];
  }

  #settle(used: UsedStep, result: StageResult, contents: CommandFileContents): void {
    this.#running = null;
    used.state = { ...used.state, ...result.state };
    Object.assign(this.env, contents.env);
    this.#path = [...contents.path.toReversed(), ...this.#path];
    if (result.outcome !== 'success') this.#end(result.outcome);
  }

  /** A job that has failed or was cancelled does not become better. */
  #end(status: JobStatus): void {
    if (this.status === 'success') this.status = status;
  }
}

// The runner names a step after the action, and each further one with its number.
function stepName(number: number): string {
  return number === 1 ? '__ref-lease' : `__ref-lease_${number}`;
}
