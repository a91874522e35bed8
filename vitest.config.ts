import { configDefaults, defineConfig } from 'vitest/config';

/** Whole programs: they start processes and wait for them most of their life. */
const PROGRAMS = folders('bench', 'chaos', 'demo', 'dist', 'examples');

/** Whole protocols, stepped by the hundred thousand, which takes twice as long where it is counted what they reach. */
const PROTOCOLS = folders('faults', 'model', 'simulation');

/** They need what has to be installed or built first: `npm run servers`. */
const SERVERS = folders('servers');

export default defineConfig({
  test: {
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
        },
      },
      { extends: true, test: { name: 'whole', include: [...PROGRAMS, ...PROTOCOLS] } },
    ],
    // Many of them wait for processes, so more of them run than there are cores.
    maxWorkers: 5,
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
