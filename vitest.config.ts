import { configDefaults, defineConfig } from 'vitest/config';

/** They step whole protocols by the hundred thousand, which takes twice as long where it is counted what they reach. */
const WHOLE = ['faults', 'model', 'simulation'].map((folder) => `test/${folder}/**/*.test.ts`);

/** They need what has to be installed or built first: `npm run servers`. */
const SERVERS = 'test/servers/**';

export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, SERVERS, ...WHOLE],
        },
      },
      { extends: true, test: { name: 'whole', include: WHOLE } },
    ],
    // Scenarios wait for processes and for time most of their life, so more of them run than there are cores.
    maxWorkers: 5,
    coverage: {
      provider: 'v8',
      include: ['src/{lease,protocol,engine,commands,store}/**/*.ts'],
      thresholds: { lines: 100, branches: 100 },
    },
  },
});
