// The store on a branch of a repository, through the GitHub API.
//
// Promises what store.ts asks for. It trusts no clock, keeps nothing but what saves requests, and never overwrites
// a file that it cannot understand. Who may write the branch is GitHub's to decide.
import type { Board } from '../../lease/board.ts';
import type { Client, Repository } from '../../github/client.ts';
import type { Snapshot, Store, Swap } from '../store.ts';
import { changesFrom, type Origins } from '../files.ts';
import { createBranch } from './create.ts';
import { historyCutter } from './history.ts';
import { readBoard, type Place } from './read.ts';
import { swapHead } from './swap.ts';
import { watcher } from './watch.ts';

/** Where the lock branch is, and how the board looks to people. */
interface GitRefOptions {
  readonly client: Client;
  readonly repository: Repository;
  /** The lock branch, without `refs/heads/`. */
  readonly branch: string;
  /** GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  /** The text of README.md. */
  readonly render: (board: Board, context: { branch: string; now: number; serverUrl: string }) => string;
}

/** The {@link Store} on a branch; sends nothing yet. */
export function gitRefStore({ client, repository, branch, serverUrl, render }: GitRefOptions): Store {
  const place: Place = { client, repository, branch };
  const origins: Origins = new WeakMap();
  const cut = historyCutter(place);
  return {
    branch,
    url: boardUrlOf(serverUrl, repository, branch),
    read: (options = {}) => readBoard(place, origins, options),
    watch: watcher(place),
    cutHistory: (keep, options = {}) => cut(keep, options),
    async compareAndSwap(expected: Snapshot, next: Board, message, { now, ...options }): Promise<Swap> {
      const changes = changesFrom(expected, next, origins, render(next, { branch, now, serverUrl }));
      return expected.head === null
        ? createBranch(place, changes.additions, message, options)
        : swapHead(place, expected.head, changes, message, options);
    },
  };
}

/** The branch in a browser. */
export function boardUrlOf(serverUrl: string, { owner, repo }: Repository, branch: string): string {
  const path = [owner, repo, 'tree', ...branch.split('/')].map(encodeURIComponent);
  return [serverUrl.replace(/\/+$/, ''), ...path].join('/');
}
