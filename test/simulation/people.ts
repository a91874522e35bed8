// The jobs of a run: who comes, when, what it asks for and what its steps are.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Parameters } from '../../src/lease/schema.ts';
import { groupJob, plainJob, type AcquireTraits, type Traits } from '../world/cast.ts';
import type { Job } from '../world/job.ts';
import { commit, type Group } from '../world/repository.ts';
import { acquire, guard, rest, status, work, type StepPlan } from '../world/steps.ts';
import type { World } from '../world/world.ts';
import type { Conditions } from './conditions.ts';
import type { Random } from './random.ts';
import type { Slots, Want } from './slots.ts';

/** What a job is to be, before it starts. */
interface Draft {
  readonly traits: AcquireTraits;
  readonly lease: string;
}

export class People {
  readonly #world: World;
  readonly #random: Random;
  readonly #conditions: Conditions;
  readonly #holdLimit: Seconds | null;
  readonly #hasOwnClock: () => boolean;
  readonly #slots: Slots;
  /** What all merge groups want, as those of one workflow do. */
  readonly #groupsWant: Want;
  #plain = 0;
  #builds = 0;

  /**
   * `holdLimit`: that of every job; `null`: none has one. `hasOwnClock`: whether the next one does not go by GitHub's
   * clock.
   */
  constructor(
    world: World,
    random: Random,
    conditions: Conditions,
    slots: Slots,
    { holdLimit, hasOwnClock }: { readonly holdLimit: Seconds | null; readonly hasOwnClock: () => boolean },
  ) {
    this.#holdLimit = holdLimit;
    this.#hasOwnClock = hasOwnClock;
    this.#slots = slots;
    this.#groupsWant = slots.want();
    this.#world = world;
    this.#random = random;
    this.#conditions = conditions;
  }

