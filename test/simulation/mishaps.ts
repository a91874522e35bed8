// What happens to the jobs and to the branch of a run, besides what goes wrong with asks: put down at drawn times.
import type { Seconds } from '../../src/lease/instant.ts';
import { identityOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Outcome } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import type { Kind } from '../../src/protocol/asks.ts';
import { documentAt } from '../world/branch.ts';
import { plainJob } from '../world/cast.ts';
import type { Job } from '../world/job.ts';
import { commit } from '../world/repository.ts';
import type { StepPlan } from '../world/steps.ts';
import { START, type World } from '../world/world.ts';
import type { Weather } from './climate.ts';
import type { Conditions } from './conditions.ts';
import type { Queue } from './queue.ts';
import type { Random } from './random.ts';
import type { Slots } from './slots.ts';

const BOARD: readonly Kind[] = ['read', 'look', 'board'];
const OUTAGES: readonly (readonly Kind[])[] = [
  BOARD,
  ['write'],
  ['life'],
  ['contains', 'groups', 'ahead', 'life'],
  [...BOARD, 'write', 'groups', 'ahead', 'contains', 'life'],
];

export class Mishaps {
  /** Jobs whose main step is dead while they go on: others pass them over, one after another. */
  idlers = 0;
  readonly #world: World;
  readonly #random: Random;
  readonly #conditions: Conditions;
  readonly #weather: Weather;
  readonly #queue: Queue;
  readonly #slots: Slots;
  #operators = 0;
  /** Undoes what was broken by hand. */
  #repairs = new Map<string, LeaseDocument>();

  constructor(
    world: World,
    random: Random,
    conditions: Conditions,
    weather: Weather,
    queue: Queue,
    slots: Slots,
  ) {
    this.#slots = slots;
    this.#world = world;
    this.#random = random;
    this.#conditions = conditions;
    this.#weather = weather;
    this.#queue = queue;
  }

