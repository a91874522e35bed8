// The test of the model itself: every broken rule is caught, each by the promise that it breaks.
// A rule that is broken and not caught is a rule that the model does not look at.
import { describe, expect, it } from 'vitest';
import { BROKEN_RULES } from './broken-rules.ts';
import { configNamed } from './configs.ts';
import { explore } from './explore.ts';
import { healer } from './heal.ts';

describe('the model catches a protocol in which', () => {
  it.for(BROKEN_RULES)('$name', ({ rules, config, budget, caught }) => {
    const faults = Object.values(budget).reduce((sum, count) => sum + count, 0);
    const model = { config: { ...configNamed(config), budget, faults }, rules };
    const isStuck = caught.source.startsWith('^L3');
    const extent = { states: 20_000, ...(isStuck ? { judge: { by: healer(model), oneIn: 5 } } : {}) };
    const { broken } = explore(model, extent);
    expect(broken?.promise).toMatch(caught);
    expect(broken?.schedule.length).toBeGreaterThan(1);
  });
});
