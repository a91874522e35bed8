// One state of the model: the branch, the writes under way, the processes, and the time. Values never change in place.
import type { Memory, Turn } from '../../src/lease/decide.ts';
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Proofs } from '../../src/lease/containment.ts';
import type { LeaseDocument, Lock, Registration } from '../../src/lease/schema.ts';
import type { Person, Truth } from './cast.ts';
import type { Core } from './core.ts';

/** What may go wrong, each time counted. */
export type Fault =
  /** A write is applied and not answered. */
  | 'unanswered'
  /** A write is not answered and lands later, or never. */
  | 'late'
  /** A read shows the state before the newest. */
  | 'old-read'
  /** The runner is gone, and with it every process of the job. */
  | 'lost-runner'
  /** The main step is killed; the post step still runs. */
  | 'killed-main'
  /** The main step is dead, and the job runs on without asking. */
  | 'asleep'
  /** The jobs API says once of a running job that it is completed. */
  | 'false-death';

/** What may happen besides, each time counted. */
export type Event =
  | 'timeout'
  | 'rerun'
  | 'second-step'
  | 'lock'
  | 'lock-all'
  | 'free'
  | 'wrong-token'
  | 'rebuild'
  | 'other-lease';

export interface Config {
  readonly name: string;
  readonly what: string;
  readonly cast: readonly Person[];
  /** Processes that arrive after everything has been healed. */
  readonly fresh: readonly Person[];
  /** Their merge groups. */
  readonly freshGroups: readonly MergeGroup[];
  readonly groups: readonly MergeGroup[];
  /** The merge groups after the queue was rebuilt. */
  readonly rebuilt: readonly MergeGroup[];
  readonly truth: Truth;
  /** Whether the compare API answers. */
  readonly compares: boolean;
  /** Whether nobody may read the state of jobs. */
  readonly blind: boolean;
  /** Interchangeable people arrive in the order of the cast. */
  readonly symmetric: boolean;
  readonly kinds: ReadonlySet<Fault | Event>;
  readonly faults: number;
  readonly events: number;
  /** How often time passes. */
  readonly jumps: number;
  readonly depth: number;
}

/** One configuration on one core. */
export interface Model {
  readonly core: Core;
  readonly config: Config;
  readonly proofs: Proofs;
  /** When a process takes it that an unanswered write of its own can no longer land. */
  readonly forgets: 'at-a-later-document' | 'at-another-head';
}

/** A write without an answer: the head that it was based on and, unless another process made it, that document's sequence. */
export interface Unanswered {
  readonly head: number;
  readonly sequence: number | null;
}

export type Phase =
  /** Has not begun. */
  | 'absent'
  | 'main'
  /** Main has reported `acquired`, and the job works. */
  | 'working'
  | 'asleep'
  | 'post'
  | 'lost'
  | 'done';

export interface Client {
  readonly person: Person;
  readonly attempt: number;
  /** Main steps of this attempt that have ended without the lease; 0 once the post step is over. */
  readonly steps: number;
  readonly phase: Phase;
  /** What the jobs API says of this attempt. */
  readonly completed: boolean;
  /** As saved for the post step: how the job ended, the token, and the head of an unanswered write. */
  readonly status: 'success' | 'failure' | null;
  readonly epoch: number | null;
  readonly unanswered: Unanswered | null;
  readonly registration: Registration | null;
  readonly memory: Memory;
  readonly lastTurn: Turn;
  readonly poll: number;
  /** Sequence of the newest document that this process has seen; -1: none. */
  readonly known: number;
  readonly ending: 'timed-out' | null;
  /** When the process first found its merge group missing, as an observer notes it. */
  readonly missedAt: number | null;
}

/** The branch at one head. */
export interface Version {
  readonly head: number;
  readonly document: LeaseDocument;
  readonly boardLock: Lock | null;
}

/** A write that has not arrived yet; it was computed on the newest head. */
export interface Flight {
  readonly by: string;
  readonly version: Version;
}

export interface State {
  readonly now: number;
  readonly newest: Version;
  readonly previous: Version | null;
  readonly flights: readonly Flight[];
  readonly clients: readonly Client[];
  readonly groups: readonly MergeGroup[];
  /** Ids that were reported as ended. */
  readonly ended: readonly string[];
  readonly faults: number;
  readonly events: number;
  readonly jumps: number;
  readonly lied: boolean;
}

/** A promise that is broken; the message says which. */
export class Violation extends Error {}

export function idOf(person: Person, attempt: number, step: number): string {
  return `${person.name}.${attempt}${step === 1 ? '' : `.${step}`}`;
}

/** A process that has not begun. */
export function absent(core: Core, person: Person, attempt: number): Client {
  return {
    person,
    attempt,
    steps: 0,
    phase: 'absent',
    completed: false,
    status: null,
    epoch: null,
    ...freshMain(core),
  };
}

/** What a new main step knows. */
export function freshMain(
  core: Core,
): Pick<
  Client,
  'unanswered' | 'registration' | 'memory' | 'lastTurn' | 'poll' | 'known' | 'ending' | 'missedAt'
> {
  return {
    unanswered: null,
    registration: null,
    memory: core.FRESH_MEMORY,
    lastTurn: core.FRESH_MEMORY.turn,
    poll: 0,
    known: -1,
    ending: null,
    missedAt: null,
  };
}

export function withClient(state: State, index: number, client: Client): State {
  return { ...state, clients: state.clients.with(index, client) };
}
