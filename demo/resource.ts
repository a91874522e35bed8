// The shared resource of the demo, a staging environment say: it refuses nobody, and records who used it when.
//
// A real resource can check the fencing token. This one only records it, so that a wrong use is seen, not prevented.

/** One use of the resource. */
export interface Use {
  readonly token: number;
  readonly who: string;
}

/** The record of uses, in order. */
export class Resource {
  readonly uses: Use[] = [];

  /** Uses the resource. */
  touch(token: number, who: string): void {
    this.uses.push({ token, who });
  }

  /** Says which uses break the promise of a lease: an older token after a newer one, or two users of one token. */
  problems(): string[] {
    const users = new Map<number, string>();
    let newest = { token: -Infinity, who: '' };
    const found = new Set<string>();
    for (const { token, who } of this.uses) {
      const user = users.get(token) ?? who;
      users.set(token, user);
      if (user !== who) found.add(`${who} used the resource with the token ${token} of ${user}`);
      if (token < newest.token)
        found.add(
          `${who} used the resource with token ${token} after ${newest.who} had with ${newest.token}`,
        );
      else newest = { token, who };
    }
    return [...found];
  }
}
