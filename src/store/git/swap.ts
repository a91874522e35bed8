// The compare-and-swap: a push, and what its answer means.
//
// What git itself turns down was a race: the server has shown it another head. What the server turns down may be one too, or
// a rule, and only words for people tell them apart. While it holds the ref for a winner, it shows the old head still; so it
// is asked twice. What it turns down again, while the branch stays where it is, is a rule, and nothing was written.
import type { Head } from '../../lease/board.ts';
import type { Version } from '../../lease/identifiers.ts';
import { causeOf } from '../cause.ts';
import type { Swap } from '../store.ts';
import { withoutSecrets } from './environment.ts';
import { failureOf, isFault, saidBy } from './faults.ts';
import type { GitResult } from './git.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';

/** Moves the branch. */
export class Swapper {
  readonly #mirror: Mirror;
  readonly #isTrusted: boolean;
  /** The head that git has not found at the server when it was to write on it last. */
  #staleOn: Head | undefined;

  /** A server that `isTrusted` is taken at its word. */
  constructor(mirror: Mirror, isTrusted: boolean) {
    this.#mirror = mirror;
    this.#isTrusted = isTrusted;
  }

  /** Moves the branch from `expected` to `commit`. */
  async swap(
    expected: Head,
    commit: Version,
    signal: AbortSignal | undefined,
    attempt: 'first' | 'second' = 'first',
  ): Promise<Swap> {
    const pushed = await push(this.#mirror, expected, commit, signal);
    switch (pushed.kind) {
      case 'applied':
        this.#staleOn = undefined;
        return this.#isTrusted ? { kind: 'applied', head: commit } : this.#confirmed(commit, signal);
      case 'rejected':
        if (pushed.by === 'git') return this.#stale(expected, pushed.cause);
        if ((await this.#mirror.fetch(signal)) !== expected) return { kind: 'conflict' };
        if (attempt === 'first') return this.swap(expected, commit, signal, 'second');
        return { kind: 'refused', cause: pushed.cause };
      case 'unsent':
        return this.#unsent(expected, pushed.result, signal);
      case 'unknown':
        return pushed;
    }
  }

  /** A head that git does not find twice, though it was read in between, is hidden from those who write. */
  #stale(expected: Head, cause: Error): Swap {
    const isHidden = this.#staleOn === expected;
    this.#staleOn = expected;
    if (!isHidden) return { kind: 'conflict' };
    return { kind: 'refused', cause: new Error(`${cause.message}${addressesOf(this.#mirror)}`) };
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
    if (head !== expected) return { kind: 'conflict' };
    return { kind: 'refused', cause: new Error(`${saidBy(result)}${addressesOf(this.#mirror)}`) };
  }

  /** Whether what the server has said to be written is there. A commit that was made on it since tells the same. */
  async #confirmed(commit: Version, signal: AbortSignal | undefined): Promise<Swap> {
    try {
      const head = await this.#mirror.fetch(signal);
      if (head === commit || (head !== null && (await this.#contains(head, commit, signal))))
        return { kind: 'applied', head: commit };
      const shown = head === null ? 'no branch' : `the commit ${head}`;
      const told = `the server says that it is written, and shows ${shown}${addressesOf(this.#mirror)}`;
      return { kind: 'unknown', cause: new Error(told) };
    } catch (error) {
      return { kind: 'unknown', cause: causeOf(error) };
    }
  }

  async #contains(head: Version, commit: Version, signal: AbortSignal | undefined): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', commit, head];
    return (await this.#mirror.run(args, { signal })).code === 0;
  }
}

/** What to think of, where it is written by another address than it is read. */
function addressesOf({ place: { url }, pushUrl }: Mirror): string {
  if (pushUrl === url) return '';
  const [read, written] = [url, pushUrl].map(withoutSecrets);
  return `; it is read at ${read} and written at ${written}, and a lease needs one repository behind both`;
}
