// A GitHub with its jobs at the level of asks, in virtual time: what a story is told in.
//
// Jobs run machines; the machines' asks are answered from one branch, one repository and one truth about who lives.
// Nothing waits for real time and nothing is drawn by chance, so a run with the same plan is the same run.
import { createDocument, isSameJob, holdersOf } from '../../src/lease/document.ts';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import type { Request } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import type { Line } from '../../src/protocol/line.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { overlap } from '../../src/lease/slots.ts';
import type { Wish } from '../../src/protocol/acquire-state.ts';
import { keyOf } from '../../src/lease/request-key.ts';
import { Agenda } from './agenda.ts';
import { Branch, documentAt, silenceOf } from './branch.ts';
import { LEASE, plainJob, type Person } from './cast.ts';
import { NOTHING_FAILS, type Plan } from './fault.ts';
import { Job } from './job.ts';
import { Process, type Clock, type Running } from './process.ts';
import { Repository } from './repository.ts';
import type { Runner } from './runner.ts';
import { Server } from './server.ts';
import { acquire, work, type Program, type Report, type StepPlan } from './steps.ts';

/** GitHub's time when every world begins. */
export const START: Instant = 1_795_168_800;

/** Something that a process has told, or that has happened to the world. */
export type Event = { readonly time: Seconds } & (
  | { readonly kind: 'line'; readonly process: string; readonly line: Line }
  | { readonly kind: 'report'; readonly process: string; readonly job: Job; readonly report: Report }
  | { readonly kind: 'works' | 'stops'; readonly job: Job; readonly lease: string }
  | { readonly kind: 'note'; readonly text: string }
);

/** A process that has run. */
export interface Ran {
  readonly job: Job;
  readonly of: Report['of'];
  /** Of the acquire step that it is, or whose post step or renewal it is. */
  readonly nonce: string | null;
  readonly wish: Wish | null;
  readonly startedAt: Seconds;
}

export interface Circumstances {
  readonly plan?: Plan;
  /** Every state goes through JSON. */
  readonly checked?: boolean;
  /** Another one gives other latencies, and other jitter to every process. */
  readonly seed?: number;
  /** The clock of a process of a job; `null`: one that runs true. */
  readonly clockOf?: (person: Person) => Clock | null;
  /** What a process runs in place of its program. */
  readonly instead?: <State, Done>(program: Program<State, Done>) => Program<State, Done>;
}

export class World {
  readonly agenda = new Agenda();
  readonly branch = new Branch();
  readonly repository = new Repository();
  readonly server: Server;
  readonly jobs: Job[] = [];
  readonly events: Event[] = [];
  /** What must never happen to a process: it threw, span, or waits for nothing. */
  readonly failures: string[] = [];
  readonly ran = new Map<string, Ran>();
  /** When a process of a job stood still. */
  readonly pauses: { readonly job: Job; readonly from: Seconds; readonly until: Seconds }[] = [];
  readonly #clocks = new Map<Job, Clock>();
  readonly #byKey = new Map<string, Job>();
  readonly #checked: boolean;
  readonly #seed: number;
  readonly #clockOf: NonNullable<Circumstances['clockOf']>;
  readonly #instead: NonNullable<Circumstances['instead']>;

  constructor({
    plan = NOTHING_FAILS,
    checked = false,
    seed = 0,
    clockOf = () => null,
    instead = (program) => program,
  }: Circumstances = {}) {
    this.#checked = checked;
    this.#seed = seed;
    this.#clockOf = clockOf;
    this.#instead = instead;
    this.server = new Server({
      agenda: this.agenda,
      start: START,
      branch: this.branch,
      repository: this.repository,
      plan,
      seed,
      isOutside: (process) => this.ran.get(process)?.job.isProcess === true,
      lifeOf: (request, process) =>
        this.isAlive(request, this.agenda.now) && !this.isRunAgain(request, this.ran.get(process)?.job)
          ? 'alive'
          : 'ended',
    });
  }

