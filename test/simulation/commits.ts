// The truth about commits: which contains which, and how many a head is ahead of a branch.
//
// Shas are made from a counter. Nobody in the simulation knows this but the answers of the compare API and the checks.

export class Commits {
  readonly #contained = new Map<string, ReadonlySet<string>>();

  /** Makes a commit on its parents. */
  make(...parents: readonly string[]): string {
    const number = (this.#contained.size + 1).toString(16);
    // Digits first, so that the short form in a trace tells commits apart.
    const sha = `${number.padStart(6, '0')}${'c'.repeat(34)}`;
    const contained = new Set([sha]);
    for (const parent of parents) for (const each of this.#contained.get(parent) ?? []) contained.add(each);
    this.#contained.set(sha, contained);
    return sha;
  }

  /** Whether `sha` is `head` or an ancestor of it. */
  contains(head: string, sha: string): boolean {
    return this.#contained.get(head)?.has(sha) ?? false;
  }

  /** Commits that `head` has and `base` has not. */
  aheadBy(base: string, head: string): number {
    const known = this.#contained.get(base);
    let count = 0;
    for (const sha of this.#contained.get(head) ?? []) if (known?.has(sha) !== true) count += 1;
    return count;
  }
}
