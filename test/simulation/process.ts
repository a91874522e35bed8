// One process on a runner: its clock, its ports, and what can be done to it.
//
// A process that is killed makes no more progress, whatever still comes back to it; one that is paused goes on later,
// with everything that has come meanwhile. Its monotonic clock drifts, and starts anywhere.
import type { Board, Unreadable } from '../../src/lease/board.ts';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { GitHubClock } from '../../src/github/clock.ts';
import type { World } from '../../src/protocol/ports.ts';
import type { Liveness } from '../../src/lease/liveness.ts';
import type { Look, Store, Swap } from '../../src/store/store.ts';
import { describeChange } from '../../src/text/commit.ts';
import type { Author } from './author.ts';
import type { Call } from './network.ts';
import type { Scene } from './scene.ts';
import { Witness } from './witness.ts';

/** How a process ended. */
export type End =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'killed' };

/** What the token of a process may see. */
export interface Powers {
  readonly seesJobs: boolean;
  readonly seesQueue: boolean;
}

export class Process {
  readonly name: string;
  /** The runner: outages may strike only one. */
  readonly machine: string;
  readonly clock: GitHubClock;
  readonly witness: Witness;
  readonly #scene: Scene;
  readonly #author: Author;
  readonly #powers: Powers;
  #isAlive = true;
  #backlog: (() => void)[] | null = null;
  #onKill: (() => void) | null = null;
  #operations = 0;
  /** What a look at a lease has shown, as the conditional requests of the real store remember it. */
  readonly #shown = new Map<string, { document: object | null; lock: object | null | undefined }>();

