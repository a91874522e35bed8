// One state of a model: the lock branch, writes under way, jobs with the machines that they run, and the time.
//
// Values never change in place, so states share what is equal in them.
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Observer } from '../../src/lease/promises.ts';
import type { LeaseDocument, Lock, Registration } from '../../src/lease/schema.ts';
import type { AcquireEnd, AcquireState, Leftover } from '../../src/protocol/acquire-state.ts';
import type { Answer, Ask, Draft, Machine } from '../../src/protocol/asks.ts';
import type { ErrandEnd, ErrandState } from '../../src/protocol/errand.ts';
import type { Line } from '../../src/protocol/line.ts';
import type { PostMemo, PostResult } from '../../src/protocol/release.ts';
import type { RenewEnd, RenewState } from '../../src/protocol/renew.ts';
import { START, type Person, type Truth } from './cast.ts';

/** What may go wrong, or be done from outside; each costs one of its kind. */
export type Fault =
  /** An ask has no answer; a write has landed, or has not. */
  | 'silent'
  /** A write has no answer, and lands later or never. */
  | 'late'
  /** A write lands, and a second copy of it is answered as a lost race. */
  | 'doubled'
  /** A read or look shows the state before the newest. */
  | 'old'
  | 'refused'
  /** A rate limit; a write may have landed. */
  | 'limited'
  /** The jobs API says of a living job that it is over. */
  | 'lie'
  /** It cannot be learned whether a job lives, what a commit contains, or which merge groups there are. */
  | 'unseen'
  /** A process stands still while its asks are under way; time passes. */
  | 'slow'
  /** For a while nobody has any answer. */
  | 'outage'
  /** The runner is gone, and with it every process of the job. */
  | 'lost-runner'
  /** The main step is killed; the post step runs. */
  | 'killed-main'
  /** The main step is dead, and the job runs on without asking. */
  | 'asleep'
  | 'cancel'
  /** An operator locks or unlocks the lease, or all. */
  | 'lock'
  | 'lock-all'
  /** The same with one slot. */
  | 'lock-slot'
  /** An operator frees the holder. */
  | 'free'
  /** The merge queue is rebuilt. */
  | 'rebuild'
  /** Another lease is written. */
  | 'other';

export type Budget = Readonly<Partial<Record<Fault, number>>>;

export interface Config {
  readonly name: string;
  readonly what: string;
  readonly cast: readonly Person[];
  /** Jobs that arrive after everything has been healed. */
  readonly fresh: readonly Person[];
  /** Their merge groups. */
  readonly freshGroups: readonly MergeGroup[];
  readonly groups: readonly MergeGroup[];
  /** The merge groups after the queue was rebuilt. */
  readonly rebuilt: readonly MergeGroup[];
  readonly truth: Truth;
  /** Nobody may read the state of jobs. */
  readonly blind: boolean;
  /** Interchangeable people arrive in the order of the cast. */
  readonly symmetric: boolean;
  /** Everybody arrives before any time has passed. */
  readonly together: boolean;
  /** The lock branch at the beginning: not there, used before, or with the lease locked. */
  readonly board: 'none' | 'used' | 'locked';
  /** How jobs that hold the lease end. */
  readonly ends: readonly ('success' | 'failure')[];
  readonly budget: Budget;
  /** How many faults there are at most, of all kinds. */
  readonly faults: number;
  /** Seconds until a rate limit is lifted. */
  readonly limit: number;
}

export type PostState = ErrandState<PostMemo>;
export type PostEnd = ErrandEnd<PostResult>;

/** The protocol that is explored: the machines of src/protocol, or with a rule broken. */
export interface Rules {
  readonly acquire: Machine<AcquireState, Line, AcquireEnd>;
  readonly renew: Machine<RenewState, Line, RenewEnd>;
  readonly post: Machine<PostState, Line, PostEnd>;
  /** What main saves for the post step, as text. */
  readonly save: (left: Leftover) => string;
  /** Whether a write made on the head `on` is taken at the head `head`. */
  readonly swaps: (on: Draft['on'], head: Draft['on']) => boolean;
}

