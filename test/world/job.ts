// A job of a world, as a runner runs it: its steps one after another, then the post steps of those that had begun.
//
// A step that fails skips the rest. A cancelled step has ten seconds. With the runner everything is gone at once, and
// GitHub calls the job ended only a while later. A process outside of GitHub has no post steps: what it cannot hand on, and
// what it has worked with, it ends itself.
import type { Seconds } from '../../src/lease/instant.ts';
import {
  toTakeBack,
  type AcquireEnd,
  type AcquireState,
  type Leftover,
} from '../../src/protocol/acquire-state.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { leftoverOfRenew, type RenewEnd, type RenewState } from '../../src/protocol/renew.ts';
import { LEASE, type Person } from './cast.ts';
import { runErrand } from './errands.ts';
import type { Running } from './process.ts';
import type { Runner } from './runner.ts';
import { SavedStates } from './saved.ts';
import {
  acquireProgram,
  afterwards,
  postProgram,
  renewProgram,
  type Output,
  type Program,
  type Report,
  type Saved,
  type StepPlan,
} from './steps.ts';

/** Seconds until a cancelled step is killed, and until GitHub calls the job of a lost runner ended. */
const KILLED_AFTER: Seconds = 10;
const ENDED_AFTER: Seconds = 20;

export class Job {
  readonly person: Person;
  readonly startsAt: Seconds;
  /** When GitHub calls it ended; `null`: not yet. */
  endedAt: Seconds | null = null;
  /** No process of it runs any more, and none will. */
  isOver = false;
  status: 'success' | 'failure' | 'cancelled' = 'success';
  /** What it holds, as far as its steps know. */
  readonly holds = new Map<string, Output>();
  readonly outputs = new Map<string, Output>();
  readonly #runner: Runner;
  readonly #plans: readonly StepPlan[];
  readonly #saved = new SavedStates();
  /** The latest acquire step that has got a lease. */
  #acquired: AcquireState | null = null;
  #running: Running | null = null;
  #atWork: string | null = null;
  #stage = 0;
  /** What follows where the present step fails. */
  #fails = (): void => this.#failed();

  constructor(runner: Runner, person: Person, startsAt: Seconds, plans: readonly StepPlan[]) {
    this.#runner = runner;
    this.person = person;
    this.startsAt = startsAt;
    this.#plans = plans;
    runner.agenda.at(startsAt, () => this.#next(0));
  }

  get name(): string {
    return this.person.name;
  }

  /** Somebody cancels the workflow run. */
  cancel(): void {
    if (this.isOver) return;
    // Somebody presses Ctrl-C again.
    if (this.isProcess && this.#isPost) return this.#running!.cancel();
    if (this.status === 'cancelled' || this.#isPost) return;
    this.status = 'cancelled';
    const running = this.#running;
    if (running === null) return this.#posts();
    running.cancel();
    // Nobody kills a process outside of GitHub for taking its time.
    if (this.isProcess) return;
    this.#runner.agenda.in(KILLED_AFTER, () => {
      if (running.isOver) return;
      running.kill();
      this.#posts();
    });
  }

  get #isPost(): boolean {
    return this.#running?.name.startsWith(`${this.name} post`) === true;
  }

  /** A process outside of GitHub: there is no runner that would start anything after its death. */
  get isProcess(): boolean {
    return isOfProcess(this.person.registration);
  }

  /** The runner is lost, with everything on it. */
  loseRunner(): void {
    if (this.isOver) return;
    this.#running?.kill();
    this.#stopWork();
    this.#stage += 1;
    this.isOver = true;
    const { agenda } = this.#runner;
    this.endedAt ??= agenda.now + ENDED_AFTER;
    agenda.in(ENDED_AFTER, () => this.#runner.ended(this));
  }

  /** The process of the step that runs is killed; the runner goes on. */
  killStep(): void {
    if (this.#running === null || this.#running.isOver) return;
    if (this.isProcess) return this.loseRunner();
    this.#running.kill();
    this.#fails();
  }

  /** The process of the step that runs is killed, and the job goes on with something else for so long. */
  standIdle(duration: Seconds): void {
    if (this.isProcess) return this.loseRunner();
    this.#running?.kill();
    this.status = 'failure';
    this.#after(duration, () => this.#posts());
  }

  /** GitHub calls the job ended, though it goes on: its runner was thought lost. */
  declareEnded(): void {
    if (this.isProcess) return;
    this.endedAt ??= this.#runner.agenda.now;
  }

  pause(duration: Seconds): void {
    this.#running?.pause(duration);
  }

  #next(index: number): void {
    const plan = this.#plans[index];
    if (plan === undefined || this.status !== 'success') return this.#posts();
    const goOn = (): void => this.#next(index + 1);
    const run = <State, Done>(program: Program<State, Done>): void =>
      this.#run(`${this.name} ${plan.step}`, plan, program, () => undefined, goOn);
    switch (plan.step) {
      case 'acquire':
        return this.#acquire(plan, index, goOn);
      case 'work':
        return this.#work(plan, goOn);
      case 'hold':
        return this.#hold(plan, goOn);
      case 'rest':
        return this.#after(plan.for, goOn);
      case 'await':
        return this.#runner.isOver(plan.job) ? goOn() : this.#after(5, () => this.#next(index));
      default:
        return runErrand(plan, this.person, this.#runner, run);
    }
  }

  #acquire(plan: Extract<StepPlan, { step: 'acquire' }>, index: number, goOn: () => void): void {
    const nonce = `${this.name}:${index}`;
    const lease = plan.traits.lease ?? LEASE;
    const traits: typeof plan.traits = {
      ...plan.traits,
      parameters: {
        held_by: this.isProcess ? 'process' : plan.autoRelease ? 'job' : 'run',
        ...plan.traits.parameters,
      },
    };
    const keep = this.#saved.begin(lease, plan.autoRelease);
    let back: Leftover | null = null;
    const remember = (state: AcquireState, done: AcquireEnd | null): void => {
      if (done?.kind === 'acquired') this.#acquired = state;
      if (!this.isProcess) keep(state, done);
      else if (done !== null) back = toTakeBack(state, done, this.status === 'cancelled');
    };
    const { count } = this.#saved;
    const name = count === 1 ? this.name : `${this.name} step ${count}`;
    const then = (goes: () => void): void => this.#takeBack(lease, back, 'failure', goes);
    this.#run(name, plan, acquireProgram(this.person, nonce, traits), remember, goOn, then);
  }

  /** The same process ends what is left of its request, before anything else. */
  #takeBack(lease: string, left: Leftover | null, outcome: 'success' | 'failure', goes: () => void): void {
    if (left === null) return goes();
    this.#post({ lease, ...left }, outcome, goes);
  }

