// The one wait loop: arrive, then look and decide until the request is granted, settled or ended.
//
// Promises: an end is reported only when the board confirms it; a request found granted while it ends is reported as
// acquired; contention, rate limits and outages never end the wait. Time is GitHub's clock, the deadline alone ends.
import { decide, FRESH_MEMORY, type Applicant, type Memory, type Verdict } from '../lease/decide.ts';
import { firstOpenId, isGroup, requestOf } from '../lease/document.ts';
import { LeaseError, UnavailableError } from '../lease/errors.ts';
import { stackOf, type MergeGroup } from '../lease/groups.ts';
import { observe } from '../lease/liveness.ts';
import type { Seconds } from '../lease/instant.ts';
import type { LeaseDocument, Lock, Registration } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import { explain, type Waiting } from '../lease/waiting.ts';
import type { Deadline } from './deadline.ts';
import { Evidence } from './evidence.ts';
import { GroupWatch } from './group-watch.ts';
import { backoff, hasteOf, pollDelay, spread, type Haste } from './pace.ts';
import type { World } from './ports.ts';
import type { Snapshot } from '../store/store.ts';
import { Session } from './session.ts';
import { Weather } from './weather.ts';

/** What a job asks for. */
export interface Wish {
  readonly lease: string;
  /** The request, but for what the first look tells. `id` is that of the job's first request of this lease. */
  readonly registration: Registration;
  /** `null`: a group's place in its round, commits ahead of the base branch; 0 for a plain request. */
  readonly priority: number | null;
  /** The base branch whose merge groups are looked at, without `refs/heads/`. */
  readonly baseBranch: string;
  /** The id of the n-th request of the same job, n from 2. */
  readonly ordinalId: (n: number) => string;
  readonly wait: boolean;
  readonly delayAssignment: number;
  readonly pollInterval: Seconds;
}

/** Told what a person who watches may want to know. */
export interface Watcher {
  /** The first look is done; `isNew`: no earlier step of the job has made this request. */
  readonly onArrival: (registration: Registration, isNew: boolean) => void;
  /** At every poll that ends in waiting. */
  readonly onWait: (waiting: Waiting) => void;
}

/** How the wait ended, with the last state seen. */
export interface Arrival {
  readonly verdict: Exclude<Verdict, { kind: 'write' | 'wait' }>;
  readonly registration: Registration;
  readonly document: LeaseDocument | null;
  /** The lock of all leases. */
  readonly boardLock: Lock | null;
  /** The whole board that the document is of, where the last state was one. */
  readonly snapshot: Snapshot | null;
  readonly groups: readonly MergeGroup[] | null;
}

/** Waits for the lease. Rejects with a LeaseError where the end cannot be confirmed or somebody must act. */
export async function acquire(
  world: World,
  wish: Wish,
  deadline: Deadline,
  watcher: Watcher,
): Promise<Arrival> {
  return new Waiter(world, wish, deadline, watcher).run();
}

class Waiter {
  readonly #world: World;
  readonly #wish: Wish;
  readonly #deadline: Deadline;
  readonly #watcher: Watcher;
  readonly #session: Session;
  readonly #evidence: Evidence;
  readonly #weather: Weather;
  readonly #groups: GroupWatch;
  #me: Applicant | null = null;
  #memory: Memory = FRESH_MEMORY;
  /** How the turns stood at the end of the last poll: a poll that decides several times starts from there. */
  #lastTurn = FRESH_MEMORY.turn;
  #poll = 0;
  #attempt = 0;
  #hasSpread = false;
  #needsRead = false;

  constructor(world: World, wish: Wish, deadline: Deadline, watcher: Watcher) {
    this.#world = world;
    this.#wish = wish;
    this.#deadline = deadline;
    this.#watcher = watcher;
    this.#session = new Session(world, wish.lease);
    this.#evidence = new Evidence(world.ancestry);
    this.#weather = new Weather(world);
    this.#groups = new GroupWatch(world, isGroup(wish.registration) ? wish.baseBranch : null);
  }

