// GitHub, as it answers the asks of the processes of a world: latencies, faults, lagging replicas, and the truth.
import { isUnreadable, type Unreadable, type Glance } from '../../src/lease/board.ts';
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Lock, Request } from '../../src/lease/schema.ts';
import type { Answer, Ask, Draft, Kind } from '../../src/protocol/asks.ts';
import type { Agenda } from './agenda.ts';
import type { Branch, Version } from './branch.ts';
import type { Fault, Plan, Sent } from './fault.ts';
import type { Repository } from './repository.ts';

/** Seconds from an ask to its answer; it takes effect half way. */
const LATENCY: Readonly<Record<Kind, Seconds>> = {
  read: 0.3,
  look: 0.2,
  write: 0.6,
  groups: 0.2,
  ahead: 0.2,
  contains: 0.25,
  life: 0.25,
  board: 0.4,
  cut: 0.8,
};

/** How an ask kind fares for all processes or some, from a time on. */
export interface Condition {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly kinds: readonly Kind[];
  readonly is: 'silent' | 'refused' | 'limited';
  /** Of a silence: what is written has its effect all the same. */
  readonly lands?: boolean;
  /** When a limit is lifted; `to`, where it is left out. */
  readonly until?: Seconds;
  /** Whose asks; all, where it is left out. */
  readonly of?: string;
}

/** What the server needs to know of the rest of the world. */
export interface Truth {
  readonly agenda: Agenda;
  readonly start: Instant;
  readonly branch: Branch;
  readonly repository: Repository;
  readonly plan: Plan;
  /** By what the process that asks is told. */
  readonly lifeOf: (request: Request, process: string) => 'alive' | 'ended';
  /** Whether a process is outside of GitHub, and sees no jobs. */
  readonly isOutside: (process: string) => boolean;
  /** Runs with another seed differ in their latencies; 0: every latency is the usual one. */
  readonly seed: number;
}

/** What a process was told of the life of a request; `null`: nothing. */
export interface LifeTold {
  readonly process: string;
  readonly id: string;
  readonly time: Seconds;
  /** When the server said so; it takes a while until it is heard. */
  readonly saidAt: Seconds;
  readonly life: 'alive' | 'ended' | null;
}

type Seen = { readonly document: LeaseDocument | Unreadable | null; readonly lock: Lock | null };

export class Server {
  readonly #truth: Truth;
  readonly asks: Sent[] = [];
  readonly conditions: Condition[] = [];
  readonly livesTold: LifeTold[] = [];
  /** What became of the asks, in the order of their answers. */
  readonly answers: {
    readonly process: string;
    readonly time: Seconds;
    readonly is: Answer<unknown>['is'];
  }[] = [];
  /** Seconds that the replica of a process lags behind. */
  readonly lags = new Map<string, Seconds>();
  #drawn: number;

  constructor(truth: Truth) {
    this.#truth = truth;
    this.#drawn = Math.imul(truth.seed, 2654435761) >>> 0;
  }