  /** A job that starts at a time. */
  job(startsAt: Seconds, person: Person, ...steps: StepPlan[]): Job {
    const job = new Job(this.#runner, person, startsAt, steps);
    this.jobs.push(job);
    this.#byKey.set(person.key, job);
    return job;
  }

  /** Requests of jobs that have ended without a trace: the first of them holds the lease. */
  crowd(count: number, personOf: (number: number) => Person): void {
    const people = Array.from({ length: count }, (_, number) => personOf(number));
    let document = createDocument(LEASE, START);
    for (const { key, name, registration } of people) {
      const registered = { ...registration, nonce: name };
      const isFirst = document.requests.length === 0;
      document = transition(
        document,
        [
          { kind: 'register', registration: registered },
          ...(isFirst ? [{ kind: 'grant', id: key } as const] : []),
        ],
        { now: START },
      );
    }
    this.branch.edit(0, LEASE, document);
  }

  /** Something that happens at a time, with words for the transcript. */
  at(time: Seconds, what: string, happens: () => void): void {
    this.agenda.at(time, () => {
      this.#note(what);
      happens();
    });
  }

  /** Runs until every job is over, at the longest until a time. Whether they are. */
  run(until: Seconds): boolean {
    this.agenda.run(until, () => this.isQuiet);
    return this.isQuiet;
  }

  get isQuiet(): boolean {
    return this.jobs.every(({ isOver }) => isOver);
  }

  /** A fresh job alone, which must get the lease whatever has happened before. */
  newcomer(): Job {
    return this.job(
      this.agenda.now + 60,
      plainJob(990, { name: 'newcomer', scope: 'a scope of its own' }),
      acquire(),
      work(1),
    );
  }

  /** Whether a job is a later attempt of the very one that has left its hold to their run. */
  isRunAgain({ id, status, run_attempt, parameters }: Request, job: Job | undefined): boolean {
    const left = this.jobOf(id)?.person;
    if (job === undefined || left === undefined) return false;
    if (status !== 'acquired' || parameters.held_by !== 'run') return false;
    const { call, attempt, registration } = job.person;
    return isSameJob(registration, left.registration) && call === left.call && attempt > run_attempt;
  }

  /** The truth at a time: whether the job of a request, or the run attempt that holds it, is at work or still to be. */
  isAlive(request: Request, time: Seconds): boolean {
    const lives = ({ endedAt }: Job): boolean => endedAt === null || endedAt > time;
    if (request.status === 'acquired' && request.parameters.held_by === 'run') {
      // A later attempt goes on with what an earlier one holds, once it has begun.
      return this.jobs.some(
        (job) =>
          job.person.run === request.run_id &&
          (job.person.attempt === request.run_attempt ||
            (job.person.attempt > request.run_attempt && job.startsAt <= time)) &&
          lives(job),
      );
    }
    const job = this.#byKey.get(keyOf(request.id));
    if (job === undefined) return false;
    // Who holds a lease for a time that it has said need not be there.
    const { ttl, max_hold } = request.parameters;
    const isSaid = isOfProcess(request) && request.status === 'acquired' && max_hold > ttl;
    return lives(job) || (isSaid && silenceOf(this.branch, request, time) < max_hold);
  }

  jobOf(id: string): Job | undefined {
    return this.#byKey.get(keyOf(id));
  }

  #note(text: string): void {
    this.events.push({ time: this.agenda.now, kind: 'note', text });
  }

  get #runner(): Runner {
    return {
      agenda: this.agenda,
      start: (...given) => this.#start(...given),
      outputOf: (name, lease) => this.jobs.find((job) => job.name === name)?.outputs.get(lease) ?? null,
      tokenOf: (lease, slots) => {
        const document = documentAt(this.branch.now, lease);
        const holders = document === null ? [] : holdersOf(document);
        return holders.find((holder) => overlap(slots, holder.slots))?.epoch ?? null;
      },
      isOver: (name) => this.jobs.every((job) => job.name !== name || job.isOver),
      works: (job, lease, isAtWork) => {
        this.events.push({ time: this.agenda.now, kind: isAtWork ? 'works' : 'stops', job, lease });
      },
      // A merge group is there until every job of its run has ended.
      ended: ({ person }) => {
        const isOver = this.jobs.every((job) => job.isOver || job.person.run !== person.run);
        if (isOver) this.repository.drop(person.registration.head_sha);
      },
    };
  }

  #start<State, Done>(
    job: Job,
    name: string,
    program: Program<State, Done>,
    remember: (state: State, done: Done | null) => void,
    ends: (report: Report) => void,
    dies: (runner: boolean) => void,
  ): Running {
    const process = this.#freeName(name);
    const { machine, start, report, of, nonce, wish = null } = this.#instead(program);
    this.ran.set(process, { job, of, nonce, wish, startedAt: this.agenda.now });
    return new Process(
      {
        agenda: this.agenda,
        // The state of `status` holds a whole board, which is no plain data.
        checked: this.#checked && of !== 'status',
        send: (from, ask, hears) => {
          if (ask.ask === 'life' && isOfProcess(ask.request))
            this.failures.push(`${from} asks for the job of ${ask.request.id}, which has none`);
          return this.server.send(from, ask, hears);
        },
        failed: (...words) => this.failures.push(words.join(' ')),
      },
      {
        name: process,
        machine,
        start,
        seed: this.#seed,
        clock: this.#clockFor(job, of),
        standsStill: (until) => this.pauses.push({ job, from: this.agenda.now, until }),
        say: (line) => void this.events.push({ time: this.agenda.now, kind: 'line', process, line }),
        remember: (state) => remember(state, null),
        ends: (done, state) => {
          remember(state, done);
          const said = report(done, state);
          this.events.push({ time: this.agenda.now, kind: 'report', process, job, report: said });
          ends(said);
        },
        dies,
      },
    );
  }

  /** Who renews a hold is the very process that has got it, so it has the same clock. */
  #clockFor(job: Job, of: Report['of']): Clock {
    const own = this.#clocks.get(job);
    if (of === 'renew' && own !== undefined) return own;
    const drawn = this.#clockOf(job.person) ?? { offset: 1000 + this.ran.size * 777, speed: 1, skew: 0 };
    const clock = { ...drawn, ...(job.person.trusted ? {} : { began: START }), ...job.person.clock };
    this.#clocks.set(job, clock);
    return clock;
  }

  #freeName(name: string): string {
    let free = name;
    for (let n = 2; this.ran.has(free); n += 1) free = `${name} ${n}`;
    return free;
  }
}
