// The store on a branch of any repository that git can fetch from and push to.
//
// Promises what store.ts asks for. It needs no API and no clock. Who may read and write is the server's to decide, and how
// it is reached is git's: whatever `git push` can do on this machine, this can do.
import type { Board } from '../../lease/board.ts';
import type { BranchName } from '../../lease/identifiers.ts';
import type { Instant } from '../../lease/instant.ts';
import { causeOf } from '../cause.ts';
import { changesFrom, type Origins } from '../files.ts';
import type { CallOptions, Store, Swap } from '../store.ts';
import { makeCommit } from './commit.ts';
import { withoutSecrets } from './environment.ts';
import { cutHistory } from './history.ts';
import { Mirror, type Place } from './mirror.ts';
import { removeBranch } from './push.ts';
import { Reader } from './read.ts';
import { Swapper } from './swap.ts';
import { Turns } from './turns.ts';

/** Where the lock branch is, and how the board looks to people. */
export interface GitOptions extends Place {
  /** Where people look at the branch, if not at the URL of the repository. */
  readonly boardUrl?: string;
  /** The server has shown that it keeps compare-and-swap. What another one says to be written is looked for. */
  readonly isTrusted: boolean;
  /** The text of README.md. */
  readonly render: (board: Board, context: { readonly branch: BranchName; readonly now: Instant }) => string;
}

export interface GitStore extends Store {
  /** Removes the branch. Rejects as the calls of {@link Store} do. */
  remove(options?: CallOptions): Promise<void>;
}

/** The {@link Store} on a branch; starts no process yet. */
export function gitStore(options: GitOptions): GitStore {
  const { branch, url, boardUrl, isTrusted, render } = options;
  const origins: Origins = new WeakMap();
  const mirror = new Mirror(options);
  const reader = new Reader(mirror, origins);
  const swapper = new Swapper(mirror, isTrusted);
  const turns = new Turns();
  return {
    branch,
    url: boardUrl ?? withoutSecrets(url),
    read: (call = {}) => turns.take(() => reader.read(call), call.signal),
    watch: (lease, call = {}) => turns.take(() => reader.watch(lease, call), call.signal),
    cutHistory: (keep, { signal } = {}) =>
      turns.take(() => cutHistory(mirror, swapper, keep, signal), signal),
    remove: ({ signal } = {}) => turns.take(() => removeBranch(mirror, signal), signal),
    async compareAndSwap(expected, next, message, { now, signal }): Promise<Swap> {
      const write = async (): Promise<Swap> => {
        const { head } = expected;
        // Another store may have read it.
        const isHere = head === null ? mirror.knowsFormat : await mirror.has(head, signal);
        if (!isHere && (await mirror.fetch(signal)) !== head) return { kind: 'conflict' };
        const changes = changesFrom(expected, next, origins, render(next, { branch, now }));
        const commit = { parent: head, changes, message, now };
        const made = await makeCommit(mirror, commit, signal);
        return swapper.swap(head, made, signal);
      };
      try {
        return await turns.take(write, signal);
      } catch (error) {
        if (signal?.aborted !== true) throw error;
        return { kind: 'unknown', cause: causeOf(error) };
      }
    },
  };
}
