// A merge queue of one branch: stacked merge groups with real commits, and the events that GitHub sends of them.
import type { RepositoryState } from './repository-state.ts';
import { repositoryShape, simpleCommitShape, userShape } from './shapes.ts';
import type { History } from './history.ts';

/** One merge group. */
export interface Group {
  readonly pullRequest: number;
  readonly eventName: 'merge_group';
  /** `refs/heads/gh-readonly-queue/<base>/pr-<n>-<sha it sits on>` */
  readonly ref: string;
  /** The head, like `headSha`. */
  readonly sha: string;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  /** The payload of the `merge_group` event. */
  readonly event: Record<string, unknown>;
}

interface Entry {
  readonly pullRequest: number;
  readonly commits: number;
  group: Group;
}

/** The merge queue of a branch. */
export class MergeQueue {
  readonly #repository: RepositoryState;
  readonly #history: History;
  readonly #base: string;
  #entries: Entry[] = [];
  // Groups are built one after another, each on the one before.
  #turn: Promise<unknown> = Promise.resolve();

  constructor(repository: RepositoryState, history: History, base: string) {
    this.#repository = repository;
    this.#history = history;
    this.#base = base;
  }

  /** The groups, lowest first. */
  groups(): readonly Group[] {
    return this.#entries.map(({ group }) => group);
  }

  /** Builds the group of a pull request on top of the others. */
  enqueue(pullRequest: number, { commits = 1 }: { commits?: number } = {}): Promise<Group> {
    return this.#inTurn(async () => {
      if (this.#entries.some((entry) => entry.pullRequest === pullRequest))
        throw new Error(`pull request ${pullRequest} is already in the merge queue of ${this.#base}`);
      const group = await this.#build(pullRequest, commits, await this.#top(this.#entries.at(-1)));
      this.#entries.push({ pullRequest, commits, group });
      return group;
    });
  }

  /** Removes a pull request; the groups above it are built anew, on new refs, and returned. */
  dequeue(pullRequest: number): Promise<readonly Group[]> {
    return this.#inTurn(async () => {
      const at = this.#demand(pullRequest);
      const gone = this.#entries.slice(at);
      await this.#removeRefs(gone);
      this.#entries = this.#entries.slice(0, at);
      for (const { pullRequest: above, commits } of gone.slice(1)) {
        const group = await this.#build(above, commits, await this.#top(this.#entries.at(-1)));
        this.#entries.push({ pullRequest: above, commits, group });
      }
      return this.groups().slice(at);
    });
  }

  /** Merges a group and those below it: the branch moves to its head, and their refs go. */
  merge(pullRequest: number): Promise<void> {
    return this.#inTurn(async () => {
      const at = this.#demand(pullRequest);
      const merged = this.#entries.slice(0, at + 1);
      const head = merged[at]?.group.headSha ?? '';
      await this.#history.set(`refs/heads/${this.#base}`, head);
      await this.#removeRefs(merged);
      this.#entries = this.#entries.slice(at + 1);
    });
  }

  async #build(pullRequest: number, commits: number, baseSha: string): Promise<Group> {
    const headSha = await this.#history.grow(baseSha, commits, `Merge pull request #${pullRequest}`);
    const ref = `refs/heads/gh-readonly-queue/${this.#base}/pr-${pullRequest}-${baseSha}`;
    await this.#history.set(ref, headSha);
    const commit = await this.#repository.git.commit(headSha);
    if (commit === null) throw new Error(`commit ${headSha} vanished`);
    const baseRef = `refs/heads/${this.#base}`;
    const event = {
      action: 'checks_requested',
      merge_group: {
        head_sha: headSha,
        head_ref: ref,
        base_sha: baseSha,
        base_ref: baseRef,
        head_commit: simpleCommitShape(headSha, commit),
      },
      repository: repositoryShape(this.#repository),
      sender: userShape('github-merge-queue[bot]', this.#repository.serverUrl),
    };
    return { pullRequest, eventName: 'merge_group', ref, sha: headSha, headSha, baseSha, baseRef, event };
  }

  async #top(entry: Entry | undefined): Promise<string> {
    if (entry !== undefined) return entry.group.headSha;
    return this.#history.demandHead(this.#base);
  }

  async #removeRefs(entries: readonly Entry[]): Promise<void> {
    for (const { group } of entries) await this.#history.set(group.ref, null);
  }

  #demand(pullRequest: number): number {
    const at = this.#entries.findIndex((entry) => entry.pullRequest === pullRequest);
    if (at < 0) throw new Error(`pull request ${pullRequest} is not in the merge queue of ${this.#base}`);
    return at;
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
