// What a checkup needs of plain git: two stores that race as two machines would, and the end of their branch.
import type { CallOptions, Store } from '../store.ts';
import { withoutSecrets } from './environment.ts';
import type { Git } from './git.ts';
import type { GitStore } from './git-store.ts';
import { gitVersion } from './version.ts';

export interface GitCheckup {
  /** Two stores on one branch, as two machines would have. */
  readonly probes: readonly [Store, Store];
  /** Where they are written, if that is another address than they are read at. */
  readonly writtenAt: string | null;
  /** Removes the branch. */
  remove(options?: CallOptions): Promise<void>;
  /** What git calls itself. */
  git(options?: CallOptions): Promise<string>;
}

/** The probes must take the server at its word: it is the word that is tried. */
export function gitCheckup(git: Git, probes: readonly [GitStore, GitStore], pushUrl?: string): GitCheckup {
  return {
    probes,
    writtenAt: pushUrl === undefined ? null : withoutSecrets(pushUrl),
    remove: (options) => probes[0].remove(options),
    git: ({ signal } = {}) => gitVersion(git, signal),
  };
}
