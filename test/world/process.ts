// A process of a world: it carries out what a machine asks, exactly as the driver does, in virtual time.
//
// The state is handed to `remember` before anything is sent; what has no answer at the step's `until`, or at a
// cancellation that the machine has not been told of, is unheard. Its clock has a fixed point and a speed of its own.
import assert from 'node:assert/strict';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import type { Answer, Ask, Heard, Machine, Now } from '../../src/protocol/asks.ts';
import type { Line } from '../../src/protocol/line.ts';
import { rounded, type Agenda } from './agenda.ts';
import type { Fault } from './fault.ts';

/** The world as a process meets it. */
export interface Surroundings {
  readonly agenda: Agenda;
  /** Whether every state goes through JSON. */
  readonly checked: boolean;
  /** Sends an ask: what happens to it, and `hears` its answer. */
  readonly send: (process: string, ask: Ask, hears: (answer: Answer<unknown>) => void) => Fault | null;
  readonly failed: (process: string, what: string) => void;
}

/** A clock that never jumps, and what the process takes the dates of answers for. */
export interface Clock {
  readonly offset: Seconds;
  /** Seconds that it counts in one. */
  readonly speed: number;
  /** Seconds by which every date is off. */
  readonly skew: Seconds;
  /** What a clock of its own would have shown at the beginning; left out: it goes by the dates of answers. */
  readonly began?: Instant;
}

export interface Course<State, Done> {
  readonly name: string;
  readonly machine: Machine<State, Line, Done>;
  readonly start: State;
  readonly clock: Clock;
  readonly seed: number;
  readonly say: (line: Line) => void;
  readonly remember: (state: State) => void;
  readonly ends: (done: Done, state: State) => void;
  readonly standsStill: (until: Seconds) => void;
  /** It was killed; `runner`: its machine with it. */
  readonly dies: (runner: boolean) => void;
}

/** A process that runs, whatever it is about. */
export interface Running {
  readonly name: string;
  readonly isOver: boolean;
  cancel(): void;
  kill(): void;
  pause(duration: Seconds): void;
}

/** Steps at one moment that are a machine which spins. */
const SPINS = 60;

export class Process<State, Done> implements Running {
  readonly #world: Surroundings;
  readonly #course: Course<State, Done>;
  #state: State;
  #over = false;
  #cancelled = false;
  /** Whether the machine was told of the cancellation in its latest step. */
  #told = false;
  #step = 0;
  #deaf = 0;
  #bound: Seconds | null = null;
  #random: number;
  #stepsNow = { time: -1, count: 0 };
  #heard: (Answer<unknown> | null | undefined)[] = [];
  #asks: readonly Ask[] = [];

