// The resource outside of GitHub that a chaos run protects: it writes down who used it when, and rejects old tokens.
//
// A job that has lost its runner may still be at work; such a user is a `zombie`. Nobody else may be inside at the
// same time as another.

/** One stay on the resource, from the grant to the moment before its release. */
export interface Stay {
  readonly who: string;
  readonly token: number;
  isZombie: boolean;
}

export class FencedResource {
  readonly #inside = new Set<Stay>();
  /** The highest token of who came, and of who used it. */
  #latest = 0;
  #newest = 0;
  /** Operations let through, and refused for their token. */
  readonly counts = { accepted: 0, rejected: 0 };
  /** What must not happen, in words. */
  readonly problems: string[] = [];

  enter(who: string, token: number, isZombie = false): Stay {
    const stay = { who, token, isZombie };
    if (!isZombie) this.#judge(stay);
    this.#inside.add(stay);
    this.#latest = Math.max(this.#latest, token);
    return stay;
  }

  /** Who has not lost the lease is alone, and has a token above all before. */
  #judge({ who, token }: Stay): void {
    for (const other of this.#inside) {
      if (!other.isZombie)
        this.problems.push(
          `${who} (token ${token}) entered while ${other.who} (token ${other.token}) was inside`,
        );
    }
    if (token <= this.#latest)
      this.problems.push(`${who} entered with token ${token}, not above ${this.#latest} of one before`);
  }

  /** One operation; `false` where the token is older than one that was used before. */
  operate(stay: Stay): boolean {
    const accepted = stay.token >= this.#newest;
    if (accepted) this.#newest = stay.token;
    else if (!stay.isZombie)
      this.problems.push(`${stay.who} was refused with token ${stay.token} though it had not lost the lease`);
    this.counts[accepted ? 'accepted' : 'rejected'] += 1;
    return accepted;
  }

  leave(stay: Stay): void {
    this.#inside.delete(stay);
  }
}
