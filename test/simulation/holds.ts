// Every hold there ever was: by whom, with which token, and whether somebody else has ended it.
//
// Somebody may delete the branch. The next one is another incarnation: what was held then is not known to everyone now.

export interface Hold {
  readonly id: string;
  readonly token: number;
}

export class Holds {
  readonly #granted = new Map<string, number>();
  readonly #freed = new Set<string>();
  readonly #newest = new Map<string, number>();
  #incarnation = 0;

  /** Whether the branch was deleted at any time. */
  get wasDeleted(): boolean {
    return this.#incarnation > 0;
  }

  onDelete(): void {
    this.#incarnation += 1;
  }

  /** Which branch this is: every deletion makes the next one another. */
  get incarnation(): number {
    return this.#incarnation;
  }

  /** Takes note of a grant; the newest token of the lease before it. */
  grant(lease: string, hold: Hold): number {
    const newest = this.#newest.get(lease) ?? 0;
    this.#granted.set(keyOf(hold), this.#incarnation);
    this.#newest.set(lease, Math.max(newest, hold.token));
    return newest;
  }

  /** Somebody else has ended a hold. */
  free(hold: Hold): void {
    this.#freed.add(keyOf(hold));
  }

  wasGranted(hold: Hold): boolean {
    return this.#granted.has(keyOf(hold));
  }

  /** Whether a hold may have a successor although its user has not released it. */
  mayBeOver(hold: Hold): boolean {
    return this.#freed.has(keyOf(hold)) || this.#granted.get(keyOf(hold)) !== this.#incarnation;
  }
}

function keyOf({ id, token }: Hold): string {
  return `${id}@${token}`;
}
