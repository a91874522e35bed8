import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Scenarios wait for processes and for time most of their life, so more of them run than there are cores.
    maxWorkers: 5,
    coverage: {
      provider: 'v8',
      include: ['src/lease/**/*.ts', 'src/store/**/*.ts'],
      thresholds: { lines: 100, branches: 100 },
    },
  },
});
