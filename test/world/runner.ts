// What a job needs of its world.
import type { Agenda } from './agenda.ts';
import type { Job } from './job.ts';
import type { Running } from './process.ts';
import type { Output, Program, Report } from './steps.ts';

export interface Runner {
  readonly agenda: Agenda;
  readonly start: <State, Done>(
    job: Job,
    name: string,
    program: Program<State, Done>,
    remember: (state: State, done: Done | null) => void,
    ends: (report: Report) => void,
    dies: (runner: boolean) => void,
  ) => Running;
  readonly outputOf: (job: string, lease: string) => Output | null;
  /** The token of whoever holds a slot of these, or anything: `null`. */
  readonly tokenOf: (lease: string, slots: readonly string[] | null) => number | null;
  readonly isOver: (job: string) => boolean;
  /** The job begins or stops to use the resource. */
  readonly works: (job: Job, lease: string, isAtWork: boolean) => void;
  readonly ended: (job: Job) => void;
}