  /** Puts down everything that will happen. */
  schedule(): void {
    const { mishaps, common, duration } = this.#conditions;
    const { branch, agenda } = this.#world;
    const random = this.#random;
    const times = (count: number, what: string, happens: () => void): void => {
      for (let n = 0; n < count; n += 1) this.#world.at(random.between(0, duration), what, happens);
    };
    const toSomeone = (count: number, what: string, happens: (job: Job) => void): void =>
      times(count, what, () => this.#someone(what, happens));
    toSomeone(mishaps.cancelled, 'is cancelled', (job) => job.cancel());
    toSomeone(mishaps.runnersLost, 'loses its runner', (job) => job.loseRunner());
    toSomeone(mishaps.declaredEnded, 'is called ended', (job) => job.declareEnded());
    toSomeone(mishaps.idle, 'goes on without its step', (job) => {
      this.idlers += 1;
      job.standIdle(random.around(2 * common.ttl));
    });
    toSomeone(mishaps.paused, 'stands still', (job) => this.#pause(job));
    times(mishaps.deletions, 'the branch is deleted', () => branch.delete(agenda.now));
    times(mishaps.rewinds, 'the branch is set back', () => branch.rewind(agenda.now, random.integer(1, 4)));
    times(mishaps.operators, 'an operator comes', () => this.#operate());
    times(mishaps.falsehoods, 'a stranger comes', () => this.#lie());
    times(mishaps.damages, 'somebody edits a document', () => this.#damage());
    times(mishaps.forgeries, 'somebody forges a merge group', () => this.#queue.forge());
    times(mishaps.rebuilds, 'the queue builds groups anew', () => this.#queue.rebuild());
    for (let n = 0; n < mishaps.outages; n += 1) this.#outage();
  }

  /** Everything that stands in the way is taken out of it, again and again: a branch made anew may bring a lock back. */
  patrol(isOver: () => boolean): void {
    for (const lease of this.#repairs.keys()) this.#repair(lease);
    if (isOver()) return;
    const { leases, lock } = this.#world.branch.now;
    for (const lease of leases.keys()) {
      const document = documentAt(this.#world.branch.now, lease);
      const locks = [document?.lock, ...Object.values(document?.slots ?? {}).map((slot) => slot.lock)];
      if (locks.some((each) => each != null))
        this.#operator({ step: 'unlock', lease, ofOne: true, frees: null });
    }
    if (lock !== null) this.#operator({ step: 'unlock', lease: 'staging', ofOne: false, frees: null });
    this.#world.agenda.in(120, () => this.patrol(isOver));
  }

  /** Somebody of those who are at work. */
  #someone(what: string, happens: (job: Job) => void): void {
    const { agenda, jobs, events } = this.#world;
    const present = jobs.filter(({ isOver, startsAt }) => !isOver && startsAt < agenda.now);
    if (present.length === 0) return;
    const job = this.#random.pick(present);
    events.push({ time: agenda.now, kind: 'note', text: `${job.name} ${what}` });
    happens(job);
  }

  #pause(job: Job): void {
    const duration = this.#random.around(this.#conditions.common.ttl);
    for (const [name, ran] of this.#world.ran) {
      if (ran.job === job) this.#weather.of(name).pausedFor += duration;
    }
    this.#weather.until = Math.max(this.#weather.until, this.#world.agenda.now + duration);
    job.pause(duration);
  }

  #operate(): void {
    const random = this.#random;
    const lease = random.pick(this.#conditions.leases);
    const ofOne = random.chance(0.7);
    const slots = ofOne ? this.#slots.some() : {};
    if (random.chance(0.5)) {
      const until: Seconds | null = random.pick([null, 60, 300]);
      return this.#operator({ step: 'lock', lease, ofOne, until, ...slots });
    }
    this.#operator({
      step: 'unlock',
      lease,
      ofOne,
      frees: ofOne ? random.pick(['token', 'force', null]) : null,
      ...slots,
    });
  }

  #operator(step: StepPlan): void {
    const number = 700 + ++this.#operators;
    this.#world.job(
      this.#world.agenda.now,
      plainJob(number, { name: `operator-${number}`, job: 'operate' }),
      step,
    );
  }

  /** A stranger with the right to push writes that somebody is completed. */
  #lie(): void {
    const lease = this.#random.pick(this.#conditions.leases);
    const { branch, agenda } = this.#world;
    const document = documentAt(branch.now, lease);
    const victim = document?.requests.find(({ status }) => status === 'pending');
    if (document === null || victim === undefined) return;
    const by: Outcome = {
      ...identityOf(victim),
      head_sha: commit('nothing'),
      outcome: 'success',
      at: START,
      by: 'a stranger',
      propagate: true,
    };
    const changes: Change[] = [{ kind: 'complete', id: victim.id, by }];
    branch.edit(agenda.now, lease, transition(document, changes, { now: START + agenda.now }));
  }

  #damage(): void {
    const lease = this.#random.pick(this.#conditions.leases);
    const { branch, agenda } = this.#world;
    const document = documentAt(branch.now, lease);
    if (document === null) return;
    this.#repairs.set(lease, document);
    branch.edit(agenda.now, lease, { unreadable: 'it is no JSON' });
    agenda.in(this.#random.around(60), () => this.#repair(lease));
  }

  #repair(lease: string): void {
    const { branch, agenda } = this.#world;
    const document = this.#repairs.get(lease);
    if (document !== undefined && branch.now.leases.has(lease) && documentAt(branch.now, lease) === null)
      branch.edit(agenda.now, lease, document);
  }

  #outage(): void {
    const random = this.#random;
    const { duration, common } = this.#conditions;
    const from = random.between(0, duration);
    const to = from + random.pick([0.5, 1, 2, 4]) * common.ttl;
    const of = random.pick([null, null, 'plain-1', 'plain-2', 'group-1', 'group-2']);
    this.#weather.outages.push({ from, to, kinds: random.pick(OUTAGES), is: 'silent', of });
  }
}
