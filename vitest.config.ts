import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need what has to be installed or built first: `npm run servers`.
    exclude: [...configDefaults.exclude, 'test/servers/**'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Scenarios wait for processes and for time most of their life, so more of them run than there are cores.
    maxWorkers: 4,
    coverage: {
      provider: 'v8',
      include: ['src/{lease,protocol,engine,commands,store}/**/*.ts'],
      thresholds: { lines: 100, branches: 100 },
    },
  },
});
