// The test of the simulation: it catches every broken core of the list that the model catches.
//
// Each mutation is tried with the seed that is known to catch it. Where that seed no longer does, because the code has
// changed, others are searched: the test then fails only if none of them catches it, and says which seed to note.
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../model/mutations.ts';
import { CATCHING_SEEDS } from './catching-seeds.ts';
import { simulatePatched, type Verdict } from './patched.ts';

const RUNNERS = 8;

/** Seeds that are searched, from 1, where the known one does not catch a mutation. */
const SEARCHED = 400;

/** Mutations that no simulated repository can show, each with the reason. */
const BEYOND: Readonly<Record<string, string>> = {};

const expressible = MUTATIONS.filter(({ name }) => BEYOND[name] === undefined);

describe('the seeds that catch mutations', () => {
  it('are of mutations on the list, and of all that can be shown', () => {
    expect(Object.keys(CATCHING_SEEDS).toSorted()).toEqual(expressible.map(({ name }) => name).toSorted());
  });
});

describe.concurrent('the simulation catches a core in which', () => {
  it.for(expressible)('$name', { timeout: 120_000 }, async ({ name, patches }, { expect }) => {
    const known = CATCHING_SEEDS[name];
    const tried: Verdict =
      known === undefined
        ? { seed: null, broken: '' }
        : await simulatePatched(patches, { from: known, seeds: 1, runners: RUNNERS });
    if (tried.seed !== null) return;
    const found = await simulatePatched(patches, { from: 1, seeds: SEARCHED, runners: RUNNERS });
    expect(found.seed, `none of ${SEARCHED} seeds catches it`).not.toBeNull();
    process.stdout.write(`simulation: seed ${found.seed} catches "${name}" now, not ${known}: note it\n`);
  });
});
