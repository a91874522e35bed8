// The shared resource of the demo, a staging environment say: it refuses nobody, and records who used it when.
//
// A real resource can check the fencing token. This one only records it, so that a wrong use is seen, not prevented.
// Where there are slots, each is a resource of its own, and keeps the tokens of its own.

/** One use of the resource. */
export interface Use {
  readonly token: number;
  readonly who: string;
  /** `null`: there are no slots. */
  readonly slot: string | null;
}

/** The record of uses, in order. */
export class Resource {
  readonly uses: Use[] = [];

  /** Uses the resource, or one slot of it. */
  touch(token: number, who: string, slot: string | null = null): void {
    this.uses.push({ token, who, slot });
  }

  /** Says which uses break the promise of a lease: an older token after a newer one, or two users of one token. */
  problems(): string[] {
    const users = new Map<number, string>();
    const newest = new Map<string | null, Use>();
    const found = new Set<string>();
    for (const use of this.uses) {
      const { token, who, slot } = use;
      const what = slot === null ? 'the resource' : `slot ${slot}`;
      const user = users.get(token) ?? who;
      users.set(token, user);
      if (user !== who) found.add(`${who} used ${what} with the token ${token} of ${user}`);
      const latest = newest.get(slot) ?? use;
      if (token < latest.token)
        found.add(`${who} used ${what} with token ${token} after ${latest.who} had with ${latest.token}`);
      else newest.set(slot, use);
    }
    return [...found];
  }
}