export interface Model {
  readonly config: Config;
  readonly rules: Rules;
}

/** The branch at one head. */
export interface Version {
  readonly count: number;
  readonly document: LeaseDocument | null;
  readonly lock: Lock | null;
}

/** The name of a version; `null`: there is no branch yet. */
export function headOf({ count }: Version): Draft['on'] {
  return count === 0 ? null : `h${count}`;
}

/** A write of a job that was not answered, and may land as long as the branch has its head. */
export interface Flight {
  readonly index: number;
  readonly kind: Running['kind'];
  /** What the step that wrote it has made. */
  readonly registration: Registration;
  readonly draft: Draft;
}

export type Running =
  | { readonly kind: 'main'; readonly state: AcquireState }
  /** A process that works, and shows meanwhile that it is there. */
  | { readonly kind: 'renew'; readonly state: RenewState }
  | { readonly kind: 'post'; readonly state: PostState };

/** What a machine has asked, and until when it waits. */
export interface Pending {
  readonly asks: readonly Ask[];
  readonly until: number | null;
  /** The answer to its write, where that is on the way back already. */
  readonly landed: Answer<unknown> | null;
}

export interface Job {
  readonly person: Person;
  /** `idle`: between two steps; its work, where it holds the lease. */
  readonly phase: 'absent' | 'running' | 'idle' | 'asleep' | 'lost' | 'done';
  readonly running: Running | null;
  readonly pending: Pending;
  /** Main steps that have begun, and when the last of them did. */
  readonly step: number;
  readonly begunAt: number;
  /** What the main step under way leaves; as text, what those before it have left to their post steps. */
  readonly left: Leftover | null;
  readonly posts: readonly string[];
  /** The hold that a main step has reported. */
  readonly hold: { readonly id: string; readonly epoch: number } | null;
  readonly result: 'success' | 'failure' | null;
  readonly cancelled: boolean;
  readonly isSlow: boolean;
  /** Something has kept it from acting in time, so others may have passed it over. */
  readonly wasHindered: boolean;
  /** An operator, or somebody who could not see it live, has ended its hold. */
  readonly wasFreed: boolean;
}

export interface World {
  readonly mono: number;
  readonly board: Version;
  readonly before: Version | null;
  readonly flights: readonly Flight[];
  readonly jobs: readonly Job[];
  readonly isRebuilt: boolean;
  /** Requests (id and nonce) that were reported as ended. */
  readonly ended: readonly string[];
  readonly budget: Budget;
  readonly faults: number;
  /** What S1 to S7 are read off. It follows from the board, which keeps every outcome of so short a history. */
  readonly observer: Observer;
}

/** A promise that is broken; the message says which. */
export class Violation extends Error {}

export function violate(message: string): never {
  throw new Violation(message);
}

export const NOTHING_PENDING: Pending = { asks: [], until: null, landed: null };

export function absent(person: Person): Job {
  return {
    person,
    phase: 'absent',
    running: null,
    pending: NOTHING_PENDING,
    step: 0,
    begunAt: 0,
    left: null,
    posts: [],
    hold: null,
    result: null,
    cancelled: false,
    isSlow: false,
    wasHindered: false,
    wasFreed: false,
  };
}

export function nowOf({ mono }: World): number {
  return START + mono;
}

export function withJob(world: World, index: number, change: Partial<Job>): World {
  return { ...world, jobs: world.jobs.with(index, { ...world.jobs[index]!, ...change }) };
}

/** Whether GitHub sees the job of a request as running. */
export function lives({ jobs }: World, id: string): boolean {
  const job = jobs.find(({ person }) => id.split('/')[0] === person.name);
  return job !== undefined && job.phase !== 'lost' && job.phase !== 'done';
}

/** The name of what one step has registered: ids are shared by the steps of a job. */
export function markOf({ id, nonce }: { readonly id: string; readonly nonce?: string | undefined }): string {
  return `${id}#${nonce}`;
}
