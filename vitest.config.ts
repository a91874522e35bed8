import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole programs: they start processes and wait for them most of their life. */
const PROGRAMS = folders('bench', 'chaos', 'demo', 'dist', 'examples');

/** Whole protocols, stepped by the hundred thousand, which takes twice as long where it is counted what they reach. */
const PROTOCOLS = folders('faults', 'model', 'simulation');

/** As many as are of use to tests that compute: another one only compiles once more what they all run. */
const CORES = availableParallelism();

/** They need what has to be installed or built first: `npm run servers`. */
const SERVERS = folders('servers');

/** They wait the longest, by rules that count half a minute. */
const LONGEST = /\/test\/(?:chaos\/shells|dist\/refused)\.test/;

/** They start git by the hundred, and to start a process takes the longer, the more memory the one has that starts it. */
const STARTERS = /\/test\/(?:audit\/|cli\/doctor|store\/git-)/;

/** What waits the longest begins first, or the others are done long before it; what starts the most, before memory has grown. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it sorts no array in place
    const sorted = await super.sort(files);
    const group = ({ moduleId }: TestSpecification) =>
      [LONGEST, STARTERS].findIndex((each) => each.test(moduleId));
    const groups = Map.groupBy(sorted, group);
    return [0, 1, -1].flatMap((group) => groups.get(group) ?? []);
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: InOrder },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // No test changes what a module holds, so those of one worker share them.
    isolate: false,
    // Node reads TypeScript by itself: what is tested runs as it does without Vitest, and a tenth faster than by its loader.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SERVERS, ...PROGRAMS, ...PROTOCOLS],
          setupFiles: ['test/support/properties.ts'],
          maxWorkers: CORES,
        },
      },
      {
        extends: true,
        test: { name: 'protocols', include: PROTOCOLS, maxWorkers: CORES, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        // They wait for the processes that they start.
        test: { name: 'programs', include: PROGRAMS, maxWorkers: 2 * CORES, sequence: { groupOrder: 2 } },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/{lease,protocol,engine,commands,store}/**/*.ts'],
      thresholds: { lines: 100, branches: 100 },
    },
  },
});

function folders(...names: readonly string[]): string[] {
  return names.map((name) => `test/${name}/**/*.test.ts`);
}
