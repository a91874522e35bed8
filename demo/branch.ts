// The lock branch as the demo follows it: read with git, not through the API, so that watching costs no request.
import { setTimeout as delay } from 'node:timers/promises';
import { isUnreadable, parseDocument } from '../src/lease/board.ts';
import type { LeaseDocument } from '../src/lease/schema.ts';
import { LOCK_BRANCH, type Scene } from '../test/support/scene.ts';

/** The lease of the demo: that of the base branch. */
export const LEASE = 'main';

const LOOK_EVERY = 100;

/** One write of the board. */
export interface Commit {
  readonly sha: string;
  /** `10:54:59` in UTC. */
  readonly at: string;
  readonly subject: string;
  /** The lease as this commit has it. */
  readonly document: LeaseDocument | null;
}

/** All commits of the lock branch, oldest first, as far as they have been seen. */
export class Branch {
  readonly commits: Commit[] = [];
  readonly #scene: Scene;
  #head: string | null = null;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Calls back with every new commit until the signal is aborted, and once more after that. */
  async follow(seen: (commit: Commit) => void, signal: AbortSignal): Promise<void> {
    for (let isLast = false; !isLast;) {
      isLast = signal.aborted;
      for (const commit of await this.#new()) {
        this.commits.push(commit);
        seen(commit);
      }
      if (!isLast) await delay(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }

  async #new(): Promise<Commit[]> {
    const { github } = this.#scene;
    const head = await github.head(LOCK_BRANCH);
    if (head === null || head === this.#head) return [];
    const range = this.#head === null ? head : `${this.#head}..${head}`;
    const format = '--format=%H %cd %s';
    const log = await github.git('log', '--reverse', '--date=format:%H:%M:%S', format, range);
    this.#head = head;
    return Promise.all(
      log.split('\n').map(async (line) => {
        const [sha = '', at = '', ...words] = line.split(' ');
        return { sha, at, subject: words.join(' '), document: await this.#document(sha) };
      }),
    );
  }

  async #document(sha: string): Promise<LeaseDocument | null> {
    const parsed = parseDocument(LEASE, await this.#scene.github.file(sha, `leases/${LEASE}.json`));
    return isUnreadable(parsed) ? null : parsed;
  }
}
