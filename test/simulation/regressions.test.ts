// Bugs that the simulation has found, each as the patch that brings it back and the seed that sees it.
//
// The seed keeps every promise with the sources as they are, and breaks one with the patch: so a story stays told when
// the simulation changes. Whoever changes its order of random numbers looks for new seeds, which `simulatePatched` finds.
import { describe, expect, it } from 'vitest';
import type { Patch } from '../model/mutate.ts';
import { simulatePatched } from './patched.ts';
import { simulate } from './simulation.ts';

const RUNNERS = 8;
const SESSION = 'protocol/session.ts';

interface Regression {
  readonly story: string;
  readonly seed: number;
  /** How many there were, where not as many as usual. */
  readonly runners?: number;
  readonly patch: Patch;
  readonly breaks: RegExp;
}

const REGRESSIONS: readonly Regression[] = [
  {
    story: 'a lagging replica shows another head to a job that ends, whose unanswered write lands after that',
    seed: 6760,
    patch: {
      file: SESSION,
      search: 'this.#unanswered.filter((write) => write.sequence >= document.sequence)',
      replace: 'this.#unanswered.filter((write) => write.head === this.view.snapshot?.head)',
    },
    breaks: /S10/,
  },
  {
    story: 'the first write of a lease has no answer, and time passes before it lands',
    seed: 605,
    patch: {
      file: SESSION,
      search:
        'const document = this.view.snapshot?.board.leases.get(this.#lease); if (document === undefined || isUnreadable(document)) return;',
      replace: 'const { document } = this.view;',
    },
    breaks: /S10/,
  },
  {
    story: 'a replica stands still, and every lost race looks like a rule against writing',
    seed: 14,
    patch: { file: SESSION, search: 'cause !== undefined &&', replace: '' },
    breaks: /PermissionError/,
  },
  {
    story: 'post is shown a state from before the grant of its main step, and leaves the hold behind',
    seed: 136,
    patch: { file: 'modes/post.ts', search: 'if (epoch !== null) session.expect(epoch);', replace: '' },
    breaks: /L2/,
  },
  {
    story:
      'a write arrives twice: the first copy lands, the second is answered as a lost race, and the step ends',
    seed: 1_795_181_470_979_094,
    runners: 20,
    patch: {
      file: SESSION,
      search: 'return await this.#world.store.compareAndSwap(...write);',
      replace: `const swap = await this.#world.store.compareAndSwap(...write);
        if (swap.kind === 'conflict') this.#setUnanswered(earlier);
        return swap;`,
    },
    breaks: /S10/,
  },
];

describe('a seed that has found a bug', () => {
  it.each(REGRESSIONS)('keeps every promise now: $story', async ({ seed, runners = RUNNERS }) => {
    const { broken } = await simulate({ seed, runners });
    expect(broken).toEqual([]);
  });

  it.each(REGRESSIONS)('would find it again: $story', async ({ seed, patch, breaks, runners = RUNNERS }) => {
    const verdict = await simulatePatched([patch], { from: seed, seeds: 1, runners });
    expect(verdict.broken).toMatch(breaks);
  });
});