  constructor(scene: Scene, author: Author, machine: string, powers: Powers) {
    const { loop } = scene;
    this.name = author.name;
    this.machine = machine;
    this.#scene = scene;
    this.#author = author;
    this.#powers = powers;
    const { rate, start } = scene.machine(machine);
    this.clock = new GitHubClock({
      elapsed: () => (start + loop.now) * 1000 * rate,
      wait: (milliseconds, signal) => this.#wait(milliseconds / rate / 1000 + 1e-6, signal),
      random: () => loop.random.next(),
    });
    this.witness = new Witness(this.clock, author.job?.plan.group ?? null);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Runs a program in the process until it ends or is killed. */
  execute(program: () => Promise<void>): Promise<End> {
    return new Promise((resolve) => {
      const end = (how: End): void => {
        this.#isAlive = false;
        resolve(how);
      };
      this.#onKill = () => end({ kind: 'killed' });
      this.#scene.processes.add(this);
      program().then(
        () => this.#isAlive && end({ kind: 'done' }),
        (error: unknown) => this.#isAlive && end({ kind: 'failed', error }),
      );
    });
  }

  kill(why: string): void {
    if (!this.#isAlive) return;
    this.#scene.loop.log(`${this.name} is killed: ${why}`);
    this.#isAlive = false;
    this.#backlog = null;
    this.#scene.loop.stir();
    this.#onKill?.();
  }

  pause(duration: number): void {
    if (!this.#isAlive || this.#backlog !== null) return;
    this.#scene.loop.log(`${this.name} stands still for ${duration.toFixed(0)} s`);
    this.#backlog = [];
    this.#scene.loop.after(duration, () => this.resume());
  }

  resume(): void {
    const backlog = this.#backlog;
    this.#backlog = null;
    if (backlog === null || !this.#isAlive) return;
    this.#scene.loop.stir();
    for (const each of backlog) each();
  }

  /** Lets something reach the process. */
  receive(what: () => void): void {
    if (!this.#isAlive) return;
    if (this.#backlog !== null) {
      this.#backlog.push(what);
      return;
    }
    this.#scene.loop.stir();
    what();
  }

  /** The world as this process sees it. */
  world(): World {
    const { scene, powers } = { scene: this.#scene, powers: this.#powers };
    return {
      store: this.#store(),
      clock: this.clock,
      queue: {
        list: async (branch, options) => {
          if (!powers.seesQueue) throw new PermissionError('The merge groups cannot be listed.');
          const list = await this.#read(`lists ${branch}`, options?.signal, (time) =>
            scene.queue.list(branch, time),
          );
          this.witness.listed(list);
          return list;
        },
      },
      ancestry: {
        contains: async (head, sha, options) => {
          const answer = await orNull(
            this.#read('compares', options?.signal, () => scene.commits.contains(head, sha)),
          );
          if (answer === null) this.#author.missesProofs = true;
          return answer;
        },
        aheadBy: (base, head, options) =>
          orNull(this.#read('counts', options?.signal, () => scene.queue.aheadBy(base, head))),
      },
      jobs: { liveness: (request, options) => this.#liveness(request, options?.signal) },
      budget: { share: () => scene.budgetShare },
      journal: { info: this.#note, notice: this.#note, warning: this.#note },
      describe: (before, after) =>
        scene.isTraced ? describeChange(before, after) : { subject: '', body: '' },
      operation: () => `${this.name}-${++this.#operations}`,
      remember: () => {},
    };
  }

  readonly #note = (line: string): void => {
    if (this.#scene.isTraced) this.#scene.remark(`${this.name} says: ${line}`);
  };

  #store(): Store {
    const { branch, holds } = this.#scene;
    return {
      branch: 'ref-lease',
      url: 'simulation:ref-lease',
      read: async ({ signal } = {}) => {
        this.witness.startsOver();
        const snapshot = await this.#read('reads', signal, (time) => branch.at(time));
        this.witness.reads(this.#own(snapshot.board));
        return snapshot;
      },
      watch: async (lease, { signal, withLock = false } = {}) => {
        this.witness.polls();
        const [document, lock] = await Promise.all([
          this.#read('looks', signal, (time) => branch.at(time).board.leases.get(lease) ?? null),
          withLock
            ? this.#read('looks at the lock', signal, (time) => branch.at(time).board.lock)
            : undefined,
        ]);
        this.witness.shown(document);
        return this.#look(lease, document, lock);
      },
      compareAndSwap: async (expected, next, message, { signal }): Promise<Swap> => {
        const { incarnation } = holds;
        const sight = this.witness.sight();
        this.witness.writes();
        this.#scene.mishap(this, this.#author.job);
        if (this.#scene.isTraced) this.#note(`writes on ${expected.head}: ${message.subject}`);
        try {
          const swap = await this.#send<Swap>({
            what: `writes on ${expected.head}`,
            kind: 'write',
            // That a branch is created by a request from before it was there and deleted is left out: nothing tells it
            // from a timely one, and the tokens of such a branch may be old.
            effect: () =>
              expected.head === null && holds.incarnation !== incarnation
                ? { kind: 'conflict' }
                : branch.swap(this.#author, expected, next, sight),
            refusal: { kind: 'conflict', cause: new Error('refused') },
            signal,
          });
          if (swap.kind === 'applied') this.witness.shown(this.#own(next));
          return swap;
        } catch (cause) {
          if (cause instanceof UnavailableError || signal?.aborted === true)
            return { kind: 'unknown', cause };
          throw cause;
        }
      },
    };
  }

  /** The lease of the job. */
  #own({ leases }: Board): LeaseDocument | Unreadable | undefined {
    const { job } = this.#author;
    return job === null ? undefined : leases.get(job.lease);
  }

  #look(lease: string, document: LeaseDocument | Unreadable | null, lock: Board['lock'] | undefined): Look {
    const shown = this.#shown.get(lease);
    const isSame = shown?.document === document && (lock === undefined || shown.lock === lock);
    if (shown !== undefined && isSame) return { kind: 'unchanged' };
    this.#shown.set(lease, { document, lock: lock === undefined ? shown?.lock : lock });
    return { kind: 'changed', document, ...(lock === undefined ? {} : { lock }) };
  }

  async #liveness(request: Request, signal: AbortSignal | undefined): Promise<Liveness> {
    this.#scene.promises.rules.onCheck(this.name, request, this.clock.now());
    if (!this.#powers.seesJobs) return 'unknown';
    try {
      const liveness = await this.#read('checks', signal, (time) => this.#scene.livenessAt(request, time));
      this.witness.told(request.id, liveness);
      return liveness;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      this.witness.told(request.id, 'unknown');
      return 'unknown';
    }
  }

  #read<T>(what: string, signal: AbortSignal | undefined, effect: (time: number) => T): Promise<T> {
    return this.#send({ what, kind: 'read', effect, signal });
  }

  async #send<T>(call: Call<T>): Promise<T> {
    return this.#scene.network.send(this, call);
  }

  #wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#scene.loop.after(seconds, () =>
        this.receive(() => {
          signal?.removeEventListener('abort', end);
          resolve();
        }),
      );
      const end = (): void => {
        signal?.removeEventListener('abort', end);
        timer.cancelled = true;
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', end);
    });
  }
}

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UnavailableError) return null;
    throw error;
  }
}
