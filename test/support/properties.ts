// Properties are tried with the same values in each run of the suite, so that none is red by chance; with more and
// others where that is asked for (`npm run fuzz`): FUZZ_TIMES as many as usual. A failure prints its seed: FUZZ_SEED
// shows it again.
import fc from 'fast-check';

const { FUZZ_TIMES, FUZZ_SEED } = process.env;

const USUAL = 100;

fc.configureGlobal({
  ...runs(USUAL),
  ...(FUZZ_SEED !== undefined ? { seed: Number(FUZZ_SEED) } : FUZZ_TIMES === undefined ? { seed: 1 } : {}),
});

/** How often a property is tried, where it is not the usual hundred times. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * Number(FUZZ_TIMES ?? 1) };
}
