// The merge queue of a run: its stack of merge groups, what is built anew after a failure, and names that are forged.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Job } from '../world/job.ts';
import { MAIN, type Group } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';

/** Groups that one run builds at most: a queue builds them anew again and again. */
const MOST_BUILDS = 12;

/** Seconds between two looks of the queue at its checks. */
const LOOK_EVERY: Seconds = 10;

interface Entry {
  readonly group: Group;
  readonly job: Job;
}

export class Queue {
  /** When the queue took a group off its list, by head. */
  readonly droppedAt = new Map<string, Seconds>();
  readonly #world: World;
  readonly #random: Random;
  readonly #people: People;
  #entries: Entry[] = [];
  #builds = 0;
  #forged: string[] = [];

  constructor(world: World, random: Random, people: People) {
    this.#world = world;
    this.#random = random;
    this.#people = people;
  }

  /** Puts pull requests on top, one after another at once. */
  enqueue(count: number): void {
    for (let n = 0; n < count; n += 1) this.#build(this.#builds + 1);
  }

  /** The queue takes groups off whose check has failed, and builds those above anew. */
  watch(isOver: () => boolean): void {
    this.#world.agenda.in(LOOK_EVERY, () => {
      if (isOver()) return;
      const failed = this.#entries.findIndex(({ job }) => job.isOver && job.status !== 'success');
      if (failed !== -1) this.rebuild(failed, true);
      this.watch(isOver);
    });
  }

  /** The groups from a place on are built anew; `without`: but for the one at that place. */
  rebuild(place = this.#random.integer(0, Math.max(this.#entries.length - 1, 0)), without = false): void {
    const gone = this.#entries.splice(place);
    for (const { group } of gone) this.#drop(group.head);
    for (const { group, job } of gone.slice(Number(without))) {
      if (this.#builds < MOST_BUILDS && !(job.isOver && job.status === 'success')) this.#build(group.number);
    }
  }

  /** Somebody pushes a name that claims to sit on a commit of the queue. */
  forge(): void {
    const below = this.#random.pick([MAIN, ...this.#entries.map(({ group }) => group.head)]);
    const name = `forged-${this.#forged.length}`;
    this.#forged.push(this.#world.repository.build(900 + this.#forged.length, MAIN, name, below).head);
  }

  dropForged(): void {
    this.#world.repository.drop(...this.#forged);
  }

  #build(number: number): void {
    const below = this.#entries.findLast(({ job }) => !job.isOver)?.group.head ?? MAIN;
    this.#builds += 1;
    const group = this.#world.repository.build(number, below, `group-${number}.${this.#builds}`);
    const job = this.#people.group(this.#world.agenda.now + this.#random.around(6), group);
    this.#entries.push({ group, job });
  }

  #drop(head: string): void {
    this.#world.repository.drop(head);
    if (!this.droppedAt.has(head)) this.droppedAt.set(head, this.#world.agenda.now);
  }
}
