// One job of one run attempt: what it asks for, what its steps were told, and how far it has come.
import { keyOf, requestKey, scopeOf, type Identity } from '../../src/action/identity.ts';
import type { EventContext } from '../../src/action/event.ts';
import type { AcquireInputs } from '../../src/action/inputs.ts';
import type { Loop } from './loop.ts';
import type { Powers } from './process.ts';
import type { Group } from './queue.ts';

/** What the author of the workflow wrote, and what will become of the job. */
export interface JobPlan {
  readonly event: EventContext;
  readonly group: Group | null;
  readonly inputs: AcquireInputs;
  readonly powers: Powers;
  readonly knowsCheckRun: boolean;
  readonly startDelay: number;
  readonly useTime: number;
  readonly succeeds: boolean;
  /** Acquire steps of the same lease in the job. */
  readonly steps: 1 | 2;
  /** A later job of the run releases the lease. */
  readonly releasesLater: boolean;
  /** A main step that dies does not end the job (`continue-on-error`). */
  readonly goesOn: boolean;
  readonly tellsStatus: boolean;
}

/** The truth about one run attempt. */
export class Run {
  readonly id: number;
  readonly attempt: number;
  completedAt: number | null = null;

  constructor(id: number, attempt: number) {
    this.id = id;
    this.attempt = attempt;
  }
}

export class Job {
  readonly name: string;
  readonly plan: JobPlan;
  readonly run: Run;
  readonly identity: Identity;
  readonly nonce: string;
  readonly key: string;
  /** When the Actions API began to say `completed`. */
  completedAt: number | null = null;
  conclusion: 'success' | 'failure' | 'cancelled' | null = null;
  /** The result that post is told; set when the steps are over. */
  status: 'success' | 'failure' | 'cancelled' | null = null;
  /** The runner is gone: nothing runs any more. */
  isLost = false;
  isCancelled = false;
  /** The driver has nothing left to do. */
  isOver = false;
  /** What the running step does when the job is cancelled. */
  onCancel: (() => void) | null = null;
  #interrupt: (() => void) | null = null;
  /** Files on the disk of its runner. */
  readonly files = new Map<string, string>();
  /** Tokens that main was told, by request. */
  readonly acquired = new Map<string, number>();
  /** Requests that main or post has reported as ended. */
  readonly ended = new Set<string>();

  constructor(number: number, run: Run, plan: JobPlan) {
    this.run = run;
    this.plan = plan;
    this.name = `J${number}`;
    this.nonce = number.toString(16).padStart(12, '0');
    this.identity = {
      repository: 'octo/shop',
      runId: run.id,
      runAttempt: run.attempt,
      job: 'staging',
      jobIndex: 0,
      checkRunId: plan.knowsCheckRun ? 100_000 + number : null,
      runnerName: `runner-${number}`,
      runUrl: `https://github.com/octo/shop/actions/runs/${run.id}`,
      actor: 'octocat',
      workflowPath: 'octo/shop/.github/workflows/ci.yml',
    };
    const nonce = plan.knowsCheckRun ? null : this.nonce;
    this.key = requestKey({ ...this.identity, nonce });
  }

  get lease(): string {
    return this.plan.inputs.lease;
  }

  get scope(): string {
    const { baseBranch } = this.plan.event;
    return scopeOf({ ...this.identity, baseBranch, scope: this.plan.inputs.scope });
  }

  /** Whether a request is one of this job. */
  owns(id: string): boolean {
    return keyOf(id) === this.key;
  }

  /** No step of it begins any more. */
  get isStopped(): boolean {
    return this.isLost || this.isCancelled;
  }

  cancel(): void {
    if (this.status !== null || this.isStopped) return;
    this.isCancelled = true;
    this.onCancel?.();
    this.#interrupt?.();
  }

  /** Its runner is gone: nothing of it goes on. */
  lose(): void {
    this.isLost = true;
    this.#interrupt?.();
  }

  /** Uses the resource for a time, or until it is stopped. */
  work(loop: Loop, duration: number): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#interrupt = () => {
        loop.stir();
        resolve();
      };
      loop.after(duration, this.#interrupt);
    });
  }
}