  /** Sends an ask. Returns what the process itself suffers from it. */
  send(process: string, ask: Ask, hears: (answer: Answer<unknown>) => void): Fault | null {
    const { agenda, plan, branch } = this.#truth;
    const sent = { number: this.asks.length + 1, process, kind: ask.ask, time: agenda.now };
    this.asks.push(sent);
    const mishap = plan.mishapAt?.(sent) ?? null;
    if (mishap === 'deleted') branch.delete(agenda.now);
    if (mishap === 'rewound') branch.rewind(agenda.now, 1);
    const fault = plan.faultOf(sent);
    if (fault?.is === 'killed' && fault.when === 'before') return fault;
    const latency = LATENCY[ask.ask] * (0.5 + this.#draw());
    const answerIn = (duration: Seconds, answer: Answer<unknown>): void => {
      const saidAt = agenda.now;
      agenda.in(duration, () => {
        this.answers.push({ process, time: agenda.now, is: answer.is });
        this.#noteLife(process, ask, answer, saidAt);
        hears(answer);
      });
    };
    if (fault?.is === 'silent') {
      // What a look has shown is kept by its client, so an answer that is lost has shown nothing.
      if (fault.lands !== 'never' && ask.ask === 'write') {
        agenda.in(fault.lands === 'now' ? latency / 2 : fault.lands, () => this.#answer(sent, ask, 0));
      }
      answerIn(Math.max(latency, fault.after), SILENT);
      return fault;
    }
    agenda.in(latency / 2, () => answerIn(latency / 2, this.#answerOrFail(sent, ask, fault)));
    return fault;
  }

  #answerOrFail(sent: Sent, ask: Ask, fault: Fault | null): Answer<unknown> {
    const { agenda, start, isOutside } = this.#truth;
    const at = start + agenda.now;
    if (ask.ask === 'life' && isOutside(sent.process))
      return { is: 'refused', why: 'no jobs are seen from here', at };
    const condition = this.conditions.find(
      ({ from, to, kinds, of }) =>
        from <= agenda.now &&
        agenda.now < to &&
        kinds.includes(ask.ask) &&
        (of ?? sent.process) === sent.process,
    );
    if (condition?.lands === true && ask.ask === 'write') this.#answer(sent, ask, 0);
    if (condition?.is === 'silent') return SILENT;
    if (condition?.is === 'refused' || fault?.is === 'refused')
      return { is: 'refused', why: 'it is forbidden', at };
    if (condition?.is === 'limited') {
      return {
        is: 'limited',
        until: start + (condition.until ?? condition.to),
        why: 'the limit is reached',
        at,
      };
    }
    if (fault?.is === 'limited' && fault.lands) this.#answer(sent, ask, 0);
    if (fault?.is === 'limited')
      return { is: 'limited', until: at + fault.for, why: 'the limit is reached', at };
    const value = this.#answer(sent, ask, fault?.is === 'older' ? fault.by : 0);
    return { is: 'value', value: fault?.is === 'doubled' ? 'conflict' : value, at };
  }

  #answer({ process, time: sentAt }: Sent, ask: Ask, behind: number): unknown {
    const { agenda, branch, repository, lifeOf } = this.#truth;
    switch (ask.ask) {
      case 'read': {
        const version = this.#versionFor(process, behind);
        return { head: version.head, ...seenIn(version, ask.lease) };
      }
      case 'look':
        return glanceAt(this.#versionFor(process, behind), ask);
      case 'write': {
        const { ask: _, ...draft } = ask;
        const head = branch.swap(agenda.now, draft satisfies Draft, process, sentAt);
        return head === null ? 'conflict' : { head };
      }
      case 'groups':
        return repository.groups;
      case 'ahead':
        return repository.aheadOfMain(ask.head);
      case 'contains':
        return repository.contains(ask.head, ask.sha);
      case 'life':
        return lifeOf(ask.request, process);
      case 'board': {
        const { head, leases, lock } = this.#versionFor(process, behind);
        return { head, board: { leases, lock } };
      }
      case 'cut':
        return { length: branch.versions.length - 1, kept: Math.min(ask.keep, branch.versions.length - 1) };
    }
  }

  /** A number in [0, 1) that the seed decides. */
  #draw(): number {
    if (this.#truth.seed === 0) return 0.5;
    this.#drawn = (Math.imul(this.#drawn, 1664525) + 1013904223) >>> 0;
    return this.#drawn / 2 ** 32;
  }

  #noteLife(process: string, ask: Ask, answer: Answer<unknown>, saidAt: Seconds): void {
    if (ask.ask !== 'life') return;
    const life = answer.is === 'value' ? (answer.value as 'alive' | 'ended') : null;
    this.livesTold.push({ process, id: ask.request.id, time: this.#truth.agenda.now, saidAt, life });
  }

  #versionFor(process: string, behind: number): Version {
    const { agenda, branch } = this.#truth;
    const lag = this.lags.get(process) ?? 0;
    return branch.seenBehind({ versions: behind, since: agenda.now - lag });
  }
}

const SILENT: Answer<unknown> = { is: 'silent', why: 'nobody answered' };

function seenIn({ leases, lock }: Version, lease: string): Seen {
  return { document: leases.get(lease) ?? null, lock };
}

function glanceAt(version: Version, { lease, withLock }: Ask<'look'>): Glance {
  const { document, lock } = seenIn(version, lease);
  return withLock ? { document, lock } : { document };
}

/** Documents that cannot be read are nobody's to judge. */
export function readable(found: LeaseDocument | Unreadable | null | undefined): LeaseDocument | null {
  return found === undefined || isUnreadable(found) ? null : found;
}
