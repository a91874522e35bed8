// The repository of a world: its commits with their parents, and the merge groups that the queue has built.
import type { MergeGroup } from '../../src/lease/groups.ts';

/** The commit that `main` is at, below every merge group. */
export const MAIN = commit('main');

/** A sha that is the same for the same name. */
export function commit(name: string): string {
  let hash = 0x811c9dc5;
  const bytes: string[] = [];
  for (let round = 0; bytes.length < 20; round += 1) {
    for (const letter of `${name}/${round}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    bytes.push(((hash >>> 11) & 0xff).toString(16).padStart(2, '0'));
  }
  return bytes.join('');
}

/** A merge group as a job runs for it. */
export interface Group {
  /** Which pull request it is for, and what the stories call it. */
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly ref: string;
}

export class Repository {
  readonly #parents = new Map<string, readonly string[]>([[MAIN, []]]);
  #groups: MergeGroup[] = [];

  get groups(): readonly MergeGroup[] {
    return this.#groups;
  }

  /** A commit on others. */
  push(name: string, ...parents: readonly string[]): string {
    const sha = commit(name);
    this.#parents.set(sha, parents);
    return sha;
  }

  /** The queue builds a group: its commit sits on `base`. `named`: the commit that its ref names, where that is forged. */
  build(number: number, base: string, name = `group-${number}`, named = base): Group {
    const head = this.push(name, base);
    const ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${named}`;
    this.#groups = [...this.#groups, { ref, head, parent: named, pullRequest: number }];
    return { number, head, base: named, ref };
  }

  /** A stack of groups, the first on `main`. */
  stack(...numbers: readonly number[]): Group[] {
    const built: Group[] = [];
    for (const number of numbers) built.push(this.build(number, built.at(-1)?.head ?? MAIN));
    return built;
  }

  /** The queue removes groups: merged, failed, or about to be built anew. */
  drop(...heads: readonly string[]): void {
    this.#groups = this.#groups.filter(({ head }) => !heads.includes(head));
  }

  /** The truth: whether `sha` is `head` or an ancestor of it. */
  contains(head: string, sha: string): boolean {
    if (head === sha) return true;
    return (this.#parents.get(head) ?? []).some((parent) => this.contains(parent, sha));
  }

  /** Commits of `head` that `main` has not. */
  aheadOfMain(head: string): number {
    const found = new Set<string>();
    const open = [head];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (found.has(at) || this.contains(MAIN, at)) continue;
      found.add(at);
      open.push(...(this.#parents.get(at) ?? []));
    }
    return found.size;
  }
}
