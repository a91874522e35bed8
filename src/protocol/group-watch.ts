// The merge groups of one base branch, as one process sees them.
//
// What cannot be listed is unknown: then only the stabilisation window makes a round ready, and nothing is superseded.
import { PermissionError } from '../lease/errors.ts';
import type { MergeGroup } from '../lease/groups.ts';
import type { Instant } from '../lease/instant.ts';
import type { World } from './ports.ts';

export class GroupWatch {
  readonly #world: World;
  readonly #baseBranch: string | null;
  #seen: { readonly list: readonly MergeGroup[]; readonly at: Instant } | null = null;
  #isRefused = false;

  /** `baseBranch`: without `refs/heads/`; `null`: a plain request, which looks at no merge queue. */
  constructor(world: World, baseBranch: string | null) {
    this.#world = world;
    this.#baseBranch = baseBranch;
  }

  /** The latest list, and when it was looked at; `null`: not known. */
  get seen(): { readonly list: readonly MergeGroup[]; readonly at: Instant } | null {
    return this.#seen;
  }

  get list(): readonly MergeGroup[] | null {
    return this.#seen?.list ?? null;
  }

  /** Looks once more, for nothing where nothing has changed. */
  async look(signal: AbortSignal): Promise<void> {
    if (this.#baseBranch === null || this.#isRefused) return;
    try {
      const list = await this.#world.queue.list(this.#baseBranch, { signal });
      this.#seen = { list, at: this.#world.clock.now() };
    } catch (error) {
      if (!(error instanceof PermissionError)) throw error;
      this.#isRefused = true;
      this.#world.journal.warning(
        `${error.message} Without the merge groups a round waits for its whole stabilisation window.`,
      );
    }
  }
}