  constructor(world: Surroundings, course: Course<State, Done>) {
    this.#world = world;
    this.#course = course;
    this.#state = course.start;
    this.#random = [...course.name].reduce(
      (sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0,
      7 + course.seed,
    );
    world.agenda.in(0, () => this.#go([]));
  }

  get name(): string {
    return this.#course.name;
  }

  get isOver(): boolean {
    return this.#over;
  }

  cancel(): void {
    if (this.#over || this.#cancelled) return;
    this.#cancelled = true;
    if (!this.#told) this.#awake(() => this.#closeStep());
  }

  kill(): void {
    this.#over = true;
  }

  pause(duration: Seconds): void {
    this.#deaf = Math.max(this.#deaf, rounded(this.#world.agenda.now + duration));
    this.#course.standsStill(this.#deaf);
  }

  /** Does something once the process is not paused any more, if the present step is still open then. */
  #awake(does: () => void): void {
    const step = this.#step;
    const { agenda } = this.#world;
    const attempt = (): void => {
      if (this.#over || step !== this.#step) return;
      if (agenda.now < this.#deaf) agenda.at(this.#deaf, attempt);
      else does();
    };
    attempt();
  }

  #go(heard: readonly Heard[]): void {
    if (this.#over) return;
    this.#told = this.#cancelled;
    const { machine, say, remember, ends, name } = this.#course;
    this.#countStep();
    let step;
    try {
      step = machine.step(this.#state, heard, this.#now());
    } catch (error) {
      this.#over = true;
      this.#world.failed(
        name,
        `threw ${error instanceof Error ? (error.stack ?? error.message) : 'something'}`,
      );
      return;
    }
    this.#state = this.#world.checked ? throughJson(step.state) : step.state;
    remember(this.#state);
    for (const line of step.say) say(line);
    this.#step += 1;
    if (step.done !== null) {
      this.#over = true;
      ends(step.done, this.#state);
      return;
    }
    this.#carryOut(step.asks, step.until);
  }

  #carryOut(asks: readonly Ask[], until: Seconds | null): void {
    const { agenda } = this.#world;
    this.#asks = asks;
    this.#heard = asks.map(() => undefined);
    if (asks.length === 0 && until === null) {
      this.#over = true;
      this.#world.failed(this.name, 'waits for ever');
      return;
    }
    const step = this.#step;
    if (until !== null) agenda.at(this.#timeOf(until), () => this.#awakeIn(step, () => this.#closeStep()));
    for (const [index, ask] of asks.entries()) this.#send(ask, index);
  }

  #send(ask: Ask, index: number): void {
    if (this.#over) return;
    const step = this.#step;
    const fault = this.#world.send(this.name, ask, (answer) => {
      this.#awakeIn(step, () => this.#hear(index, answer));
    });
    if (fault?.is === 'paused') this.pause(fault.for);
    if (fault?.is === 'killed') {
      this.#over = true;
      this.#course.dies(fault.runner);
    }
  }

  #awakeIn(step: number, does: () => void): void {
    if (step === this.#step) this.#awake(does);
  }

  #hear(index: number, answer: Answer<unknown>): void {
    // Nobody who is silent tells the time.
    const { at, ...told } = answer;
    const { skew } = this.#course.clock;
    const rest = told.is === 'limited' ? { ...told, until: told.until + skew } : told;
    const { mono } = this.#now();
    if (at !== undefined) this.#bound = Math.max(this.#bound ?? -Infinity, Math.floor(at + skew) - mono);
    const time = this.#now().at;
    this.#heard[index] = time === null ? rest : { ...rest, at: time };
    if (this.#heard.every((each) => each !== undefined)) this.#closeStep();
  }

  /** The step's time is over: what has no answer is unheard. */
  #closeStep(): void {
    const heard = this.#asks.map((to, index) => ({ to, answer: this.#heard[index] ?? null }) as Heard);
    this.#asks = [];
    this.#go(heard);
  }

  #now(): Now {
    const { offset, speed, skew, began } = this.#course.clock;
    const mono = offset + this.#world.agenda.now * speed;
    const base = began === undefined ? this.#bound : began + skew - offset;
    const at = base === null ? null : Math.floor((base + mono) * 1000) / 1000;
    return { at, mono, random: this.#draw(), cancelled: this.#cancelled, budget: 1 };
  }

  #timeOf(mono: Seconds): Seconds {
    const { offset, speed } = this.#course.clock;
    let time = rounded((mono - offset) / speed);
    while (offset + time * speed < mono) time = rounded(time + 0.001);
    return time;
  }

  #draw(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return this.#random / 2 ** 32;
  }

  #countStep(): void {
    const time = this.#world.agenda.now;
    const count = this.#stepsNow.time === time ? this.#stepsNow.count + 1 : 1;
    this.#stepsNow = { time, count };
    if (count <= SPINS) return;
    this.#over = true;
    this.#world.failed(this.name, `takes more than ${SPINS} steps in one moment`);
  }
}

/** What comes back is what a file or a log would give; anything but plain data is an error. */
function throughJson<State>(state: State): State {
  const plain = JSON.parse(JSON.stringify(state)) as State;
  assert.deepEqual(plain, JSON.parse(JSON.stringify(plain)));
  assert.equal(describe(plain), describe(state), 'a state is plain data');
  return plain;
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map || each instanceof Set || typeof each === 'function' ? 'not plain' : each,
  );
}
