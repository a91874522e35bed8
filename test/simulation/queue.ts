// The merge queue of the simulated GitHub: merge groups stacked on each other, merged from below, rebuilt after a
// failure or a push to the base branch.
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Commits } from './commits.ts';
import type { Loop } from './loop.ts';
import { Timeline } from './timeline.ts';

export const BASE = 'main';

/** A merge group with its place in the stack. */
export interface Group extends MergeGroup {
  readonly base: string;
}

interface Entry {
  readonly group: Group;
  readonly change: string;
  passed: boolean;
}

export class Queue {
  readonly #loop: Loop;
  readonly #commits: Commits;
  readonly #start: (group: Group) => void;
  readonly #list = new Timeline<readonly MergeGroup[]>([]);
  /** Names that somebody has pushed to look like merge groups. */
  readonly #forged: MergeGroup[] = [];
  #entries: Entry[] = [];
  #base: string;
  #pullRequests = 0;

  /** `start` starts the job of a new group. */
  constructor(loop: Loop, commits: Commits, start: (group: Group) => void) {
    this.#loop = loop;
    this.#commits = commits;
    this.#start = start;
    this.#base = commits.make();
  }

  /** The branches that look like merge groups, at a time. */
  list(branch: string, time: number): readonly MergeGroup[] {
    return branch === BASE ? this.#list.at(time) : [];
  }

  aheadBy(branch: string, head: string): number | null {
    return branch === BASE ? this.#commits.aheadBy(this.#base, head) : null;
  }

  get base(): string {
    return this.#base;
  }

  /** Puts a pull request on top. */
  enqueue(): void {
    this.#build(++this.#pullRequests, this.#commits.make(this.#base));
    this.#publish();
  }

  /** Somebody pushes a name that claims to sit on a real group, or to carry one. */
  forge(): void {
    const { random } = this.#loop;
    const heads = this.#entries.map((entry) => entry.group.head);
    if (heads.length === 0) return;
    const [parent, head] = [
      random.pick(heads),
      random.chance(0.5) ? random.pick(heads) : this.#commits.make(this.#base),
    ];
    const pullRequest = 900 + this.#forged.length;
    this.#forged.push({ ref: refOf(pullRequest, parent), head, parent, pullRequest });
    this.#publish();
    this.#loop.log(`somebody forges a merge group ${short(head)} on ${short(parent)}`);
  }

  removeForged(): void {
    this.#forged.length = 0;
    this.#publish();
  }

  /** Somebody pushes to the base branch: every group is rebuilt. */
  pushToBase(): void {
    this.#base = this.#commits.make(this.#base);
    this.#rebuild(0);
  }

  /** The required check of a group has ended. */
  finished(group: Group, passed: boolean): void {
    const place = this.#entries.findIndex((entry) => entry.group === group);
    if (place === -1) return;
    if (passed) {
      this.#entries[place]!.passed = true;
      this.#merge();
      return;
    }
    this.#entries.splice(place, 1);
    this.#rebuild(place);
  }

  #merge(): void {
    for (let first = this.#entries[0]; first?.passed === true; first = this.#entries[0]) {
      this.#base = first.group.head;
      this.#entries.shift();
    }
    this.#publish();
  }

  #rebuild(from: number): void {
    const above = this.#entries.splice(from);
    for (const { group, change } of above) this.#build(group.pullRequest, change);
    this.#publish();
  }

  #build(pullRequest: number, change: string): void {
    const parent = this.#entries.at(-1)?.group.head ?? this.#base;
    const head = this.#commits.make(parent, change);
    const group = { ref: refOf(pullRequest, parent), head, parent, pullRequest, base: parent };
    this.#entries.push({ group, change, passed: false });
    this.#loop.log(`group ${short(head)} (PR ${pullRequest}) sits on ${short(parent)}`);
    this.#start(group);
  }

  #publish(): void {
    const groups = this.#entries.map(({ group: { ref, head, parent, pullRequest } }) => ({
      ref,
      head,
      parent,
      pullRequest,
    }));
    this.#list.set(this.#loop.now, [...groups, ...this.#forged]);
  }
}

function refOf(pullRequest: number, parent: string): string {
  return `refs/heads/gh-readonly-queue/${BASE}/pr-${pullRequest}-${parent}`;
}

/** The part of a sha that tells commits of a simulation apart. */
export function short(sha: string): string {
  return sha.slice(0, 6).replace(/^0+/, 'c');
}