  #run<State, Done>(
    name: string,
    plan: StepPlan,
    program: Program<State, Done>,
    remember: (state: State, done: Done | null) => void,
    goOn: () => void,
    then: (goes: () => void) => void = (goes) => goes(),
  ): void {
    const lease =
      'lease' in plan ? plan.lease : plan.step === 'acquire' ? (plan.traits.lease ?? LEASE) : LEASE;
    const ends = (report: Report): void => {
      this.#running = null;
      const { goesOn, holds } = afterwards(report, plan);
      if (holds === null) this.holds.delete(lease);
      if (holds) {
        this.holds.set(lease, holds);
        this.outputs.set(lease, holds);
      }
      then(goesOn ? goOn : fails);
    };
    const mayFail = plan.step === 'acquire' && plan.mayFail;
    const fails = (): void => (mayFail && this.status === 'success' ? goOn() : this.#failed());
    this.#fails = fails;
    const dies = (runner: boolean): void => (runner || this.isProcess ? this.loseRunner() : fails());
    this.#running = this.#runner.start(this, name, program, remember, ends, dies);
  }

  #failed(): void {
    if (this.status === 'success') this.status = 'failure';
    this.#posts();
  }

  #work(plan: Extract<StepPlan, { step: 'work' }>, goOn: () => void): void {
    if (!this.holds.has(plan.lease)) return goOn();
    this.#atWork = plan.lease;
    this.#runner.works(this, plan.lease, true);
    this.#after(plan.for, () => {
      this.#stopWork();
      if (plan.ends === 'failure') return this.#failed();
      goOn();
    });
  }

  /** Works and renews the hold, until the work is over or the hold is lost. */
  #hold(plan: Extract<StepPlan, { step: 'hold' }>, goOn: () => void): void {
    const held = this.holds.get(plan.lease);
    const state = this.#acquired;
    if (held === undefined || state === null) return goOn();
    let left: Leftover | null = null;
    let isLost = false;
    const remember = (next: RenewState, done: RenewEnd | null): void => {
      const of = leftoverOfRenew(next, done);
      left = of.ended ? null : of;
      isLost = done?.kind === 'lost';
    };
    this.#atWork = plan.lease;
    this.#runner.works(this, plan.lease, true);
    const ends = (): void => (plan.ends === 'failure' ? this.#failed() : goOn());
    const then = (goes: () => void): void => {
      this.#stopWork();
      this.holds.delete(plan.lease);
      const isDone = !isLost && plan.ends === 'success' && this.status === 'success';
      this.#takeBack(plan.lease, left, isDone ? 'success' : 'failure', goes);
    };
    this.#run(`${this.name} renew`, plan, renewProgram(plan.lease, state, held.token!), remember, ends, then);
    const running = this.#running;
    this.#runner.agenda.in(plan.for, () => running?.cancel());
  }

  #stopWork(): void {
    if (this.#atWork !== null) this.#runner.works(this, this.#atWork, false);
    this.#atWork = null;
  }

  #after(duration: Seconds, does: () => void): void {
    this.#running = null;
    const stage = ++this.#stage;
    this.#runner.agenda.in(duration, () => {
      if (stage === this.#stage) does();
    });
  }

  /** The post steps of all acquire steps that had begun, the last one first. */
  #posts(): void {
    this.#stopWork();
    this.#stage += 1;
    this.#running = null;
    const saved = this.#saved.pop();
    if (saved === null) return this.#end();
    // What follows a main step that may fail does not follow its post step.
    this.#fails = (): void => this.#failed();
    this.#post(saved, this.status === 'success' ? 'success' : 'failure', () => this.#posts());
  }

  #post(saved: Omit<Saved, 'autoRelease'>, outcome: 'success' | 'failure', goes: () => void): void {
    this.#running = this.#runner.start(
      this,
      `${this.name} post`,
      postProgram(this.person, saved, outcome),
      () => undefined,
      () => {
        this.#running = null;
        goes();
      },
      (runner) => (runner || this.isProcess ? this.loseRunner() : goes()),
    );
  }

  #end(): void {
    this.isOver = true;
    this.endedAt ??= this.#runner.agenda.now;
    this.#runner.ended(this);
  }
}
