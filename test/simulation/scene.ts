// One simulated repository: its GitHub, its jobs, its people, and what goes wrong there.
import type { Board, Unreadable } from '../../src/lease/board.ts';
import type { AcquireInputs } from '../../src/action/inputs.ts';
import { keyOf } from '../../src/action/identity.ts';
import type { Liveness } from '../../src/lease/liveness.ts';
import type { Request } from '../../src/lease/schema.ts';
import { Branch } from './branch.ts';
import { Holds } from './holds.ts';
import { Record } from './record.ts';
import { Resource } from './resource.ts';
import { Commits } from './commits.ts';
import { planOf, type Conditions } from './conditions.ts';
import { drive } from './driver.ts';
import { Job, Run, type JobPlan } from './job.ts';
import type { Loop } from './loop.ts';
import { Network } from './network.ts';
import type { Process } from './process.ts';
import { Promises } from './promises.ts';
import { Queue, type Group } from './queue.ts';

/** Jobs that one simulation starts at most, as a multiple of its runners: a queue rebuilds its groups again and again. */
const MOST_JOBS = 3;

export class Scene {
  readonly loop: Loop;
  readonly conditions: Conditions;
  readonly network: Network;
  readonly commits = new Commits();
  readonly queue: Queue;
  readonly record: Record;
  readonly holds = new Holds();
  readonly promises: Promises;
  readonly branch: Branch;
  readonly processes = new Set<Process>();
  readonly jobs = new Map<string, Job>();
  readonly isTraced: boolean;
  isHealed = false;
  readonly #machines = new Map<string, { readonly rate: number; readonly start: number }>();
  readonly #resources = new Map<string, Resource>();
  #runs = 0;
  #operators = 0;
  #healedAt: number | null = null;
  /** Undoes the damage of a lease. */
  #repair = (): void => {};

  constructor(loop: Loop, conditions: Conditions, isTraced: boolean) {
    this.loop = loop;
    this.conditions = conditions;
    this.isTraced = isTraced;
    this.network = new Network(loop, conditions.climate, conditions.outages);
    this.record = new Record(loop);
    this.promises = new Promises(this);
    this.branch = new Branch(loop, this.promises);
    this.queue = new Queue(loop, this.commits, (group) => this.startGroup(group));
  }

  get budgetShare(): number {
    return this.conditions.budgetShare;
  }

  /** How far the clock of a process may be off: it drifts by 1 % for as long as a job lives, and counts whole seconds. */
  get clockError(): number {
    return 2 + 0.01 * this.loop.now;
  }

  /** Whether everything has worked for so long that no end should be without its confirmation. */
  get isCalm(): boolean {
    return this.#healedAt !== null && this.loop.now > this.#healedAt + 200;
  }

  /** A line of the trace that is no part of what identifies the run. */
  remark(line: string): void {
    this.loop.remark(line);
  }

  startGroup(group: Group): void {
    if (this.jobs.size >= this.conditions.runners * MOST_JOBS) return;
    this.start(planOf(this.loop.random, this.conditions, group, group.head));
  }

  /** Starts a job of a push or a dispatch. */
  startPlain(inputs: Partial<AcquireInputs> = {}): Job {
    const plan = planOf(this.loop.random, this.conditions, null, this.commits.make(this.queue.base));
    return this.start({ ...plan, inputs: { ...plan.inputs, ...inputs } });
  }

  /** The monotonic clock of a runner, which all of its processes read. */
  machine(name: string): { readonly rate: number; readonly start: number } {
    const { random } = this.loop;
    const machine = this.#machines.get(name) ?? {
      rate: 1 + random.between(-0.01, 0.01),
      start: random.between(0, 1e6),
    };
    this.#machines.set(name, machine);
    return machine;
  }

  /** What a lease protects. */
  resource(lease: string): Resource {
    const resource = this.#resources.get(lease) ?? new Resource(this.holds, this.record);
    this.#resources.set(lease, resource);
    return resource;
  }

  nextOperator(): number {
    return ++this.#operators;
  }

  /** Starts a job in a run of its own, or in another attempt of one. */
  start(plan: JobPlan, run: Run = new Run(4000 + ++this.#runs, 1)): Job {
    const job = new Job(this.jobs.size + 1, run, plan);
    this.jobs.set(job.key, job);
    const kind = plan.group === null ? 'plain' : `group ${plan.group.pullRequest}`;
    this.loop.log(`${job.name} is ${kind} of run ${run.id}/${run.attempt} for ${job.lease}`);
    void drive(this, job);
    return job;
  }

  /** What the Actions API says of the job or run behind a request. */
  livenessAt(request: Request, time: number): Liveness {
    const job = this.jobs.get(keyOf(request.id));
    if (job === undefined) return 'unknown';
    const { completedAt } = request.parameters.held_by === 'run' ? job.run : job;
    return completedAt !== null && completedAt <= time ? 'completed' : 'alive';
  }

  /** Whatever may happen to a process around a write of it. */
  mishap(process: Process, job: Job | null): void {
    if (this.isHealed || job === null) return;
    const { loop, network } = this;
    const { random } = loop;
    const { mishaps, climate } = this.conditions;
    const soon = random.around(2 * climate.latency);
    const strikes = (what: keyof typeof mishaps): boolean => {
      if (!random.chance(mishaps[what])) return false;
      network.count(what);
      return true;
    };
    if (strikes('crash')) loop.after(soon, () => process.kill('it crashes'));
    else if (strikes('loseRunner')) loop.after(soon, () => this.loseRunner(job));
    else if (strikes('cancel')) loop.after(soon, () => job.cancel());
    else if (strikes('pause')) loop.after(soon, () => process.pause(random.around(120)));
  }

  loseRunner(job: Job): void {
    if (job.isOver || this.isHealed) return;
    this.loop.log(`${job.name} loses its runner`);
    job.lose();
    this.processes.forEach((process) => process.machine === job.name && process.kill('its runner is gone'));
  }

  /** A commit by hand that makes a lease unreadable for a while. */
  damage(lease: string, duration: number): void {
    if (!this.branch.current.board.leases.has(lease)) return;
    const bad: Unreadable = { unreadable: 'it is not JSON' };
    this.loop.log(`somebody damages ${lease}`);
    this.branch.push(withLease(this.branch.current.board, lease, bad));
    this.#repair = () => {
      if (this.branch.current.board.leases.get(lease) !== bad) return;
      this.loop.log(`somebody repairs ${lease}`);
      this.branch.push(withLease(this.branch.current.board, lease, this.branch.lastGood(lease)!));
    };
    this.loop.after(duration, this.#repair);
  }

  /** Ends every fault: from now on everything works, and nobody starts anything. */
  heal(): void {
    this.loop.log('everything heals');
    this.isHealed = true;
    this.#healedAt = this.loop.now;
    this.network.heal();
    this.queue.removeForged();
    this.#repair();
    for (const process of this.processes) process.resume();
  }
}

function withLease(
  board: Board,
  lease: string,
  value: NonNullable<ReturnType<Board['leases']['get']>>,
): Board {
  return { ...board, leases: new Map(board.leases).set(lease, value) };
}
