// The resource that a lease protects, and who uses it: from the moment that main was told that it holds the lease until
// it begins to release it, or dies.
//
// Two may meet there only where the hold of the one that came first was ended by somebody else, and the token of that
// one is the older: a resource that checks tokens refuses it.
import type { Hold, Holds } from './holds.ts';
import type { Record } from './record.ts';

export interface User extends Hold {
  readonly name: string;
}

export class Resource {
  readonly #holds: Holds;
  readonly #record: Record;
  readonly #users = new Set<User>();
  #newest = 0;

  constructor(holds: Holds, record: Record) {
    this.#holds = holds;
    this.#record = record;
  }

  enter(user: User): void {
    this.#record.count('acquired');
    const name = `${user.id} with ${user.token}`;
    if (!this.#holds.wasGranted(user)) this.#record.break('S1', `${name} uses what it was never granted`);
    for (const other of this.#users) this.#meet(user, other);
    const comesLate = user.token < this.#newest && !this.#holds.mayBeOver(user);
    if (comesLate) this.#record.break('S2', `${name} comes after ${this.#newest}`);
    this.#newest = Math.max(this.#newest, user.token);
    this.#users.add(user);
  }

  leave(user: User): void {
    this.#users.delete(user);
  }

  /** A later step of a job was given another token, so somebody must have ended its first hold. */
  replace(user: User, next: User): void {
    if (!this.#holds.mayBeOver(user))
      this.#record.break('S7', `${user.name} holds ${user.token} and ${next.token}`);
    this.leave(user);
    this.enter(next);
  }

  #meet(user: User, other: User): void {
    this.#record.count('overlaps');
    const [older, newer] = other.token < user.token ? [other, user] : [user, other];
    if (older.token === newer.token)
      this.#record.break('S2', `${older.id} and ${newer.id} have the token ${older.token}`);
    if (!this.#holds.mayBeOver(older)) {
      this.#record.break(
        'S1',
        `${newer.id} and ${older.id} use the resource, and nobody has evicted ${older.token}`,
      );
    }
  }
}
