// How long the fuzzers run: a short form for every test run, longer with FUZZ_RUNS (`npm run fuzz`).
//
// A failure prints its seed and the smallest input that fast-check found; give the seed as FUZZ_SEED to see it again.
import type fc from 'fast-check';

/** Parameters of one property. */
export function runs(count: number): fc.Parameters<unknown> {
  const { FUZZ_RUNS, FUZZ_SEED } = process.env;
  return {
    numRuns: FUZZ_RUNS === undefined ? count : Number(FUZZ_RUNS),
    ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
  };
}