  /** One job that deploys a push, or some that belong together. */
  plain(at: Seconds): void {
    const random = this.#random;
    const number = ++this.#plain;
    const want = this.#slots.want();
    const scope = `deploy.yml · deploy · ${random.pick(['main', 'main', 'next'])}${want.scope}`;
    const traits = {
      ...this.#clock(),
      scope,
      parameters: {
        ...this.#parameters(0, random.chance(this.#conditions.common.plainPropagates)),
        ...want.parameters,
      },
      priority: random.pick([0, 0, 0, 2]),
    };
    const kind = random.next();
    if (kind < 0.1) return this.#twice(at, number, traits);
    if (kind < 0.2) return this.#legs(at, number, traits);
    if (kind < 0.3) return this.#acrossJobs(at, number, traits);
    const head = this.#world.repository.push(
      `push-${number}`,
      commit(`push-${random.integer(0, number - 1)}`),
    );
    this.#world.job(at, plainJob(number, { ...traits, head_sha: head }), ...this.#steps(this.#draft()));
  }

  /** The job that tests a merge group. */
  group(at: Seconds, group: Group): Job {
    const random = this.#random;
    const { common } = this.#conditions;
    const person = groupJob(group, {
      ...this.#clock(),
      name: `group-${group.number}.${++this.#builds}`,
      run_id: 100 + this.#builds,
      check_run_id: 9100 + this.#builds,
      parameters: {
        ...this.#parameters(common.window, random.chance(common.propagates)),
        expected: common.expected,
        ...this.#groupsWant.parameters,
      },
    });
    const priority = random.chance(0.1) ? { priority: random.integer(0, 5) } : {};
    const draft = this.#draft();
    return this.#world.job(
      at,
      person,
      ...this.#steps({ ...draft, traits: { ...draft.traits, ...priority } }),
    );
  }

  /** Somebody alone at the end, who must get the lease. */
  newcomer(lease: string): Job {
    const { pollInterval, ttl } = this.#conditions.common;
    const person = plainJob(990, {
      ...this.#clock(),
      name: `newcomer of ${lease}`,
      scope: 'a scope of its own',
      job: lease,
    });
    const traits = { lease, pollInterval, parameters: { ttl } };
    return this.#world.job(this.#world.agenda.now + 30, person, acquire(traits), work(1, 'success', lease));
  }

  /**
   * The same job twice: a re-run, with the same run and commit. Of several leases none is kept, or the second attempt
   * might take another one while the run keeps the first, which is not the order in which everybody takes them.
   */
  #twice(at: Seconds, number: number, traits: Traits): void {
    const mayKeep = this.#conditions.leases.length === 1;
    for (const attempt of [1, 2]) {
      const person = plainJob(number, {
        ...traits,
        name: `plain-${number}.${attempt}`,
        run_attempt: attempt,
      });
      const steps = this.#steps(this.#draft(), mayKeep);
      this.#world.job(at + (attempt - 1) * this.#random.around(100), person, ...steps);
    }
  }

  /** The legs of a matrix. */
  #legs(at: Seconds, number: number, traits: Traits): void {
    for (const leg of [0, 1]) {
      const person = plainJob(number, { ...traits, name: `plain-${number}-${leg}`, job_index: leg });
      this.#world.job(at + this.#random.between(0, 5), person, ...this.#steps(this.#draft(), false));
    }
  }

  /** One job takes the lease for its run, and another job gives it back; sometimes that is one of another run. */
  #acrossJobs(at: Seconds, number: number, traits: Traits): void {
    const random = this.#random;
    const name = `plain-${number}-take`;
    const { lease, traits: wish } = this.#draft();
    const { work: mean } = this.#conditions.common;
    this.#world.job(
      at,
      plainJob(number, { ...traits, name, job: 'take' }),
      acquire({ ...wish, lease }, { autoRelease: false }),
      work(random.around(mean), this.#end(), lease),
    );
    const run = random.chance(0.7) ? number : 400 + number;
    const givesBack = random.chance(0.8);
    this.#world.job(
      at + 1,
      plainJob(run, { ...traits, name: `plain-${number}-give`, job: 'give' }),
      { step: 'await', job: name },
      rest(random.around(30)),
      ...(givesBack ? [guard(name)] : []),
      { step: 'release', lease, with: this.#end(), of: givesBack ? name : random.pick([name, null]) },
    );
  }

  #clock(): Pick<Traits, 'ownClock'> {
    return this.#hasOwnClock() ? { ownClock: {} } : {};
  }

  #draft(): Draft {
    const random = this.#random;
    const { common, leases } = this.#conditions;
    const timeout = random.chance(common.timeouts) ? random.between(2, 400) : null;
    return {
      lease: random.pick(leases),
      traits: {
        wait: timeout !== null || random.chance(0.93),
        delayAssignment: common.delayAssignment,
        pollInterval: common.pollInterval,
        timeout,
      },
    };
  }

  #parameters(window: Seconds, propagate: boolean): Partial<Parameters> {
    const { ttl, maxHold, takeoverDelay } = this.#conditions.common;
    const limit = this.#holdLimit === null ? {} : { hold_limit: this.#holdLimit };
    return { window, propagate, ttl, max_hold: maxHold, takeover_delay: takeoverDelay, ...limit };
  }

  /**
   * Mostly: take the lease, work, and let the post step give it back. `isAlone`: no other job of its run wants it, who
   * would wait for what the run itself keeps.
   */
  #steps({ traits, lease }: Draft, isAlone = true): StepPlan[] {
    const random = this.#random;
    const mean = this.#conditions.common.work;
    const take = (of: string): StepPlan =>
      acquire({ ...traits, lease: of }, { onTimeout: random.pick(['fail', 'continue']) });
    const use = (of: string): StepPlan => work(random.around(mean), this.#end(), of);
    const once = [take(lease), use(lease)];
    const kind = random.next();
    // A later use is another step, which some runners do not tell.
    const another = acquire({ ...traits, lease, step: 'another' }, { onTimeout: 'continue' });
    const again = kind % 0.02 < 0.01 ? once : [another, once[1]!];
    if (kind < 0.05) {
      const first = acquire({ ...traits, lease }, { autoRelease: random.chance(0.7) || !isAlone });
      return [first, use(lease), ...again];
    }
    if (kind < 0.1) {
      const back: StepPlan = { step: 'release', lease, with: this.#end(), of: null };
      return [...once, { step: 'guard', lease, of: null }, back, ...(random.chance(0.5) ? again : [])];
    }
    if (kind < 0.13) return [rest(random.around(20)), status(), ...once];
    // Always in the same order, or they wait for one another for ever.
    if (kind < 0.3 && this.#conditions.leases.length > 1)
      return [take('staging'), take('other'), use('staging'), use('other')];
    return once;
  }

  #end(): 'success' | 'failure' {
    return this.#random.chance(this.#conditions.common.fails) ? 'failure' : 'success';
  }
}
