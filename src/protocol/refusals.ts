// Writes that GitHub answers with a refusal, though nobody else has changed the branch.
//
// A lost race moves the head. Refusals on a head that stays the same for some seconds are a rule: then somebody must
// act, and the message says who and on what.
import { PermissionError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Head } from '../store/store.ts';
import type { World } from './ports.ts';

/** So many refusals, over so many seconds, are a rule and not a race. */
const REFUSALS = 6;
const REFUSED_FOR: Seconds = 8;

export class Refusals {
  readonly #world: World;
  #last: { readonly head: Head; readonly since: Seconds; readonly count: number } | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** A write was applied: there is no rule against it. */
  clear(): void {
    this.#last = null;
  }

  /** Counts a refusal of a write on `head`; throws a PermissionError where they prove a rule. */
  count(head: Head, cause: unknown): void {
    const now = this.#world.clock.monotonic();
    const { since, count } = this.#last?.head === head ? this.#last : { since: now, count: 0 };
    this.#last = { head, since, count: count + 1 };
    if (this.#last.count < REFUSALS || now - since < REFUSED_FOR) return;
    const { branch } = this.#world.store;
    const answer = cause instanceof Error ? ` (its last answer: ${cause.message})` : '';
    throw new PermissionError(
      `GitHub has refused ${this.#last.count} writes to the branch ${branch}, though nobody else changed it${answer}. ` +
        `A ruleset, branch protection or required signature probably applies to it: exempt the branch ${branch} from the rule, or let the action's token bypass it.`,
      { cause },
    );
  }
}
