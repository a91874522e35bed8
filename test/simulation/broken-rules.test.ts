// The test of the simulation: it notices every rule that is broken on purpose.
import { describe, expect, it } from 'vitest';
import { BROKEN_RULES } from './broken-rules.ts';
import { simulate } from './simulation.ts';

/** Seeds that are tried, from 1, where none is known. */
const SEEDS = 300;

describe('the simulation notices that', () => {
  it.each(BROKEN_RULES)('$name', (rule) => {
    const isCaught = (seed: number): boolean => simulate(seed, rule).broken.length > 0;
    const { caughtBy = 1 } = rule;
    const first = isCaught(caughtBy)
      ? caughtBy
      : Array.from({ length: SEEDS }, (_, n) => n + 1).find(isCaught);
    expect(first, `none of ${SEEDS} seeds breaks a promise`).toBeDefined();
  });
});