  async run(): Promise<Arrival> {
    for (;;) {
      const { reason, signal } = this.#deadline;
      if (reason !== null && !this.#mayBeOnBoard) return this.#arrival({ kind: 'gone', ending: reason });
      try {
        const verdict = this.#me === null ? await this.#arrive(signal) : await this.#step(this.#me, signal);
        if (verdict !== null) return this.#arrival(verdict);
      } catch (error) {
        await this.#recover(error, signal);
      }
    }
  }

  /** Whether anything of this request is on the board, or may still get there. */
  get #mayBeOnBoard(): boolean {
    const id = this.#me?.registration.id;
    if (this.#memory.registered || this.#session.mayLand) return true;
    return id !== undefined && requestOf(this.#session.view.document, id) !== undefined;
  }

  #arrival(verdict: Arrival['verdict']): Arrival {
    return {
      verdict,
      registration: this.#me?.registration ?? this.#wish.registration,
      document: this.#session.hasRead ? this.#session.view.document : null,
      boardLock: this.#session.hasRead ? this.#session.view.boardLock : null,
      snapshot: this.#session.hasRead ? this.#session.view.snapshot : null,
      groups: this.#groups.list,
    };
  }

  /** The first look: the commits ahead, the merge groups and the board, side by side. */
  async #arrive(signal: AbortSignal): Promise<null> {
    const wish = this.#wish;
    const group = isGroup(wish.registration);
    const [ahead, read] = await Promise.all([
      group && wish.priority === null
        ? this.#world.ancestry.aheadBy(wish.baseBranch, wish.registration.head_sha, { signal })
        : null,
      this.#session.read(signal),
      this.#groups.look(signal),
    ]);
    if (read === 'stale') throw new UnavailableError('GitHub answered with an older state than before.');
    this.#weather.clear();
    const stack = stackOf(this.#groups.list ?? [], wish.registration.head_sha);
    const registration: Registration = {
      ...wish.registration,
      id: firstOpenId(this.#session.view.document, wish.registration.id, wish.ordinalId),
      priority: wish.priority ?? ahead ?? (group ? stack.length : 0),
      stack: stack.map((each) => each.head).filter((head) => head !== wish.registration.head_sha),
    };
    this.#me = { registration, ...pick(wish) };
    const isNew = requestOf(this.#session.view.document, registration.id) === undefined;
    this.#watcher.onArrival(registration, isNew);
    return null;
  }

  /** One decision, and what follows from it. `null`: not at an end. */
  async #step(me: Applicant, signal: AbortSignal): Promise<Arrival['verdict'] | null> {
    if (this.#needsRead && !(await this.#readAgain(signal))) return null;
    const verdict = await this.#evaluate(me, signal);
    switch (verdict.kind) {
      case 'wait':
        if (this.#session.view.restores) await this.#write(me, [], signal);
        else await this.#waitForNews(me, signal);
        return null;
      case 'write':
        await this.#write(me, verdict.changes, signal);
        return null;
      default:
        return verdict;
    }
  }

  async #readAgain(signal: AbortSignal): Promise<boolean> {
    const [read] = await Promise.all([this.#session.read(signal), this.#groups.look(signal)]);
    this.#weather.clear();
    this.#needsRead = read === 'stale';
    if (this.#needsRead) await this.#backOff('arriving', signal);
    return !this.#needsRead;
  }

  /** Decides, after asking for whatever evidence the decision wants. */
  async #evaluate(me: Applicant, signal: AbortSignal): Promise<Verdict> {
    const { view } = this.#session;
    await this.#evidence.gatherFor(view.document, me.registration, signal);
    for (;;) {
      const decision = decide(
        me,
        { ...this.#memory, turn: this.#lastTurn },
        {
          document: view.document,
          boardLock: view.boardLock,
          now: this.#world.clock.now(),
          poll: this.#poll,
          groups: this.#groups.seen,
          proofs: this.#evidence.proofs,
          ending: this.#deadline.reason,
          unanswered: this.#session.mayLand,
        },
      );
      this.#memory = decision.memory;
      if (decision.check === null) return decision.verdict;
      const liveness = await this.#world.jobs.liveness(decision.check, { signal });
      const signs = observe(
        this.#memory.signs,
        decision.check.id,
        liveness,
        this.#world.clock.now(),
        this.#poll,
      );
      this.#memory = { ...this.#memory, signs };
    }
  }

  async #write(me: Applicant, changes: readonly Change[], signal: AbortSignal): Promise<void> {
    if (this.#session.view.snapshot === null) {
      this.#needsRead = true;
      return;
    }
    if (await this.#isSpreading(me, signal)) return;
    const result = await this.#session.write(changes, signal);
    this.#weather.clear();
    if (result === 'applied') {
      this.#attempt = 0;
      return;
    }
    this.#needsRead = true;
    await this.#backOff(hasteOf(changes, this.#memory.registered), signal);
  }

  /** Puts off the first write where others of the stack are about to write too; then the board must be read again. */
  async #isSpreading(me: Applicant, signal: AbortSignal): Promise<boolean> {
    if (this.#hasSpread || this.#memory.registered || !me.wait || !isGroup(me.registration)) return false;
    this.#hasSpread = true;
    const { document } = this.#session.view;
    const { clock } = this.#world;
    const delay = spread(document, me.registration, this.#groups.list, clock.random());
    if (delay === 0) return false;
    await clock.sleep(delay, signal);
    this.#needsRead = true;
    return true;
  }

  async #waitForNews(me: Applicant, signal: AbortSignal): Promise<void> {
    const { clock, budget } = this.#world;
    const { document, boardLock } = this.#session.view;
    const { id, parameters } = me.registration;
    const waiting = explain(document, id, boardLock, this.#groups.list, clock.now());
    this.#watcher.onWait(waiting);
    this.#lastTurn = this.#memory.turn;
    this.#poll += 1;
    const longest = parameters.ttl / (me.delayAssignment + 2);
    const rank = waiting.place ?? waiting.inLine;
    await clock.sleep(
      pollDelay(me.pollInterval, rank, longest, budget.share(clock.now()), clock.random()),
      signal,
    );
    await Promise.all([this.#session.look(signal), this.#groups.look(signal)]);
    this.#weather.clear();
  }

  async #backOff(haste: Haste, signal: AbortSignal): Promise<void> {
    const { clock } = this.#world;
    await clock.sleep(backoff(haste, this.#attempt++, clock.random()), signal);
  }

  /** After an error: at the deadline, on to the end; in bad weather, wait it out; else give up. */
  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (this.#deadline.isOver) throw this.#unconfirmed(error);
    if (signal.aborted) {
      this.#needsRead = true;
      return;
    }
    if (!this.#wish.wait && !this.#mayBeOnBoard) throw error;
    try {
      await this.#weather.waitOut(error, signal);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
    this.#needsRead = this.#me !== null;
  }

  #unconfirmed(cause: unknown): LeaseError {
    const { lease } = this.#wish;
    return new LeaseError(
      'unconfirmed',
      `The request ${this.#me?.registration.id ?? ''} for the lease ${lease} had to end (${this.#deadline.reason}), and GitHub did not confirm ` +
        `within the time left that it is off the branch ${this.#world.store.branch}. The post step tries once more; ` +
        'should that fail too, the next in line removes it after its TTL.',
      { cause },
    );
  }
}

function pick({ wait, delayAssignment, pollInterval }: Wish): Omit<Applicant, 'registration'> {
  return { wait, delayAssignment, pollInterval };
}
