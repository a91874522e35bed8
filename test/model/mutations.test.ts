// The test of the model: every broken core is caught, each by the promise that it breaks.
import { describe, expect, it } from 'vitest';
import { mutated } from './mutate.ts';
import { MUTATIONS } from './mutations.ts';
import { runModel } from './process.ts';

describe('the list of mutations', () => {
  it('names each of them once', () => {
    const names = MUTATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses a patch whose text is not there', () => {
    const patch = { file: 'lease/decide.ts', search: 'no such rule', replace: '' };
    expect(() => mutated([patch])).toThrow(/has 0 places like "no such rule"/);
  });
});

describe.concurrent('the model catches a core in which', () => {
  it.for(MUTATIONS)('$name', async ({ patches, config, isStuck, caught }, { expect }) => {
    using copy = mutated(patches);
    const { broken } = await runModel(config, ['--sources', copy.sources, '--heal', isStuck ? '1' : '0']);
    expect(broken?.promise).toMatch(caught);
    expect(broken?.schedule.length).toBeGreaterThan(0);
  });
});
