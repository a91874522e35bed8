// The compare-and-swap: a push, and what its answer means.
//
// A server turns a push down for a race or for a rule, and only words for people tell them apart. What was turned down
// twice on one head was no race: whoever lost one reads another head before the second try. To look at the head at once
// would not do: a server may hold the ref for a winner whose write is not to be seen yet.
import type { Head } from '../../lease/board.ts';
import type { Version } from '../../lease/identifiers.ts';
import { causeOf } from '../cause.ts';
import type { Swap } from '../store.ts';
import { failureOf, isFault, saidBy } from './faults.ts';
import type { GitResult } from './git.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';

/** Moves the branch. */
export class Swapper {
  readonly #mirror: Mirror;
  readonly #isTrusted: boolean;
  /** The head on which the last write was turned down. */
  #rejectedOn: Head | undefined;

  /** A server that `isTrusted` is taken at its word. */
  constructor(mirror: Mirror, isTrusted: boolean) {
    this.#mirror = mirror;
    this.#isTrusted = isTrusted;
  }

  /** Moves the branch from `expected` to `commit`. */
  async swap(expected: Head, commit: Version, signal: AbortSignal | undefined): Promise<Swap> {
    const pushed = await push(this.#mirror, expected, commit, signal);
    switch (pushed.kind) {
      case 'applied':
        this.#rejectedOn = undefined;
        return this.#isTrusted ? { kind: 'applied', head: commit } : this.#confirmed(commit, signal);
      case 'rejected': {
        const isRule = this.#rejectedOn === expected;
        this.#rejectedOn = expected;
        return isRule ? { kind: 'refused', cause: pushed.cause } : { kind: 'conflict' };
      }
      case 'unsent':
        return this.#unsent(expected, pushed.result, signal);
      case 'unknown':
        return pushed;
    }
  }

  /**
   * A push that was over before there was anything to write. Where the server lets itself be read all the same, it is
   * the writing that it refuses, which is how a key without the right to write looks.
   */
  async #unsent(expected: Head, result: GitResult, signal: AbortSignal | undefined): Promise<Swap> {
    const { isHttp, status } = result.trace;
    // With HTTP a refusal has a status.
    if (isFault(result) || (isHttp && status === null))
      throw failureOf(this.#mirror.purpose('writing'), result);
    const head = await this.#mirror.fetch(signal);
    return head === expected ? { kind: 'refused', cause: new Error(saidBy(result)) } : { kind: 'conflict' };
  }

  /** Whether what the server has said to be written is there. A commit that was made on it since tells the same. */
  async #confirmed(commit: Version, signal: AbortSignal | undefined): Promise<Swap> {
    try {
      const head = await this.#mirror.fetch(signal);
      if (head === commit || (head !== null && (await this.#contains(head, commit, signal))))
        return { kind: 'applied', head: commit };
      const shown = head === null ? 'no branch' : `the commit ${head}`;
      return { kind: 'unknown', cause: new Error(`the server says that it is written, and shows ${shown}`) };
    } catch (error) {
      return { kind: 'unknown', cause: causeOf(error) };
    }
  }

  async #contains(head: Version, commit: Version, signal: AbortSignal | undefined): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', commit, head];
    return (await this.#mirror.run(args, { signal })).code === 0;
  }
}
